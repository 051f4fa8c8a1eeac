"""Reads a title or a text from its start to its end, each time expression against what was told before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dateline.days import Interval
from dateline.records import Article, Field, Span, Time
from dateline.trees import Tree
from dateline.when.clocks import BRIDGE
from dateline.when.matching import Found, find
from dateline.when.resolving import RESOLVERS
from dateline.when.scene import Anchor, Scene
from dateline.when.story import Story, find_story
from dateline.when.stretches import Reading
from dateline.when.tenses import Tenses

_NAMES = ("month", "weekday", "season", "holiday", "day.partial")
_VERBS = ("month.bare", "season.bare")
_ANCHORING = frozenset({"day", "time", "week", "month", "season", "quarter", "year"})
_NEWS = ("today", "weekday", "ago", "weekend", "unit.shifted")  # rules that count from the day of publication
_OPEN_START = re.compile(r"\b(?:since|until|till|by|before|than)\s*$", re.IGNORECASE)
_BACKWARD = ("PREVIOUS", "EARLIER", "BEFORE", "PREVIOUSLY")  # glances back, after which the story stays where it was


class _Told(NamedTuple):
    """An expression, what it says, and where the range ends that it opens."""

    found: Found
    reading: Reading
    until: tuple[int, int] | None = None


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
    founds = [found for found in find(text) if not _rejected(found, field, tenses)]
    story = find_story(founds, published)
    state = _State(story.opening, None, None)
    told: list[_Told] = []
    for found in founds:
        scene = Scene(
            published,
            tenses.tense(field, found.start),
            found.start,
            text[found.end : found.end + 30],
            text[max(0, found.start - 30) : found.start],
            state.anchor,
            state.day,
            story.is_history,
            state.mentioned,
            story.era,
        )
        reading = RESOLVERS[found.rule](found, scene)
        if reading is not None:
            told.extend(_pieces(found, reading))
            state = _after(state, found, reading, scene, story)
    return [_time(text, field, *one) for one in _with_clocks(told, text)]


class _State(NamedTuple):
    """Where the story stands."""

    anchor: Anchor | None
    day: date | None
    mentioned: date | None


def _after(state: _State, found: Found, reading: Reading, scene: Scene, story: Story) -> _State:
    """Where the story stands once an expression has been told."""
    for _, _, part in reading.parts[:-1]:
        state = _after(state, found, part, scene, story)
    last = reading.parts[-1][2] if reading.parts else reading
    days = last.days
    if days is None or last.precision not in _ANCHORING or last.kind not in ("DATE", "TIME"):
        return state
    mentioned = days[0]
    aside = found.start in story.asides or found.has(*_BACKWARD) or found.rule == "time.clock"
    if aside or (story.is_history and found.rule.startswith(_NEWS)):
        return state._replace(mentioned=mentioned)
    anchor, day = state.anchor, state.day
    if last.precision == "year" and (found.rule == "year.named" or (anchor and _holds(days, anchor))):
        return state._replace(mentioned=mentioned)
    if last.precision != "year" or not _OPEN_START.search(scene.preceding):
        anchor = Anchor(days, last.precision, found.start)
    return _State(anchor, days[0] if last.precision in ("day", "time") else day, mentioned)


def _holds(days: Interval, anchor: Anchor) -> bool:
    """Whether a year holds the days told last: then these stay, being the closer."""
    return anchor.precision != "year" and days[0] <= anchor.days[0] and anchor.days[1] <= days[1]


def _pieces(found: Found, reading: Reading) -> list[_Told]:
    """The expressions that a reading stands for: itself, or those of its parts; the first of a range knows the last."""
    if not reading.parts:
        return [_Told(found, reading)]
    last = reading.parts[-1]
    until = (last[0], last[1]) if reading.precision == "range" else None
    return [
        _Told(Found(found.rule, start, end, ()), part, until if i == 0 else None)
        for i, (start, end, part) in enumerate(reading.parts)
    ]


def _rejected(found: Found, field: Field, tenses: Tenses) -> bool:
    if found.rule.startswith(_NAMES) and not found.has("YEAR") and tenses.named(field, found.start):
        return True
    return found.rule in _VERBS and tenses.verbal(field, found.start)


def _with_clocks(told: list[_Told], text: str) -> list[_Told]:
    """A clock time and the day beside it become one expression: "3 p.m. on Tuesday", "Tuesday at noon"."""
    joined: list[_Told] = []
    for one in told:
        found, reading = one.found, one.reading
        if joined:
            before, earlier, _ = joined[-1]
            clock = (before.rule == "time.clock") != (found.rule == "time.clock")
            day, time = (earlier, reading) if found.rule == "time.clock" else (reading, earlier)
            near = clock and BRIDGE.fullmatch(text, before.end, found.start) is not None
            if near and day.precision == "day" and day.kind == "DATE":
                value = f"{day.value}T{time.value.partition('T')[2]}"
                whole = Found("time.day", before.start, found.end, (*before.words, *found.words))
                joined[-1] = _Told(whole, Reading(value, day.days, "time", "TIME", day.reason))
                continue
        joined.append(one)
    return joined


def _time(text: str, field: Field, found: Found, reading: Reading, until: tuple[int, int] | None) -> Time:
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
        until=None if until is None else Span(field, *until),
    )
