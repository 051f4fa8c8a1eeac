"""ninjs 1, 2 and 3: news items in JSON, one or several, as IPTC defines them; read as they come, not validated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.errors import InputError
from dateline.records import Article

from .articles import Record, build_article
from .fields import name_type
from .html import html_to_text
from .markup import has_tags
from .options import BadInput, ReadOptions
from .statuses import check_status
from .values import read_json, split_values

_PLAIN = ("", "text/plain")
_HTML = ("text/html", "application/xhtml+xml", "text/xhtml", "text/html5")
_DAYS = ("versioncreated", "firstcreated", "contentcreated")


def read_ninjs(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """One article or bad input for each item; `name` alone names the first, its uri where it has one."""
    number = 0
    for number, data in enumerate(split_values(chunks, options.max_line_bytes), start=1):
        input_id = f"{name}:{number}"
        try:
            item = _lower_keys(read_json(data, options.max_line_bytes))
            input_id = _text(item.get("uri")) or input_id
            yield build_article(_read_item(item, input_id), options)
        except InputError as error:
            yield BadInput(input_id, error.reason, error.detail)
    if not number:
        yield BadInput(name, "empty", "there is no item in it")


def _lower_keys(value: object) -> dict[str, Any]:
    """The item with its keys in small letters: version 3 only writes those of version 2 in another case."""
    if not isinstance(value, dict):
        raise InputError("bad-record", f"an item is an object, not {name_type(value)}")
    return {key.lower(): field for key, field in value.items()}


def _read_item(item: dict[str, Any], input_id: str) -> Record:
    check_status(_text(item.get("pubstatus")))
    text = _read_body(item)
    if not text:
        kind = _text(item.get("type"))[:40] or "text"
        raise InputError("no-text", f"an item of type {kind!r} without a body of plain text or HTML")
    return Record(
        text=text,
        title=_read_title(item),
        input_id=input_id,
        published=next((day for key in _DAYS if (day := _text(item.get(key)))), None),
        outlet=_text(item.get("copyrightholder")) or _read_provider(item),
        url=input_id if input_id.startswith(("http://", "https://")) else None,
    )


def _read_body(item: dict[str, Any]) -> str:
    """The body: plain text with lines, else HTML, else plain text."""
    plain, marked = "", ""
    for kind, value in _bodies(item):
        if kind in _HTML or (kind in _PLAIN and has_tags(value)):
            marked = marked or html_to_text(value)
        elif kind in _PLAIN:
            plain = plain or value.strip()
    return plain if "\n" in plain or not marked else marked


def _bodies(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Content type and value of each body: `bodies` of versions 2 and 3, `body_text` and the like of version 1."""
    for body in _objects(item.get("bodies")):
        yield _text(body.get("contenttype")).partition(";")[0].strip().lower(), _text(body.get("value"))
    for key, value in item.items():
        kind = key.removeprefix("body_")
        if kind != key and isinstance(value, str):
            # The schema leaves open what comes after "body_": agencies write body_html, body_xhtml, body_text.
            yield (
                ("text/html" if "html" in kind else "text/plain" if not kind.endswith("xml") else "application/xml"),
                value,
            )


def _read_title(item: dict[str, Any]) -> str:
    """The main headline, else the first, else the title."""
    headlines = sorted(_objects(item.get("headlines")), key=lambda one: _text(one.get("role")) not in ("", "main"))
    written = [_text(item.get("headline")), *(_text(one.get("value")) for one in headlines), _text(item.get("title"))]
    found = next((title for title in written if title.strip()), "")
    return " ".join(html_to_text(found).split()) if has_tags(found) else found.strip()


def _read_provider(item: dict[str, Any]) -> str | None:
    for key in ("infosources", "infosource"):
        for party in _objects(item.get(key)):
            if name := _text(party.get("name")):
                return name
    return None


def _objects(value: object) -> list[dict[str, Any]]:
    """The objects of a list, keys in small letters; what is something else is passed over."""
    return [_lower_keys(one) for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
