from __future__ import annotations

import pytest

from dateline.parsing.conllu import read_conllu
from dateline.says.cues import load_cues
from dateline.says.telling import find_tellings
from dateline.says.told import Telling
from dateline.trees import Tree, grow


def read_tree(notation: str) -> Tree:
    """A tree written as "word/UPOS/head/relation" (heads from 1; a fifth part is the lemma, a sixth the features)."""
    rows = []
    for i, word in enumerate(notation.split(), 1):
        form, upos, head, relation, *more = word.split("/")
        lemma = more[0] if more else form.lower()
        features = more[1] if len(more) > 1 else "_"
        rows.append("\t".join([str(i), form, lemma, upos, "_", features, head, relation, "_", "_"]))
    return grow(read_conllu("\n".join([*rows, ""])))[0]


def tellings(tree: Tree) -> list[Telling]:
    """Those that tell something: a verb that takes quotations waits for one with no content of its own."""
    return [t for t in find_tellings(tree, 0, load_cues()) if t.content]


def words(tree: Tree, at: tuple[int, ...]) -> str:
    return " ".join(tree[w].text for w in at)


def test_a_clause_is_told_without_its_that() -> None:
    tree = read_tree(
        "Duarte/PROPN/2/nsubj said/VERB/0/root/say that/SCONJ/5/mark dams/NOUN/5/nsubj leaked/VERB/2/ccomp/leak"
    )
    (telling,) = tellings(tree)
    assert (words(tree, telling.tellers), words(tree, telling.cue)) == ("Duarte", "said")
    assert (words(tree, telling.content), telling.stance) == ("dams leaked", "asserts")


def test_what_stands_between_that_and_its_clause_is_told_wherever_it_hangs() -> None:
    tree = read_tree(
        "Duarte/PROPN/2/nsubj said/VERB/0/root/say that/SCONJ/8/mark if/SCONJ/6/mark "
        "rain/NOUN/6/nsubj falls/VERB/2/advcl/fall "
        "dams/NOUN/8/nsubj leak/VERB/2/ccomp"
    )
    (telling,) = tellings(tree)
    assert words(tree, telling.content) == "if rain falls dams leak"


def test_a_that_whose_clause_is_lost_is_told_to_the_end() -> None:
    tree = read_tree(
        "Duarte/PROPN/2/nsubj said/VERB/0/root/say that/SCONJ/4/mark few/ADJ/2/obj dams/NOUN/6/nsubj leak/VERB/4/advcl"
    )
    (telling,) = tellings(tree)
    assert words(tree, telling.content) == "few dams leak"


@pytest.mark.parametrize(
    "notation",
    [
        "Duarte/PROPN/4/nsubj did/AUX/4/aux/do not/PART/4/advmod say/VERB/0/root that/SCONJ/7/mark "
        "dams/NOUN/7/nsubj leaked/VERB/4/ccomp",
        "Nobody/PRON/2/nsubj said/VERB/0/root/say that/SCONJ/5/mark dams/NOUN/5/nsubj leaked/VERB/2/ccomp",
        "Duarte/PROPN/2/nsubj refused/VERB/0/root/refuse to/PART/4/mark say/VERB/2/xcomp that/SCONJ/7/mark "
        "dams/NOUN/7/nsubj leak/VERB/4/ccomp",
    ],
)
def test_a_negated_cue_tells_nothing(notation: str) -> None:
    assert tellings(read_tree(notation)) == []


@pytest.mark.parametrize(
    "notation",
    [
        "Duarte/PROPN/2/nsubj hoped/VERB/0/root/hope to/PART/4/mark leave/VERB/2/xcomp",
        "Duarte/PROPN/2/nsubj asked/VERB/0/root/ask troops/NOUN/5/nsubj to/PART/5/mark leave/VERB/2/ccomp",
        "Fans/NOUN/2/nsubj saw/VERB/0/root/see them/PRON/4/nsubj win/VERB/2/ccomp/win/VerbForm=Inf",
        "Fans/NOUN/2/nsubj saw/VERB/0/root/see them/PRON/4/nsubj winning/VERB/2/ccomp/win/VerbForm=Ger",
    ],
)
def test_an_infinitive_or_participle_is_not_told(notation: str) -> None:
    assert tellings(read_tree(notation)) == []


