"""The thread of a text's years: which written years carry the story on, and which are glances aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from dateline.days import year_interval
from dateline.when.matching import Found
from dateline.when.scene import Anchor

_HISTORY_YEARS, _HISTORY_AGE, _CHRONICLE_YEARS = 6, 3, 20
_AHEAD = 3  # how many of the years written next must agree that one is a glance aside
_ANCIENT = 4  # years of an era or of the first millennium that make figures of three digits years

_ERAS = ("year.era", "range.ancient")

Era = Literal["BC", "AD", ""]


class Story(NamedTuple):
    """What the years of a text say about the text: `asides` are the offsets of years that lead away from it."""

    is_history: bool
    opening: Anchor | None
    asides: frozenset[int]
    era: Era


def find_story(founds: Sequence[Found], published: date | None) -> Story:
    """Reads the written years of a text, in order."""
    written = [(found.start, int(year)) for found in founds if (year := found.first("YEAR")) and _sure(found)]
    is_history = _is_history([year for _, year in written], published)
    opening = _opening([year for _, year in written], published) if is_history else None
    return Story(is_history, opening, _asides(written), _era(founds))


def _sure(found: Found) -> bool:
    return found.rule != "year.named" and not found.rule.startswith("year.era")


def _is_history(years: Sequence[int], published: date | None) -> bool:
    """Whether most years a text writes lie years back: then undated months belong to the story, not to the news."""
    if published is None:
        return True
    old = sum(year < published.year - _HISTORY_AGE for year in years)
    past = sum(year < published.year for year in years)
    if len(years) >= _CHRONICLE_YEARS and 4 * past > 3 * len(years):
        return True
    return len(years) >= _HISTORY_YEARS and 2 * old > len(years)


def _opening(years: Sequence[int], published: date | None) -> Anchor | None:
    """The first old year a history writes: what its undated months belong to until it says more."""
    for year in years:
        days = year_interval(year) if published is None or year < published.year - _HISTORY_AGE else None
        if days:
            return Anchor(days, "year", 0)
    return None


def _asides(written: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Years after which the text returns to where it was: "as a study of 2005 found", "planned for 1976"."""
    out, thread = set(), None
    for i, (start, year) in enumerate(written):
        ahead = [other for _, other in written[i + 1 : i + 1 + _AHEAD]]
        if thread is not None and year != thread:
            back = sum(abs(other - thread) < abs(other - year) for other in ahead)
            if len(ahead) > 1 and 2 * back > len(ahead):
                out.add(start)
                continue
        thread = year
    return frozenset(out)


def _circa(found: Found) -> bool:
    """c. 347: at the end of the text before the figure stands its "c."."""
    return found.rule in ("year.plain", "range.ancient") and found.lead == "C"


def _era(founds: Sequence[Found]) -> Era:
    """Which era a text of antiquity counts in: there a figure of three digits may be a year."""
    marks = [found.first("ERA") or "" for found in founds if found.rule in _ERAS]
    before = sum(mark.startswith("B") for mark in marks)
    if before >= _ANCIENT:
        return "BC"
    after = any(mark and not mark.startswith("B") for mark in marks)
    return "AD" if after or any(found.rule == "day.ancient" or _circa(found) for found in founds) else ""
