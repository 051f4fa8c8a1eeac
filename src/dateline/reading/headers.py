"""The lines above a report: the day it was published, its address, who wrote it, and the headline."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from dateline.days import WEEKDAYS, find_day

from .tables import agency_of, header_words

_MOST_LINES = 12
_LONGEST_LINE = 200
_WORDS = re.compile(r"[^\W\d_]+")
_URL_LINE = re.compile(r"(?:[A-Za-z]{1,12}:\s{1,4})?<?((?:https?://|www\.)[^\s<>]+)>?")
_BY = re.compile(r"(?:(?:Reporting|Written|Story|Report)\s)?(?:By|by|BY)\s")
_BYLINE_SMALL = frozenset(
    {"and", "in", "for", "of", "the", "at", "de", "da", "van", "von", "der", "bin", "al", "el", "staff"}
)
_BYLINE_PARTS = re.compile(r"\s*[|,/•·(]\s*|\s+[-–—]+\s+|\s+(?:for|of)\s+")
_CLOSERS = "\"'”’)]» \t"
_ABBREVIATION_END = re.compile(r"\b(?:[A-Z]\.){2,}$")


class Header(Struct, frozen=True):
    """What the header lines say; `end` is where the first line begins that is none of them."""

    end: int
    day: str | None = None
    url: str | None = None
    agency: str | None = None
    byline: tuple[int, int] | None = None


class Page(Struct, frozen=True):
    """A plain-text file taken apart: headline, the rest verbatim, and what the lines above the headline said."""

    title: str
    text: str
    header: Header


def line_end(text: str, start: int) -> int:
    """Where the line that begins at `start` ends, its LF not counted."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def skim_header(text: str, start: int = 0) -> Header:
    """Read the header lines from `start` on; blank lines between them are passed over."""
    day = url = agency = byline = None
    read = 0
    while start < len(text):
        stop = line_end(text, start)
        line = text[start:stop].strip()
        if line:
            read += 1
            if read > _MOST_LINES or len(line) > _LONGEST_LINE:
                break
            if found := _URL_LINE.fullmatch(line):
                url = url or found[1]
            elif found_day := _day_line(line):
                day = day or found_day.isoformat()
            elif _is_byline(line):
                byline = byline or (start, stop)
                agency = agency or _byline_agency(line)
            elif _WORDS.search(line):
                break
        start = stop + 1
    return Header(min(start, len(text)), day, url, agency, byline)


def _day_line(line: str) -> date | None:
    """The day of a line that holds a day, perhaps an hour, and nothing else."""
    first = None
    for _ in range(3):
        found = find_day(line)
        if found is None:
            break
        first = first or found[0]
        line = f"{line[: found[1]]} {line[found[2] :]}"
    if first is None:
        return None
    words = (word.casefold() for word in _WORDS.findall(line))
    return first if all(word in header_words() or word in WEEKDAYS for word in words) else None


def _is_byline(line: str) -> bool:
    """Whether the line names a writer or an agency and does nothing else."""
    if len(line) <= 60 and all(agency_of(part) for part in _BYLINE_PARTS.split(line)):
        return line[-1] not in ".:!?"
    opening = _BY.match(line)
    if not opening or len(line) > 120 or line[-1] in ".:;!?":
        return False
    words = line[opening.end() :].split()
    named = [word for word in words if word[0].isupper()]
    small = [word for word in words if word[0].islower() and word not in _BYLINE_SMALL]
    return bool(named) and words[0][0].isupper() and not small and not any(word[0].isdigit() for word in words)


def _byline_agency(line: str) -> str | None:
    parts = _BYLINE_PARTS.split(_BY.sub("", line, count=1))
    known = (agency_of(part.strip(" ).").removesuffix(" Writer").removesuffix(" News Agency")) for part in parts)
    return next((agency for agency in known if agency), None)


def cut_headline(text: str) -> Page:
    """Take the headline off a plain-text report: a short line before a blank line and a longer paragraph."""
    header = skim_header(text)
    stop = line_end(text, header.end)
    headline = text[header.end : stop].strip()
    if not _reads_as_headline(headline):
        return Page("", text, Header(0))
    rest = stop + 1
    after = skim_header(text, rest).end
    if text[rest : line_end(text, rest)].strip() and after == rest:
        return Page("", text, Header(0))
    end = text.find("\n\n", after)
    paragraph = text[after : len(text) if end < 0 else end].strip()
    if len(paragraph) <= len(headline):
        return Page("", text, Header(0))
    while rest < len(text) and not text[rest : line_end(text, rest)].strip():
        rest = line_end(text, rest) + 1
    return Page(headline, text[rest:], header)


def _reads_as_headline(line: str) -> bool:
    if not line or len(line) > _LONGEST_LINE:
        return False
    last = line.rstrip(_CLOSERS)
    return bool(last) and (last[-1] not in ".,:;…" or bool(_ABBREVIATION_END.search(last)))
