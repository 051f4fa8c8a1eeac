"""Arithmetic of calendar stretches."""

from datetime import date

from dateline.when import stretches


def test_moving_by_months_keeps_to_the_month() -> None:
    assert stretches.move(date(2021, 3, 31), "M", -1) == date(2021, 2, 28)
    assert stretches.move(date(2021, 1, 15), "Q", -1) == date(2020, 10, 15)


def test_beyond_the_calendar_there_is_nothing() -> None:
    assert stretches.move(date(2021, 1, 1), "100Y", -21) is None
    assert stretches.shifted(date(9999, 12, 31), "D", 1) is None


def test_a_range_that_ends_before_it_starts_has_no_days() -> None:
    joined = stretches.joined(stretches.year(2005), stretches.year(2003))
    assert (joined.value, joined.days, joined.reason) == ("2005/2003", None, "ends before it starts")


def test_lengths_are_written_as_timex() -> None:
    assert [
        stretches.length(*of) for of in (("D", 3.0), ("TH", 12.0), ("10Y", 2.0), ("2W", 1.0), ("M", None), ("Y", 2.5))
    ] == [
        "P3D",
        "PT12H",
        "P20Y",
        "P2W",
        "PXM",
        "P2.5Y",
    ]
