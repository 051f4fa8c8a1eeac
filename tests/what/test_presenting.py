"""How a sentence presents a word: operators, modals, conditions, negation, purpose, planned nouns; on trees by hand."""

from collections.abc import Callable

import pytest

from dateline.trees import Tree
from dateline.what import load_operators, present

Plant = Callable[[str], Tree]

COMPLEMENT = """
Mali Mali PROPN 2 nsubj
{governor} 0 root Tense=Past|VerbForm=Fin
to to PART 4 mark
raid raid VERB 2 xcomp VerbForm=Inf
"""
OBJECT = """
Mali Mali PROPN 2 nsubj
{governor} 0 root Tense=Past|VerbForm=Fin
{word} 4 det
raid raid NOUN 2 obj
"""


def read(tree: Tree, word: str) -> tuple[str, str, str]:
    at = next(i for i, t in enumerate(tree.tokens) if t.text == word)
    found, _ = present(tree, at, load_operators())
    return found.tense, found.polarity, found.certainty


@pytest.mark.parametrize(
    ("governor", "found"),
    [
        ("failed fail VERB", ("none", "negative", "certain")),
        ("planned plan VERB", ("future", "positive", "certain")),
        ("rushed rush VERB", ("future", "positive", "certain")),
        ("began begin VERB", ("none", "positive", "certain")),
        ("seemed seem VERB", ("none", "positive", "possible")),
    ],
)
def test_the_governor_of_an_infinitive_says_whether_it_is_so(
    plant: Plant, governor: str, found: tuple[str, str, str]
) -> None:
    assert read(plant(COMPLEMENT.format(governor=governor)), "raid") == found


@pytest.mark.parametrize(
    ("governor", "word", "found"),
    [
        ("cancelled cancel VERB", "the the DET", ("none", "negative", "certain")),
        ("planned plan VERB", "the the DET", ("future", "positive", "certain")),
        ("announced announce VERB", "a a DET", ("future", "positive", "certain")),
        ("announced announce VERB", "the the DET", ("none", "positive", "certain")),
        ("condemned condemn VERB", "the the DET", ("none", "positive", "certain")),
        ("led lead VERB", "no no DET", ("none", "negative", "certain")),
    ],
)
def test_the_governor_of_a_noun_says_whether_it_is_so(
    plant: Plant, governor: str, word: str, found: tuple[str, str, str]
) -> None:
    assert read(plant(OBJECT.format(governor=governor, word=word)), "raid") == found


@pytest.mark.parametrize(
    ("helper", "found"),
    [
        ("will will AUX 3 aux", ("future", "positive", "certain")),
        ("may may AUX 3 aux", ("future", "positive", "possible")),
        ("can can AUX 3 aux", ("past", "positive", "possible")),
        ("never never ADV 3 advmod", ("past", "negative", "certain")),
    ],
)
def test_what_stands_beside_the_verb(plant: Plant, helper: str, found: tuple[str, str, str]) -> None:
    tree = plant(f"""
Mali Mali PROPN 3 nsubj
{helper}
raided raid VERB 0 root Tense=Past|VerbForm=Fin
""")
    assert read(tree, "raided") == found


def test_two_denials_are_none_and_a_word_met_twice_counts_once(plant: Plant) -> None:
    tree = plant("""
No no DET 2 det
talks talk NOUN 4 nsubj:pass
were be AUX 4 aux:pass Tense=Past
held hold VERB 0 root VerbForm=Part|Tense=Past
""")
    assert read(tree, "talks") == ("none", "negative", "certain")
    denied = plant("""
Mali Mali PROPN 4 nsubj
did do AUX 4 aux Tense=Past
not not PART 4 advmod
fail fail VERB 0 root VerbForm=Inf
to to PART 6 mark
raid raid VERB 4 xcomp VerbForm=Inf
""")
    assert read(denied, "raid")[1] == "positive"


def test_a_condition_and_what_hangs_on_it(plant: Plant) -> None:
    tree = plant("""
If if SCONJ 3 mark
Mali Mali PROPN 3 nsubj
attacks attack VERB 6 advcl Tense=Pres|VerbForm=Fin
Chad Chad PROPN 6 nsubj
will will AUX 6 aux
answer answer VERB 0 root VerbForm=Inf
""")
    assert read(tree, "attacks") == ("present", "positive", "possible")
    assert read(tree, "answer")[2] == "possible"


def test_reasons_are_the_words_with_their_rule(plant: Plant) -> None:
    tree = plant(COMPLEMENT.format(governor="failed fail VERB"))
    _, reasons = present(tree, 3, load_operators())
    assert [(r.by, r.role, r.span) for r in reasons] == [("presenting.governor", "negative", tree.span((1,)))]


def test_trees_without_end_are_left(plant: Plant) -> None:
    rows = "\n".join(f"begin begin VERB {n} xcomp" for n in range(1, 60))
    tree = plant(f"begin begin VERB 0 root Tense=Past\n{rows}")
    assert present(tree, 59, load_operators())[0].polarity == "positive"
