import numpy as np
import pytest

from dateline.review import Decision, agree
from dateline.review.agreeing import krippendorff


def decisions(*rows: str) -> list[Decision]:
    """A row a coder, a letter an item; a dot where he has not decided."""
    names = {"r": "right", "n": "not-an-event", "t": "wrong-type"}
    return [
        Decision(f"e{n}", f"coder {c}", names[letter], "2026-01-01T00:00:00Z")
        for c, row in enumerate(rows)
        for n, letter in enumerate(row)
        if letter != "."
    ]


def test_two_coders_by_hand() -> None:
    """Ten items, eight alike: observed disagreement .2; expected, of twelve r and eight n among twenty,
    2*12*8/(20*19).
    """
    found = agree(decisions("rrrrrrnnnn", "rrrrrnnnnr"))
    assert (found.items, found.alike) == (10, 0.8)
    assert found.alpha == pytest.approx(1 - 0.2 / (2 * 11 * 9 / (20 * 19)), abs=0.03)


def test_values_of_one_item_that_only_one_coder_gave_do_not_count() -> None:
    assert agree(decisions("rrnn.", "rrnnt")).alpha == 1
    assert agree(decisions("r.", ".n")).alpha is None


def test_alpha_with_gaps_and_more_coders() -> None:
    """By the definition: pairs of values within items against pairs of all values."""
    random = np.random.default_rng(4)
    counts = random.multinomial(3, (0.5, 0.3, 0.2), 40).astype(float)
    counts[:5] = np.eye(3)[[0, 1, 2, 0, 1]] * 2
    values = [[v for v in range(3) for _ in range(int(row[v]))] for row in counts]
    everything = [v for row in values for v in row]
    n = len(everything)
    observed = (
        sum(sum(a != b for i, a in enumerate(r) for j, b in enumerate(r) if i != j) / (len(r) - 1) for r in values) / n
    )
    expected = sum(a != b for i, a in enumerate(everything) for j, b in enumerate(everything) if i != j) / (n * (n - 1))
    assert krippendorff(counts) == pytest.approx(1 - observed / expected)


def test_all_the_same_has_no_alpha_and_chance_is_near_nought() -> None:
    assert agree(decisions("rrrr", "rrrr")).alpha is None
    random = np.random.default_rng(2)
    rows = ["".join(random.choice(list("rnt"), 300)) for _ in range(2)]
    found = agree(decisions(*rows))
    assert abs(found.alpha or 1) < 0.1
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0 < found.high


def test_the_interval_is_the_same_each_time_and_holds_alpha() -> None:
    made = decisions("rrnnrrnnrrnnt" * 4, "rrnnrrntrrnrt" * 4)
    first, again = agree(made), agree(made[::-1])
    assert first == again
    assert first.low < first.alpha < first.high


def test_machines_and_adjudicators_are_no_coders_here() -> None:
    made = decisions("rrnn", "rrnr")
    others = [
        Decision("e3", "model", "right", "x", "machine"),
        Decision("e3", "chief", "not-an-event", "x", "adjudicator"),
    ]
    assert agree([*made, *others]) == agree(made)
    assert agree(others, "machine").items == 0
