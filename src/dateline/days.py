"""Days as the news writes them, and the calendar's longer stretches; every stage that meets a written day asks here."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTHS: dict[str, int] = {
    **{name: i for i, name in enumerate(_MONTH_NAMES, 1)},
    **{name[:3]: i for i, name in enumerate(_MONTH_NAMES, 1)},
    "sept": 9,
}
"""Month by lower-case name or abbreviation without dot."""

WEEKDAYS: dict[str, int] = {
    **{name: i for i, name in enumerate(_WEEKDAY_NAMES)},
    **{name[:3]: i for i, name in enumerate(_WEEKDAY_NAMES)},
    "tues": 1, "wednes": 2, "thur": 3, "thurs": 3,
}  # fmt: skip
"""Weekday by lower-case name or abbreviation without dot; Monday is 0."""

Interval = tuple[date, date]

# "may" and "mar" only as names: the modal and the verb are written small.
MONTH_PATTERN = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?"
    r"|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\b"
)
WEEKDAY_PATTERN = (
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?"
    r"|MON(?:DAY)?|TUE(?:S(?:DAY)?)?|WED(?:NESDAY)?|THU(?:R(?:S(?:DAY)?)?)?|FRI(?:DAY)?|SAT(?:URDAY)?|SUN(?:DAY)?)\b"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[0-9]|20)\d\d"

_LEAD = rf"(?:{WEEKDAY_PATTERN}\.?,?\s{{1,2}})?"
_FULL = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<iy>{_YEAR})(?P<sep>[-/])(?P<im>\d\d)(?P=sep)(?P<id>\d\d)
      (?:T\d\d:\d\d(?::\d\d(?:\.\d{{1,9}})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]|/\d|\.\d)
    | (?P<nd>{_DAY})\.(?P<nm>0?[1-9]|1[0-2])\.(?P<ny>{_YEAR})(?![\w-]|\.\d)
    | {_LEAD}(?:the\s)?(?P<bd>{_DAY})(?:st|nd|rd|th)?(?:\sof)?[\s-](?P<bm>{MONTH_PATTERN})\.?(?:,?\s{{1,2}}|-)
      (?P<by>{_YEAR})\b(?:,?\s\d\d?:\d\d(?::\d\d)?(?:\s?(?:GMT|UTC|Z|[+-]\d{{4}}))?)?
    | {_LEAD}(?P<am>{MONTH_PATTERN})\.?\s{{1,2}}(?P<ad>{_DAY})(?:st|nd|rd|th)?(?:,\s?|\s{{1,2}})(?P<ay>{_YEAR})\b
    )""",
    re.VERBOSE,
)
_MONTHDAY = re.compile(
    rf"(?<![\w/.-])(?:(?P<am>{MONTH_PATTERN})\.?\s(?P<ad>{_DAY})(?:st|nd|rd|th)?(?![\w:]|[.,]\d)"
    rf"|(?P<bd>{_DAY})(?:st|nd|rd|th)?(?:\sof)?\s(?P<bm>{MONTH_PATTERN}))"
)


def find_day(text: str) -> tuple[date, int, int] | None:
    """The first day written in full, year included, with its offsets; "03/04/2021" is two days and so none."""
    for match in _FULL.finditer(text):
        found = match.groupdict()
        for year, month, day in (("iy", "im", "id"), ("ny", "nm", "nd"), ("by", "bm", "bd"), ("ay", "am", "ad")):
            if found[year] is not None:
                name = found[month].lower()
                made = make_day(int(found[year]), int(name) if name.isdigit() else MONTHS[name], int(found[day]))
                if made is not None:
                    return made, match.start(), match.end()
    return None


def find_monthday(text: str) -> tuple[int, int, int, int] | None:
    """The first month and day written without a year, as month, day, start, end."""
    for match in _MONTHDAY.finditer(text):
        month = MONTHS[(match["am"] or match["bm"]).lower()]
        day = int(match["ad"] or match["bd"])
        if make_day(2000, month, day) is not None:
            return month, day, match.start(), match.end()
    return None


def make_day(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_year(month: int, day: int, near: date) -> date | None:
    """The day of that month and day which lies nearest to `near`: what a dateline without a year means."""
    made = (make_day(year, month, day) for year in (near.year - 1, near.year, near.year + 1))
    return min((d for d in made if d is not None), key=lambda d: abs((d - near).days), default=None)


def shift_days(day: date, days: int) -> date | None:
    """`day` moved by a number of days, or None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month, some months on (or back)."""
    at = year * 12 + month - 1 + months
    return at // 12, at % 12 + 1


def year_interval(year: int, last: int | None = None) -> Interval | None:
    """The first and last day of a year, or of the years up to `last`."""
    first, end = make_day(year, 1, 1), make_day(year if last is None else last, 12, 31)
    return (first, end) if first and end else None


def month_interval(year: int, month: int, months: int = 1) -> Interval | None:
    """The first and last day of a month, or of that many months from it on."""
    first = make_day(year, month, 1)
    if first is None:
        return None
    after = make_day(*shift_months(year, month, months), 1)
    return (first, after - timedelta(days=1) if after else date.max)


def quarter_interval(year: int, quarter: int) -> Interval | None:
    """The first and last day of a quarter (1 to 4)."""
    return month_interval(year, 3 * quarter - 2, 3) if 1 <= quarter <= 4 else None


def half_interval(year: int, half: int) -> Interval | None:
    """The first and last day of a half year (1 or 2)."""
    return month_interval(year, 6 * half - 5, 6) if half in (1, 2) else None


def week_interval(year: int, week: int) -> Interval | None:
    """The Monday and the Sunday of an ISO week."""
    try:
        monday = date.fromisocalendar(year, week, 1)
        return monday, monday + timedelta(days=6)
    except (ValueError, OverflowError):
        return None


def week_of(day: date) -> Interval | None:
    """The Monday and the Sunday of the week that holds `day`."""
    year, week, _ = day.isocalendar()
    return week_interval(year, week)
