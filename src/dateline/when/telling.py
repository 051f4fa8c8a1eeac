"""Reads a title or a text from its start to its end, each time expression against what was told before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dateline.days import year_interval
from dateline.records import Article, Field, Span, Time
from dateline.trees import Tree
from dateline.when.clocks import BRIDGE
from dateline.when.matching import Found, find
from dateline.when.resolving import RESOLVERS
from dateline.when.scene import Anchor, Scene
from dateline.when.stretches import Reading
from dateline.when.tenses import Tenses

_NAMES = ("month", "weekday", "season", "holiday", "day.partial")
_VERBS = ("month.bare", "season.bare")
_ANCHORING = frozenset({"day", "time", "week", "month", "season", "quarter", "year"})
_NEWS = ("today", "weekday", "ago", "weekend", "unit.shifted")  # rules that count from the day of publication
_OPEN_START = re.compile(r"\b(?:since|until|till|by|before|than)\s*$", re.IGNORECASE)
_HISTORY_YEARS, _HISTORY_AGE = 6, 3
_Told = tuple[Found, Reading]


def find_times(article: Article, trees: Sequence[Tree]) -> tuple[Time, ...]:
    """Every time expression of title and text, resolved against the day of publication and the story so far.

    Without trees the tense is unknown, and "may" or "April" are judged by their neighbours alone.
    """
    published = _published(article)
    tenses = Tenses(trees)
    title = _tell(article.title, "title", published, tenses)
    text = _tell(article.text, "text", published, tenses)
    return (*title, *text)


def _published(article: Article) -> date | None:
    day = article.published.day if article.published else article.dateline.day if article.dateline else None
    return None if day is None else date.fromisoformat(day[:10])


def _tell(text: str, field: Field, published: date | None, tenses: Tenses) -> list[Time]:
    founds = list(find(text))
    is_history = _is_history(founds, published)
    anchor = _first_year(founds, published) if is_history else None
    anchor_day: date | None = None
    told: list[_Told] = []
    for found in founds:
        if _rejected(found, field, tenses):
            continue
        scene = Scene(
            published,
            tenses.tense(field, found.start),
            found.start,
            text[found.end : found.end + 30],
            text[max(0, found.start - 10) : found.start],
            anchor,
            anchor_day,
            is_history,
        )
        reading = RESOLVERS[found.rule](found, scene)
        if reading is None:
            continue
        told.append((found, reading))
        days = reading.days
        if days and reading.precision in _ANCHORING and reading.kind in ("DATE", "TIME"):
            if found.rule == "time.clock" or (is_history and found.rule.startswith(_NEWS)):
                continue
            if reading.precision != "year" or not _OPEN_START.search(scene.preceding):
                anchor = Anchor(days, reading.precision, found.start)
            if reading.precision in ("day", "time"):
                anchor_day = days[0]
    return [_time(text, field, found, reading) for found, reading in _with_clocks(told, text)]


def _rejected(found: Found, field: Field, tenses: Tenses) -> bool:
    if found.rule.startswith(_NAMES) and not found.has("YEAR") and tenses.named(field, found.start):
        return True
    return found.rule in _VERBS and tenses.verbal(field, found.start)


def _is_history(founds: Sequence[Found], published: date | None) -> bool:
    """Whether most years a text writes lie years back: then undated months belong to the story, not to the news."""
    if published is None:
        return True
    years = [int(year) for found in founds if (year := found.first("YEAR"))]
    old = sum(year < published.year - _HISTORY_AGE for year in years)
    return len(years) >= _HISTORY_YEARS and 2 * old > len(years)


def _first_year(founds: Sequence[Found], published: date | None) -> Anchor | None:
    """The first old year a history writes: what its undated months belong to until it says more."""
    for found in founds:
        year = int(found.first("YEAR") or 0)
        days = year_interval(year) if published is None or year < published.year - _HISTORY_AGE else None
        if days:
            return Anchor(days, "year", 0)
    return None


def _with_clocks(told: list[_Told], text: str) -> list[_Told]:
    """A clock time and the day beside it become one expression: "3 p.m. on Tuesday", "Tuesday at noon"."""
    joined: list[_Told] = []
    for found, reading in told:
        if joined:
            before, earlier = joined[-1]
            clock = (before.rule == "time.clock") != (found.rule == "time.clock")
            day, time = (earlier, reading) if found.rule == "time.clock" else (reading, earlier)
            near = clock and BRIDGE.fullmatch(text, before.end, found.start) is not None
            if near and day.precision == "day" and day.kind == "DATE":
                value = f"{day.value}T{time.value.partition('T')[2]}"
                whole = Found("time.day", before.start, found.end, (*before.words, *found.words))
                joined[-1] = (whole, Reading(value, day.days, "time", "TIME", day.reason))
                continue
        joined.append((found, reading))
    return joined


def _time(text: str, field: Field, found: Found, reading: Reading) -> Time:
    start, end = (day.isoformat() for day in reading.days) if reading.days else (None, None)
    return Time(
        text=text[found.start : found.end],
        span=Span(field, found.start, found.end),
        type=reading.kind,
        value=reading.value,
        start=start,
        end=end,
        precision=reading.precision,
        reason=reading.reason,
    )
