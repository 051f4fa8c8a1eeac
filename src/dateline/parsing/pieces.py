"""Words → the integer rows the language model reads: word pieces, word shapes, and where each word begins and ends."""

from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

SHAPES = 9
MAX_PIECES = 510


class Pieces(NamedTuple):
    """One sentence as the model sees it. `ids` and `shapes` run over pieces, `first` and `last` over words."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]


def shape(word: str) -> int:
    """How a word is written. The encoder is uncased, so this is all it knows of case.

    1 lower · 2 Title · 3 UPPER · 4 mixed · 5 digits · 6 digits and letters · 7 no letter or digit · 8 one capital.
    """
    if not any(c.isalnum() for c in word):
        return 7
    if any(c.isdigit() for c in word):
        return 6 if any(c.isalpha() for c in word) else 5
    if word.islower():
        return 1
    if word.isupper():
        return 8 if sum(c.isalpha() for c in word) == 1 else 3
    return 2 if word[:1].isupper() and word[1:].islower() else 4


class PieceMaker:
    """Loads the word-piece vocabulary; a call turns tokenised sentences into `Pieces`."""

    def __init__(self, tokenizer_json: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_json))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def __call__(self, sentences: list[list[str]]) -> list[Pieces]:
        # One at a time: encode_batch starts threads of its own, and a coder is one core's work.
        encoded = (self._tokenizer.encode(s, is_pretokenized=True) for s in sentences)
        return [_align(words, e.ids, e.word_ids) for words, e in zip(sentences, encoded, strict=True)]


def _align(words: list[str], ids: list[int], word_ids: list[int | None]) -> Pieces:
    if len(ids) > MAX_PIECES:
        ids, word_ids = [*ids[: MAX_PIECES - 1], ids[-1]], [*word_ids[: MAX_PIECES - 1], None]
    first, last, shapes = [-1] * len(words), [-1] * len(words), [0] * len(ids)
    for position, word in enumerate(word_ids):
        if word is not None:
            if first[word] < 0:
                first[word] = position
            last[word] = position
            shapes[position] = shape(words[word])
    previous = 0
    for word in range(len(words)):  # a word without pieces (control characters, cut off) borrows its neighbour's
        if first[word] < 0:
            first[word] = last[word] = previous
        previous = last[word]
    return Pieces(ids, shapes, first, last)
