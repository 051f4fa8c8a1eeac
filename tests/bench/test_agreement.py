import pytest

from bench.agreement import alpha


def test_two_coders_and_ten_units() -> None:
    # worked from the coincidence matrix: observed against expected disagreement
    units = list(zip("0100000000", "0110010000", strict=True))
    agree = sum(a == b for a, b in units) / 10
    zeros = sum(v == "0" for u in units for v in u)
    ones = 20 - zeros
    expected = 2 * zeros * ones / (20 * 19)
    assert alpha(units) == pytest.approx(1 - (1 - agree) / expected)


def test_full_agreement_is_one_and_a_single_value_says_nothing() -> None:
    assert alpha([("a", "a"), ("b", "b"), ("b", "b")]) == pytest.approx(1.0)
    assert alpha([("a", "a"), ("a", "a")]) is None
    assert alpha([("a",), ("b",)]) is None


def test_systematic_disagreement_is_below_zero() -> None:
    value = alpha([("a", "b"), ("b", "a"), ("a", "b")])
    assert value is not None
    assert value < 0
