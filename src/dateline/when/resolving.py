"""The rules of the grammar and what resolves each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from dateline.when import clocks, dates, ranges, shifts, years
from dateline.when.matching import Found
from dateline.when.scene import Scene
from dateline.when.stretches import Reading

Resolver: TypeAlias = Callable[[Found, Scene], Reading | None]

RESOLVERS: dict[str, Resolver] = {
    "set.every": shifts.sets,
    "set.times": shifts.sets,
    "set.frequency": shifts.sets,
    "time.clock": clocks.clocks,
    "day.iso": dates.written_iso,
    "day.numeric": dates.written_figures,
    "range.days": ranges.days_of_month,
    "day.full": dates.full_day,
    "list.days": ranges.listed,
    "list.months": ranges.listed,
    "day.ancient": years.ancient_day,
    "range.points": ranges.points,
    "range.years": ranges.years,
    "day.ordinal": dates.ordinal_day,
    "day.pointed": dates.pointed_day,
    "day.partial": dates.partial_day,
    "month.pointed": dates.pointed_month,
    "month.full": dates.full_month,
    "season.full": dates.full_season,
    "half.full": dates.halves,
    "quarter.full": dates.quarters,
    "year.fiscal": years.fiscal_year,
    "year.era": years.era_year,
    "range.centuries": ranges.centuries,
    "century.full": dates.centuries,
    "decade.full": dates.decades,
    "weekday.part": dates.weekdays,
    "weekday.week": dates.weekdays,
    "weekday.shifted": dates.weekdays,
    "weekday.bare": dates.weekdays,
    "today.part": shifts.todays,
    "today.bare": shifts.todays,
    "ago.count": shifts.ago,
    "later.count": shifts.later,
    "later.now": shifts.from_now,
    "stretch.back": shifts.stretch_back,
    "stretch.ahead": shifts.stretch_ahead,
    "unit.shifted": shifts.shifted_unit,
    "unit.edge": shifts.edge_of_unit,
    "weekend.bare": shifts.bare_weekend,
    "season.shifted": dates.bare_season,
    "season.bare": dates.bare_season,
    "month.bare": dates.bare_month,
    "year.bare": years.bare_year,
    "range.ancient": ranges.ancient_years,
    "year.plain": years.plain_year,
    "year.short": years.short_year,
    "year.named": years.named_year,
    "part.date": dates.part_of_date,
    "month.nth": dates.nth_of_month,
    "today.next": shifts.beyond_today,
    "weekday.after": shifts.after_weekday,
    "today.overnight": shifts.overnight,
    "holiday.day": dates.holidays,
    "duration.count": shifts.durations,
    "vague.adverb": shifts.vague,
}
