"""Resolves what is written by its ends or one by one: "March 3-5", "from 1991 to 1995", "May 4 and 5".

Each end is an expression of its own, as TimeML marks it; the reading of the whole joins them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from dateline.when import dates
from dateline.when import stretches as on
from dateline.when.matching import Found
from dateline.when.scene import Scene
from dateline.when.stretches import BEFORE, Reading, unknown
from dateline.when.years import era_of

_BETWEEN = ("HYPHEN", "SLASH", "TO", "AND", "UNTIL", "THROUGH")
_LEADS = ("FROM", "BETWEEN")
_KEPT = ("MONTH", "NAMEMONTH", "MONABB", "DAYNUM", "ORDNUM", "YEAR", "WEEKDAY", "WEEKABB", "SEASON", "UNIT", "LAST")
_MONTHS = frozenset({"MONTH", "NAMEMONTH", "MONABB"})
_Words = Sequence[tuple[str, str]]


class _End(NamedTuple):
    """The words that tell a point of the calendar, and where they stand."""

    words: _Words
    start: int
    end: int

    def shared(self, other: _End, *kinds: str) -> _End:
        """With the other end's word of these kinds where this one has none."""
        if any(kind in kinds for kind, _ in self.words):
            return self
        return self._replace(words=[*self.words, *(word for word in other.words if word[0] in kinds)])


def days_of_month(found: Found, scene: Scene) -> Reading | None:
    """March 3-5, 3 to 5 March 2021, from the 3rd to the 5th of March."""
    low, high = _ends(found)
    return _range(low.shared(high, *_MONTHS), high.shared(low, *_MONTHS), scene)


def points(found: Found, scene: Scene) -> Reading | None:
    """From January to March 2021; between 2003 and 2005; Monday to Friday."""
    low, high = _ends(found)
    return _range(low, high, scene)


def years(found: Found, scene: Scene) -> Reading | None:
    """1991-95; 2010-05 is a month."""
    (_, written), (_, tail) = found.words[0], found.words[-1]
    first = int(written)
    if len(tail) != 2:
        return None
    last = first // 100 * 100 + int(tail)
    if last <= first:
        return on.month(first, int(tail)) if 1 <= int(tail) <= 12 else None
    low, high = on.year(first), on.year(last)
    return on.joined(low, high)._replace(parts=((*found.spans[0], low), (*found.spans[-1], high)))


def ancient_years(found: Found, scene: Scene) -> Reading | None:
    """480-479 BC; 360-366, where the text counts in such years."""
    era = era_of(found, scene)
    low, high = (int(surface.replace(",", "")) for kind, surface in found.words if kind not in ("HYPHEN", "ERA"))
    if not era or (low <= high) == (era == "BC"):
        return None
    ends = [unknown(f"BC{n:04}", BEFORE) if era == "BC" else on.year(n) for n in (low, high)]
    parts = ((*found.spans[0], ends[0]), (found.spans[2][0], found.end, ends[1]))
    return on.joined(*ends)._replace(parts=parts, precision="range")


def centuries(found: Found, scene: Scene) -> Reading | None:
    """From the 15th to the 19th century; the 18th and 19th centuries."""
    cut = next(i for i, word in enumerate(found.words) if word[0] in ("TO", "AND", "HYPHEN", "UNTIL", "OR"))
    low, high = (
        Found("range", 0, 0, (*words, found.words[-1])) for words in (found.words[:cut], found.words[cut + 1 : -1])
    )
    first, last = dates.centuries(low, scene), dates.centuries(high, scene)
    if first is None or last is None:
        return None
    parts = ((found.start, found.spans[cut - 1][1], first), (found.spans[cut + 1][0], found.end, last))
    return on.joined(first, last)._replace(parts=parts)


def listed(found: Found, scene: Scene) -> Reading | None:
    """May 4 and 5; 28 and 29 August; March 3, 5 and 9; August and September 1914."""
    ends = _listed(found)
    month = next((end for end in ends if any(kind in _MONTHS for kind, _ in end.words)), ends[0])
    ends = [end.shared(month, *_MONTHS).shared(ends[-1], "YEAR") for end in ends]
    readings = [_point(end.words, scene) for end in ends]
    parts = tuple((end.start, end.end, r) for end, r in zip(ends, readings, strict=True) if r is not None)
    if not parts:
        return None
    days = [part[2].days for part in parts]
    # Days that follow each other are a range as well; others only a list.
    if len(parts) == 2 and days[0] and days[1] and days[0][1] + timedelta(days=1) == days[1][0]:
        return on.joined(parts[0][2], parts[1][2])._replace(parts=parts)
    return parts[-1][2]._replace(parts=parts, precision="unknown")


def _ends(found: Found) -> tuple[_End, _End]:
    at = [i for i, word in enumerate(found.words) if word[0] not in _LEADS]
    cut = next(i for i in at[1:] if found.words[i][0] in _BETWEEN)
    return _end(found, at[0], cut), _end(found, cut + 1, len(found.words))


def _listed(found: Found) -> list[_End]:
    out, low, count = [], 0, len(found.words)
    for i, (kind, _) in enumerate(found.words):
        follows = found.words[i + 1][0] if i + 1 < count else ""
        if kind == "AND" or (kind == "COMMA" and follows != "YEAR"):
            if i > low:
                out.append(_end(found, low, i))
            low = i + 1
    return [*out, _end(found, low, count)]


def _end(found: Found, low: int, high: int) -> _End:
    words = [word for word in found.words[low:high] if word[0] in _KEPT]
    return _End(words, found.spans[low][0], found.spans[high - 1][1])


def _range(low: _End, high: _End, scene: Scene) -> Reading | None:
    dated = any(kind == "YEAR" for kind, _ in low.words)
    low = low.shared(high, "YEAR")
    first, last = _point(low.words, scene), _point(high.words, scene)
    if first is None or last is None:
        return None
    if first.days and last.days and last.days[1] < first.days[0] and not dated:
        weekly, closed = low.words[0][0] in ("WEEKDAY", "WEEKABB"), any(kind == "YEAR" for kind, _ in high.words)
        first, last = _ordered(first, last, weekly=weekly, ahead=scene.tense == "future" and not closed)
    return on.joined(first, last)._replace(parts=((low.start, low.end, first), (high.start, high.end, last)))


def _ordered(first: Reading, last: Reading, *, weekly: bool, ahead: bool) -> tuple[Reading, Reading]:
    """A range that closes before it opens ("November to January"): its end is moved on, else its start back."""
    moving, side = (last, 1) if ahead else (first, -1)
    moved = None if moving.days is None else on.move(moving.days[0], "W" if weekly else "Y", side)
    if moved is None:
        return first, last
    unit = {"day": "D", "month": "M"}.get(moving.precision, "Y")
    other = on.around(moved, unit)
    return (first, other) if ahead else (other, last)


def _point(words: _Words, scene: Scene) -> Reading | None:
    kinds = {kind for kind, _ in words}
    found = Found("range", 0, 0, tuple(words))
    if kinds & {"WEEKDAY", "WEEKABB"} and not kinds & _MONTHS:
        return dates.weekdays(found, scene)
    if not kinds & _MONTHS:
        year = int(words[0][1]) if kinds == {"YEAR"} else 0
        far = scene.published is not None and year > scene.published.year + 60
        return None if far or not year else on.year(year)
    if kinds & {"DAYNUM", "ORDNUM"}:
        return dates.full_day(found, scene) if "YEAR" in kinds else dates.partial_day(found, scene)
    return dates.full_month(found, scene) if "YEAR" in kinds else dates.bare_month(found, scene)
