"""Days that the calendar moves."""

from datetime import date

import pytest

from dateline.when.feasts import easter, feast, nth_weekday
from dateline.when.matching import grammar


@pytest.mark.parametrize(
    "day",
    [date(1818, 3, 22), date(1943, 4, 25), date(2000, 4, 23), date(2019, 4, 21), date(2024, 3, 31), date(2038, 4, 25)],
)
def test_easter(day: date) -> None:
    assert easter(day.year) == day


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("12-25", date(2021, 12, 25)),
        ("easter-2", date(2021, 4, 2)),
        ("easter+1", date(2021, 4, 5)),
        ("11-4-thu", date(2021, 11, 25)),
        ("5-last-mon", date(2021, 5, 31)),
        ("hijri-10-1", date(2021, 5, 13)),
    ],
)
def test_rules(rule: str, day: date) -> None:
    assert feast(rule, 2021) == (day, day)


def test_a_month_of_the_moon() -> None:
    assert feast("hijri-9", 2021) == (date(2021, 4, 13), date(2021, 5, 12))


def test_what_a_year_does_not_have() -> None:
    assert nth_weekday(2021, 2, "5", 0) is None
    assert feast("2-29", 2021) is None
    assert feast("hijri-9", 9999) is None


def test_every_rule_of_the_table_can_be_read_in_every_year() -> None:
    for rule in grammar().holidays.values():
        assert feast(rule, 2021) is not None
        for year in (1, 600, 622, 1582, 9999):
            feast(rule, year)
