"""Sentences told otherwise, and weights part of the way; torch is only there where models are trained."""

from __future__ import annotations

import random

import pytest

torch = pytest.importorskip("torch", reason="torch is installed only where models are trained")

from training.language_model.corpora import NAMES, Example  # noqa: E402
from training.language_model.network import Inputs  # noqa: E402
from training.together.varying import CLS, MASK, SEP, Names, hide, names_in  # noqa: E402
from training.together.walking import between  # noqa: E402


def example(words: str, names: str) -> Example:
    tags = tuple(NAMES.index(t) for t in names.split())
    n = len(tags)
    return Example(tuple(words.split()), (0,) * n, ((0,) * 6,) * n, (0,) * n, ("dep",) * n, tags)


def test_names_are_exchanged_for_others_of_their_kind_and_length() -> None:
    told = example("Boris Pahor left Trieste", "B-PER I-PER O B-LOC")
    assert list(names_in(told)) == [(0, 2, "PER"), (3, 4, "LOC")]
    names = Names([told, example("Alma Reyes saw La Paz", "B-PER I-PER O B-LOC I-LOC")])
    seen = {names.exchanged(told, random.Random(n)).words for n in range(40)}
    assert seen == {("Boris", "Pahor", "left", "Trieste"), ("Alma", "Reyes", "left", "Trieste")}


def test_a_share_of_the_pieces_is_hidden_but_never_the_ends_and_the_padding() -> None:
    ids = torch.full((8, 64), 5000)
    ids[:, 0], ids[:, 40] = CLS, SEP
    mask = torch.zeros(8, 64)
    mask[:, :41] = 1
    x = Inputs(*(torch.zeros(8, 64) for _ in Inputs._fields))._replace(ids=ids, mask=mask)
    hidden = hide(x, 0.5, random.Random(1)).ids
    changed = hidden != ids
    assert not changed[:, 0].any()
    assert not changed[:, 40:].any()
    assert 0.4 < changed[:, 1:40].float().mean() < 0.6
    assert 0.7 < (hidden[changed] == MASK).float().mean() < 0.9


def test_weights_part_of_the_way() -> None:
    start, end = {"w": torch.tensor([0.0, 2.0])}, {"w": torch.tensor([1.0, 0.0])}
    assert between(start, end, 0.7)["w"].tolist() == pytest.approx([0.7, 0.6])
