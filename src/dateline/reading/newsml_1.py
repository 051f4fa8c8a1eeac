"""NewsML 1: news items of components within components, as agencies sent them before NewsML-G2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.errors import InputError

from .articles import Record
from .html import html_to_text
from .markup import find_first, has_tags, local_name, paragraphs, text_of
from .nitf import join_paragraphs, long_day, nitf_record
from .statuses import check_status


def news_item_record(item: Any, input_id: str) -> Record:
    """What a `NewsItem` says; InputError where it has no text, or its publisher took it back.

    Of several texts it is the first in English, else the first; captions are none.
    """
    check_status(_formal_name(find_first(item, "NewsManagement", "Status")))
    found = [(content, record) for content in _contents(item) if (record := _read_content(content)) is not None]
    if not found:
        raise InputError("no-text", "there is no text in it, only metadata, a caption or a picture")
    content, inner = min(found, key=lambda each: not _is_english(each[0]))
    title = text_of(_of_component(content, "NewsLines", "HeadLine")) or inner.title
    texts = inner.text.split("\n\n")
    if len(texts) > 1 and texts[0] == title:
        texts = texts[1:]
    dateline = text_of(_of_component(content, "NewsLines", "DateLine"))
    return Record(
        text=join_paragraphs(dateline, texts),
        title=title,
        input_id=input_id,
        published=_read_day(item) or inner.published,
        outlet=inner.outlet or _read_provider(item, content),
    )


def _contents(item: Any) -> Iterator[Any]:
    for element in item.iter():
        if local_name(element) == "ContentItem" and _formal_name(_child(element.getparent(), "Role")) != "caption":
            yield element


def _read_content(content: Any) -> Record | None:
    """The text of a content item; what is encoded lies a level deeper and is none."""
    data = _child(content, "DataContent")
    if data is None:
        return None
    if (nitf := find_first(data, "nitf")) is not None:
        return nitf_record(nitf) if find_first(nitf, "body.content") is not None else None
    if len(data):
        texts = paragraphs(data)
        return Record("\n\n".join(texts)) if texts else None
    text = (data.text or "").strip()
    return Record(html_to_text(text) if has_tags(text) else text) if text else None


def _is_english(content: Any) -> bool:
    return _formal_name(_of_component(content, "DescriptiveMetadata", "Language")).startswith("en")


def _of_component(content: Any, *path: str) -> Any:
    """What the innermost component that says it says: they inherit from those around them."""
    for component in content.iterancestors():
        found = component
        for name in path:
            found = _child(found, name) if found is not None else None
        if found is not None:
            return found
    return None


def _child(element: Any, name: str) -> Any:
    return next((child for child in element if local_name(child) == name), None)


def _formal_name(element: Any) -> str:
    return "" if element is None else (element.get("FormalName") or "").lower()


def _read_day(item: Any) -> str | None:
    """When this revision was made, else the first."""
    for path in (("NewsManagement", "ThisRevisionCreated"), ("NewsManagement", "FirstCreated"), ("DateId",)):
        if written := text_of(find_first(item, *path)):
            return long_day(written)
    return None


def _read_provider(item: Any, content: Any) -> str | None:
    party = find_first(_of_component(content, "AdministrativeMetadata", "Provider"), "Party")
    return (party.get("FormalName") if party is not None else None) or text_of(find_first(item, "ProviderId")) or None
