"""Frames and model weighed against each other, on sentences by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from msgspec.structs import replace

from dateline.records import Candidate, EventWord, Mention
from dateline.trees import Tree
from dateline.what import Lexicon, find_events

Grower = Callable[[str], Tree]
Maker = Callable[..., Lexicon]
Namer = Callable[[Tree, Sequence[str]], tuple[Mention, ...]]

_TOLD = """
    Rebels rebel NOUN 3 nsubj:pass
    were be AUX 3 aux:pass
    killed kill VERB 6 ccomp VerbForm=Part|Voice=Pass
    , , PUNCT 3 punct
    Uganda Uganda PROPN 6 nsubj
    said say VERB 0 root Tense=Past|VerbForm=Fin
"""
_FILMED = """
    Uganda Uganda PROPN 2 nsubj
    killed kill VERB 0 root Tense=Past|VerbForm=Fin
    Rebels rebel NOUN 2 obj
    in in ADP 5 case
    films film NOUN 2 obl
"""


def _read(tree: Tree, word: EventWord) -> Tree:
    return Tree(replace(tree.sentence, event_words=(word,)))


def _found(tree: Tree, names: Namer, lexicon: Lexicon) -> Sequence[Candidate]:
    candidates, _ = find_events((tree,), names(tree, ("Uganda", "Rebels")), lexicon)
    return candidates


def test_who_tells_of_a_killing_has_not_killed(plant: Grower, lexicon: Maker, names: Namer) -> None:
    seen = EventWord(2, (("ASSAULT", 0.97),), parties=((4, "actor", 0.95), (0, "recipient", 0.95)))
    frames = lexicon("- id: aid.give\n  codes: AID\n  verb: give\n", words="plain speech: [say]\n")
    (event,) = _found(_read(plant(_TOLD), seen), names, frames)
    assert (event.type, event.actors, event.recipients) == ("ASSAULT", (), (0,))


def test_but_who_says_no_has_refused(plant: Grower, lexicon: Maker, names: Namer) -> None:
    seen = EventWord(2, (("REJECT", 0.97),), parties=((4, "actor", 0.95), (0, "recipient", 0.95)))
    frames = lexicon("- id: aid.give\n  codes: AID\n  verb: give\n", words="plain speech: [say]\n")
    (event,) = _found(_read(plant(_TOLD), seen), names, frames)
    assert event.actors == (4,)


@pytest.mark.parametrize(("denied", "events"), [("obj", 1), ("ccomp", 0)])
def test_who_denies_entry_refuses_and_who_denies_a_deed_only_speaks(
    plant: Grower, lexicon: Maker, names: Namer, denied: str, events: int
) -> None:
    sentence = f"""
        Uganda Uganda PROPN 2 nsubj
        denied deny VERB 0 root Tense=Past|VerbForm=Fin
        Rebels rebel NOUN 4 nsubj
        entry entry NOUN 2 {denied}
    """
    seen = EventWord(1, (("REJECT", 0.97),), parties=((0, "actor", 0.95), (2, "recipient", 0.95)))
    frames = lexicon("- id: aid.give\n  codes: AID\n  verb: give\n", words="plain speech: [say]\n")
    assert len(_found(_read(plant(sentence), seen), names, frames)) == events


def test_who_tells_somebody_to_do_something_has_asked_for_it(plant: Grower, lexicon: Maker, names: Namer) -> None:
    asked = """
        Uganda Uganda PROPN 2 nsubj
        told tell VERB 0 root Tense=Past|VerbForm=Fin
        Rebels rebel NOUN 2 obj
        {}
    """
    seen = EventWord(1, (("REQUEST", 0.97),), parties=((0, "actor", 0.95), (2, "recipient", 0.95)))
    frames = lexicon("- id: aid.give\n  codes: AID\n  verb: give\n", words="plain speech: [tell]\n")
    (event,) = _found(_read(plant(asked.format("leave leave VERB 2 xcomp VerbForm=Inf")), seen), names, frames)
    assert (event.type, event.actors, event.recipients) == ("REQUEST", (0,), (2,))
    assert _found(_read(plant(asked.format("lies lie NOUN 2 obj")), seen), names, frames) == ()


def test_a_frames_exclusion_yields_to_a_model_that_is_sure(plant: Grower, lexicon: Maker, names: Namer) -> None:
    frames = lexicon("- id: assault.kill\n  codes: ASSAULT\n  verb: kill\n  without: {in: [film]}\n")
    sides = ((0, "actor", 0.95), (2, "recipient", 0.95))
    sure, likely = (_read(plant(_FILMED), EventWord(1, (("ASSAULT", p),), parties=sides)) for p in (0.98, 0.95))
    assert [e.type for e in _found(sure, names, frames)] == ["ASSAULT"]
    assert not _found(likely, names, frames)


def test_who_is_told_in_one_breath_with_two_sure_parties_is_a_party_too(
    plant: Grower, lexicon: Maker, names: Namer
) -> None:
    tree = plant("""
        Uganda Uganda PROPN 6 nsubj
        , , PUNCT 3 punct
        Rebels rebel NOUN 1 conj
        and and CCONJ 5 cc
        Kenya Kenya PROPN 1 conj
        agreed agree VERB 0 root Tense=Past|VerbForm=Fin
    """)
    frames = lexicon("- id: aid.give\n  codes: AID\n  verb: give\n")
    seen = EventWord(5, (("AGREE", 0.97),), parties=((0, "actor", 0.95), (2, "actor", 0.95)))
    candidates, _ = find_events((_read(tree, seen),), names(tree, ("Uganda", "Rebels", "Kenya")), frames)
    assert candidates[0].actors == (0, 2, 4)


def test_an_act_in_words_may_stand_without_parties_but_not_a_deed(plant: Grower, lexicon: Maker, names: Namer) -> None:
    tree = plant("""
        It it PRON 3 nsubj
        is be AUX 3 cop
        negligence negligence NOUN 0 root
    """)
    frames = lexicon("- id: aid.give\n  codes: AID\n  verb: give\n")
    for kind, many in (("ACCUSE", 1), ("ASSAULT", 0)):
        candidates, _ = find_events((_read(tree, EventWord(2, ((kind, 0.97),))),), (), frames)
        assert len(candidates) == many


def test_who_a_headline_says_was_warned_warns_nobody(plant: Grower, lexicon: Maker, names: Namer) -> None:
    tree = plant("""
        Uganda Uganda PROPN 2 nsubj
        warned warn VERB 0 root Tense=Past|VerbForm=Fin
        over over ADP 4 case
        Rebels rebel NOUN 2 obl
    """)
    seen = EventWord(1, (("THREATEN", 0.97),), parties=((0, "actor", 0.95),))
    frames = lexicon("- id: aid.give\n  codes: AID\n  verb: give\n", words="telling verbs: [warn]\n")
    (event,) = _found(_read(tree, seen), names, frames)
    assert (event.actors, event.recipients) == ((), (0,))
