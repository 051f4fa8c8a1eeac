"""Resolves what is counted: yesterday, last week, three days ago, a year later, for three days, each Monday."""

from __future__ import annotations

import re
from datetime import date

from dateline.when import stretches as on
from dateline.when.dates import NO_DAY, edge, pointed, weekdays
from dateline.when.matching import Found, value
from dateline.when.scene import Scene, part_value
from dateline.when.stretches import UNKNOWN, Reading, unknown

_UNITS = ("UNIT", "UNITS", "QUARTER", "CENTURY", "WEEKEND")
_NUMBERS = ("NUM", "DAYNUM", "HUNDREDS", "YEAR", "DECIMAL", "NUMWORD", "NUMBIG")
_NARRATIVE = ("FOLLOWING", "PREVIOUS", "SAME", "THAT")
_VAGUE_DAYS = 90  # what "recently" and "soon" reach over
_NO_STORY_DAY = "no day to count from"


def todays(found: Found, scene: Scene) -> Reading | None:
    """Today, yesterday, tomorrow night, this morning, the following morning."""
    part = value(found.first("TONIGHT", "PART") or "")
    if found.has("DEIXIS"):
        base, count = scene.published, int(value(found.first("DEIXIS") or ""))
    elif found.has("FOLLOWING", "NEXT"):
        base, count = scene.told_day(), 1
    elif found.has("PREVIOUS"):
        base, count = scene.told_day(), -1
    elif found.has("SAME", "THAT"):
        base, count = scene.told_day(), 0
    else:
        base, count = scene.published, -1 if found.has("LAST") else 0
    at = None if base is None else on.move(base, "D", count)
    reading = unknown(UNKNOWN["D"], NO_DAY) if at is None else on.day(at)
    return part_value(reading, part) if part else reading


def beyond_today(found: Found, scene: Scene) -> Reading | None:
    """The day after tomorrow, the day before yesterday."""
    count = 2 * int(value(found.first("DEIXIS") or ""))
    at = None if scene.published is None else on.move(scene.published, "D", count)
    return unknown(UNKNOWN["D"], NO_DAY) if at is None else on.day(at)


def after_weekday(found: Found, scene: Scene) -> Reading | None:
    """A week from Monday."""
    reading = weekdays(found._replace(words=found.words[-1:]), scene._replace(tense="future"))
    many = amount(found)
    if reading is None or reading.days is None or many is None:
        return reading
    return on.shifted(reading.days[0], "D", 7 * many)


def overnight(found: Found, scene: Scene) -> Reading | None:
    """Overnight: the night that ends on the day of publication."""
    at = None if scene.published is None else on.move(scene.published, "D", -1)
    return unknown("XXXX-XX-XXTNI", NO_DAY, "TIME") if at is None else on.part_of_day(at, "NI")


def shifted_unit(found: Found, scene: Scene) -> Reading | None:
    """Last week, this month, next year, the following day, earlier this week, late last month."""
    unit = _unit(found)
    if unit.startswith("T") or (unit == "D" and found.has("LAST", "PAST", "COMING")):
        return None
    if unit == "D" and found.has("THIS") and re.search(r"\bto\s+$", scene.preceding):
        return unknown("PRESENT_REF", "vague")
    told = found.has(*_NARRATIVE) or (found.has("THE") and found.has("NEXT"))
    told = told or (scene.is_history and found.has("THIS"))
    base = _base(found, scene, unit) if told else scene.published
    if base is None:
        return unknown(UNKNOWN[unit], _NO_STORY_DAY if told else NO_DAY)
    count = 1 if found.has("NEXT", "COMING", "FOLLOWING") else -1 if found.has("LAST", "PAST", "PREVIOUS") else 0
    if unit == "WE" and count == 0 and scene.tense == "past" and base.weekday() < 3:
        count = -1
    reading = on.shifted(base, unit, count)
    if reading is None:
        return None
    if count == 0 and not told and found.has("EARLIER", "LATER"):
        return _cut(reading, base, before=found.has("EARLIER"))
    return on.narrowed(reading, edge(found))


