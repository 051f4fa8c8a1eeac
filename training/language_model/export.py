"""Checkpoint → the model folder the package ships: int8 ONNX, vocabulary, relation scorer, labels, card.

python -m training.language_model.export --checkpoint build/language-model/checkpoint.pt --minilm DIR --out DIR
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from .corpora import FEATURES, NAMES, UPOS
from .fit import SCHEMES
from .network import HEADS, RELATION, WIDTH, Inputs, Model
from .running import Running

OUTPUTS = ("upos", "features", "arcs", "heads", "relations", "names", "dependent", "head")
OPSET = 17
TAKEN = (0, 3, 6)  # the layers that other heads read: see decision 0017


def export_fp32(model: Model, path: Path) -> None:
    """The network as one graph with free batch, piece and word axes; the layers `TAKEN` are answers too."""
    ids = torch.randint(5, 30000, (3, 12))
    words = torch.arange(1, 9).expand(3, 8).contiguous()
    example = Inputs(ids, torch.ones_like(ids), torch.ones(3, 12), words, words, torch.ones(3, 8))
    layers = [f"layer{i}" for i in TAKEN]
    axes = {n: {0: "batch", 1: "pieces"} for n in Inputs._fields[:3]}
    axes |= {n: {0: "batch", 1: "words"} for n in Inputs._fields[3:]}
    axes |= {n: {0: "batch", 1: "words"} for n in OUTPUTS}
    axes |= {n: {0: "pieces", 1: "batch"} for n in layers}
    axes["arcs"] = {0: "batch", 1: "words", 2: "governors"}
    axes["head"] = {0: "batch", 1: "governors"}
    with torch.no_grad():
        torch.onnx.export(
            Running(model, TAKEN).eval(),
            tuple(example),
            str(path),
            input_names=list(Inputs._fields),
            output_names=[*OUTPUTS, *layers],
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
    settle_shapes(path)


def settle_shapes(path: Path) -> None:
    """Writes into the graph what the exporter computes at every call: a layer's reshapes keep the first two axes."""
    model = onnx.load(str(path))
    parts = {n.output[0]: len(n.input) for n in model.graph.node if n.op_type == "Concat"}
    for rank, shape in ((4, [0, 0, HEADS, WIDTH // HEADS]), (3, [0, 0, WIDTH])):
        name = f"settled{rank}"
        model.graph.initializer.append(helper.make_tensor(name, TensorProto.INT64, [rank], shape))
        for node in model.graph.node:
            if node.op_type == "Reshape" and "layers." in node.name and parts.get(node.input[1]) == rank:
                node.input[1] = name
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


def quantise(fp32: Path, out: Path) -> None:
    """Weights to int8 per channel; activations are scaled at run time over one call, which holds one article only."""
    prepared = fp32.with_suffix(".prepared.onnx")
    quant_pre_process(str(fp32), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(out), weight_type=QuantType.QInt8, per_channel=True)


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
