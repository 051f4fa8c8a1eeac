import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.parsing.packing import PIECES_PER_BATCH, batches, pack
from dateline.parsing.pieces import Pieces


def _sentence(start: int, pieces: int) -> Pieces:
    inner = list(range(1, pieces - 1))
    return Pieces(list(range(start, start + pieces)), [1] * pieces, inner, inner)


def test_two_sentences_lie_one_behind_the_other() -> None:
    packed = pack([_sentence(10, 4), _sentence(20, 3)])
    assert packed["ids"].tolist() == [10, 11, 12, 13, 20, 21, 22]
    assert packed["places"].tolist() == [0, 1, 2, 3, 0, 1, 2]
    assert packed["laid"].tolist() == [[0, 4], [1, 5], [2, 6], [3, 0]]
    assert packed["kept"].tolist() == [[1, 1], [1, 1], [1, 1], [1, 0]]
    assert packed["first"].tolist() == packed["last"].tolist() == [1, 2, 5]
    assert packed["laid_words"].tolist() == [[0, 1], [2, 0]]
    assert packed["kept_words"].tolist() == [[1, 1], [1, 0]]
    assert packed["sentence"].tolist() == [0, 0, 1]
    assert packed["begin"].tolist() == [0, 0, 2]


@given(st.lists(st.integers(3, 60), min_size=1, max_size=12))
def test_what_is_laid_out_is_taken_back_as_it_was(sizes: list[int]) -> None:
    packed = pack([_sentence(100 * k, n) for k, n in enumerate(sizes)])
    for laid, taken, count in (("laid", "taken", "ids"), ("laid_words", "taken_words", "first")):
        rows = packed[laid].reshape(-1)
        assert rows[packed[taken]].tolist() == list(range(len(packed[count])))
        assert packed[laid.replace("laid", "kept")].sum() == len(packed[count])
    assert np.array_equal(packed["ids"][packed["first"]] // 100, packed["sentence"])


@given(st.lists(st.integers(3, 510), max_size=60))
def test_every_sentence_is_in_one_batch_that_is_not_too_large(lengths: list[int]) -> None:
    found = batches(lengths)
    assert sorted(i for rows in found for i in rows) == list(range(len(lengths)))
    assert all(len(rows) == 1 or sum(lengths[i] for i in rows) <= PIECES_PER_BATCH for rows in found)
    order = [lengths[i] for rows in found for i in rows]
    assert order == sorted(order)
