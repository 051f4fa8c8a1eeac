import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.parsing.words import split_words


def words(text: str) -> list[str]:
    return [text[s:e] for s, e in split_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya's army didn't fire.", ["Kenya", "'s", "army", "did", "n't", "fire", "."]),
        ("They cannot meet.", ["They", "can", "not", "meet", "."]),
        ("the U.S.-backed vice-president", ["the", "U.S.", "-", "backed", "vice", "-", "president"]),
        ("an ex-minister", ["an", "ex-minister"]),
        ("Mr. Okoro paid $1,200.50 at 10:30 a.m.", "Mr. Okoro paid $ 1,200.50 at 10:30 a.m.".split()),
        ("It fell on 9/11.", "It fell on 9/11 .".split()),
        ("He left in Jan.", ["He", "left", "in", "Jan", "."]),
        ("5% of the 1990s", ["5", "%", "of", "the", "1990s"]),
        (
            "mail a.b@example.org or see https://example.org/x.",
            ["mail", "a.b@example.org", "or", "see", "https://example.org/x", "."],
        ),
        ("“Go!” she said…", ["“", "Go", "!", "”", "she", "said", "…"]),
        ("clashes--again", ["clashes", "--", "again"]),
    ],
)
def test_words_are_cut_as_the_treebanks_cut_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_words_are_in_order_do_not_overlap_and_miss_nothing_but_space(text: str) -> None:
    at = 0
    for start, end in split_words(text):
        assert at <= start < end
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()
