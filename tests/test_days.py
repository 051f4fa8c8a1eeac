"""Written days and calendar stretches."""

from datetime import date

import pytest

from dateline import days
from dateline.days import find_day, find_monthday


@pytest.mark.parametrize(
    "written",
    [
        "2021-03-26",
        "2021-03-26T15:28:00Z",
        "26 Mar 2021",
        "March 26, 2021",
        "Mar. 26, 2021",
        "26 March, 2021",
        "26th of March 2021",
        "Fri, 26 Mar 2021 15:28:00 GMT",
        "26.03.2021",
        "2021/03/26",
    ],
)
def test_a_full_day_is_found_with_its_offsets(written: str) -> None:
    assert find_day(f"Posted {written}.") == (date(2021, 3, 26), 7, 7 + len(written))


@pytest.mark.parametrize(
    "text", ["03/04/2021", "March 26", "it may 3, 2021", "2021-13-01", "tel. 2021-03-26-1", "31.02.2021"]
)
def test_what_is_no_day_or_two_days_is_not_found(text: str) -> None:
    assert find_day(text) is None


def test_a_day_the_calendar_lacks_is_passed_over() -> None:
    found = find_day("February 30, 2021, or rather March 1, 2021")
    assert found is not None
    assert found[0] == date(2021, 3, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("BEIRUT, Feb. 3 -", (2, 3, 8, 14)), ("on 26 March", (3, 26, 3, 11)), ("troops may 3", None), ("March 1.5", None)],
)
def test_month_and_day_without_a_year(text: str, expected: tuple[int, int, int, int] | None) -> None:
    assert find_monthday(text) == expected


def test_stretches_end_on_their_last_day() -> None:
    assert days.month_interval(2024, 2) == (date(2024, 2, 1), date(2024, 2, 29))
    assert days.quarter_interval(2021, 4) == (date(2021, 10, 1), date(2021, 12, 31))
    assert days.week_interval(2020, 53) == (date(2020, 12, 28), date(2021, 1, 3))
    assert days.quarter_interval(2021, 5) is None
    assert days.month_interval(9999, 12) == (date(9999, 12, 1), date.max)


def test_a_day_without_year_lies_nearest_to_the_other() -> None:
    assert days.nearest_year(12, 31, date(2021, 1, 2)) == date(2020, 12, 31)
