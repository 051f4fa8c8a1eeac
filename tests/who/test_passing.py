"""What is no party is passed over without a look at its words; what may be one is not."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.records import EventWord
from dateline.trees import Tree
from dateline.who import Facts
from dateline.who.drafts import Scene
from dateline.who.passing import acts, governing, names_nobody

from .conftest import Reading


def _passed(facts: Facts, notation: str) -> list[str]:
    (tree,) = Reading(facts, notation).trees
    busy = governing(tree, ())
    return [t.text for i, t in enumerate(tree.tokens) if names_nobody(tree, i, facts, busy)]


def test_a_thing_that_names_nobody_is_passed_over(facts: Facts) -> None:
    assert _passed(facts, "the/DET/2/det ceiling/NOUN/3/nsubj fell/VERB/0/root") == ["ceiling"]


def test_an_agent_is_not(facts: Facts) -> None:
    assert _passed(facts, "the/DET/2/det police/NOUN/3/nsubj came/VERB/0/root") == []
    assert _passed(facts, "counter-protesters/NOUN/2/nsubj came/VERB/0/root") == []


OF_SOMEBODY = (
    "a/DET/2/det reform/NOUN/5/nsubj of/ADP/4/case Vanua/PROPN/2/nmod/B-LOC failed/VERB/0/root",
    "the/DET/2/det minister/NOUN/4/nmod:poss 's/PART/2/case reform/NOUN/5/nsubj failed/VERB/0/root",
    "rivers/NOUN/4/nsubj and/CCONJ/3/cc roads/NOUN/1/conj froze/VERB/0/root",
)


def test_a_thing_of_somebody_is_not(facts: Facts) -> None:
    assert [_passed(facts, told) for told in OF_SOMEBODY] == [[], [], ["rivers"]]


def test_a_body_before_the_noun_of_an_event_acts_and_one_before_another_does_not(facts: Facts) -> None:
    told = "the/DET/3/det police/NOUN/3/compound shooting/NOUN/4/nsubj shocked/VERB/0/root Oslo/PROPN/4/obj/B-LOC"
    (tree,) = Reading(facts, told).trees
    scene = Scene(facts, None, {0: {}})
    seen = Tree(replace(tree.sentence, event_words=(EventWord(2, (("ASSAULT", 0.9),)),)))
    assert acts(seen, 1, scene)
    assert not acts(tree, 1, scene)
    assert not acts(seen, 0, scene)
