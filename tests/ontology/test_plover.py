from collections import Counter

import pytest

from dateline.ontology import Ontology

ALL_BUT_STATEMENTS = {f"{root:02}" for root in range(2, 21)}


def test_sizes(ontology: Ontology) -> None:
    assert len(ontology.types) == 16
    assert sum(len(kind.modes) for kind in ontology.types.values()) == 67
    assert len(ontology.contexts) == 37
    assert list(ontology.statuses) == ["actual", "historical", "future", "hypothetical", "negated"]
    assert list(ontology.bodies) == ["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"]
    assert Counter(sector.primary for sector in ontology.sectors.values()) == {True: 11, False: 14}


def test_quad_classes(ontology: Ontology) -> None:
    sizes = Counter(ontology.quad_class(name) for name in ontology.types)
    assert sizes == {
        "verbal cooperation": 4,
        "material cooperation": 3,
        "verbal conflict": 4,
        "material conflict": 5,
    }
    assert ontology.quad_class("RETREAT") == "material cooperation"
    assert ontology.quad_class("REQUEST") == "verbal conflict"
    assert ontology.quad_class("PROTEST") == "material conflict"


def test_the_sign_of_a_score_follows_the_quad_class(ontology: Ontology) -> None:
    for kind in ontology.types.values():
        if kind.quad_class.endswith("cooperation"):
            assert kind.score > 0, kind.name
        else:
            assert kind.score <= 0, kind.name


@pytest.mark.parametrize(
    ("type_name", "modes", "score"),
    [
        ("ACCUSE", (), -3),
        ("ACCUSE", ("disapprove", "allege"), -3.5),
        ("REQUEST", (), 0),
        ("REQUEST", ("assist",), 0.5),
        ("REQUEST", ("assist", "change"), -1),
        ("REQUEST", ("meet",), 0),
        ("CONSULT", ("visit",), 4),
        ("CONSULT", ("phone", "multilateral"), 4),
        ("PROTEST", ("vandalize",), -5),
        ("PROTEST", ("vandalize", "hunger"), -4.5),
        ("ASSAULT", ("beat", "primitive"), -8),
        ("ASSAULT", ("nonesuch",), -9),
        ("AID", (), 10),
    ],
)
def test_plover_score(ontology: Ontology, type_name: str, modes: tuple[str, ...], score: float) -> None:
    assert ontology.plover_score(type_name, modes) == score


def test_only_three_types_require_a_recipient(ontology: Ontology) -> None:
    assert [kind.name for kind in ontology.types.values() if kind.recipient] == ["COOPERATE", "AID", "SANCTION"]


def test_modes_belong_to_their_type(ontology: Ontology) -> None:
    assert ontology.is_mode("REJECT", "yield")
    assert ontology.is_mode("REQUEST", "yield")
    assert not ontology.is_mode("ACCUSE", "yield")
    assert not ontology.is_mode("CRIME", "yield")


def test_cyber_and_misinformation_bring_their_context(ontology: Ontology) -> None:
    assert ontology.implied_contexts("COERCE", ("seize", "misinformation", "cyber")) == ("misinformation", "cyber")
    assert ontology.implied_contexts("COERCE", ("seize",)) == ()


def test_every_type_and_mode_has_a_code_and_a_goldstein_score(ontology: Ontology) -> None:
    for kind in ontology.types.values():
        for modes in ((), *((mode,) for mode in kind.modes)):
            code = ontology.cameo_code(kind.name, modes, ())
            assert code in ontology.cameo, (kind.name, modes)
            assert ontology.goldstein(code) is not None


@pytest.mark.parametrize(
    ("type_name", "roots"),
    [
        ("AGREE", "03"),
        ("CONSULT", "04"),
        ("SUPPORT", "05"),
        ("COOPERATE", "06"),
        ("AID", "07"),
        ("CONCEDE", "08"),
        ("RETREAT", "08"),
        ("REQUEST", "10"),
        ("ACCUSE", "09 11"),
        ("REJECT", "12"),
        ("THREATEN", "13"),
        ("PROTEST", "14"),
        ("MOBILIZE", "15"),
        # A conviction is root 11 in CAMEO.
        ("SANCTION", "16 11"),
        # A military blockade is root 19 in CAMEO.
        ("COERCE", "17 19"),
        # Destruction and violent repression are root 17 in CAMEO.
        ("ASSAULT", "18 19 20 17"),
    ],
)
def test_roots(ontology: Ontology, type_name: str, roots: str) -> None:
    codes = [row.cameo for row in ontology.crosswalk[type_name] if row.status is None]
    assert {code[:2] for code in codes} == set(roots.split())