def _base(found: Found, scene: Scene, unit: str) -> date | None:
    """What "the following day", "that year" count from."""
    if unit == "D":
        return scene.told_day() or scene.told()
    return scene.mentioned or scene.told() if unit == "Y" and found.has("THAT", "SAME") else scene.told()


def edge_of_unit(found: Found, scene: Scene) -> Reading | None:
    """The end of the year; later in the month."""
    unit = _unit(found)
    if unit.startswith("T"):
        return None
    at = pointed(found, scene, unit)
    return unknown(UNKNOWN[unit], NO_DAY) if at is None else on.narrowed(on.around(at, unit), edge(found))


def bare_weekend(found: Found, scene: Scene) -> Reading | None:
    """Over the weekend: the last one that began, or the next."""
    base = scene.published
    if base is None:
        return unknown(UNKNOWN["WE"], NO_DAY)
    back = scene.tense != "future" and base.weekday() < 5
    return on.shifted(base, "WE", -1 if back else 0)


def ago(found: Found, scene: Scene) -> Reading | None:
    """Three days ago."""
    return _counted(found, scene.told() if scene.is_history else scene.published, -1, NO_DAY)


def from_now(found: Found, scene: Scene) -> Reading | None:
    """Two weeks from now."""
    return _counted(found, scene.published, 1, NO_DAY)


def later(found: Found, scene: Scene) -> Reading | None:
    """A week later, two years earlier, the day before: from the day the story has come to."""
    side = -1 if found.has("EARLIER", "BEFORE", "PREVIOUSLY") else 1
    base = scene.told_day() if _unit(found) in ("D", "W", "2W", "WE") else scene.told()
    reading = _counted(found, base, side, _NO_STORY_DAY)
    ahead = side > 0 and scene.anchor is None and scene.tense != "future"
    if ahead and reading is not None and reading.days and scene.published and reading.days[0] > scene.published:
        return unknown(UNKNOWN.get(_unit(found), UNKNOWN["D"]), _NO_STORY_DAY)
    return reading


def stretch_back(found: Found, scene: Scene) -> Reading | None:
    """In the past three months: a length that ends on the day of publication."""
    return _stretch(found, scene, -1)


def stretch_ahead(found: Found, scene: Scene) -> Reading | None:
    """Over the next two weeks: a length that begins on the day of publication."""
    return _stretch(found, scene, 1)


def durations(found: Found, scene: Scene) -> Reading | None:
    """For three days, a four-day visit: a length without a place in the calendar."""
    unit = _unit(found)
    many = amount(found)
    if unit == "Q" or (unit == "TS" and many == 1):
        return None
    if many is not None and many > 100_000:
        return None
    return Reading(on.length(unit, many), None, "unknown", "DURATION", "a length of time")


def sets(found: Found, scene: Scene) -> Reading | None:
    """Every Monday, each year, annually, twice a week."""
    frequency = found.first("FREQ")
    weekday = found.first("WEEKDAY", "WEEKABB", "WEEKDAYS")
    month = found.first("MONTH", "NAMEMONTH")
    part, season = found.first("PART"), found.first("SEASON", "SPRING", "FALL")
    if frequency:
        code = value(frequency)
    elif weekday:
        code = f"XXXX-WXX-{int(value(weekday)) + 1}"
    elif month:
        code = f"XXXX-{int(value(month)):02}"
    elif part:
        code = f"XXXX-XX-XXT{value(part)}"
    elif season:
        code = f"XXXX-{value(season)}"
    else:
        step = 2.0 if found.has("OTHER") else 1.0
        if found.has("EVERY", "EACH") and found.has(*_NUMBERS) and not found.has("TIMES"):
            step = amount(found) or 1.0
        code = on.length(_unit(found), step)
    return Reading(code, None, "unknown", "SET", "recurs")