def test_as_he_began_doing_something_is_no_aside() -> None:
    tree = read_tree(
        "Streets/NOUN/2/nsubj emptied/VERB/0/root/empty as/SCONJ/5/mark he/PRON/5/nsubj began/VERB/2/advcl/begin "
        "shooting/VERB/5/xcomp/shoot"
    )
    assert tellings(tree) == []


def test_as_somebody_reported_is_one() -> None:
    tree = read_tree(
        "Streets/NOUN/2/nsubj emptied/VERB/0/root/empty as/SCONJ/5/mark "
        "Meridian/PROPN/5/nsubj reported/VERB/2/advcl/report"
    )
    (telling,) = tellings(tree)
    assert (words(tree, telling.tellers), words(tree, telling.content)) == ("Meridian", "Streets emptied")


def test_a_chance_to_say_does_not_speak() -> None:
    tree = read_tree(
        "Duarte/PROPN/2/nsubj used/VERB/0/root/use chances/NOUN/2/obj/chance to/PART/5/mark say/VERB/3/acl "
        "that/SCONJ/8/mark dams/NOUN/8/nsubj leak/VERB/5/ccomp"
    )
    (telling,) = tellings(tree)
    assert words(tree, telling.tellers) == "Duarte"


def test_a_letter_saying_does() -> None:
    tree = read_tree(
        "Posters/NOUN/6/nsubj saying/VERB/1/acl/say that/SCONJ/5/mark dams/NOUN/5/nsubj "
        "leak/VERB/2/ccomp hung/VERB/0/root/hang"
    )
    (telling,) = tellings(tree)
    assert words(tree, telling.tellers) == "Posters"


@pytest.mark.parametrize("tag", ["NOUN", "VERB"])
def test_denied_reports_are_denied_whatever_the_tag_of_the_noun(tag: str) -> None:
    tree = read_tree(
        f"Duarte/PROPN/2/nsubj denied/VERB/0/root/deny reports/{tag}/2/obj/report that/SCONJ/6/mark dams/NOUN/6/nsubj "
        "leak/VERB/3/ccomp"
    )
    (telling,) = tellings(tree)
    assert (words(tree, telling.cue), telling.stance) == ("denied reports", "denies")
    assert (words(tree, telling.tellers), words(tree, telling.content)) == ("Duarte", "dams leak")


def test_according_to_a_voice_and_according_to_schedule() -> None:
    notation = "Trains/NOUN/2/nsubj stopped/VERB/0/root/stop according/VERB/5/case/accord to/ADP/3/fixed {}/NOUN/2/obl"
    tree = read_tree(notation.format("police"))
    (telling,) = tellings(tree)
    assert (words(tree, telling.tellers), words(tree, telling.cue)) == ("police", "according to")
    assert words(tree, telling.content) == "Trains stopped"
    assert tellings(read_tree(notation.format("schedule"))) == []


def test_quoted_as_saying_is_two_the_second_told_inside_the_first() -> None:
    tree = read_tree(
        "Meridian/PROPN/2/nsubj quoted/VERB/0/root/quote Bello/PROPN/2/obj as/SCONJ/5/mark saying/VERB/2/advcl/say "
        "that/SCONJ/8/mark dams/NOUN/8/nsubj leak/VERB/5/ccomp"
    )
    outer, inner = tellings(tree)
    assert (words(tree, outer.tellers), words(tree, inner.tellers)) == ("Meridian", "Bello")
    assert (outer.inside, inner.inside) == (0, 1)
    assert outer.content == inner.content
