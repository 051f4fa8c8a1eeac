"""The trained network in the form that the product runs: the same function, laid out for onnxruntime on one core.

Here the pieces of all sentences stand one behind the other, [pieces, width], and so do the words, so that no product is
spent on padding; only attention and arcs, which look from word to word of one sentence, set them out in rows and
columns. There the place in the sentence comes before the sentence, so that attention multiplies queries, keys and
values as they lie. Softmax is written as exponentials whose sum divides the result: onnxruntime's own is slow on rows
as short as sentences. Relations are scored in shares small enough for a core's cache. What enters the widest products
is evened first, so that less is lost when it becomes bytes. See decision 0036.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from .corpora import FEATURES
from .network import ARC, HEADS, RELATION, WIDTH, Encoder, Layer, Model

# exp stays within float32; softmax of scores as far apart as this is 0 and 1 anyway
_LARGEST = 80.0
_SHARES = 4
_NEVER = 1e4  # of the score of an arc that cannot be


def share(whole: nn.Linear, rows: slice) -> nn.Linear:
    """Some of the outputs of a linear map, as a map of its own."""
    weight = whole.weight[rows]
    part = nn.Linear(weight.shape[1], weight.shape[0], bias=whole.bias is not None)
    part.weight.data.copy_(weight)
    if whole.bias is not None:
        part.bias.data.copy_(whole.bias[rows])
    return part


def evened(norm: nn.LayerNorm) -> Tensor:
    """[WIDTH]: what brings the few channels that a norm makes large down to the middle of all, so that they do not
    set the step in which the others are counted when they become bytes."""
    size = norm.bias.abs() + 3 * norm.weight.abs()  # three deviations
    return (size.median() / size).clamp(max=1.0).detach()


class Packed(NamedTuple):
    """Some sentences as `dateline.parsing.packing.pack` makes them, which says what each array holds."""

    ids: Tensor
    shapes: Tensor
    places: Tensor
    laid: Tensor
    kept: Tensor
    taken: Tensor
    first: Tensor
    last: Tensor
    laid_words: Tensor
    kept_words: Tensor
    taken_words: Tensor
    sentence: Tensor
    begin: Tensor


def words_of(pieces: Tensor, x: Packed) -> Tensor:
    """[pieces, WIDTH] → [words, 2 * WIDTH]: first piece beside last piece."""
    return torch.cat([pieces[x.first], pieces[x.last]], -1)


class RunningLayer(nn.Module):
    """A trained layer: [pieces, WIDTH] to the same."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        self.evened = evened(layer.norm1)
        self.up = share(layer.up, slice(None))
        self.up.weight.data /= self.evened
        self.queries, self.keys, self.values = (
            share(layer.qkv, slice(i * WIDTH, (i + 1) * WIDTH)) for i in range(3)
        )  # fmt: skip

    def forward(self, pieces: Tensor, x: Packed) -> Tensor:
        apart = (*x.laid.shape, HEADS, WIDTH // HEADS)
        kept = x.kept.unsqueeze(-1)
        queries = self.queries(pieces)[x.laid].view(apart).permute(1, 2, 0, 3)
        keys = self.keys(pieces)[x.laid].view(apart).permute(1, 2, 3, 0)
        values = (self.values(pieces)[x.laid] * kept).view(apart).permute(1, 2, 0, 3)
        weights = torch.exp((queries @ keys * (WIDTH // HEADS) ** -0.5).clamp(-_LARGEST, _LARGEST))
        total = weights @ kept.permute(1, 2, 0).unsqueeze(-1)
        mixed = (weights @ values / total).permute(2, 0, 1, 3).reshape(-1, WIDTH)[x.taken]
        pieces = self.layer.norm1(pieces + self.layer.out(mixed))
        return self.layer.norm2(pieces + self.layer.down(functional.gelu(self.up(pieces * self.evened))))


class RunningEncoder(nn.Module):
    """The embeddings and what each layer makes of them, each [pieces, WIDTH]."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.layers = nn.ModuleList(RunningLayer(layer) for layer in encoder.layers)

    def forward(self, x: Packed) -> list[Tensor]:
        e = self.encoder
        out = [e.norm(e.pieces(x.ids) + e.positions(x.places) + e.shapes(x.shapes))]
        for layer in self.layers:
            out.append(layer(out[-1], x))
        return out


class Running(nn.Module):
    """The language model: what the product asks for in one pass, as named by `OUTPUTS` in export.py, and the layers
    that other heads read."""

    def __init__(self, model: Model, taken: Sequence[int]) -> None:
        super().__init__()
        self.model, self.taken = model, tuple(taken)
        self.encoder = RunningEncoder(model.encoder)
        bounds = [k * model.relations // _SHARES for k in range(_SHARES + 1)]
        self.sizes = [b - a for a, b in pairwise(bounds)]
        self.shares = nn.ModuleList(
            share(model.relation, slice(a * RELATION, b * RELATION)) for a, b in pairwise(bounds)
        )

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        x, model = Packed(*inputs), self.model
        layers = self.encoder(x)
        words = words_of(layers[-1], x)
        governors = torch.cat([model.root[None], words])
        arcs = self._arcs(words, governors, x)
        heads = arcs.argmax(-1).reshape(-1)[x.taken_words]
        dependent = functional.gelu(model.relation_dependent(words))
        head = functional.gelu(model.relation_head(governors))
        chosen = head[torch.where(heads == 0, 0, heads + x.begin)]
        found = model.features(words).split([len(v) for v in FEATURES.values()], dim=-1)
        return (
            model.upos(words).argmax(-1),
            torch.stack([part.argmax(-1) for part in found], -1),
            arcs,
            heads,
            self._label(dependent, chosen).argmax(-1),
            functional.log_softmax(model.names(words), -1),
            dependent,
            head,
            *(layers[i] for i in self.taken),
        )

    def _arcs(self, words: Tensor, governors: Tensor, x: Packed) -> Tensor:
        """Scores [sentences, words, 1 + words], column 0 for the root; no word governs itself."""
        model = self.model
        dependent = model.arc(functional.gelu(model.arc_dependent(words)))[x.laid_words]
        places = torch.cat([torch.zeros_like(x.laid_words[:, :1]), x.laid_words + 1], 1)
        head = functional.gelu(model.arc_head(governors))[places]
        scores = dependent @ head.transpose(1, 2) * ARC**-0.5
        scores = scores + (1.0 - functional.pad(x.kept_words, (1, 0), value=1.0))[:, None, :] * -_NEVER
        n = torch.arange(scores.shape[1], device=scores.device)
        own = n[:, None] + 1 == torch.arange(scores.shape[2], device=scores.device)[None, :]
        return scores - own.to(scores.dtype) * _NEVER

    def _label(self, dependent: Tensor, head: Tensor) -> Tensor:
        across = head.unsqueeze(-1)
        mixed = [
            (part(dependent).view(-1, size, RELATION) @ across).squeeze(-1)
            for part, size in zip(self.shares, self.sizes, strict=True)
        ]
        model = self.model
        return torch.cat(mixed, -1) + model.relation_by_dependent(dependent) + model.relation_by_head(head)
