import time

import pytest

from dateline.says.quotations import find_quotations


def quoted(text: str) -> list[list[str]]:
    return [[text[a:b] for a, b in q.pieces] for q in find_quotations(text, [0])]


@pytest.mark.parametrize(
    "text",
    [
        'He said "we go" today.',
        "He said “we go” today.",
        "He said «we go» today.",
        "He said « we go » today.",
        "He said ``we go'' today.",
        "He said „we go“ today.",
        "He said 'we go' today.",
        "He said ‘we go’ today.",
    ],
)
def test_all_kinds_of_marks(text):
    assert quoted(text) == [["we go"]]


def test_apostrophes_quote_nothing():
    assert quoted("The workers' union didn't see the '90s, or the mayors’ pay, 'em all.") == []


def test_inner_marks_lie_in_outer_ones():
    outer, inner = find_quotations("“He told me ‘go now’ and left,” she said.", [0])
    assert (outer.around, inner.around) == (-1, 0)
    assert outer.start < inner.start < inner.end < outer.end


def test_a_quotation_over_paragraphs_is_one_of_several_pieces():
    assert quoted('"We go.\n\n"We stay.\n\n"We win," he said.') == [["We go.", "We stay.", "We win,"]]


def test_a_quotation_left_open_ends_with_its_paragraph():
    assert quoted('He said: "We go. We win.\n\nThen "no" was said.') == [["We go. We win."], ["no"]]


def test_a_mark_left_open_in_mid_sentence_is_none():
    assert quoted('The so-called "republic fell.\n\nNobody cared.') == []


def test_a_closing_mark_without_opening_takes_the_sentence():
    text = 'Rain fell. We will win," he said.'
    assert [text[q.start : q.end] for q in find_quotations(text, [0, 11])] == ["We will win,"]


def test_an_odd_mark_does_not_turn_the_ones_after_it():
    assert quoted('A 5" pipe broke.\n\n"We go," he said. "We stay."') == [["We go,"], ["We stay."]]


@pytest.mark.parametrize("unit", ['"', "'a ", '"a\n\n', "“", "” ", "'", "``", "\n", '" "', "«'"])
def test_hostile_text_takes_linear_time(unit):
    started = time.perf_counter()
    find_quotations(unit * 50_000, [0])
    assert time.perf_counter() - started < 5
