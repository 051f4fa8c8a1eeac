"""Sentences told otherwise in every epoch: names exchanged, pieces hidden, so that no single word decides."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import torch

from training.language_model.corpora import NAMES, Example
from training.language_model.network import Inputs

CLS, SEP, MASK = 101, 102, 103  # in the vocabulary of the encoder
_WORDS = (1000, 29000)  # between them stand pieces that are words
_OTHER = 0.2  # share of the hidden pieces that become another word
_EXCHANGED = 0.6  # share of the names of a sentence that is told with other names


def names_in(example: Example) -> Iterator[tuple[int, int, str]]:
    """First word, word after the last, and kind of each name."""
    tags = [NAMES[n] for n in example.names]
    for i, tag in enumerate(tags):
        if tag[0] == "B":
            end = i + 1
            while end < len(tags) and tags[end] == f"I{tag[1:]}":
                end += 1
            yield i, end, tag[2:]


class Names:
    """The names of many sentences, by kind and number of words, so that the numbers of words stay what they are."""

    def __init__(self, examples: Sequence[Example]) -> None:
        pool = defaultdict[tuple[str, int], set[tuple[str, ...]]](set)
        for e in examples:
            for start, end, kind in names_in(e):
                pool[kind, end - start].add(tuple(e.words[start:end]))
        self._pool = {k: sorted(v) for k, v in pool.items()}

    def exchanged(self, example: Example, rng: random.Random) -> Example:
        """The sentence with some of its names exchanged for others of their kind."""
        words = list(example.words)
        for start, end, kind in names_in(example):
            if rng.random() < _EXCHANGED:
                words[start:end] = rng.choice(self._pool[kind, end - start])
        return replace(example, words=tuple(words))


def hide(x: Inputs, share: float, rng: random.Random) -> Inputs:
    """Inputs with a share of their pieces masked, or exchanged for any other word."""
    draws = torch.Generator().manual_seed(rng.getrandbits(32))
    drawn = torch.rand(x.ids.shape, generator=draws)
    hidden = (drawn < share) & (x.mask > 0) & (x.ids != CLS) & (x.ids != SEP)
    ids = x.ids.masked_fill(hidden, MASK)
    others = torch.randint(*_WORDS, x.ids.shape, generator=draws, dtype=ids.dtype)
    return x._replace(ids=torch.where(hidden & (drawn < share * _OTHER), others, ids))