def vague(found: Found, scene: Scene) -> Reading | None:
    """Now, recently, soon."""
    code = value(found.first("VAGUE", "FORMER") or "")
    # "soon-to-open", "as soon as"; told of the past, "soon" points at nothing to come.
    if re.match(r"[-–]\w| as\b", scene.following) or (code == "FUTURE_REF" and scene.tense == "past"):
        return None
    if not code:
        code = "FUTURE_REF" if found.has("FUTURE") else "PAST_REF" if found.has("PAST") else "PRESENT_REF"
    side = {"PAST_REF": -1, "FUTURE_REF": 1}.get(code, 0) if found.has("VAGUE") else 0
    other = on.move(scene.published, "D", side * _VAGUE_DAYS) if scene.published and side else None
    if other is None or scene.published is None:
        return unknown(code, "vague")
    days = (min(other, scene.published), max(other, scene.published))
    return Reading(code, days, "range", "DATE", f"vague: taken as {_VAGUE_DAYS} days")


def _vaguely(base: date | None, unit: str, side: int) -> Reading:
    """A few days ago, weeks later: from two to nine of them."""
    code = "PAST_REF" if side < 0 else "FUTURE_REF"
    far, near = (on.move(base, unit, side * n) if base and not unit.startswith("T") else None for n in (9, 2))
    if far is None or near is None:
        return unknown(code, "vague")
    return Reading(code, (min(far, near), max(far, near)), "range", "DATE", "vague: taken as two to nine")


def amount(found: Found) -> float | None:
    """The number before a unit: "twenty-one", "two and a half", "a"; None where it is vague."""
    if found.has("VAGUENUM") or not found.has(*_NUMBERS, "A", "HALF"):
        return None
    total, seen = 0.0, False
    for kind, surface in found.words:
        if kind in ("NUM", "DAYNUM", "HUNDREDS", "YEAR", "DECIMAL"):
            total, seen = float(surface.replace(",", "")), True
        elif kind == "NUMWORD":
            total, seen = total + float(value(surface)), True
        elif kind == "NUMBIG":
            total, seen = max(total, 1.0) * float(value(surface)), True
        elif kind in ("TO", "OR") or kind in _UNITS:
            break
    if not seen and found.words[0][0] != "HALF":
        total = 1.0
    return total + 0.5 if found.has("HALF") else total


def _counted(found: Found, base: date | None, side: int, reason: str) -> Reading | None:
    unit, many = _unit(found), amount(found)
    if found.words[0][0] in ("THE", "FOLLOWING"):
        many = 1.0
    if many is None:
        return _vaguely(base, unit, side)
    if base is None:
        return unknown(UNKNOWN.get(unit, UNKNOWN["D"]), reason)
    if unit.startswith("T"):
        return on.part_of_day(base, "XX")
    if many != int(many):
        unit, many = _finer(unit, many)
    return on.shifted(base, unit, side * many) or unknown(UNKNOWN[unit], "beyond the calendar")


def _finer(unit: str, many: float) -> tuple[str, float]:
    return {"Y": ("M", many * 12), "10Y": ("Y", many * 10), "100Y": ("Y", many * 100), "M": ("W", many * 4.35)}.get(
        unit, ("D", many * 7 if unit == "W" else many)
    )


def _stretch(found: Found, scene: Scene, side: int) -> Reading | None:
    unit = _unit(found)
    vaguely = found.words[-1][0] in ("UNITS", "AHEAD") and not found.has(*_NUMBERS, "A")
    many = None if vaguely else amount(found) or 1.0
    if not found.has(*_NUMBERS, "A") and not vaguely:
        many = 1.0
    code = on.length(unit, many)
    told = found.has("PREVIOUS", "FOLLOWING")
    base = scene.told() if told else scene.published
    if many is None or base is None or unit in ("TM", "TS"):
        return Reading(code, None, "unknown", "DURATION", NO_DAY if base is None else "a length of time")
    other = on.move(base, "D", side * -(-many // 24)) if unit == "TH" else on.move(base, unit, side * many)
    if other is None:
        return Reading(code, None, "unknown", "DURATION", "beyond the calendar")
    return Reading(code, (min(base, other), max(base, other)), "range", "DURATION")


def _cut(reading: Reading, at: date, *, before: bool) -> Reading:
    """A running stretch up to a day, or from it on."""
    if reading.days is None:
        return reading
    first, last = reading.days
    return reading._replace(days=(first, min(at, last)) if before else (max(at, first), last))


def _unit(found: Found) -> str:
    return value(found.first(*_UNITS) or "")
