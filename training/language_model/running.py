"""The trained network in the form that the product runs: the same function, laid out for onnxruntime on one core.

Here the place in the sentence comes before the sentence, [pieces, batch, width], so that attention multiplies queries,
keys and values as they lie. Softmax is written as exponentials whose sum divides the result: onnxruntime's own is slow
on rows as short as sentences. Relations are scored in shares small enough for a core's cache. What enters the widest
products is evened first, so that less is lost when it becomes bytes. See decision 0036.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from .corpora import FEATURES
from .network import HEADS, RELATION, WIDTH, Encoder, Inputs, Layer, Model

# exp stays within float32; softmax of scores as far apart as this is 0 and 1 anyway
_LARGEST = 80.0
_SHARES = 4


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


def words_of(pieces: Tensor, ends: Sequence[Tensor]) -> Tensor:
    """[pieces, batch, WIDTH] and the places of the words' first and last pieces → [batch, words, 2 * WIDTH]."""
    batch = pieces.shape[1]
    rows = pieces.reshape(-1, WIDTH)
    sentence = torch.arange(batch, device=pieces.device)[:, None]
    return torch.cat([rows[i * batch + sentence] for i in ends], -1)


class RunningLayer(nn.Module):
    """A trained layer: [pieces, batch, WIDTH] to the same. `kept` [pieces, batch, 1]: 1 for a piece, 0 for padding."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        self.evened = evened(layer.norm1)
        self.up = share(layer.up, slice(None))
        self.up.weight.data /= self.evened
        self.queries, self.keys, self.values = (
            share(layer.qkv, slice(i * WIDTH, (i + 1) * WIDTH)) for i in range(3)
        )  # fmt: skip

    def forward(self, x: Tensor, kept: Tensor) -> Tensor:
        apart = (*x.shape[:2], HEADS, WIDTH // HEADS)
        queries = self.queries(x).view(apart).permute(1, 2, 0, 3)
        keys = self.keys(x).view(apart).permute(1, 2, 3, 0)
        values = (self.values(x) * kept).view(apart).permute(1, 2, 0, 3)
        weights = torch.exp((queries @ keys * (WIDTH // HEADS) ** -0.5).clamp(-_LARGEST, _LARGEST))
        total = weights @ kept.permute(1, 2, 0).unsqueeze(-1)
        mixed = (weights @ values / total).permute(2, 0, 1, 3).reshape(x.shape)
        x = self.layer.norm1(x + self.layer.out(mixed))
        return self.layer.norm2(x + self.layer.down(functional.gelu(self.up(x * self.evened))))


class RunningEncoder(nn.Module):
    """Pieces and shapes [batch, pieces] → the embeddings and what each layer makes of them, [pieces, batch, WIDTH]."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.layers = nn.ModuleList(RunningLayer(layer) for layer in encoder.layers)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> list[Tensor]:
        e = self.encoder
        places = e.positions.weight[: ids.shape[1]].unsqueeze(1)
        out = [e.norm(e.pieces(ids.T) + places + e.shapes(shapes.T))]
        for layer in self.layers:
            out.append(layer(out[-1], mask.T.unsqueeze(-1)))
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
        x, model = Inputs(*inputs), self.model
        layers = self.encoder(x.ids, x.shapes, x.mask)
        words = words_of(layers[-1], (x.first, x.last))
        scores, dependent, head = model.arcs(words, x.words)
        n = torch.arange(scores.shape[1], device=scores.device)
        own = n[:, None] + 1 == torch.arange(scores.shape[2], device=scores.device)[None, :]
        scores = scores - own.to(scores.dtype) * 1e4
        heads = scores.argmax(-1)
        chosen = torch.gather(head, 1, heads.unsqueeze(-1).expand(-1, -1, RELATION))
        found = model.features(words).split([len(v) for v in FEATURES.values()], dim=-1)
        return (
            model.upos(words).argmax(-1),
            torch.stack([part.argmax(-1) for part in found], -1),
            scores,
            heads,
            self._label(dependent, chosen).argmax(-1),
            functional.log_softmax(model.names(words), -1),
            dependent,
            head,
            *(layers[i] for i in self.taken),
        )

    def _label(self, dependent: Tensor, head: Tensor) -> Tensor:
        across = head.unsqueeze(-1)
        mixed = [
            (part(dependent).view(*dependent.shape[:-1], size, RELATION) @ across).squeeze(-1)
            for part, size in zip(self.shares, self.sizes, strict=True)
        ]
        model = self.model
        return torch.cat(mixed, -1) + model.relation_by_dependent(dependent) + model.relation_by_head(head)
