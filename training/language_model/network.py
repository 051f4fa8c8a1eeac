"""The encoder (MiniLM, six layers) and the heads that share its one pass."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from dateline.parsing.pieces import SHAPES

from .corpora import FEATURES, NAMES, UPOS

WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 384, 12, 1536, 30522, 512
ARC, RELATION, HIDDEN = 256, 128, 192


class Inputs(NamedTuple):
    """A padded batch. ids, shapes, mask: [batch, pieces]; first, last, words: [batch, words]; mask, words are 0/1."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    words: Tensor


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = dropout
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, 1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            mixed = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + bias, -1) @ v
        else:
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + functional.dropout(self.out(mixed), self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces and shapes → one vector a piece. Word embeddings stay frozen: the similarity net shares them."""

    def __init__(self, layers: int = 6) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        x = self.norm(self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes))
        x = functional.dropout(x, 0.1, self.training)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_minilm(self, path: Path) -> None:
        """Start from all-MiniLM-L6-v2; every shape starts as BERT's token type 0."""
        weights = {k.removeprefix("bert."): v for k, v in load_file(path).items()}

        def put(module: nn.Module, *names: str) -> None:
            for part in ("weight", "bias"):
                getattr(module, part).data.copy_(torch.cat([weights[f"{n}.{part}"] for n in names]))

        self.pieces.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
        self.positions.weight.data.copy_(weights["embeddings.position_embeddings.weight"])
        self.shapes.weight.data.copy_(weights["embeddings.token_type_embeddings.weight"][0].expand(SHAPES, -1))
        put(self.norm, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}"
            put(layer.qkv, *(f"{at}.attention.self.{n}" for n in ("query", "key", "value")))
            put(layer.out, f"{at}.attention.output.dense")
            put(layer.norm1, f"{at}.attention.output.LayerNorm")
            put(layer.up, f"{at}.intermediate.dense")
            put(layer.down, f"{at}.output.dense")
            put(layer.norm2, f"{at}.output.LayerNorm")


class TokenHead(nn.Module):
    """A small MLP over a word vector; `schemes` > 1 gives each labelling scheme its own offset in the hidden layer."""

    def __init__(self, labels: int, schemes: int = 1) -> None:
        super().__init__()
        self.hidden = nn.Linear(2 * WIDTH, HIDDEN)
        self.scheme = nn.Embedding(schemes, HIDDEN)
        self.out = nn.Linear(HIDDEN, labels)
        nn.init.zeros_(self.scheme.weight)

    def forward(self, words: Tensor, scheme: Tensor | None = None) -> Tensor:
        hidden = self.hidden(words)
        offset = self.scheme.weight[0] if scheme is None else self.scheme(scheme)[:, None]
        return self.out(functional.dropout(functional.gelu(hidden + offset), 0.2, self.training))


class Model(nn.Module):
    """Encoder, token heads (part of speech, features, names) and a biaffine parser; `running.py`: what is exported."""

    def __init__(self, relations: int, schemes: int) -> None:
        super().__init__()
        self.relations = relations
        self.encoder = Encoder()
        self.upos = TokenHead(len(UPOS))
        self.features = TokenHead(sum(map(len, FEATURES.values())))
        self.names = TokenHead(len(NAMES), schemes)
        self.root = nn.Parameter(torch.randn(2 * WIDTH) * 0.1)
        self.arc_dependent = nn.Linear(2 * WIDTH, ARC)
        self.arc_head = nn.Linear(2 * WIDTH, ARC)
        self.arc = nn.Linear(ARC, ARC)
        self.relation_dependent = nn.Linear(2 * WIDTH, RELATION)
        self.relation_head = nn.Linear(2 * WIDTH, RELATION)
        self.relation = nn.Linear(RELATION, relations * RELATION, bias=False)
        self.relation_by_dependent = nn.Linear(RELATION, relations)
        self.relation_by_head = nn.Linear(RELATION, relations, bias=False)
        nn.init.normal_(self.relation.weight, std=0.02)
        self.drop = nn.Dropout(0.25)

    def words(self, x: Inputs) -> Tensor:
        """[batch, words, 2 * WIDTH]: first piece beside last piece."""
        pieces = self.encoder(x.ids, x.shapes, x.mask)
        parts = [torch.gather(pieces, 1, i.unsqueeze(-1).expand(-1, -1, WIDTH)) for i in (x.first, x.last)]
        return torch.cat(parts, -1)

    def arcs(self, words: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores [batch, words, 1 + words] (column 0 is the root), and the vectors that relations are read from."""
        inner = self.drop(words)
        heads = torch.cat([self.root.expand(words.shape[0], 1, -1), inner], 1)
        dependent = self.drop(functional.gelu(self.arc_dependent(inner)))
        head = self.drop(functional.gelu(self.arc_head(heads)))
        scores = self.arc(dependent) @ head.transpose(1, 2) * ARC**-0.5
        scores = scores + (1.0 - functional.pad(mask, (1, 0), value=1.0))[:, None, :] * -1e4
        by_dependent = self.drop(functional.gelu(self.relation_dependent(inner)))
        by_head = self.drop(functional.gelu(self.relation_head(heads)))
        return scores, by_dependent, by_head

    def label(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Relation scores for dependent–head vector pairs of the same leading shape."""
        mixed = self.relation(dependent).view(*dependent.shape[:-1], self.relations, RELATION)
        scores = (mixed @ head.unsqueeze(-1)).squeeze(-1)
        return scores + self.relation_by_dependent(dependent) + self.relation_by_head(head)
