"""Speakers: what sort they are, and whom their pronouns stand for."""

import pytest
from msgspec.structs import replace

from dateline.records import Actor, Mention


@pytest.mark.parametrize(
    ("name", "whom"),
    [
        ("he-she", ["Maria Lopes", "Ivan Petrov"]),
        ("surname", ["President Ana Duarte"]),
        ("it-they", ["The ministry", "Residents"]),
        ("answer", [None, "the general"]),
        ("first-person", ["Ali Juma", None]),
    ],
)
def test_a_pronoun_stands_for_words_said_before(reports, name, whom):
    found = [a.speaker.stands_for for a in reports[name].read()]
    assert [None if s is None else s.text for s in found] == whom
    assert all(s is None or reports[name].words(s.span) == s.text for s in found)


def test_it_is_the_actor_of_the_mention_it_stands_for(reports):
    report = reports["surname"]
    at = next(i for i, t in enumerate(report.trees[0].tokens) if t.text == "Ana")
    named = Mention("Ana Duarte", report.trees[0].span((at, at + 1)), "name", "c1", 0, at, (Actor("Ana Duarte"),))
    tree = next(n for n, t in enumerate(report.trees) if any(k.text == "she" for k in t.tokens))
    head = next(i for i, t in enumerate(report.trees[tree].tokens) if t.text == "she")
    wrong = replace(named, text="she", kind="pronoun", sentence=tree, head=head, actors=(Actor("somebody else"),))
    assert [a.speaker.actor for a in report.read((named, wrong))] == [Actor("Ana Duarte")]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("officials", ["anonymous", "anonymous", "document", "role"]),
        ("he-she", ["pronoun", "pronoun"]),
        ("colon-name", ["name"]),
        ("allegedly", ["nobody"]),
        ("shouted", ["anonymous"]),
        ("beat", ["role"]),
    ],
)
def test_speakers_are_of_sorts(reports, name, kinds):
    assert [a.speaker.kind for a in reports[name].read()] == kinds


def test_what_a_document_says_is_quoted_from_it(reports):
    assert [a.stance for a in reports["officials"].read()] == ["asserts", "denies", "quotes", "asserts"]
