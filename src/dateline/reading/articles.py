"""A record's words to an `Article`: its day of publication, its dateline, where the report begins, and its name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dateline.days import find_day
from dateline.errors import InputError
from dateline.records import Article, Dateline, Published, Span

from .datelines import Opening, find_dateline, settle_day
from .decoding import check_text, unify_lines
from .headers import Header, line_end, skim_header
from .options import ReadOptions

_NO_HEADER = Header(0)
_DEFAULTS = ReadOptions()
_LONGEST_FIELD = 10_000
_EARLIEST = "1900-01-01"
_Witness = Literal["caller", "header", "dateline"]


class Record(Struct, frozen=True):
    """What is known of a report before its text is looked at; `above` are header lines that were cut off the text."""

    text: str
    title: str = ""
    input_id: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    above: Header = _NO_HEADER


def make_article(  # noqa: PLR0913 - the fields of a record, all but the text by name and optional
    text: str,
    *,
    title: str = "",
    input_id: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Article:
    """An article from its text; InputError where the text is empty, too long, or broken."""
    return build_article(Record(text, title, input_id, published, outlet, url), _DEFAULTS)


def build_article(record: Record, options: ReadOptions) -> Article:
    """The article that a record makes; what the options say of all inputs comes before what the record says."""
    text, title = unify_lines(record.text), unify_lines(record.title)
    outlet, url = options.outlet or record.outlet or None, options.url or record.url or None
    check_text(text, options.max_characters)
    for field in (title, outlet, url, record.input_id):
        if field:
            _check_field(field)
    header = skim_header(text)
    url = url or record.above.url or header.url
    opening = _find_opening(text, header)
    written: tuple[tuple[_Witness, str | None], ...] = (
        ("caller", options.published or record.published),
        ("header", record.above.day or header.day),
        ("dateline", opening.dateline.day if opening else None),
    )
    published, refused = _settle_published(written, options.not_after)
    dateline = _join_byline(text, header, opening, published)
    if dateline and not dateline.agency and record.above.agency:
        dateline = replace(dateline, agency=record.above.agency)
    article_id = hashlib.sha256("\x1f".join((outlet or "", url or "", title, text)).encode()).hexdigest()[:16]
    return Article(
        article_id=article_id,
        input_id=record.input_id or article_id,
        title=title,
        text=text,
        dateline=dateline,
        outlet=outlet,
        published=published,
        url=url,
        body=opening.end if opening else header.end,
        day_refused=refused,
    )


def _check_field(field: str) -> None:
    if len(field) > _LONGEST_FIELD:
        raise InputError("bad-record", "a title, outlet, url or id of more than 10,000 characters: shorten it")
    try:
        field.encode()
    except UnicodeEncodeError:
        raise InputError("bad-encoding", "half of a surrogate pair: write it out again as UTF-8") from None


def _find_opening(text: str, header: Header) -> Opening | None:
    """The dateline after the header lines, or under a headline that was left in the text."""
    opening = find_dateline(text, header.end)
    if opening:
        return opening
    below = line_end(text, header.end) + 1
    if below - header.end > 200 or text[below : below + 1] != "\n" or text[below - 2] in ".!":
        return None
    opening = find_dateline(text, skim_header(text, below).end)
    return opening if opening and opening.is_strong else None


def _settle_published(
    written: Iterable[tuple[_Witness, str | None]], not_after: str | None
) -> tuple[Published | None, str | None]:
    """The first day that can be believed, and why the first one before it was refused."""
    refused = None
    for by, day in written:
        if not day or not day.strip():
            continue
        published = _read_published(day.strip()[:100], by)
        reason = _refuse(published, not_after)
        if reason is None:
            return published, refused
        refused = refused or f"{day.strip()[:40]!r} ({by}) {reason}"
    return None, refused


def _refuse(published: Published | None, not_after: str | None) -> str | None:
    """Why a day is not taken: the article is read all the same."""
    if published is None:
        return "is no day that can be read"
    if published.day < _EARLIEST:
        return "is before 1900"
    return f"is after {not_after}" if not_after and published.day > not_after else None


def _read_published(written: str, by: _Witness) -> Published | None:
    """The day in what was written, or None where it cannot be read."""
    try:
        return Published(date.fromisoformat(written[:10]).isoformat(), by, _read_instant(written))
    except ValueError:
        found = find_day(written)
        return Published(found[0].isoformat(), by) if found else None


def _read_instant(written: str) -> str | None:
    """The time in UTC of a day written with time and offset ("2021-03-26T23:30:00Z"), else None."""
    try:
        time = datetime.fromisoformat(written)
        return time.astimezone(UTC).isoformat(timespec="seconds") if time.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _join_byline(text: str, header: Header, opening: Opening | None, published: Published | None) -> Dateline | None:
    """The dateline with the agency of the byline, where only that names it; the byline itself where there is none."""
    if opening is None:
        if not header.agency or not header.byline:
            return None
        start, end = header.byline
        return Dateline(text[start:end], Span("text", start, end), agency=header.agency)
    dateline = settle_day(opening, published.day if published else None)
    return dateline if dateline.agency or not header.agency else replace(dateline, agency=header.agency)
