"""Checkpoint → the model folder the package ships: int8 ONNX, vocabulary, relation scorer, labels, card.

python -m training.language_model.export --checkpoint build/language-model/checkpoint.pt --minilm DIR --out DIR
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper

from dateline.parsing.packing import pack
from dateline.parsing.pieces import Pieces

from .corpora import FEATURES, NAMES, UPOS
from .fit import SCHEMES
from .network import HEADS, RELATION, WIDTH, Model
from .quantising import quantise
from .running import Packed, Running

OUTPUTS = ("upos", "features", "arcs", "heads", "relations", "names", "dependent", "head")
OPSET = 17
TAKEN = (0, 3, 6)  # the layers that other heads read: see decision 0017


# The free axes of what `pack` makes.
_AXES = {
    **{n: {0: "pieces"} for n in ("ids", "shapes", "places", "taken")},
    **{n: {0: "places", 1: "sentences"} for n in ("laid", "kept")},
    **{n: {0: "words"} for n in ("first", "last", "taken_words", "sentence", "begin")},
    **{n: {0: "sentences", 1: "longest"} for n in ("laid_words", "kept_words")},
}


def example() -> Packed:
    """Three sentences of different lengths, as the exporter wants to see them."""
    rng = random.Random(0)
    sentences = []
    for n in (5, 9, 12):
        ends = list(range(1, n - 1))
        sentences.append(Pieces([rng.randrange(5, 30000) for _ in range(n)], [1] * n, ends, ends))
    packed = pack(sentences)
    return Packed(*(torch.from_numpy(packed[name]) for name in Packed._fields))


def export_graph(
    module: torch.nn.Module, inputs: dict[str, torch.Tensor], outputs: dict[str, dict[int, str]], path: Path
) -> None:
    """A module as a graph: `inputs` by name, of which those that `pack` makes have free axes, as have `outputs`."""
    with torch.no_grad():
        torch.onnx.export(
            module.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=list(outputs),
            dynamic_axes={n: _AXES.get(n, {0: "pieces"}) for n in inputs} | outputs, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
    settle_shapes(path)


def export_fp32(model: Model, path: Path) -> None:
    """The network as one graph with free axes; the layers `TAKEN` are answers too."""
    outputs = {n: {0: "words"} for n in OUTPUTS} | {f"layer{i}": {0: "pieces"} for i in TAKEN}
    outputs["arcs"] = {0: "sentences", 1: "longest", 2: "governors"}
    outputs["head"] = {0: "governors"}
    export_graph(Running(model, TAKEN), example()._asdict(), outputs, path)


def settle_shapes(path: Path) -> None:
    """Writes into the graph what the exporter computes at every call: how a layer sets its pieces out for attention."""
    model = onnx.load(str(path))
    parts = {n.output[0]: len(n.input) for n in model.graph.node if n.op_type == "Concat"}
    shape = [0, 0, HEADS, WIDTH // HEADS]
    model.graph.initializer.append(helper.make_tensor("settled", TensorProto.INT64, [len(shape)], shape))
    for node in model.graph.node:
        if node.op_type == "Reshape" and "layers." in node.name and parts.get(node.input[1]) == len(shape):
            node.input[1] = "settled"
    _prune(model.graph)
    path.write_bytes(model.SerializeToString())


def _prune(graph: onnx.GraphProto) -> None:
    """Takes out what nothing asks for any more."""
    needed, kept = {o.name for o in graph.output}, []
    for node in reversed(graph.node):  # every node stands behind those it reads
        if needed.intersection(node.output):
            needed.update(node.input)
            kept.append(node)
    del graph.node[:]
    graph.node.extend(reversed(kept))


class Labeller(torch.nn.Module):
    """The relation scorer by itself: asked again for the arcs that the tree search changed. Weights kept as bytes."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model
        weight = model.relation.weight.detach()
        self.register_buffer("step", weight.abs().amax(1, keepdim=True) / 127)
        self.register_buffer("bilinear", (weight / self.step).round().to(torch.int8))

    def forward(self, dependent: torch.Tensor, head: torch.Tensor) -> torch.Tensor:
        """[arcs, RELATION] twice → the best relation of each arc."""
        mixed = (dependent @ (self.bilinear.float() * self.step).T).view(-1, self.model.relations, RELATION)
        scores = (mixed @ head.unsqueeze(-1)).squeeze(-1)
        return (scores + self.model.relation_by_dependent(dependent) + self.model.relation_by_head(head)).argmax(-1)


def export_labeller(model: Model, path: Path) -> None:
    """`relations.onnx`: vectors of a dependent and its new head in, the relation out."""
    pair = torch.randn(3, RELATION)
    axes = {n: {0: "arcs"} for n in ("dependent", "head", "relations")}
    with torch.no_grad():
        torch.onnx.export(
            Labeller(model),
            (pair, pair),
            str(path),
            input_names=["dependent", "head"],
            output_names=["relations"],
            dynamic_axes=axes,
            opset_version=OPSET,
            do_constant_folding=False,
            dynamo=False,
        )


def save_labels(relations: list[str], out: Path) -> None:
    """What the numbers of the outputs stand for."""
    labels = {"upos": UPOS, "features": FEATURES, "names": NAMES, "relations": relations}
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def load(checkpoint: Path) -> tuple[Model, list[str]]:
    """The trained model, ready to run, and its relation labels."""
    state = torch.load(checkpoint)
    model = Model(len(state["relations"]), SCHEMES)
    model.load_state_dict(state["model"])
    return model.eval(), state["relations"]


def main() -> None:
    """Exports, quantises, and writes the model's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/dateline/parsing/model"))
    args = parser.parse_args()
    model, relations = load(args.checkpoint)
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        fp32 = Path(scratch) / "model.onnx"
        export_fp32(model, fp32)
        quantise(fp32, args.out / "model.onnx")
    export_labeller(model, args.out / "relations.onnx")
    save_labels(relations, args.out)
    (args.out / "vocab.txt").write_bytes((args.minilm / "vocab.txt").read_bytes())
    print(f"{args.out / 'model.onnx'}: {(args.out / 'model.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
