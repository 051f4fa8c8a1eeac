import pytest

from dateline.parsing.parser import MODEL
from dateline.parsing.pieces import MAX_PIECES, PieceMaker, shape


@pytest.fixture(scope="module")
def make() -> PieceMaker:
    return PieceMaker(MODEL / "vocab.txt")


@pytest.fixture(scope="module")
def vocabulary() -> list[str]:
    return (MODEL / "vocab.txt").read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Kenya", ["kenya"]),
        ("Élysée", ["ely", "##see"]),
        ("denuclearisation", ["den", "##uc", "##lea", "##ris", "##ation"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("中国", ["中", "国"]),
        ("a\u200bb", ["ab"]),
        ("\x07", []),
        ("x" * 200, ["[UNK]"]),
    ],
)
def test_pieces_of_a_word(make: PieceMaker, vocabulary: list[str], word: str, pieces: list[str]) -> None:
    (found,) = make([[word]])
    assert [vocabulary[i] for i in found.ids] == ["[CLS]", *pieces, "[SEP]"]


def test_words_point_at_their_first_and_last_piece_and_empty_ones_at_their_neighbours(make: PieceMaker) -> None:
    (found,) = make([["\x07", "U.S.", "\x07", "left"]])
    assert (found.first, found.last) == ([0, 1, 4, 5], [0, 4, 4, 5])
    assert found.shapes == [0, 3, 3, 3, 3, 1, 0]


def test_a_sentence_that_is_too_long_is_cut_without_losing_words(make: PieceMaker) -> None:
    (found,) = make([["left"] * 1000])
    assert len(found.ids) == MAX_PIECES
    assert len(found.first) == 1000
    assert max(found.last) < MAX_PIECES - 1


@pytest.mark.parametrize(
    ("word", "expected"),
    [("left", 1), ("Kenya", 2), ("NATO", 3), ("McKay", 4), ("2021", 5), ("G7", 6), ("...", 7), ("A", 8), ("I.", 8)],
)
def test_shapes(word: str, expected: int) -> None:
    assert shape(word) == expected
