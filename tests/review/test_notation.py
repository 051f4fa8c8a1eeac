import pytest

from dateline.errors import ConfigError
from dateline.review import Correction, Item, Side, check_decision, read_correction, read_decision, settle
from dateline.review.decisions import judgement_rows, read_judgements

EVENT = Item("a-1", "event", "all events", 2.5, 1, "a", "SANCTION", "text", 6, 14)
SENTENCE = Item("a:2", "sentence", "sentences", 3.0, 1, "a", "", "text", 80, 110)
AT = "2026-11-29T10:00:00+00:00"


def test_a_correction_is_one_line() -> None:
    whole = read_correction("SANCTION/expel: Kenya=KEN GOV + --- CVL > two envoys=UGA GOV | future @ expelled")
    assert whole == Correction(
        "SANCTION",
        ("expel",),
        "future",
        "expelled",
        (Side("KEN GOV", "Kenya"), Side("--- CVL")),
        (Side("UGA GOV", "two envoys"),),
    )
    assert read_correction("accuse") == Correction("ACCUSE")
    assert read_correction("KEN gov > -") == Correction(actors=(Side("KEN GOV"),), recipients=())
    assert read_correction("ASSAULT @ opened fire") == Correction("ASSAULT", trigger="opened fire")


@pytest.mark.parametrize(
    "line", ["NONSENSE", "AID/expel", "AID | perhaps", "AID: Kenya > UGA", "KEN > UGA > SDN", "KENYA", "a=b=c > d"]
)
def test_what_is_no_correction_is_said(line: str) -> None:
    with pytest.raises(ConfigError):
        read_correction(line)


def test_keys_are_decisions() -> None:
    told = [read_decision(k, EVENT, "anna", AT) for k in ("r", "t ACCUSE # not a sanction", "p KEN > UGA", "N")]
    assert [d.decision for d in told] == ["right", "wrong-type", "wrong-party", "not-an-event"]
    assert (told[1].corrections, told[1].note) == ((Correction("ACCUSE"),), "not a sanction")
    two = read_decision("m ACCUSE; AID: KEN > UGA", SENTENCE, "anna", AT)
    assert [c.type for c in two.corrections] == ["ACCUSE", "AID"]
    for line, item in (("m", EVENT), ("r", SENTENCE), ("", EVENT), ("x", EVENT)):
        with pytest.raises(ConfigError, match="is none of"):
            read_decision(line, item, "anna", AT)


@pytest.mark.parametrize(
    ("line", "item"), [("t", EVENT), ("t SANCTION", EVENT), ("m", SENTENCE), ("m KEN > UGA", SENTENCE)]
)
def test_a_decision_that_needs_a_type_has_one(line: str, item: Item) -> None:
    with pytest.raises(ConfigError):
        check_decision(read_decision(line, item, "anna", AT), item)
    with pytest.raises(ConfigError, match="name"):
        check_decision(read_decision("r", EVENT, " ", AT), EVENT)


def test_rows_keep_a_decision_and_the_last_one_stands() -> None:
    first = read_decision("t ACCUSE", EVENT, "anna", AT)
    later = read_decision("r # on second thoughts", EVENT, "anna", AT.replace("10:", "11:"))
    rows = judgement_rows("first", [(later, EVENT), (first, EVENT)])
    assert (rows[0]["stratum"], rows[0]["weight"], rows[0]["coder_kind"]) == ("all events", 2.5, "person")
    assert rows[0]["judgement_id"] != rows[1]["judgement_id"]
    assert read_judgements(rows) == (later,)
    assert read_judgements(rows[1:]) == (first,)


def test_verdicts() -> None:
    anna, ben = read_decision("r", EVENT, "anna", AT), read_decision("t ACCUSE", EVENT, "ben", AT)
    (verdict,) = settle([anna, ben])
    assert (verdict.shares, verdict.settled, verdict.retyped) == (
        {"right": 0.5, "wrong-type": 0.5},
        False,
        (("ACCUSE", 0.5),),
    )
    chief = read_decision("t ACCUSE", EVENT, "chief", AT)
    chief = type(chief)(chief.item, chief.coder, chief.decision, chief.at, "adjudicator", chief.corrections)
    (verdict,) = settle([anna, ben, chief])
    assert (verdict.shares, verdict.settled) == ({"wrong-type": 1.0}, True)
    model = type(anna)("a-1", "model", "right", AT, "machine")
    assert settle([model]) == ()
    assert settle([anna, model], "machine")[0].shares == {"right": 1.0}
