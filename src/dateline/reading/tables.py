"""What reading knows by heart: news agencies, cities that datelines name without a country, words that are no place."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_PARTS = re.compile(r"\s*[/,|&]\s*|\s+and\s+|\s-\s")


@cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines[1:] if line)


@cache
def _agencies() -> dict[str, str]:
    return {row[0].casefold(): row[1] for row in _rows("agencies.tsv")}


@cache
def cities() -> frozenset[str]:
    """Cities that stand alone in a dateline, in lower case."""
    return frozenset(row[0].casefold() for row in _rows("cities.tsv"))


@cache
def not_places() -> frozenset[str]:
    """Labels and acronyms that may open a report before a dash and are no place, in lower case."""
    return frozenset(row[0] for row in _rows("not_places.tsv"))


@cache
def header_words() -> frozenset[str]:
    """Words that may stand beside the day in a line that gives nothing but the time, in lower case."""
    return frozenset(row[0] for row in _rows("header_words.tsv"))


def agency_of(written: str) -> str | None:
    """The agency that goes by this name; of several ("AFP/Reuters") the first that is known."""
    whole = _agencies().get(written.strip().casefold())
    if whole:
        return whole
    known = (_agencies().get(part.strip().casefold()) for part in _PARTS.split(written[:120]))
    return next((agency for agency in known if agency), None)
