"""Where a time expression stands: the day of publication, what the text dated last, and the tense around."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dateline.days import Interval
from dateline.records import Precision
from dateline.when.stretches import Reading
from dateline.when.tenses import Tense

_DAY_AGAINST_TENSE, _AGAINST_TENSE = 250, 350  # how many days nearer a day, a month must lie to go against tense
_YEAR_REACH, _DAY_REACH = 300, 800  # code points for which an old date stays what the story is about
_BACKGROUND = 400  # days before publication from which a date is background, not news


class Anchor(NamedTuple):
    """What the text dated last, and where it said so."""

    days: Interval
    precision: Precision
    offset: int


class Scene(NamedTuple):
    """What an expression at `offset` is resolved against.

    `anchor` and `anchor_day` are where the story stands; `mentioned` is the year named last, be it only in passing.
    """

    published: date | None
    tense: Tense
    offset: int
    following: str = ""
    preceding: str = ""
    anchor: Anchor | None = None
    anchor_day: date | None = None
    is_history: bool = False
    mentioned: date | None = None
    era: str = ""

    def told_day(self) -> date | None:
        """The day the story has come to: the last one told, else that of publication; None with only a month told."""
        month = self.anchor if self.anchor and self.anchor.precision == "month" else None
        if month and self.anchor_day and self.anchor_day < month.days[0]:
            return None
        if self.anchor_day is None and self.background():
            return None
        return self.anchor_day or self.published

    def told(self) -> date | None:
        """The start of the stretch told last, else the day of publication."""
        return self.anchor.days[0] if self.anchor else self.published

    def background(self) -> Anchor | None:
        """The last dated stretch, where it lies long before publication and the text still speaks of it."""
        anchor = self.anchor
        if anchor is None or (self.tense == "future" and not self.is_history):
            return None
        if self.published is not None and (self.published - anchor.days[1]).days < _BACKGROUND:
            return None
        reach = _YEAR_REACH if anchor.precision == "year" else _DAY_REACH
        return anchor if self.is_history or self.offset - anchor.offset <= reach else None

    def nearest(self, stretches: list[Interval]) -> Interval | None:
        """Of stretches a year apart, the one that tense and story mean."""
        story = self.background()
        if story is not None:
            return min(stretches, key=lambda days: _after(story, days), default=None)
        published = self.published
        if published is None:
            return None
        return min(stretches, key=lambda days: self._distance(days, published), default=None)

    def _distance(self, days: Interval, published: date) -> int:
        wrong = _DAY_AGAINST_TENSE if days[0] == days[1] else _AGAINST_TENSE
        if days[0] > published:
            return (days[0] - published).days + {"past": wrong, "future": 0}.get(self.tense, 60)
        if days[1] < published:
            return (published - days[1]).days + (wrong if self.tense == "future" else 0)
        return 0


def _after(story: Anchor, days: Interval) -> int:
    """A story goes forward: what lies before its last date counts double."""
    if story.precision == "year":
        return abs(days[0].year - story.days[0].year)
    gap = (days[0] - story.days[0]).days
    if days[0] <= story.days[0] <= days[1]:
        return 0
    return gap if gap > 0 else -2 * gap


def weekday_near(base: date, number: int, side: int) -> int:
    """Days from `base` to the weekday: on or before it for side -1, on or after for 1."""
    return -((base.weekday() - number) % 7) if side < 0 else (number - base.weekday()) % 7


def part_value(reading: Reading, part: str) -> Reading:
    """A day reading narrowed to part of its day."""
    return reading._replace(
        value=f"{reading.value}T{part}", kind="TIME", precision="time" if reading.days else "unknown"
    )
