from collections.abc import Callable

import pytest

from dateline.trees import Tree
from dateline.what.factuality import judge
from dateline.what.frames import Certainty

CERTAINTY = Certainty(
    {"fail": "negative", "refuse": "negative", "plan": "future", "planned": "future", "alleged": "possible"},
    frozenset({"if", "unless"}),
)
Plant = Callable[[str], Tree]


def read(tree: Tree, word: str, light: str = "") -> tuple[str, str, str]:
    at = {t.text: i for i, t in enumerate(tree.tokens)}
    names = (at[word], at[light] if light else None)
    found = judge(tree, tuple(sorted(n for n in names if n is not None)), names, CERTAINTY)
    assert found is not None
    return found.tense, found.polarity, found.certainty


def with_auxiliary(plant: Plant, auxiliary: str, relation: str = "aux") -> Tree:
    return plant(f"""
Mali Mali PROPN 3 nsubj
{auxiliary} 3 {relation}
raid raid VERB 0 root VerbForm=Inf
Chad Chad PROPN 3 obj
""")


def test_a_plain_past_is_certain(plant: Plant) -> None:
    tree = plant("""
Mali Mali PROPN 2 nsubj
raided raid VERB 0 root Tense=Past|VerbForm=Fin
Chad Chad PROPN 2 obj
""")
    assert read(tree, "raided") == ("past", "positive", "certain")


def test_the_perfect_is_past(plant: Plant) -> None:
    assert read(with_auxiliary(plant, "has have AUX", "aux Tense=Pres"), "raid")[0] == "past"


@pytest.mark.parametrize("auxiliary", ["will will AUX", "shall shall AUX", "'ll will AUX"])
def test_will_is_future(plant: Plant, auxiliary: str) -> None:
    assert read(with_auxiliary(plant, auxiliary), "raid") == ("future", "positive", "certain")


@pytest.mark.parametrize("auxiliary", ["would", "could", "may", "might", "should"])
def test_would_and_may_are_possible(plant: Plant, auxiliary: str) -> None:
    assert read(with_auxiliary(plant, f"{auxiliary} {auxiliary} AUX"), "raid") == ("none", "positive", "possible")


@pytest.mark.parametrize("word", ["not not PART", "n't not PART", "never never ADV"])
def test_not_is_negative(plant: Plant, word: str) -> None:
    assert read(with_auxiliary(plant, word, "advmod"), "raid")[1] == "negative"


def test_no_before_the_noun_is_negative(plant: Plant) -> None:
    tree = plant("""
Mali Mali PROPN 2 nsubj
held hold VERB 0 root Tense=Past|VerbForm=Fin
no no DET 4 det
talks talk NOUN 2 obj
""")
    assert read(tree, "talks", "held") == ("past", "negative", "certain")


def test_failing_to_act_is_negative_and_its_denial_positive(plant: Plant) -> None:
    rows = """
Mali Mali PROPN 3 nsubj
{adverb} 3 advmod
failed fail VERB 0 root Tense=Past|VerbForm=Fin
to to PART 5 mark
raid raid VERB 3 xcomp VerbForm=Inf
Chad Chad PROPN 5 obj
"""
    assert read(plant(rows.format(adverb="again again ADV")), "raid") == ("past", "negative", "certain")
    assert read(plant(rows.format(adverb="never never ADV")), "raid") == ("past", "positive", "certain")


def test_what_is_planned_is_future(plant: Plant) -> None:
    tree = plant("""
Mali Mali PROPN 2 nsubj
plans plan VERB 0 root Tense=Pres|VerbForm=Fin
to to PART 4 mark
raid raid VERB 2 xcomp VerbForm=Inf
""")
    assert read(tree, "raid") == ("future", "positive", "certain")


@pytest.mark.parametrize(
    ("modifier", "expected"),
    [
        ("planned plan VERB", ("future", "certain")),
        ("alleged alleged ADJ", ("none", "possible")),
        ("long long ADJ", ("none", "certain")),
    ],
)
def test_an_adjective_may_weaken_a_noun(plant: Plant, modifier: str, expected: tuple[str, str]) -> None:
    tree = plant(f"""
{modifier} 2 amod
talks talk NOUN 3 nsubj
collapsed collapse VERB 0 root Tense=Past|VerbForm=Fin
""")
    tense, _, certainty = read(tree, "talks")
    assert (tense, certainty) == expected


@pytest.mark.parametrize("mark", ["if", "unless"])
def test_a_condition_is_possible_and_its_consequence_is_as_told(plant: Plant, mark: str) -> None:
    tree = plant(f"""
{mark} {mark} SCONJ 3 mark
Mali Mali PROPN 3 nsubj
raids raid VERB 5 advcl Tense=Pres|VerbForm=Fin
Chad Chad PROPN 5 nsubj
leaves leave VERB 0 root Tense=Pres|VerbForm=Fin
""")
    assert read(tree, "raids") == ("present", "positive", "possible")
    assert read(tree, "leaves") == ("present", "positive", "certain")


def test_a_condition_holds_for_what_it_governs(plant: Plant) -> None:
    tree = plant("""
if if SCONJ 3 mark
Mali Mali PROPN 3 nsubj
mobilises mobilise VERB 7 advcl Tense=Pres|VerbForm=Fin
and and CCONJ 5 cc
raids raid VERB 3 conj Tense=Pres|VerbForm=Fin
Chad Chad PROPN 7 nsubj
leaves leave VERB 0 root Tense=Pres|VerbForm=Fin
""")
    assert read(tree, "raids")[2] == "possible"


def test_a_mere_purpose_is_no_event(plant: Plant) -> None:
    tree = plant("""
Mali Mali PROPN 2 nsubj
mobilised mobilise VERB 0 root Tense=Past|VerbForm=Fin
to to PART 4 mark
raid raid VERB 2 advcl VerbForm=Inf
Chad Chad PROPN 4 obj
""")
    assert judge(tree, (3,), (3, None), CERTAINTY) is None


SAID = """
Mali Mali PROPN 2 nsubj
{saying} VERB 0 root Tense={tense}|VerbForm=Fin
it it PRON 5 nsubj
would would AUX 5 aux
raid raid VERB 2 ccomp VerbForm=Inf
"""


def test_a_headline_writes_the_future_with_to(plant: Plant) -> None:
    tree = plant("""
Mali Mali PROPN 0 root
to to PART 3 mark
raid raid VERB 1 acl VerbForm=Inf
Chad Chad PROPN 3 obj
""")
    assert read(tree, "raid") == ("future", "positive", "certain")


def test_would_is_the_future_of_a_past_saying_only(plant: Plant) -> None:
    past = plant(SAID.format(saying="said say", tense="Past"))
    assert read(past, "raid") == ("future", "positive", "certain")
    present = plant(SAID.format(saying="says say", tense="Pres"))
    assert read(present, "raid") == ("none", "positive", "possible")


def test_the_second_of_two_verbs_shares_the_auxiliary(plant: Plant) -> None:
    tree = plant("""
Mali Mali PROPN 3 nsubj
will will AUX 3 aux
raid raid VERB 0 root VerbForm=Inf
and and CCONJ 5 cc
burn burn VERB 3 conj VerbForm=Inf
""")
    assert read(tree, "burn") == ("future", "positive", "certain")
