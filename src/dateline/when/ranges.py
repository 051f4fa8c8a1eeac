"""Resolves stretches written by their two ends: "March 3-5", "from 1991 to 1995", "between June and August"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.when import dates
from dateline.when import stretches as on
from dateline.when.matching import Found
from dateline.when.scene import Scene
from dateline.when.stretches import Reading

_Words = Sequence[tuple[str, str]]
_BETWEEN = ("HYPHEN", "TO", "AND", "UNTIL", "THROUGH")
_LEADS = ("FROM", "BETWEEN")
_KEPT = ("MONTH", "NAMEMONTH", "MONABB", "DAYNUM", "ORDNUM", "YEAR", "WEEKDAY")
_MONTHS = frozenset({"MONTH", "NAMEMONTH", "MONABB"})


def days_of_month(found: Found, scene: Scene) -> Reading | None:
    """March 3-5, 3 to 5 March 2021."""
    low, high = _ends(found)
    low, high = _shared(low, high, *_MONTHS), _shared(high, low, *_MONTHS)
    return _range(low, high, scene)


def points(found: Found, scene: Scene) -> Reading | None:
    """From January to March 2021; between 2003 and 2005; Monday to Friday."""
    low, high = _ends(found)
    return _range(low, high, scene)


def years(found: Found, scene: Scene) -> Reading | None:
    """1991-95; 2010-05 is a month."""
    written, tail = (surface for kind, surface in found.words if kind in ("YEAR", "NUM", "DAYNUM"))
    first = int(written)
    if len(tail) != 2:
        return None
    last = first // 100 * 100 + int(tail)
    if last > first:
        return on.joined(on.year(first), on.year(last))
    return on.month(first, int(tail)) if 1 <= int(tail) <= 12 else None


def _ends(found: Found) -> tuple[_Words, _Words]:
    words = [word for word in found.words if word[0] not in _LEADS]
    cut = next(i for i, word in enumerate(words) if word[0] in _BETWEEN)
    return ([w for w in words[:cut] if w[0] in _KEPT], [w for w in words[cut:] if w[0] in _KEPT])


def _shared(words: _Words, other: _Words, *kinds: str) -> _Words:
    """`words`, with the other end's word of these kinds where they have none."""
    if any(kind in kinds for kind, _ in words):
        return words
    return [*words, *(word for word in other if word[0] in kinds)]


def _range(low: _Words, high: _Words, scene: Scene) -> Reading | None:
    low = _shared(low, high, "YEAR")
    first, last = _point(low, scene), _point(high, scene)
    if first is None or last is None:
        return None
    if first.days and last.days and last.days[1] < first.days[0] and not any(kind == "YEAR" for kind, _ in low):
        # The end is the surer one: "Monday to Wednesday" told on a Thursday, "November to January".
        moved = on.move(first.days[0], "W" if low[0][0] == "WEEKDAY" else "Y", -1)
        unit = {"day": "D", "month": "M"}.get(first.precision, "Y")
        first = first if moved is None else on.around(moved, unit)
    return on.joined(first, last)


def _point(words: _Words, scene: Scene) -> Reading | None:
    kinds = {kind for kind, _ in words}
    found = Found("range", 0, 0, tuple(words))
    if "WEEKDAY" in kinds:
        return dates.weekdays(found, scene)
    if not kinds & _MONTHS:
        return on.year(int(re.sub(r"\D", "", words[0][1]))) if kinds == {"YEAR"} else None
    if kinds & {"DAYNUM", "ORDNUM"}:
        return dates.full_day(found, scene) if "YEAR" in kinds else dates.partial_day(found, scene)
    return dates.full_month(found, scene) if "YEAR" in kinds else dates.bare_month(found, scene)
