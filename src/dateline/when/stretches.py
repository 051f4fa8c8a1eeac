"""Stretches of the calendar as TIMEX3 values with the days they cover: pure arithmetic, no words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateline.days import (
    Interval,
    half_interval,
    make_day,
    month_interval,
    quarter_interval,
    shift_days,
    shift_months,
    week_of,
    year_interval,
)
from dateline.records import Precision

Kind = Literal["DATE", "TIME", "DURATION", "SET"]

_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200}
_DAYS_IN = {"D": 1, "W": 7, "2W": 14, "WE": 7}
_YEAR_EDGES = {"START": (1, 4), "MID": (5, 4), "END": (9, 4)}  # first month, months
_DECADE_EDGES = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}  # years into it
UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
    "Y": "XXXX", "10Y": "XXX", "100Y": "XX",
}  # fmt: skip

BEFORE = "before the calendar's first year"


class Reading(NamedTuple):
    """What an expression says: TIMEX3 type and value, and its days, where they are known."""

    value: str
    days: Interval | None = None
    precision: Precision = "unknown"
    kind: Kind = "DATE"
    reason: str = ""
    parts: tuple[tuple[int, int, Reading], ...] = ()  # expressions of their own: the two ends of a range, a list's days


def unknown(value: str, reason: str, kind: Kind = "DATE") -> Reading:
    """An expression whose days cannot be told, and why."""
    return Reading(value, None, "unknown", kind, reason)


def day(at: date) -> Reading:
    """One day."""
    return Reading(at.isoformat(), (at, at), "day")


def part_of_day(at: date, part: str) -> Reading:
    """Part of a day, as TIMEX3 writes it: MO, NI, or a clock time."""
    return Reading(f"{at.isoformat()}T{part}", (at, at), "time", "TIME")


def week(at: date) -> Reading:
    """The ISO week that holds a day."""
    year, number, _ = at.isocalendar()
    return Reading(f"{year:04}-W{number:02}", week_of(at), "week")


def weekend(at: date) -> Reading:
    """Saturday and Sunday of the ISO week that holds a day."""
    year, number, _ = at.isocalendar()
    days = week_of(at)
    ends = (days[1] - timedelta(days=1), days[1]) if days else None
    return Reading(f"{year:04}-W{number:02}-WE", ends, "week")


def month(year: int, number: int) -> Reading:
    """A month."""
    return Reading(f"{year:04}-{number:02}", month_interval(year, number), "month")


def quarter(year: int, number: int) -> Reading:
    """A quarter of a year."""
    return Reading(f"{year:04}-Q{number}", quarter_interval(year, number), "quarter")


def half(year: int, number: int) -> Reading:
    """Half a year."""
    return Reading(f"{year:04}-H{number}", half_interval(year, number), "range")


def season(year: int, name: str) -> Reading:
    """A season of the northern year; winter begins in December of its year."""
    return Reading(f"{year:04}-{name}", month_interval(year, _SEASON_STARTS[name], 3), "season")


def year(number: int) -> Reading:
    """A year."""
    return Reading(f"{number:04}", year_interval(number), "year")


def decade(first: int) -> Reading:
    """The ten years from `first` on."""
    return Reading(f"{first // 10:03}", year_interval(first, first + 9), "decade")


def century(number: int) -> Reading:
    """A century by its ordinal; the nineteenth is the 1800s, as TIMEX3 counts.

    Its value is written by its ends: TIMEX3's own "18" is read as a year by most that read values.
    """
    first, last = max(number * 100 - 100, 1), number * 100 - 1
    return Reading(f"{first:04}/{last:04}", year_interval(first, last), "century")


def around(at: date, unit: str) -> Reading:
    """The stretch of kind `unit` that holds a day."""
    if unit in ("W", "2W"):
        return week(at)
    if unit == "WE":
        return weekend(at)
    if unit == "M":
        return month(at.year, at.month)
    if unit == "Q":
        return quarter(at.year, (at.month + 2) // 3)
    long: dict[str, Reading] = {
        "Y": year(at.year),
        "10Y": decade(at.year // 10 * 10),
        "100Y": century(at.year // 100 + 1),
    }
    return long.get(unit) or day(at)


def move(at: date, unit: str, count: float) -> date | None:
    """A day, some units on (negative: back); the 31st becomes the last of a shorter month."""
    if unit in _DAYS_IN:
        return shift_days(at, round(count * _DAYS_IN[unit]))
    if unit not in _MONTHS_IN:
        return at
    to_year, to_month = shift_months(at.year, at.month, round(count * _MONTHS_IN[unit]))
    days = month_interval(to_year, to_month)
    return make_day(to_year, to_month, min(at.day, days[1].day)) if days else None


def shifted(at: date, unit: str, count: float) -> Reading | None:
    """The stretch of kind `unit` that lies `count` units from a day."""
    moved = move(at, unit, count)
    return None if moved is None else around(moved, unit)


def narrowed(reading: Reading, edge: str) -> Reading:
    """The first, middle or last third of a stretch; its TIMEX3 value stays (TIMEX3 says this in `mod`)."""
    if reading.days is None or not edge:
        return reading
    first, last = reading.days
    if reading.precision == "year":
        months, count = _YEAR_EDGES[edge]
        return reading._replace(days=month_interval(first.year, months, count))
    if reading.precision == "decade":
        low, high = _DECADE_EDGES[edge]
        return reading._replace(days=year_interval(first.year + low, first.year + high))
    third = 10 if reading.precision == "month" else ((last - first).days + 1) // 3
    if third == 0:
        return reading
    cut = timedelta(days=third)
    ends = {
        "START": (first, first + cut - timedelta(days=1)),
        "MID": (first + cut, first + cut + cut - timedelta(days=1)),
        "END": (first + cut + cut, last),
    }
    return reading._replace(days=ends[edge])


def joined(low: Reading, high: Reading) -> Reading:
    """From the start of one stretch to the end of another."""
    value = f"{low.value}/{high.value}"
    if low.days is None or high.days is None:
        return unknown(value, low.reason or high.reason)
    if high.days[1] < low.days[0]:
        return unknown(value, "ends before it starts")
    return Reading(value, (low.days[0], high.days[1]), "range")


def length(unit: str, count: float | None) -> str:
    """A TIMEX3 duration: P3D, PT12H, P10Y, PXM."""
    factor, name = {"2W": (2, "W"), "10Y": (10, "Y"), "100Y": (100, "Y"), "Q": (3, "M"), "WE": (1, "WE")}.get(
        unit, (1, unit.removeprefix("T"))
    )
    amount = "X" if count is None else f"{count * factor:g}"
    return f"P{'T' if unit.startswith('T') else ''}{amount}{name}"
