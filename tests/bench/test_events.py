"""The event scorer against cases whose figures are known by counting."""

from bench.scoring.events import score


def _e(kind, actor, recipient, cameo=None, **extra):
    def party(c):
        text, _, code = c.rpartition("|")
        return {"text": text or None, "code": code or None}

    return dict(
        {"actor": [party(c) for c in actor], "recipient": [party(c) for c in recipient], "type": kind, "cameo": cameo},
        **extra,
    )


def test_the_scorer_keeps_its_definitions() -> None:
    def run(gold, pred, **rec):
        return score([dict({"id": "1", "events": gold}, **rec)], [{"id": "1", "events": pred}])

    same = [_e("ASSAULT", ["Israel|ISR"], ["Gaza|PSE"], "190")]
    r = run(same, same)
    assert r["detection strict"]["f1"] == 1 and r["type macro-F1"] == 1
    assert r["cameo full accuracy on paired"]["value"] == 1
    assert r["tuple (actor country, type, recipient country)"]["f1"] == 1
    assert r["party words"]["f1"] == 1

    # Reciprocal predictions are one event; order does not matter for AGREE.
    mutual = [_e("AGREE", ["US|USA", "Jordan|JOR"], [], symmetric=True)]
    r = run(mutual, [_e("AGREE", ["Jordan|JOR"], ["US|USA"]), _e("AGREE", ["US|USA"], ["Jordan|JOR"])])
    assert r["detection strict"]["f1"] == 1, r["detection strict"]
    assert r["actor country"]["f1"] == 1, r["actor country"]
    assert r["tuple (actor country, type, recipient country)"]["f1"] == 1

    # A directed type turned round is found and typed, with both countries wrong.
    r = run(same, [_e("ASSAULT", ["PSE"], ["ISR"], "193")])
    assert r["detection strict"]["tp"] == 1 and r["actor country"]["tp"] == 0
    assert r["cameo root accuracy on paired"]["n"] == 1 and r["cameo full accuracy on paired"]["n"] == 0

    # Aliases of country codes; old type names; sectors after the country.
    r = run([_e("DEMAND", ["JAP"], ["ITLGOV"])], [_e("REQUEST", ["JPN"], ["ITA"])])
    assert r["actor country"]["f1"] == 1 and r["recipient country"]["f1"] == 1
    assert r["type accuracy on paired"]["value"] == 1

    # YIELD accepts both of the types it was split into.
    r = run([_e(None, ["USA"], ["IRN"], types_ok=["CONCEDE", "RETREAT"])], [_e("RETREAT", ["USA"], ["IRN"])])
    assert r["type accuracy on paired"]["value"] == 1 and r["per type"]["RETREAT"]["f1"] == 1

    # Compound actors: two predicted events or one with two actors.
    r = run(
        [_e("PROTEST", ["GBROPP", "USAOPP"], ["CHN"])],
        [_e("PROTEST", ["GBROPP"], ["CHN"]), _e("PROTEST", ["USAOPP"], ["CHN"])],
    )
    assert r["detection strict"]["f1"] == 1 and r["actor country"]["tp"] == 2

    # Partial records: an extra prediction hurts strict precision only.
    r = run(same, same + [_e("AID", ["USA"], ["ISR"])], complete="partial")
    assert r["detection strict"]["pred"] == 2 and r["typed (detected with the right PLOVER type)"]["p"] == 1
    r = run(same, same + [_e("AID", ["USA"], ["ISR"])], complete="events")
    assert r["typed (detected with the right PLOVER type)"]["p"] == 0.5

    # Sentences without events, missing prediction records, events without a PLOVER type.
    r = run([], [_e("AID", ["USA"], ["ISR"])])
    assert r["empty sentences kept empty"]["value"] == 0 and r["detection complete records"]["p"] == 0
    r = score([{"id": "9", "events": same}], [])
    assert r["detection strict"]["r"] == 0 and r["counts"]["without prediction record"] == 1
    r = run([_e(None, ["USA"], ["ISR"], "010")], [_e("AID", ["USA"], ["ISR"], "010")])
    assert r["counts"].get("typed gold", 0) == 0 and r["cameo full accuracy on paired"]["value"] == 1
    assert not r["per type"], r["per type"]

    # Greedy matching keeps types together.
    two = [_e("AID", ["USA"], ["UKR"]), _e("THREATEN", ["RUS"], ["UKR"])]
    r = run(two, two[::-1])
    assert r["type accuracy on paired"]["value"] == 1
