import numpy as np
import pytest

from bench.reviewing import WORLDS, simulate
from dateline.review import Item, Sample, Stratum, Verdict, estimate, to_table
from dateline.review.estimating import ALL


def sample(*strata: Stratum) -> Sample:
    items = [
        Item(f"{s.name}-{n}", s.kind, s.name, s.population / s.drawn, 1, "a", next(iter(s.types), ""), "text", 0, 1)
        for s in strata
        for n in range(s.drawn)
    ]
    return Sample("x", 1, 7, "nothing", strata, tuple(items))


def decided(name: str, *decisions: tuple[str, int], retyped: str = "AID", missed: str = "AID") -> list[Verdict]:
    told = [d for d, number in decisions for _ in range(number)]
    return [
        Verdict(
            f"{name}-{n}",
            {d: 1.0},
            ((retyped, 1.0),) if d == "wrong-type" else (),
            ((missed, 1.0),) if d == "missed-event" else (),
        )
        for n, d in enumerate(told)
    ]


def told(made: Sample, verdicts: list[Verdict]):
    return {(e.measure, e.level, e.type): e for e in estimate(made, verdicts)}


EVENTS = Stratum("e", "event", 1_000, 100, {"ACCUSE": 1_000})
SENTENCES = Stratum("s", "sentence", 10_000, 100)


def test_what_was_seen_is_the_estimate() -> None:
    verdicts = decided("e", ("right", 80), ("wrong-party", 5), ("wrong-type", 5), ("not-an-event", 10))
    found = told(sample(EVENTS, SENTENCES), verdicts + decided("s", ("missed-event", 2), ("none-missed", 98)))
    values = {level: found["precision", level, ALL].value for level in ("event", "type", "parties")}
    assert values == {"event": pytest.approx(0.9), "type": pytest.approx(0.85), "parties": pytest.approx(0.8)}
    assert found["recall", "event", ALL].value == pytest.approx(900 / (900 + 200))
    assert found["recall", "type", ALL].value == pytest.approx(850 / (900 + 200))
    assert found["recall", "type", "ACCUSE"].value == pytest.approx(1.0)
    assert found["recall", "type", "ACCUSE"].high == 1.0
    assert (found["recall", "type", "AID"].value, found["recall", "type", "AID"].high) == (0.0, 0.0)  # none is coded
    for e in found.values():
        assert e.value is None or e.low <= e.value <= e.high


def test_strata_weigh_by_their_size() -> None:
    made = sample(Stratum("e", "event", 900, 50, {"ACCUSE": 900}), Stratum("f", "event", 100, 50, {"ACCUSE": 100}))
    verdicts = decided("e", ("right", 50)) + decided("f", ("not-an-event", 50))
    found = told(made, verdicts)["precision", "event", ALL]
    assert found.value == pytest.approx(0.9)
    assert (found.low, found.high) == (pytest.approx(0.85, abs=0.05), pytest.approx(0.9, abs=0.05))


def test_a_type_of_which_none_was_drawn_has_no_estimate() -> None:
    made = sample(Stratum("e", "event", 1_000, 100, {"ACCUSE": 900, "AID": 100}), SENTENCES)
    found = told(made, decided("e", ("right", 100)) + decided("s", ("missed-event", 5), ("none-missed", 95)))
    for measure in ("precision", "recall"):
        assert found[measure, "type", "AID"].value is None


def test_without_sentences_there_is_no_recall() -> None:
    found = told(sample(EVENTS), decided("e", ("right", 100)))
    assert found["recall", "type", ALL].value is None
    assert found["precision", "type", ALL].high == 1.0
    assert 0.95 < found["precision", "type", ALL].low < 0.99


def test_nothing_decided_says_nothing() -> None:
    assert {e.value for e in estimate(sample(EVENTS, SENTENCES), [])} == {None}


def test_a_stratum_read_to_its_end_leaves_no_doubt() -> None:
    whole = Stratum("e", "event", 40, 40, {"ACCUSE": 40})
    found = told(sample(whole), decided("e", ("right", 30), ("not-an-event", 10)))["precision", "event", ALL]
    assert (found.low, found.value, found.high) == (0.75, 0.75, 0.75)


def test_two_coders_who_differ_count_half_each() -> None:
    verdicts = [Verdict(f"e-{n}", {"right": 0.5, "not-an-event": 0.5}, settled=False) for n in range(100)]
    assert told(sample(EVENTS), verdicts)["precision", "parties", ALL].value == pytest.approx(0.5)


def test_the_same_decisions_give_the_same_estimates_in_any_order() -> None:
    verdicts = decided("e", ("right", 80), ("wrong-type", 20)) + decided("s", ("missed-event", 9), ("none-missed", 91))
    made = sample(EVENTS, SENTENCES)
    first, again = estimate(made, verdicts), estimate(made, verdicts[::-1])
    assert first == again
    table = to_table(first)
    assert table.column_names == ["measure", "level", "type", "value", "low", "high", "decided"]
    assert table.num_rows == len(first)


@pytest.mark.parametrize(
    "world", [w for w in WORLDS if w.name in {"small sample", "sixteen types, few of each"}], ids=lambda w: w.name
)
def test_intervals_cover_the_truth(world) -> None:
    """A small edition of bench/reviewing.py: few simulations, so over all types and levels."""
    found = simulate(world, 40, draws=300)
    covered = {
        kind: np.mean([c for key, (c, _, _) in found.items() if (key[2] == ALL) == (kind == ALL)])
        for kind in (ALL, "type")
    }
    assert all(0.9 <= c <= 0.99 for c in covered.values()), covered
    assert all(abs(error) < 0.05 for key, (_, _, error) in found.items() if key[2] == ALL)
