"""The unmodified encoder → `similarity.onnx`: sentences as points, for types by example; shares the word embeddings.

python -m training.language_model.similarity --minilm DIR [--model src/dateline/parsing/model] [--negatives 600]

The fine-tuned model keeps the word embeddings of all-MiniLM-L6-v2 as they were, so this file holds only the six layers
(int8) and takes the embeddings as input: the run time reads them out of `model.onnx`, where `similarity.json` says.
Beside it stand `negatives.npz`: points of a sample of our own training sentences, as what a new type is not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from dateline.parsing import load_parser, load_similarity
from dateline.parsing.similarity import save_negatives
from dateline.reading import make_article
from training.sentences.reading import ITEMS, Item, read_items

from .export import OPSET
from .network import VOCABULARY, WIDTH, Encoder
from .quantising import quantise

TABLE = "model.encoder.pieces.weight"
SEED = 20260129


class Similarity(nn.Module):
    """Embeddings of pieces [1, pieces, width] → the mean of the last layer, of length one [width]."""

    def __init__(self, minilm: Path) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.encoder.load_minilm(minilm / "model.safetensors")

    def forward(self, embedded: Tensor) -> Tensor:
        e = self.encoder
        x = e.norm(embedded + e.positions.weight[: embedded.shape[1]] + e.shapes.weight[0])
        bias = torch.zeros(1, 1, 1, 1)
        for layer in e.layers:
            x = layer(x, bias)
        return nn.functional.normalize(x.mean(1), dim=-1)[0]


def export(minilm: Path, out: Path) -> None:
    """Writes `similarity.onnx`; one phrase a call, so that no neighbour changes the scale of its activations."""
    with tempfile.TemporaryDirectory() as scratch, torch.no_grad():
        fp32 = Path(scratch) / "similarity.onnx"
        torch.onnx.export(
            Similarity(minilm).eval(),
            (torch.randn(1, 9, WIDTH),),
            str(fp32),
            input_names=["embedded"],
            output_names=["point"],
            dynamic_axes={"embedded": {1: "pieces"}},
            opset_version=OPSET,
            dynamo=False,
        )
        quantise(fp32, out / "similarity.onnx")


def locate(model: Path) -> dict[str, object]:
    """Where the bytes of the word embeddings lie in `model.onnx`, and how they become numbers."""
    content = model.read_bytes()
    tensors = {t.name: t for t in onnx.load_from_string(content).graph.initializer}
    table = numpy_helper.to_array(tensors[f"{TABLE}_quantized"])
    if table.shape != (VOCABULARY, WIDTH) or table.dtype != np.uint8:
        raise SystemExit(f"{model}: the table of word embeddings is {table.dtype} {table.shape}")
    offset = content.find(table.tobytes())
    return {
        "model": hashlib.sha256(content).hexdigest(),
        "offset": offset,
        "rows": VOCABULARY,
        "width": WIDTH,
        "scale": float(numpy_helper.to_array(tensors[f"{TABLE}_scale"])),
        "zero": int(numpy_helper.to_array(tensors[f"{TABLE}_zero_point"])),
    }


def sample(size: int) -> list[str]:
    """Texts of the training sentences: half of them with events, all types alike, half without; the seed is fixed."""
    chance = random.Random(SEED)
    by_type: dict[str, list[str]] = {}
    for item in read_items(ITEMS):
        if isinstance(item, Item) and not item.held and len(item.text) < 400:
            by_type.setdefault(item.events[0].type if item.events else "", []).append(item.text)
    quiet = by_type.pop("", [])
    out = chance.sample(quiet, min(size // 2, len(quiet)))
    for kind in sorted(by_type):
        out += chance.sample(by_type[kind], min(size // 2 // len(by_type), len(by_type[kind])))
    return out


def main() -> None:
    """Exports the encoder, locates the embeddings, and writes the points of the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=Path("src/dateline/parsing/model"))
    parser.add_argument("--negatives", type=int, default=600)
    args = parser.parse_args()
    export(args.minilm, args.model)
    card = locate(args.model / "model.onnx")
    card["sha256"] = hashlib.sha256((args.model / "similarity.onnx").read_bytes()).hexdigest()
    path = args.model / "similarity.json"
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")

    texts = sample(args.negatives)
    parse, place = load_parser(), load_similarity()
    words = [[t.text for s in parse(make_article(text)).sentences for t in s.tokens] for text in texts]
    save_negatives(args.model, np.stack([place(w) for w in words]))
    size = (args.model / "similarity.onnx").stat().st_size / 1e6
    print(f"{args.model / 'similarity.onnx'}: {size:.1f} MB; {len(texts)} negatives")


if __name__ == "__main__":
    main()
