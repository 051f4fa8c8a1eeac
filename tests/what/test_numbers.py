import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.what.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12", 12, 12),
        ("1,200", 1200, 1200),
        ("twenty-five", 25, 25),
        ("twenty - five", 25, 25),
        ("two hundred and fifty", 250, 250),
        ("1.5 million", 1_500_000, 1_500_000),
        ("half a dozen", 6, 6),
        ("a dozen", 12, 12),
        ("at least 12", 12, None),
        ("more than 12", 13, None),
        ("no fewer than 30", 30, None),
        ("30 or more", 30, None),
        ("up to 50", 1, 50),
        ("fewer than 50", 1, 49),
        ("about 200", 180, 220),
        ("nearly 300", 270, 300),
        ("between 10 and 15", 10, 15),
        ("10 to 15", 10, 15),
        ("10 - 15", 10, 15),
        ("two to three thousand", 2000, 3000),
        ("dozens", 24, 99),
        ("several hundred", 300, 999),
        ("tens of thousands", 20_000, 99_999),
        ("at least several dozen", 36, None),
        ("no one", 0, 0),
    ],
)
def test_a_number_has_the_bounds_that_the_words_give_it(text: str, low: int, high: int | None) -> None:
    (found,) = find_numbers(text.split())
    assert (found.first, found.last) == (0, len(text.split()) - 1)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize("text", ["people", "a man", "2.5 people", "between", "at least", "- 12-", "99999999999999999"])
def test_other_words_are_none(text: str) -> None:
    assert find_numbers(text.split()) == ()


@given(st.lists(st.sampled_from("between and 10 15 1,000 to - at least dozen of twenty five half a no one".split())))
def test_numbers_never_overlap_and_have_their_bounds_in_order(words: list[str]) -> None:
    at = -1
    for number in find_numbers(words):
        assert at < number.first <= number.last < len(words)
        assert number.low >= 0
        assert number.high is None or number.high >= 0
        at = number.last
