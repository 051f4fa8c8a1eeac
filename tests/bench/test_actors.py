"""The scorers of actors, coreference and sectors on made-up cases."""

from __future__ import annotations

import pytest

from bench.actors import texts
from bench.scoring.actors import closest, judge, score_actors
from bench.scoring.coreference import conll
from bench.scoring.sectors import primary, score_sectors


def _gold(**more: object) -> dict[str, object]:
    return {"start": 0, "end": 5, "country": ["FRA"], "sectors": ["GOV"], "entity": ["Ana Roth"], **more}


def _found(**more: object) -> dict[str, object]:
    actor = {"name": "Ana Roth", "country": "FRA", "sectors": ["GOV"], "entity": "x", **more}
    return {"span": {"field": "text", "start": 0, "end": 5}, "actors": [actor]}


def test_unknown_is_not_wrong() -> None:
    assert judge(_gold(), None) == {"country": False, "sector": False, "entity": False, "wrong": False}
    assert judge(_gold(), _found()) == {"country": True, "sector": True, "entity": True, "wrong": False}
    assert judge(_gold(), _found(country="DEU"))["wrong"]
    assert judge(_gold(), _found(entity=None)) == {"country": True, "sector": True, "entity": False, "wrong": False}
    assert judge(_gold(sectors=[None]), _found(sectors=["MIL"]))["sector"] is None


def test_the_closest_mention_is_compared() -> None:
    near, far = _found(), {**_found(), "span": {"field": "text", "start": 4, "end": 40}}
    assert closest(_gold(), [far, near]) is near
    assert closest(_gold(), []) is None


def test_shares_of_what_was_asked() -> None:
    rows = [judge(_gold(), _found()), judge(_gold(entity=[]), None)]
    assert score_actors(rows) == {"mentions": 2, "country": 0.5, "sector": 0.5, "entity": 1.0, "wrong": 0.0}


def test_our_texts() -> None:
    rows = texts()
    mentions = [m for r in rows for m in r["mentions"]]
    assert len(mentions) >= 400
    assert sum(m["ordinary"] for m in mentions) * 3 >= len(mentions)
    assert {r["half"] for r in rows} == {"dev", "held"}
    assert all(r["text"][m["start"] : m["end"]] == m["text"] for r in rows for m in r["mentions"])


def test_conll_of_equal_and_of_no_chains() -> None:
    gold = [frozenset({1, 2, 3}), frozenset({4, 5})]
    assert conll([(gold, gold)])["conll_f1"] == pytest.approx(1.0)
    assert conll([(gold, [frozenset({n}) for n in range(6)])])["conll_f1"] == 0.0


def test_conll_of_a_known_case() -> None:
    """The example of Pradhan et al. 2014: key {abc}{defg}, response {ab}{cd}{fghi}."""
    key = [frozenset("abc"), frozenset("defg")]
    response = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]
    found = conll([(key, response)])
    assert found["muc_p"] == pytest.approx(0.4)
    assert found["muc_r"] == pytest.approx(0.4)
    assert found["b3_p"] == pytest.approx(0.5)
    assert found["b3_r"] == pytest.approx(0.4167, abs=1e-3)
    assert found["ceafe_p"] == pytest.approx(0.4333, abs=1e-3)
    assert found["ceafe_r"] == pytest.approx(0.65, abs=1e-3)


def test_old_labels_of_sectors() -> None:
    assert [primary(x) for x in ("GOV", "CVLalb", "INS", "MOS", None)] == ["GOV", "CVL", "REB", None, None]
    gold = [{"id": "1", "events": [{"type": "AID", "actor": [{"text": "a", "code": "FRA", "sector": "GOV"}]}]}]
    told = [{"text": "a", "code": "FRA", "country": "FRA", "sectors": ["MIL"]}]
    found = score_sectors(gold, [{"id": "1", "events": [{"type": "AID", "actor": told}]}])
    assert (found["sector_accuracy"], found["sectors_asked"]) == (0.0, 1)
