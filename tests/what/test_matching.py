from collections.abc import Callable, Sequence

import pytest

from dateline.records import Candidate, Mention, NearMiss
from dateline.trees import Tree
from dateline.what import Lexicon, find_events

Plant = Callable[[str], Tree]
Maker = Callable[..., Lexicon]
Namer = Callable[[Tree, Sequence[str]], tuple[Mention, ...]]
COUNTRIES = ("Mali", "Chad", "Peru", "Oman")
WORDS = "light verbs: [hold]\nquantities: [dozen]\ncommemorations: [anniversary]\nabstract: [militarism]\n"
SENT = """
Mali Mali PROPN 2 nsubj
sent send VERB 0 root Tense=Past|VerbForm=Fin
rice rice NOUN 2 obj
to to ADP 5 case
Chad Chad PROPN 2 obl
"""


@pytest.fixture
def read(names: Namer) -> Callable[[Tree, Lexicon], tuple[tuple[Candidate, ...], tuple[NearMiss, ...]]]:
    return lambda tree, lexicon: find_events((tree,), names(tree, COUNTRIES), lexicon)


Reader = Callable[[Tree, Lexicon], tuple[tuple[Candidate, ...], tuple[NearMiss, ...]]]


def told(tree: Tree, candidates: Sequence[Candidate]) -> list[tuple[str, list[str], list[str]]]:
    return [(c.by, [tree[a].text for a in c.actors], [tree[r].text for r in c.recipients]) for c in candidates]


def frame(name: str, verb: str, *lines: str, kind: str = "verb") -> str:
    rows = ("actor: subject", *lines)
    kind_of_event = name.partition(".")[0].upper()
    return "\n".join((f"- id: {name}", f"  codes: {kind_of_event}", f"  {kind}: [{verb}]", *(f"  {r}" for r in rows)))


def test_a_frame_codes_its_words_and_finds_its_parties(plant: Plant, lexicon: Maker, read: Reader) -> None:
    tree = plant(SENT)
    found, missed = read(tree, lexicon(frame("aid.send", "send", "object: [rice]", "recipient: to")))
    assert told(tree, found) == [("frame:aid.send", ["Mali"], ["Chad"])]
    assert [tree[w].text for w in found[0].trigger] == ["sent", "rice"]
    assert (found[0].type, found[0].factuality.tense, missed) == ("AID", "past", ())


def test_an_object_that_is_none_of_the_named_words_fails_and_is_the_near_miss(
    plant: Plant, lexicon: Maker, read: Reader
) -> None:
    tree = plant(SENT)
    found, (miss,) = read(tree, lexicon(frame("aid.send", "send", "subject: party", "object: [wheat, maize]")))
    assert found == ()
    assert (miss.frame, miss.failed) == ("aid.send", "object is not one of maize, wheat")
    assert (miss.span, miss.sentence) == (tree.span((1,)), tree.whole())


def test_the_near_miss_is_the_frame_that_came_furthest(plant: Plant, lexicon: Maker, read: Reader) -> None:
    early = frame("aid.early", "send", "subject: [ship]", "object: [rice]", "rank: 1")
    late = frame("aid.late", "send", "subject: party", "object: [wheat]")
    _, (miss,) = read(plant(SENT), lexicon(early, late))
    assert miss.frame == "aid.late"
    _, (miss,) = read(plant(SENT), lexicon(early.replace("rank: 1", "rank: -1"), late))
    assert miss.frame == "aid.late"


def test_without_excludes(plant: Plant, lexicon: Maker, read: Reader) -> None:
    found, (miss,) = read(plant(SENT), lexicon(frame("aid.send", "send", "without: {to: party}")))
    assert found == ()
    assert miss.failed == "to is a party"
    found, _ = read(plant(SENT), lexicon(frame("aid.send", "send", "without: {from: party}")))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("test", "fits"), [("any", True), ("party", False), ("itself", False), ("[rice]", True), ("[sand]", False)]
)
def test_what_may_stand_in_a_slot(plant: Plant, lexicon: Maker, read: Reader, test: str, *, fits: bool) -> None:
    found, _ = read(plant(SENT), lexicon(frame("aid.send", "send", f"object: {test}")))
    assert bool(found) == fits


def test_a_needed_party_that_is_not_there_fails(plant: Plant, lexicon: Maker, read: Reader) -> None:
    tree = plant(SENT)
    found, (miss,) = read(tree, lexicon(frame("aid.send", "send", "recipient: from", "needs: [recipient]")))
    assert (found, miss.failed) == ((), "no recipient that is a party")
    found, _ = read(tree, lexicon(frame("aid.send", "send", "recipient: from", "needs: [actor]")))
    assert told(tree, found) == [("frame:aid.send", ["Mali"], [])]


def test_without_any_party_there_is_no_event(plant: Plant, lexicon: Maker, read: Reader) -> None:
    found, (miss,) = read(plant(SENT.replace("Mali Mali", "Ann Ann")), lexicon(frame("aid.send", "send")))
    assert (found, miss.failed) == ((), "no party")


HELD = """
Mali Mali PROPN 2 nsubj
held hold VERB 0 root Tense=Past|VerbForm=Fin
talks talk NOUN 2 obj
with with ADP 5 case
Chad Chad PROPN 3 nmod
"""


def test_parties_that_act_together_are_all_actors(plant: Plant, lexicon: Maker, read: Reader) -> None:
    tree = plant(HELD)
    talks = frame("consult.talk", "talk", "recipient: with", "together: true", kind="noun")
    found, _ = read(tree, lexicon(talks, words=WORDS))
    assert told(tree, found) == [("frame:consult.talk", ["Mali", "Chad"], [])]
    assert [tree[w].text for w in found[0].trigger] == ["held", "talks"]


