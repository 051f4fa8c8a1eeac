"""Days that the calendar moves: by the rule that holidays.tsv gives them.

`12-25` the same day each year; `11-4-thu` the fourth Thursday of November, `5-last-mon` the last Monday of May;
`easter-2` so many days from Easter of the western churches; `hijri-10-1` the first of the tenth month, `hijri-9` a
whole month of the tabular Islamic calendar, which may differ by a day from the moon that was seen.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateline.days import WEEKDAYS, Interval, make_day, month_interval

_HIJRI_EPOCH = date(622, 7, 19).toordinal()
_HIJRI_LEAPS = frozenset({2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29})  # of a cycle of thirty years
_LAST = 9990  # our calendar ends soon after


def feast(rule: str, year: int) -> Interval | None:
    """The days of a feast in a year of our calendar, or None where it has none then."""
    if rule.startswith("easter"):
        day = easter(year)
        return None if day is None else _one(day + timedelta(days=int(rule.removeprefix("easter") or 0)))
    kind, _, rest = rule.partition("-")
    if kind == "hijri":
        return _hijri(rest, year)
    if rest.isdigit():
        found = make_day(year, int(kind), int(rest))
    else:
        which, _, weekday = rest.partition("-")
        found = nth_weekday(year, int(kind), which, WEEKDAYS[weekday])
    return None if found is None else _one(found)


def easter(year: int) -> date | None:
    """Easter Sunday of the western churches (Gauss, for the Gregorian calendar)."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= moon // 28 * (1 - moon // 28 * (29 // (moon + 1)) * ((21 - golden) // 11))
    offset = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (offset + 40) // 44
    return make_day(year, month, offset + 28 - 31 * (month // 4))


def nth_weekday(year: int, month: int, which: str, weekday: int) -> date | None:
    """The first to fifth ("1" to "5") or "last" such weekday of a month."""
    days = month_interval(year, month)
    if days is None:
        return None
    if which == "last":
        return days[1] - timedelta(days=(days[1].weekday() - weekday) % 7)
    found = days[0] + timedelta(days=(weekday - days[0].weekday()) % 7 + 7 * (int(which) - 1))
    return found if found <= days[1] else None


def _one(day: date) -> Interval:
    return day, day


def _hijri(rule: str, year: int) -> Interval | None:
    """The first that begins in the year; some years have two, some of the months none."""
    month, day = (int(part or 0) for part in (rule.partition("-")[0], rule.partition("-")[2]))
    if year > _LAST:
        return None
    about = (year - 622) * 33 // 32
    for lunar in range(max(about - 1, 1), about + 4):
        first = _hijri_day(lunar, month, day or 1)
        if first.year == year:
            return (first, first) if day else (first, _hijri_day(lunar, month + 1, 1) - timedelta(days=1))
    return None


def _hijri_day(year: int, month: int, day: int) -> date:
    cycles, rest = divmod(year - 1, 30)
    leaps = sum(leap <= rest for leap in _HIJRI_LEAPS)
    days = cycles * 10631 + rest * 354 + leaps + (month - 1) * 29 + month // 2 + day - 1
    return date.fromordinal(_HIJRI_EPOCH + days)
