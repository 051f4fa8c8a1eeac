"""Feeds, RSS and Atom: each entry a report, with its own link and day; the outlet is the feed's title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

from msgspec import Struct

from dateline.errors import InputError
from dateline.records import Article

from .articles import Record, build_article
from .charsets import decode_page
from .extras import import_extra
from .headers import Header
from .html import check_tags, html_to_text, web_address
from .options import BadInput, ReadOptions
from .streaming import read_whole

MOST_FEED_BYTES = 16_000_000
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z]")
_CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # none may stand in XML
_MARKUP = frozenset({"text/html", "application/xhtml+xml"})
_BREAKS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError)


class Entry(Struct, frozen=True):
    """One entry of a feed; `key` is the feed's name for it, or its link. `published` is ISO, or as it was written."""

    key: str
    text: str
    title: str = ""
    url: str | None = None
    outlet: str | None = None
    published: str | None = None


def read_feed(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """One article or bad input for each entry, in the feed's order."""
    entries = find_entries(read_whole(chunks, MOST_FEED_BYTES))
    if not entries:
        raise InputError("empty", "a feed without entries")
    for number, entry in enumerate(entries, start=1):
        input_id = entry.key or f"{name}:{number}"
        try:
            yield entry_article(entry, input_id, options)
        except InputError as error:
            yield BadInput(input_id, error.reason, error.detail)


def entry_article(entry: Entry, input_id: str, options: ReadOptions) -> Article:
    """The article that an entry makes; InputError where it is none."""
    if not entry.text:
        raise InputError("empty", "an entry without text: `dateline watch --pages` reads the page behind its link")
    above = Header(0, day=entry.published)
    record = Record(entry.text, entry.title, input_id, outlet=entry.outlet, url=entry.url, above=above)
    return build_article(record, options)


def find_entries(data: bytes, *, address: str = "", content_type: str = "") -> list[Entry]:
    """The entries of a feed; `address` and `content_type` are those of its response. InputError where it is no feed."""
    feedparser = import_extra("feedparser", "reading feeds")
    charset = _CHARSET.search(content_type)
    text = _without_prologue(decode_page(data, charset[1] if charset else None))
    check_tags(text, xml=True)
    headers = {"content-location": address, "content-type": "application/xml; charset=utf-8"}
    try:
        # Handed over as a file: a text might be taken for an address and fetched.
        feed = feedparser.parse(
            BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
        if not feed.get("version") and not feed.entries:
            raise InputError("not-a-feed", "neither RSS nor Atom: check the address")
        outlet = _words(feed.feed, "title")
        return [_read_entry(entry, outlet) for entry in feed.entries]
    except _BREAKS as error:
        raise InputError("bad-markup", f"the feed cannot be made out ({type(error).__name__})") from None


def _without_prologue(text: str) -> str:
    """The feed from its first tag on: without a document type there are no entities to expand."""
    root = _TAG.search(text)
    return _CONTROLS.sub("", text[root.start() :]) if root else ""


def _read_entry(entry: Any, outlet: str) -> Entry:
    url = web_address(entry.get("link"))
    # By "in", for feedparser warns where it takes the one for the other.
    written = next((entry[field] for field in ("published", "updated") if field in entry), "")
    return Entry(
        key=(entry.get("id") or url or "").strip(),
        text=_text(entry),
        title=" ".join(_words(entry, "title").split()),
        url=url,
        outlet=_words(entry.get("source") or {}, "title") or outlet or None,
        published=_iso(written) or None,
    )


def _text(entry: Any) -> str:
    """The longest of what the entry gives as its content, else its summary."""
    contents = [_plain(part) for part in entry.get("content") or ()]
    return max(contents, key=len, default="") or _words(entry, "summary")


def _words(holder: Any, field: str) -> str:
    detail = holder.get(f"{field}_detail")
    return _plain(detail) if detail else str(holder.get(field) or "").strip()


def _plain(part: Any) -> str:
    value = str(part.get("value") or "")
    return html_to_text(value) if part.get("type") in _MARKUP or "</" in value else value.strip()


def _iso(written: str) -> str:
    """A day as mail writes it ("Fri, 26 Mar 2021 23:30:00 GMT") as ISO; anything else as it is."""
    # feedparser's own reading fills gaps from the clock.
    try:
        return parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return written.strip()
