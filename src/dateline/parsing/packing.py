"""Sentences → the arrays that the network reads: pieces one behind the other, so that nothing is spent on padding.

What looks from place to place of one sentence, attention and arcs, needs rows and columns; the arrays say where.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.parsing.pieces import Pieces

# What a layer makes of more than this does not stay in a core's cache: larger batches are slower.
PIECES_PER_BATCH = 200

Ints = npt.NDArray[np.int64]


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Numbers of sentences of so many pieces, the shortest first, in batches of at most `PIECES_PER_BATCH` pieces."""
    out: list[list[int]] = []
    room = 0
    for i in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        if lengths[i] > room or not out:
            out.append([])
            room = PIECES_PER_BATCH
        out[-1].append(i)
        room -= lengths[i]
    return out


def pack(sentences: Sequence[Pieces]) -> dict[str, npt.NDArray[Any]]:
    """The inputs of `model.onnx` and `events.onnx`.

    ids, shapes, places [pieces]: what a piece is, how its word is written, where in its sentence it stands.
    laid, kept [places, sentences]: the piece there, and 1.0; where there is none, 0 and 0.0. taken [pieces]: the way
    back, the row of a piece when rows run over places, then sentences.
    first, last [words]: the pieces of a word. laid_words, kept_words [sentences, words of the longest] and
    taken_words [words]: as above, but rows run over sentences, then words.
    sentence, begin [words]: the number of a word's sentence, and of the first word there.
    """
    sizes, counts = [len(s.ids) for s in sentences], [len(s.first) for s in sentences]
    starts, sentence_of_piece, places = _running(sizes)
    begins, sentence, places_of_words = _running(counts)
    taken = places * len(sentences) + sentence_of_piece
    taken_words = sentence * max(counts) + places_of_words
    laid, kept = _laid(taken, (max(sizes), len(sentences)))
    laid_words, kept_words = _laid(taken_words, (len(sentences), max(counts)))
    return {
        "ids": _flat([s.ids for s in sentences]),
        "shapes": _flat([s.shapes for s in sentences]),
        "places": places,
        "laid": laid,
        "kept": kept,
        "taken": taken,
        "first": _flat([s.first for s in sentences]) + starts[sentence],
        "last": _flat([s.last for s in sentences]) + starts[sentence],
        "laid_words": laid_words,
        "kept_words": kept_words,
        "taken_words": taken_words,
        "sentence": sentence,
        "begin": begins[sentence],
    }


def _running(sizes: list[int]) -> tuple[Ints, Ints, Ints]:
    """Where each row of so many begins, and of every member its row and its place there."""
    starts = np.cumsum([0, *sizes[:-1]])
    rows = np.repeat(np.arange(len(sizes)), sizes)
    return starts, rows, np.arange(len(rows)) - starts[rows]


def _laid(taken: Ints, shape: tuple[int, int]) -> tuple[Ints, npt.NDArray[np.float32]]:
    laid, kept = np.zeros(shape[0] * shape[1], np.int64), np.zeros(shape[0] * shape[1], np.float32)
    laid[taken], kept[taken] = np.arange(len(taken)), 1.0
    return laid.reshape(shape), kept.reshape(shape)


def _flat(rows: list[list[int]]) -> Ints:
    return np.array([i for row in rows for i in row], np.int64)
