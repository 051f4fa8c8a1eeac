"""Resolves written days, months, seasons, quarters, decades and centuries."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.days import MONTHS, Interval, make_day, month_interval, shift_days
from dateline.when import stretches as on
from dateline.when.feasts import feast, nth_weekday
from dateline.when.matching import Found, fixed_year, holiday, value
from dateline.when.scene import Scene, part_value, weekday_near
from dateline.when.stretches import Reading, unknown

NO_DAY = "no publication day"
_MONTHS = ("MONTH", "NAMEMONTH", "MONABB")
_DAYS = ("DAYNUM", "ORDNUM")


def written_iso(found: Found, scene: Scene) -> Reading | None:
    """2021-03-26, with or without a clock time."""
    text = found.words[0][1]
    made = make_day(int(text[:4]), int(text[5:7]), int(text[8:10]))
    if made is None:
        return None
    return on.part_of_day(made, text[11:]) if "T" in text else on.day(made)


def written_figures(found: Found, scene: Scene) -> Reading | None:
    """26.03.2021, 2021/03/26, 26/03/2021; 03/04/2021 is two days and so none."""
    text = found.words[0][1]
    first, second, third = (int(part) for part in re.split(r"[./-]", text))
    if first > 31:
        made = make_day(first, second, third)
    elif "." in text or first > 12:
        made = make_day(third, second, first)
    else:
        made = make_day(third, first, second) if second > 12 or first == second else None
    return None if made is None else on.day(made)


def full_day(found: Found, scene: Scene) -> Reading | None:
    """March 26, 2021."""
    return _day_in(found, int(found.first("YEAR") or 0))


def partial_day(found: Found, scene: Scene) -> Reading | None:
    """March 26: the year that story and tense mean."""
    month, day = month_of(found), _daynum(found)
    if make_day(2000, month, day) is None:
        return None
    base = scene.told() or scene.published
    if base is None:
        return unknown(f"XXXX-{month:02}-{day:02}", NO_DAY)
    days = [made for shift in (-1, 0, 1) if (made := make_day(base.year + shift, month, day))]
    if scene.published is not None:
        days += [made for shift in (-1, 0, 1) if (made := make_day(scene.published.year + shift, month, day))]
    nearest = scene.nearest([(made, made) for made in sorted({*days})])
    return unknown(f"XXXX-{month:02}-{day:02}", NO_DAY) if nearest is None else on.day(nearest[0])


def ordinal_day(found: Found, scene: Scene) -> Reading | None:
    """On the 20th: of the month the story has come to."""
    number = _daynum(found)
    base = scene.told_day() or scene.told()
    if base is None:
        return unknown(f"XXXX-XX-{number:02}", NO_DAY)
    made = make_day(base.year, base.month, number)
    return None if made is None else on.day(made)


def pointed_day(found: Found, scene: Scene) -> Reading | None:
    """March 26 of that year."""
    year = pointed(found, scene, "Y")
    if year is None:
        return unknown(f"XXXX-{month_of(found):02}-{_daynum(found):02}", NO_DAY)
    return _day_in(found, year.year)


def full_month(found: Found, scene: Scene) -> Reading | None:
    """March 2021, early March 2021."""
    return on.narrowed(on.month(int(found.first("YEAR") or 0), month_of(found)), edge(found))


def pointed_month(found: Found, scene: Scene) -> Reading | None:
    """January of this year; last January."""
    month = month_of(found)
    if found.has("UNIT"):
        year = pointed(found, scene, "Y")
        return (
            unknown(f"XXXX-{month:02}", NO_DAY)
            if year is None
            else on.narrowed(on.month(year.year, month), edge(found))
        )
    pointer = _pointer(found)
    side = {"LAST": -1, "PAST": -1, "PREVIOUS": -1, "NEXT": 1, "COMING": 1, "FOLLOWING": 1}.get(pointer, 0)
    base = scene.told() if scene.is_history or pointer in ("PREVIOUS", "FOLLOWING") else scene.published
    if base is None:
        return unknown(f"XXXX-{month:02}", NO_DAY)
    at = base.month
    year_on = side if (side < 0 and month >= at) or (side > 0 and month <= at) else 0
    return on.narrowed(on.month(base.year + year_on, month), edge(found))


def bare_month(found: Found, scene: Scene) -> Reading | None:
    """In March: the year that story and tense mean."""
    month = month_of(found)
    base = [day.year for day in (scene.told(), scene.published) if day is not None]
    years = sorted({year + shift for year in base for shift in (-1, 0, 1)})
    nearest = scene.nearest([days for year in years if (days := month_interval(year, month))])
    if nearest is None:
        return unknown(f"XXXX-{month:02}", NO_DAY)
    return on.narrowed(on.month(nearest[0].year, month), edge(found))


def full_season(found: Found, scene: Scene) -> Reading | None:
    """The summer of 2020; the summer of that year."""
    name = value(found.first("SEASON", "SPRING", "FALL") or "")
    if found.has("YEAR"):
        return on.narrowed(on.season(int(found.first("YEAR") or 0), name), edge(found))
    year = pointed(found, scene, "Y")
    return unknown(f"XXXX-{name}", NO_DAY) if year is None else on.season(year.year, name)


def bare_season(found: Found, scene: Scene) -> Reading | None:
    """Last summer, next winter, in the spring."""
    name = value(found.first("SEASON", "SPRING", "FALL") or "")
    story = scene.is_history or found.has("FOLLOWING", "PREVIOUS", "SAME", "THAT")
    base = scene.told() if story else scene.published
    base = base or scene.told()
    if base is None:
        return unknown(f"XXXX-{name}", NO_DAY)
    seasons = [on.season(base.year + shift, name) for shift in (-2, -1, 0, 1, 2)]
    dated = [(season, season.days) for season in seasons if season.days is not None]
    if found.has("LAST", "PAST", "PREVIOUS"):
        before = [season for season, days in dated if days[1] < base]
        return on.narrowed(before[-1], edge(found)) if before else None
    if found.has("NEXT", "COMING", "FOLLOWING"):
        after = [season for season, days in dated if days[0] > base]
        return on.narrowed(after[0], edge(found)) if after else None
    nearest = scene.nearest([days for _, days in dated])
    chosen = next((season for season, days in dated if days == nearest), None)
    return unknown(f"XXXX-{name}", NO_DAY) if chosen is None else on.narrowed(chosen, edge(found))


def halves(found: Found, scene: Scene) -> Reading | None:
    """The first half of 2019, of this year, of March."""
    part = "START" if value(found.first("ORDWORD", "ORDNUM", "EDGE") or "") in ("1", "START") else "END"
    if found.has(*_MONTHS):
        whole = bare_month(found, scene)
        return whole and on.narrowed(whole, part)
    if found.has("YEAR"):
        return on.half(int(found.first("YEAR") or 0), 1 if part == "START" else 2)
    unit = value(found.first("UNIT", "CENTURY", "QUARTER", "WEEKEND") or "")
    at = pointed(found, scene, unit)
    if at is None:
        return unknown("XXXX-H1" if part == "START" else "XXXX-H2", NO_DAY)
    return on.half(at.year, 1 if part == "START" else 2) if unit == "Y" else on.narrowed(on.around(at, unit), part)


def quarters(found: Found, scene: Scene) -> Reading | None:
    """The third quarter, with its year or the last one that was over."""
    surface = found.first("ORDWORD", "ORDNUM", "NUMWORD", "QNUM") or ""
    number = int(value(surface) or re.sub(r"\D", "", surface) or 0)
    if not 1 <= number <= 4 or (found.has("NUMWORD") and not found.has("YEAR")):
        return None
    if found.has("YEAR"):
        return on.narrowed(on.quarter(int(found.first("YEAR") or 0), number), edge(found))
    if found.has("UNIT"):
        at = pointed(found, scene, "Y")
        return unknown(f"XXXX-Q{number}", NO_DAY) if at is None else on.quarter(at.year, number)
    if scene.published is None:
        return unknown(f"XXXX-Q{number}", NO_DAY)
    begun = 3 * number - 2 <= scene.published.month
    year = scene.published.year if begun or scene.tense == "future" else scene.published.year - 1
    return on.quarter(year, number)


def centuries(found: Found, scene: Scene) -> Reading | None:
    """The 19th century."""
    if found.has("UNITS") and "centur" not in (found.first("UNITS") or "").lower():
        return None
    surface = found.first("ORDWORD", "ORDNUM") or ""
    number = int(value(surface) or re.sub(r"\D", "", surface) or 0)
    return on.narrowed(on.century(number), edge(found)) if 1 <= number <= 22 else None


def decades(found: Found, scene: Scene) -> Reading | None:
    """The 1990s, the '90s, the nineties."""
    written = found.first("DECADE")
    figures = re.sub(r"\D", "", written) if written else value(found.first("DECADEWORD") or "")
    first = int(figures)
    if written and first % 100 == 0 and 1000 < first < 1950:
        return on.narrowed(on.century(first // 100 + 1), edge(found))
    if first < 100:
        first += 2000 if first <= 10 else 1900
    return on.narrowed(on.decade(first), edge(found))


def holidays(found: Found, scene: Scene) -> Reading | None:
    """Christmas Day, Easter Monday, Ramadan: with its year or that which story and tense mean."""
    rule, fixed = holiday(found.first("HOLIDAY") or ""), fixed_year(found.first("HOLIDAY") or "")
    written = fixed or int(found.first("YEAR") or 0)
    if written:
        days = feast(rule, written)
    elif found.has("UNIT"):
        at = pointed(found, scene, "Y")
        days = feast(rule, at.year) if at else None
    else:
        base = [at.year for at in (scene.told(), scene.published) if at is not None]
        years = sorted({year + shift for year in base for shift in (-1, 0, 1)})
        days = scene.nearest([found_days for year in years if (found_days := feast(rule, year))])
    reading = _feast_reading(rule, days)
    part = found.first("PART")
    return part_value(reading, value(part)) if part else reading


def _feast_reading(rule: str, days: Interval | None) -> Reading:
    if days is None:
        month, _, day = rule.partition("-")
        numbers = month.isdigit() and day.isdigit()
        return unknown(f"XXXX-{int(month):02}-{int(day):02}" if numbers else "XXXX-XX-XX", NO_DAY)
    if days[0] == days[1]:
        return on.day(days[0])
    return Reading(f"{days[0]}/{days[1]}", days, "range", "DATE", "by the tabular calendar")


def part_of_date(found: Found, scene: Scene) -> Reading | None:
    """The night of 3 May; the morning of Friday."""
    if found.has("WEEKDAY", "WEEKABB") and not found.has(*_MONTHS):
        reading: Reading | None = weekdays(found._replace(words=found.words[1:]), scene)
    else:
        reading = full_day(found, scene) if found.has("YEAR") else partial_day(found, scene)
    return reading and part_value(reading, value(found.first("PART") or ""))


def nth_of_month(found: Found, scene: Scene) -> Reading | None:
    """The first Monday of May, the last week of August, the last day of March."""
    month = full_month(found, scene) if found.has("YEAR") else bare_month(found._replace(words=found.words[-1:]), scene)
    if month is None or month.days is None:
        return month
    first, last = month.days
    surface = found.first("ORDWORD", "ORDNUM") or ""
    number = 0 if found.has("LAST") else int(value(surface) or re.sub(r"\D", "", surface) or 1)
    weekday = found.first("WEEKDAY")
    if weekday:
        at = nth_weekday(first.year, first.month, str(number or "last"), int(value(weekday)))
        return None if at is None else on.day(at)
    if value(found.first("UNIT") or "") == "D":
        at = make_day(first.year, first.month, number or last.day)
        return None if at is None else on.day(at)
    if value(found.first("UNIT", "WEEKEND") or "") != "W" or number > 5:
        return None
    start = last - timedelta(days=6) if number == 0 else first + timedelta(days=7 * number - 7)
    return month._replace(days=(start, min(last, start + timedelta(days=6))), precision="week")


def weekdays(found: Found, scene: Scene) -> Reading | None:
    """On Friday, last Friday, next Tuesday, Friday night, Tuesday of last week."""
    name = next(surface for kind, surface in found.words if kind in ("WEEKDAY", "WEEKABB"))
    number = int(value(name))
    at = _weekday(found, scene, number)
    reading = unknown(f"XXXX-WXX-{number + 1}", NO_DAY) if at is None else on.day(at)
    part = found.first("PART")
    return part_value(reading, value(part)) if part else reading


def _weekday(found: Found, scene: Scene, number: int) -> date | None:
    told = found.has("FOLLOWING", "PREVIOUS", "THAT", "SAME")
    base = scene.told_day() if told else scene.published
    if base is None:
        return None
    if found.has("UNIT"):
        moved = shift_days(base, 7 * int(value(_pointer(found, surface=True))))
        return None if moved is None else shift_days(moved, number - moved.weekday())
    if found.has("LAST", "PAST", "PREVIOUS"):
        return shift_days(base, weekday_near(base, number, -1) or -7)
    if found.has("NEXT", "COMING", "FOLLOWING"):
        return shift_days(base, weekday_near(base, number, 1) or 7)
    return shift_days(base, weekday_near(base, number, 1 if scene.tense in ("future", "present") else -1))


def pointed(found: Found, scene: Scene, unit: str) -> date | None:
    """The day that "of this year", "of the following month" points at, some units from publication or story."""
    story = scene.background()
    if found.has("SAME", "THAT") and unit == "Y":
        base = scene.mentioned or scene.told()
    elif found.has("FOLLOWING", "PREVIOUS", "SAME", "THAT") or (scene.is_history and found.has("THIS")):
        base = scene.told()
    elif found.has("LAST", "NEXT", "THIS", "COMING", "PAST") or story is None:
        base = scene.published or scene.told()
    else:
        base = story.days[0]
    if base is None:
        return None
    return on.move(base, unit, int(value(_pointer(found, surface=True)) or 0))


def edge(found: Found) -> str:
    """START, MID or END where the words say "early", "the middle of", "late"."""
    return value(found.first("EDGE", "EDGENOUN", "EARLIER", "LATER") or "")


def _pointer(found: Found, *, surface: bool = False) -> str:
    kinds = ("LAST", "PAST", "NEXT", "COMING", "THIS", "THAT", "SAME", "FOLLOWING", "PREVIOUS")
    for kind, text in found.words:
        if kind in kinds:
            return text if surface else kind
    return ""


def _day_in(found: Found, year: int) -> Reading | None:
    made = make_day(year, month_of(found), _daynum(found))
    return None if made is None else on.day(made)


def month_of(found: Found) -> int:
    """The number of the month that is named."""
    return MONTHS[(found.first(*_MONTHS) or "").lower()]


def _daynum(found: Found) -> int:
    return int(re.sub(r"\D", "", found.first(*_DAYS) or "0"))
