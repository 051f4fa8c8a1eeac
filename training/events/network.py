"""Heads that read events off the layers of the shared encoder, which stays as it is: the parser cannot drift."""

from __future__ import annotations

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

    def forward(self, *inputs: Tensor) -> Scores:
        x = Inputs(*inputs)
        batch, pieces, _ = x.layers.shape
        parts = x.layers.view(batch, pieces, TAKEN, WIDTH).unbind(2)
        weights = torch.softmax(self.mix, 0)
        mixed = sum(w * norm(p) for w, norm, p in zip(weights, self.norms, parts, strict=True))
        mixed = self.drop(mixed)
        bias = (1.0 - x.mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            mixed = layer(mixed, bias)
        ends = [torch.gather(mixed, 1, i.unsqueeze(-1).expand(-1, -1, WIDTH)) for i in (x.first, x.last)]
        words = self.drop(self._forget(torch.cat(ends, -1)))
        hidden = self.drop(functional.gelu(self.hidden(words)))
        detail = self.drop(functional.gelu(self.detail(words)))
        whole = (mixed * x.mask.unsqueeze(-1)).sum(1) / x.mask.sum(1, keepdim=True)
        around = torch.cat([words, whole[:, None].expand(-1, words.shape[1], -1)], -1)
        around = self.drop(functional.gelu(self.around(around)))
        n = words.shape[1]
        event = self.event(words).view(batch, n, len(ROLES), ROLE).permute(0, 2, 1, 3)
        party = self.party(words).view(batch, n, len(ROLES), ROLE).permute(0, 2, 3, 1)
        roles = (event @ party * ROLE**-0.5).permute(0, 2, 3, 1) + self.bare(words)[:, None]
        return Scores(self.types(hidden), self.modes(detail), self.statuses(detail), self.contexts(around), roles)
