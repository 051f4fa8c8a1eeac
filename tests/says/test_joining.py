from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from dateline.coder import Tools
from dateline.records import Article
from dateline.says import find_attributions
from dateline.trees import grow
from dateline.who import find_mentions, spot_names


class Told(NamedTuple):
    """An attribution in words, read back from the article by its spans."""

    speaker: str
    cue: str
    content: tuple[str, ...]
    kind: str
    id: str
    parent: str | None


Tell = Callable[[str], list[Told]]


@pytest.fixture(scope="module")
def tell(tools: Tools) -> Tell:
    """What a report tells, through the real parser."""

    def run(text: str) -> list[Told]:
        article = Article("a", "a", "", text)
        trees = grow(tools.parser(article))
        found = find_attributions(article, trees, find_mentions(spot_names(article, trees, tools.facts)))
        contents = [tuple(text[s.start : s.end] for s in a.content.spans) for a in found]
        return [
            Told(a.speaker.text, a.cue.text, content, a.kind, a.id, a.parent)
            for a, content in zip(found, contents, strict=True)
        ]

    return run


@pytest.mark.parametrize("marks", [('"', '"'), ("“", "”"), ("``", "''")])
def test_several_sentences_with_the_cue_after_the_last(tell: Tell, marks: tuple[str, str]) -> None:
    said = "The talks went well. Both sides listened. We shall meet again in May"
    (told,) = tell(f"{marks[0]}{said},{marks[1]} Foreign Minister Lena Korb said.")
    assert (told.speaker, told.content, told.kind) == ("Foreign Minister Lena Korb", (said,), "direct")


def test_a_cue_and_colon_before(tell: Tell) -> None:
    (told,) = tell('The minister said: "The strike is over. The miners went home."')
    assert told.content == ("The strike is over. The miners went home.",)


def test_the_speaker_inside(tell: Tell) -> None:
    (told,) = tell('"The road is safe," said General Omar Haddad, "and the convoy will leave tonight."')
    assert told.speaker == "General Omar Haddad"
    assert told.content == ("The road is safe", "and the convoy will leave tonight.")


def test_the_speaker_only_in_the_sentence_before(tell: Tell) -> None:
    first, second = tell("Lena Korb said the talks went well.\n\n“Both sides listened. We shall meet again in May.”")
    assert (first.kind, second.kind) == ("indirect", "direct")
    assert second.speaker == "Lena Korb"
    assert second.content == ("Both sides listened. We shall meet again in May.",)


def test_the_speaker_only_in_the_sentence_after(tell: Tell) -> None:
    (told,) = tell('"Both sides listened. We shall meet again in May." So said Lena Korb.')
    assert (told.speaker, told.content) == ("Lena Korb", ("Both sides listened. We shall meet again in May.",))


def test_a_new_sentence_of_the_same_speaker_goes_on(tell: Tell) -> None:
    told = tell('"The road is safe," said General Omar Haddad. "The convoy will leave tonight."')
    assert {t.speaker for t in told} == {"General Omar Haddad"}
    assert [c for t in told for c in t.content] == ["The road is safe", "The convoy will leave tonight."]


def test_two_cues_keep_their_own_quotations(tell: Tell) -> None:
    told = tell('"The road is safe," Haddad said, adding: "We leave tonight."')
    assert [(t.cue, t.content) for t in told] == [("said", ("The road is safe",)), ("adding", ("We leave tonight.",))]


def test_an_unclosed_quotation_ends_with_its_paragraph(tell: Tell) -> None:
    (told,) = tell('The minister said: "The strike is over.\n\nThe miners went home on Friday.')
    assert told.content == ("The strike is over.",)


def test_a_mark_that_nothing_opened(tell: Tell) -> None:
    (told,) = tell('The dam is safe," said Mayor Ana Duarte.')
    assert (told.speaker, told.content) == ("Mayor Ana Duarte", ("The dam is safe",))


@pytest.mark.parametrize(
    "text",
    [
        'The army declared the ceasefire "dead" on Monday.',
        'The so-called "people\'s court" met in a school.',
        'The clerk added the words "and harbours" to the sign.',
    ],
)
def test_scare_quotes_are_nobodys_speech(tell: Tell, text: str) -> None:
    assert tell(text) == []


def test_a_clause_quoted_without_comma_is_speech(tell: Tell) -> None:
    (told,) = tell('The clerk told reporters "we are ready to open the gates".')
    assert (told.kind, told.content) == ("direct", ("we are ready to open the gates",))


def test_what_another_wrote_is_whole_for_him_and_a_part_for_his_teller(tell: Tell) -> None:
    outer, inner = tell('The newspaper wrote that a poster said: "The port is closed for good."')
    assert outer.content[0].startswith("a poster said")
    assert (inner.content, inner.kind, inner.parent) == (("The port is closed for good.",), "direct", outer.id)


def test_spans_count_code_points(tell: Tell) -> None:
    (told,) = tell("The minister spoke 😀 and said the bridge 🌉 was closed.")
    assert (told.speaker, told.cue, told.content) == ("The minister", "said", ("the bridge 🌉 was closed",))


def test_spans_of_quotations_count_code_points(tell: Tell) -> None:
    (told,) = tell("😀 “The bridge 🌉 is closed,” said Mayor Ana Duarte.")
    assert (told.speaker, told.content) == ("Mayor Ana Duarte", ("The bridge 🌉 is closed",))