AGREED = """
Mali Mali PROPN 2 nsubj
agreed agree VERB 0 root Tense=Past|VerbForm=Fin
to to PART 4 mark
send send VERB 2 xcomp VerbForm=Inf
rice rice NOUN 4 obj
to to ADP 7 case
Chad Chad PROPN 4 obl
"""
SEND = frame("aid.send", "send", "recipient: to")
AGREE = frame("agree.to", "agree", "content: [AID]", "recipient: [content.recipient]")


def test_an_operator_holds_the_event_it_is_about(plant: Plant, lexicon: Maker, read: Reader) -> None:
    tree = plant(AGREED)
    found, _ = read(tree, lexicon(SEND, AGREE))
    assert told(tree, found) == [("frame:agree.to", ["Mali"], ["Chad"])]
    assert found[0].path == ("aid.send",)
    assert [tree[w].text for w in found[0].scope] == ["agreed", "send"]


def test_an_operator_without_its_kind_of_content_leaves_the_event_alone(
    plant: Plant, lexicon: Maker, read: Reader
) -> None:
    tree = plant(AGREED)
    found, _ = read(tree, lexicon(SEND, AGREE.replace("[AID]", "[ASSAULT]")))
    assert told(tree, found) == [("frame:aid.send", ["Mali"], ["Chad"])]


def test_content_may_be_kept_and_may_give_the_mode(plant: Plant, lexicon: Maker, read: Reader) -> None:
    tree = plant(AGREED)
    found, _ = read(tree, lexicon(SEND, AGREE + "\n  keep content: true\n  modes by content: {AID: relief}"))
    assert [(c.by, c.modes) for c in found] == [("frame:agree.to", ("relief",)), ("frame:aid.send", ())]


def test_the_heavier_frame_takes_the_word(plant: Plant, lexicon: Maker, read: Reader) -> None:
    light = frame("aid.any", "send", "recipient: to")
    heavy = frame("aid.rice", "send", "object: [rice]", "recipient: to")
    for frames in ((light, heavy), (heavy, light)):
        assert [c.by for c in read(plant(SENT), lexicon(*frames))[0]] == ["frame:aid.rice"]
    found, _ = read(plant(SENT.replace("rice rice", "sand sand")), lexicon(light, heavy))
    assert [c.by for c in found] == ["frame:aid.any"]


def test_two_frames_that_hold_each_other_do_not_both_vanish(plant: Plant, lexicon: Maker, read: Reader) -> None:
    verb = frame("consult.hold", "hold", "object: [talk]", "recipient: with")
    noun = frame("consult.talk", "talk", "recipient: with", "together: true", kind="noun")
    found, _ = read(plant(HELD), lexicon(verb, noun, words=WORDS))
    assert [c.by for c in found] == ["frame:consult.hold"]


def test_quantities_are_looked_through(plant: Plant, lexicon: Maker, read: Reader) -> None:
    tree = plant("""
Mali Mali PROPN 2 nsubj
fired fire VERB 0 root Tense=Past|VerbForm=Fin
dozens dozen NOUN 2 obj
of of ADP 5 case
missiles missile NOUN 3 nmod
at at ADP 7 case
Chad Chad PROPN 2 obl
""")
    missiles = frame("assault.fire", "fire", "object: [missile]", "recipient: at")
    assert told(tree, read(tree, lexicon(missiles, words=WORDS))[0]) == [("frame:assault.fire", ["Mali"], ["Chad"])]
    assert read(tree, lexicon(missiles, words="quantities: [score]\n"))[0] == ()


def test_what_an_anniversary_remembers_is_not_told(plant: Plant, lexicon: Maker, read: Reader) -> None:
    tree = plant("""
anniversary anniversary NOUN 0 root
of of ADP 5 case
the the DET 5 det
Mali Mali PROPN 5 compound
raid raid NOUN 1 nmod
on on ADP 7 case
Chad Chad PROPN 5 nmod
""")
    raid = frame("assault.raid", "raid", "recipient: on", kind="noun").replace("actor: subject", "actor: modifier")
    assert read(tree, lexicon(raid, words=WORDS))[0] == ()
    assert len(read(tree, lexicon(raid, words="commemorations: [film]\n"))[0]) == 1


@pytest.mark.parametrize(
    ("subject", "fits"),
    [
        ("Mali Mali PROPN 4 nsubj\nand and CCONJ 3 cc\nPeru Peru PROPN 1 conj", True),
        ("the the DET 3 det\ntwo two NUM 3 nummod\nChad Chad PROPN 4 nsubj", True),
        ("the the DET 3 det\nonce once ADV 3 advmod\nChad Chad PROPN 4 nsubj", False),
    ],
)
def test_several_are_two_parties_or_a_word_for_two(
    plant: Plant, lexicon: Maker, read: Reader, subject: str, *, fits: bool
) -> None:
    tree = plant(f"{subject}\nagreed agree VERB 0 root Tense=Past|VerbForm=Fin")
    found, _ = read(tree, lexicon(frame("agree.both", "agree", "subject: several")))
    assert bool(found) == fits


def test_what_must_be_done_is_among_the_words_of_the_demand(plant: Plant, lexicon: Maker, read: Reader) -> None:
    tree = plant(
        """
Mali Mali PROPN 2 nsubj
said say VERB 0 root Tense=Past|VerbForm=Fin
Chad Chad PROPN 5 nsubj
must must AUX 5 aux
stop stop VERB 2 ccomp VerbForm=Inf
"""
    )
    found, _ = read(tree, lexicon(frame("request.must", "say", "clause: any", "modal: [must]")))
    assert [tree[w].text for w in found[0].scope] == ["said", "must", "stop"]