@pytest.mark.parametrize(
    ("type_name", "modes", "contexts", "status", "code"),
    [
        ("CONSULT", ("visit",), ("military",), "actual", "042"),
        ("CONSULT", ("visit",), (), "historical", "042"),
        ("CONSULT", ("visit",), (), "future", "036"),
        ("SANCTION", ("discontinue",), ("economic",), "actual", "163"),
        ("SANCTION", ("convict",), ("legal",), "actual", "116"),
        ("ACCUSE", ("investigate",), ("military",), "actual", "093"),
        ("ACCUSE", ("investigate",), ("military", "corruption"), "actual", "091"),
        ("ACCUSE", ("allege",), ("legal", "military", "human_rights"), "actual", "1124"),
        ("ACCUSE", ("allege",), ("legal", "military"), "actual", "1123"),
        ("RETREAT", ("release",), (), "actual", "0841"),
        ("RETREAT", ("release",), (), "future", "0353"),
        ("AID", (), ("military", "economic"), "actual", "072"),
        ("AID", (), ("military", "disasters"), "actual", "073"),
        ("AID", (), ("military",), "future", "0332"),
        ("ASSAULT", ("drone",), ("military",), "actual", "1952"),
        ("ASSAULT", ("beat", "primitive"), (), "actual", "182"),
        ("ASSAULT", ("explosives", "suicide-attack"), (), "actual", "1831"),
        ("ASSAULT", ("aerial", "destroy"), (), "actual", "195"),
        ("ASSAULT", ("firearms",), ("repression", "military"), "actual", "175"),
        ("ASSAULT", (), ("military",), "actual", "190"),
        ("ASSAULT", ("unconventional",), ("cbrn",), "actual", "2041"),
        ("COERCE", ("cyber",), (), "actual", "176"),
        ("COERCE", (), ("political_institutions",), "actual", "170"),
        ("MOBILIZE", ("weapons",), ("cyber",), "actual", "155"),
        ("PROTEST", ("demo",), ("rights_freedoms", "political_institutions"), "actual", "1413"),
        ("PROTEST", ("strike",), (), "future", "133"),
        ("ASSAULT", ("aerial",), (), "future", None),
        ("ASSAULT", ("aerial",), (), "negated", None),
        ("AID", (), (), "hypothetical", None),
    ],
)
def test_cameo_code(
    ontology: Ontology,
    type_name: str,
    modes: tuple[str, ...],
    contexts: tuple[str, ...],
    status: str,
    *,
    code: str | None,
) -> None:
    assert ontology.cameo_code(type_name, modes, contexts, status) == code
    assert ontology.cameo_code(type_name, modes[::-1], contexts[::-1], status) == code


def test_more_contexts_never_lose_the_code(ontology: Ontology) -> None:
    everything = tuple(ontology.contexts)
    for kind in ontology.types.values():
        for modes in ((), *((mode,) for mode in kind.modes), tuple(kind.modes)):
            assert ontology.cameo_code(kind.name, modes, everything) in ontology.cameo


def test_goldstein_falls_back_to_the_parent(ontology: Ontology) -> None:
    assert ontology.goldstein("042") == 1.9
    assert ontology.goldstein("163") == -8
    assert ontology.cameo["1952"].goldstein is None
    assert ontology.goldstein("1952") == ontology.goldstein("195") == -10
    assert ontology.goldstein("155") == ontology.goldstein("15") == -7.2
    assert ontology.goldstein("0429") == 1.9
    assert ontology.goldstein("99") is None
    assert ontology.goldstein("") is None


def test_plover_of_reads_every_code_but_statements(ontology: Ontology) -> None:
    for code in ontology.cameo:
        reading = ontology.plover_of(code)
        if code.startswith("01"):
            assert reading is None
        else:
            assert reading is not None, code
    assert {code for code in ontology.readings if len(code) == 2} == ALL_BUT_STATEMENTS


@pytest.mark.parametrize(
    ("code", "reading"),
    [
        ("163", ("SANCTION", "discontinue", ("economic",))),
        ("116", ("SANCTION", "convict", ("legal",))),
        ("186", ("ASSAULT", "targeted", ())),
        ("085", ("CONCEDE", None, ("economic",))),
        ("114", ("ACCUSE", "disapprove", ("diplomatic",))),
        ("1712", ("ASSAULT", "destroy", ())),
        ("055", ("CONCEDE", None, ())),
        ("094", ("ACCUSE", "investigate", ("military", "legal"))),
        ("0219", ("REQUEST", "assist", ())),
    ],
)
def test_plover_of(ontology: Ontology, code: str, reading: tuple[str, str | None, tuple[str, ...]]) -> None:
    assert ontology.plover_of(code) == reading


def test_appeals_mirror_demands(ontology: Ontology) -> None:
    assert ontology.appeal("1056") == "0256"
    assert ontology.appeal("10") == "02"
    assert ontology.appeal("110") == "110"
    for code in ontology.cameo:
        if code.startswith("10"):
            assert ontology.appeal(code) in ontology.cameo
            assert ontology.plover_of(ontology.appeal(code)) == ontology.plover_of(code)


@pytest.mark.parametrize("type_name", ["CONSULT", "SUPPORT", "COOPERATE", "AID"])
def test_future_cooperation_is_agreement(ontology: Ontology, type_name: str) -> None:
    modes = tuple(ontology.types[type_name].modes)[:1]
    assert ontology.settle(type_name, "future", modes) == ("AGREE", "actual", ())
    for status in ("actual", "historical", "hypothetical", "negated"):
        assert ontology.settle(type_name, status, modes) == (type_name, status, modes)


def test_an_announced_retreat_is_a_concession(ontology: Ontology) -> None:
    assert ontology.settle("RETREAT", "future", ("withdraw",)) == ("CONCEDE", "actual", ())


@pytest.mark.parametrize("type_name", ["CONCEDE", "AGREE", "ASSAULT", "PROTEST", "REQUEST"])
def test_other_futures_stay(ontology: Ontology, type_name: str) -> None:
    assert ontology.settle(type_name, "future", ()) == (type_name, "future", ())


def test_there_and_back_stays_within_the_root(ontology: Ontology) -> None:
    # 02: asking is one type; 035, 055, 056: conceding in words is root 08; 192, 20: CAMEO says more than PLOVER does.
    elsewhere = ("02", "035", "055", "056", "192", "20")
    for code, reading in ontology.readings.items():
        back = ontology.cameo_code(reading.type, (reading.mode,) if reading.mode else (), reading.contexts)
        assert back is not None
        if not code.startswith(elsewhere) or code.startswith("204"):
            assert back[:2] == code[:2], (code, back)
