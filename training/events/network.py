"""Heads that read events off the layers of the shared encoder, which stays as it is: the parser cannot drift."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.language_model.network import WIDTH, Layer

HIDDEN, ROLE = 384, 128
LAYERS = ("layer0", "layer3", "layer6")  # of the encoder: see decision 0017
TAKEN = len(LAYERS)
ROLES = ("actor", "recipient")


class Inputs(NamedTuple):
    """layers: [batch, pieces, TAKEN * WIDTH]; mask: [batch, pieces]; first, last, words: [batch, words]."""

    layers: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    words: Tensor


class Scores(NamedTuple):
    """Logits. types [batch, words, 1 + types] (0 is none), modes, statuses and contexts [batch, words, …],
    roles [batch, words (event), words (party), ROLES]."""

    types: Tensor
    modes: Tensor
    statuses: Tensor
    contexts: Tensor
    roles: Tensor


class Branch(nn.Module):
    """A weighted sum of the encoder's layers, a few layers of its own, and one head a question."""

    def __init__(self, sizes: dict[str, int], layers: int = 2, dropout: float = 0.2, forget: float = 0.0) -> None:
        super().__init__()
        self.forget = forget
        self.mix = nn.Parameter(torch.zeros(TAKEN))
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(TAKEN))
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.drop = nn.Dropout(dropout)
        self.hidden = nn.Linear(2 * WIDTH, HIDDEN)
        self.types = nn.Linear(HIDDEN, sizes["types"] + 1)
        self.detail = nn.Linear(2 * WIDTH, HIDDEN)
        self.modes = nn.Linear(HIDDEN, sizes["modes"])
        self.statuses = nn.Linear(HIDDEN, sizes["statuses"])
        self.around = nn.Linear(3 * WIDTH, HIDDEN)
        self.contexts = nn.Linear(HIDDEN, sizes["contexts"])
        self.event = nn.Linear(2 * WIDTH, len(ROLES) * ROLE)
        self.party = nn.Linear(2 * WIDTH, len(ROLES) * ROLE)
        self.bare = nn.Linear(2 * WIDTH, len(ROLES))

    def _forget(self, words: Tensor) -> Tensor:
        """While training, some words are blanked whole, so that no single word decides."""
        if not self.training or not self.forget:
            return words
        kept = torch.rand(words.shape[:2], device=words.device) >= self.forget
        return words * kept.unsqueeze(-1)

    def mixed(self, layers: Sequence[Tensor]) -> Tensor:
        """The weighted sum of the encoder's layers, TAKEN tensors [..., WIDTH]."""
        weights = torch.softmax(self.mix, 0)
        return sum(w * norm(x) for w, norm, x in zip(weights, self.norms, layers, strict=True))

    def read(self, layers: Sequence[Tensor], mask: Tensor, ends: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """Words, first piece beside last: [batch, words, 2 * WIDTH]; the mean of the pieces: [batch, WIDTH].

        `layers` are TAKEN tensors [batch, pieces, WIDTH]; `ends` the numbers of the words' first and last pieces.
        """
        mixed = self.drop(self.mixed(layers))
        bias = (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            mixed = layer(mixed, bias)
        parts = [torch.gather(mixed, 1, i.unsqueeze(-1).expand(-1, -1, WIDTH)) for i in ends]
        whole = (mixed * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
        return torch.cat(parts, -1), whole

    def kinds(self, words: Tensor) -> Tensor:
        """Logits of the types of words [..., 2 * WIDTH]."""
        return self.types(self.drop(functional.gelu(self.hidden(words))))

    def details(self, words: Tensor, whole: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of modes, statuses, contexts of words [..., 2 * WIDTH] in sentences whose means are [..., WIDTH]."""
        detail = self.drop(functional.gelu(self.detail(words)))
        around = self.drop(functional.gelu(self.around(torch.cat([words, whole], -1))))
        return self.modes(detail), self.statuses(detail), self.contexts(around)

    def across(self, events: Tensor, party: Tensor, bare: Tensor) -> Tensor:
        """Logits that words are sides of events: [..., events, words, ROLES], of what `event` [..., events, …], `party`
        and `bare` [..., words, …] make of them."""
        pairs = zip(events.split(ROLE, -1), party.split(ROLE, -1), strict=True)
        scores = torch.stack([event @ side.transpose(-1, -2) * ROLE**-0.5 for event, side in pairs], -1)
        return scores + bare.unsqueeze(-3)

    def forward(self, *inputs: Tensor) -> Scores:
        x = Inputs(*inputs)
        words, whole = self.read(x.layers.split(WIDTH, -1), x.mask, (x.first, x.last))
        words = self.drop(self._forget(words))
        around = whole[:, None].expand(-1, words.shape[1], -1)
        sides = self.across(self.event(words), self.party(words), self.bare(words))
        return Scores(self.kinds(words), *self.details(words, around), sides)
