"""NITF: one report a document, as agencies and newspapers sent them for twenty years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from dateline.errors import InputError
from dateline.records import Article

from .articles import Record, build_article
from .markup import find_first, paragraphs, pull_elements, text_of
from .options import BadInput, ReadOptions

_FIRST_WORD = re.compile(r"[^\W\d_]+")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?")


def read_nitf(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """The one article of an NITF document."""
    for element in pull_elements(chunks, ("nitf",), options.max_document_bytes):
        record = nitf_record(element)
        yield build_article(replace(record, input_id=record.input_id or name), options)
        return
    raise InputError("bad-record", "there is no <nitf> in it")


def nitf_record(nitf: Any) -> Record:
    """What an `nitf` element says; InputError where it has no body."""
    content = find_first(nitf, "body.content")
    if content is None:
        raise InputError("no-text", "there is no body.content in it: it announces a report, or is a picture")
    title = text_of(find_first(nitf, "body.head", "hl1")) or text_of(find_first(nitf, "body.head", "hedline"))
    identity = find_first(nitf, "docdata", "doc-id")
    return Record(
        text=join_paragraphs(_read_dateline(nitf), paragraphs(content)),
        title=title or text_of(find_first(nitf, "head", "title")),
        input_id=None if identity is None else identity.get("id-string"),
        published=_read_day(nitf),
        outlet=_read_outlet(nitf),
    )


def join_paragraphs(dateline: str, texts: list[str]) -> str:
    """The paragraphs with a blank line between them; a dateline that is marked up by itself opens the first."""
    place = _FIRST_WORD.search(dateline)
    if place and texts and place[0].casefold() not in texts[0][:100].casefold():
        texts = [f"{dateline.rstrip(' -–—')} - {texts[0]}", *texts[1:]]
    return "\n\n".join(texts)


def _read_dateline(nitf: Any) -> str:
    """ "PARIS, May 3": the place, its city alone where that is marked up, and the day if it is written for readers."""
    dateline = find_first(nitf, "body.head", "dateline")
    if dateline is None:
        return ""
    city = text_of(find_first(dateline, "location", "city"))
    words = [city] if city else text_of(dateline).split()
    return " ".join(word for word in words if not _COMPACT.fullmatch(word))


def _read_outlet(nitf: Any) -> str | None:
    """The newspaper, else who distributes it, else who owns it."""
    published = find_first(nitf, "pubdata")
    owner = find_first(nitf, "docdata", "doc.copyright")
    distributor = text_of(find_first(nitf, "body.head", "distributor"))
    by_newspaper = None if published is None else published.get("name")
    return by_newspaper or distributor or (None if owner is None else owner.get("holder"))


def _read_day(nitf: Any) -> str | None:
    """The day of publication, else of issue or release, as ISO where it is written in short."""
    written = []
    for place, key in (("pubdata", "date.publication"), ("date.issue", "norm"), ("date.release", "norm")):
        found = find_first(nitf, place)
        written.append(None if found is None else found.get(key))
    if (story := find_first(nitf, "body.head", "story.date")) is not None:
        written.append(story.get("norm") or text_of(story))
    return next((long_day(day) for day in written if day), None)


def long_day(written: str) -> str:
    """A day or time in the short form of ISO 8601 in the long one: "20210326T2330Z"; anything else as it is."""
    found = _COMPACT.fullmatch(written.strip())
    if not found:
        return written
    year, month, day, hour, minute, second, zone = found.groups()
    if hour is None:
        return f"{year}-{month}-{day}"
    offset = "+00:00" if zone == "Z" else f"{zone[:3]}:{zone[3:]}" if zone else ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{offset}"
