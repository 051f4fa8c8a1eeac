"""Words → the integer rows the language model reads: word pieces, word shapes, and where each word begins and ends.

The pieces are BERT's: clean, part CJK characters, strip accents, lower-case, part punctuation, then the longest piece
of the vocabulary that fits, from the left.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import NamedTuple

SHAPES = 9
MAX_PIECES = 510
_UNKNOWN, _BEGIN, _END = "[UNK]", "[CLS]", "[SEP]"
_LONGEST_WORD = 100  # characters; a longer run is unknown
_CACHED = 32_768  # words; bounds memory on hostile input
_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


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
    """Loads the vocabulary (one piece a line); a call turns tokenised sentences into `Pieces`."""

    def __init__(self, vocabulary: Path) -> None:
        pieces = vocabulary.read_text(encoding="utf-8").split("\n")
        self._ids = {piece: i for i, piece in enumerate(pieces) if piece}
        self._cache: dict[str, tuple[int, list[int]]] = {}

    def __call__(self, sentences: list[list[str]]) -> list[Pieces]:
        return [self._sentence(words) for words in sentences]

    def _sentence(self, words: list[str]) -> Pieces:
        ids, shapes = [self._ids[_BEGIN]], [0]
        first: list[int] = []
        last: list[int] = []
        for word in words:
            written, pieces = self._word(word)
            kept = pieces[: max(0, MAX_PIECES - 1 - len(ids))]
            # a word without pieces (control characters, cut off) borrows its neighbour's
            first.append(len(ids) if kept else last[-1] if last else 0)
            ids += kept
            shapes += [written] * len(kept)
            last.append(len(ids) - 1 if kept else first[-1])
        return Pieces([*ids, self._ids[_END]], [*shapes, 0], first, last)

    def _word(self, word: str) -> tuple[int, list[int]]:
        """The shape of a word and the ids of its pieces."""
        known = self._cache.get(word)
        if known is None:
            known = shape(word), [i for part in _parts(word) for i in self._pieces(part)]
            if len(self._cache) < _CACHED:
                self._cache[word] = known
        return known

    def _pieces(self, part: str) -> list[int]:
        """The longest piece that fits, again and again; unknown as a whole if at some point none does."""
        if len(part) > _LONGEST_WORD:
            return [self._ids[_UNKNOWN]]
        out, start = [], 0
        while start < len(part):
            prefix = "##" if start else ""
            end = next((e for e in range(len(part), start, -1) if prefix + part[start:e] in self._ids), None)
            if end is None:
                return [self._ids[_UNKNOWN]]
            out.append(self._ids[prefix + part[start:end]])
            start = end
        return out


def _parts(word: str) -> list[str]:
    """A word cleaned, without accents, in lower case, and parted at punctuation and CJK characters."""
    if word.isascii() and word.isalnum():
        return [word.lower()]
    plain = "".join(c for c in unicodedata.normalize("NFD", _clean(word)) if unicodedata.category(c) != "Mn")
    spaced = "".join(f" {c} " if _is_punctuation(c) else c for c in plain.lower())
    return spaced.split()


def _clean(word: str) -> str:
    out = []
    for c in word:
        if c in "\t\n\r" or unicodedata.category(c) == "Zs":
            out.append(" ")
        elif ord(c) in (0, 0xFFFD) or unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs"):
            continue
        else:
            out.append(f" {c} " if any(low <= ord(c) <= high for low, high in _CJK) else c)
    return "".join(out)


def _is_punctuation(c: str) -> bool:
    return (c.isascii() and c.isprintable() and not c.isalnum() and c != " ") or unicodedata.category(c).startswith("P")
