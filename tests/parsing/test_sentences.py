import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.parsing.sentences import MAX_WORDS, split_sentences


def sentences(text: str, begin: int = 0) -> list[str]:
    return [text[c.words[0][0] : c.words[-1][1]] for c in split_sentences(text, begin)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya left. Uganda stayed.", ["Kenya left.", "Uganda stayed."]),
        ("Gen. Alma Reyes met Dr. Lowe.", ["Gen. Alma Reyes met Dr. Lowe."]),
        ("He flew to the U.S. The visit failed.", ["He flew to the U.S.", "The visit failed."]),
        ("The U.S. Army left.", ["The U.S. Army left."]),
        ('"We won." She left.', ['"We won."', "She left."]),
        ('"Why now?" asked the envoy.', ['"Why now?" asked the envoy.']),
        ("Talks end\n\nThe envoys left", ["Talks end", "The envoys left"]),
        ("It cost 3.5 million. No. 10 agreed.", ["It cost 3.5 million.", "No. 10 agreed."]),
        ("J. Okoro resigned.", ["J. Okoro resigned."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_hard_wrapped_lines_do_not_end_sentences() -> None:
    text = "\n".join(["The delegation that left the capital on Monday morning said that it"] * 3 + ["would return."])
    assert len(sentences(text)) == 1


def test_paragraphs_are_counted() -> None:
    assert [c.paragraph for c in split_sentences("One. Two.\n\nThree.")] == [0, 0, 1]


def test_parsing_begins_where_the_report_does() -> None:
    assert sentences("NAIROBI (KP) - Kenya left.", 15) == ["Kenya left."]


def test_a_sentence_without_end_is_cut() -> None:
    cuts = split_sentences("word " * 1000)
    assert max(len(c.words) for c in cuts) <= MAX_WORDS
    assert sum(len(c.words) for c in cuts) == 1000


@given(st.text(alphabet=st.sampled_from("aB. \n!?\"'()U𝒳"), max_size=200))
def test_no_word_is_lost(text: str) -> None:
    assert sum(len(c.words) for c in split_sentences(text)) == len([w for c in split_sentences(text) for w in c.words])
    joined = "".join(text[s:e] for c in split_sentences(text) for s, e in c.words)
    assert joined == "".join(text.split())
