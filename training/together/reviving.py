"""The files that the package ships → the checkpoints that `training.together.fit` goes on from.

For where those that the files were made of are gone.

python -m training.together.reviving --model src/dateline/parsing/model --out build/revived

Writes `language-model.pt` and `heads.pt`. Weights are what the bytes stand for, so a new export gives the same bytes
(their steps may differ in the last digit).
Lost are the offsets of the labelling schemes of names that the package does not read by: all start as the one it does.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.events.fit import Labels
from training.events.network import Branch
from training.language_model.fit import SCHEMES
from training.language_model.network import WIDTH, Layer, Model
from training.language_model.running import evened

_TOKEN_HEADS = ("upos", "features", "names")


class Graph:
    """The tensors of a quantised graph, by the path of the module that they belong to."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(str(path)).graph
        self._tensors = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
        self._users = {name: node for node in graph.node for name in node.input}
        self._products = {
            node.name.removesuffix("/MatMul_quant").removesuffix("/Gemm_MatMul_quant").strip("/"): node
            for node in graph.node
            if node.op_type == "MatMulInteger"
        }
        self._norms = {
            node.name.removesuffix("/LayerNormalization").strip("/"): node
            for node in graph.node
            if node.op_type == "LayerNormalization"
        }

    def weight(self, path: str) -> Tensor:
        """[out, in] of a linear map such as `encoder/layers.0/keys`."""
        return torch.from_numpy(self._real(self._products[path].input[1].removesuffix("_quantized")).T.copy())

    def table(self, name: str) -> Tensor:
        """An embedding table that is kept as bytes."""
        return torch.from_numpy(self._real(name))

    def tensor(self, name: str) -> Tensor:
        """A tensor that is kept as it was."""
        return torch.from_numpy(self._tensors[name].copy())

    def row(self, width: int) -> Tensor:
        """The one row of that width that the exporter made of a vector."""
        (found,) = (t for t in self._tensors.values() if t.shape == (1, width))
        return torch.from_numpy(found[0].copy())

    def offset(self, path: str) -> Tensor:
        """What is added to a linear map beside its bias."""
        added = self._after(self._products[path].output[0], "Add", 2)
        return torch.from_numpy(added.copy())

    def factor(self, norm: str) -> float:
        """What a norm's answer is multiplied by."""
        return float(self._after(self._norms[norm].output[0], "Mul", 1))

    def _after(self, name: str, operation: str, which: int) -> np.ndarray:
        """The constant of the n-th such operation on the way from a tensor."""
        seen = 0
        while True:
            node = self._users[name]
            if node.op_type == operation and (known := [i for i in node.input if i in self._tensors]):
                seen += 1
                if seen == which:
                    return self._tensors[known[0]]
            (name,) = node.output

    def _real(self, name: str) -> np.ndarray:
        step, zero = self._tensors[f"{name}_scale"], self._tensors[f"{name}_zero_point"]
        return ((self._tensors[f"{name}_quantized"].astype(np.float32) - zero.astype(np.float32)) * step).astype(
            np.float32
        )


def revive_layer(layer: Layer, graph: Graph, path: str, plain: str) -> None:
    """Fills a layer; `path` of its products in the graph, `plain` of the tensors that stayed as they were."""
    for part in ("norm1", "norm2"):
        for kind in ("weight", "bias"):
            getattr(getattr(layer, part), kind).data.copy_(graph.tensor(f"{plain}.{part}.{kind}"))
    parts = ("queries", "keys", "values")
    dotted = path.replace("/", ".")
    layer.qkv.weight.data.copy_(torch.cat([graph.weight(f"{path}/{p}") for p in parts]))
    layer.qkv.bias.data.copy_(torch.cat([graph.tensor(f"{dotted}.{p}.bias") for p in parts]))
    layer.up.weight.data.copy_(graph.weight(f"{path}/up") * evened(layer.norm1))
    layer.up.bias.data.copy_(graph.tensor(f"{dotted}.up.bias"))
    for part in ("out", "down"):
        getattr(layer, part).weight.data.copy_(graph.weight(f"{path}/{part}"))
        getattr(layer, part).bias.data.copy_(graph.tensor(f"{plain}.{part}.bias"))


def revive_model(graph: Graph, relations: int) -> Model:
    """The language model."""
    model = Model(relations, SCHEMES)
    encoder = model.encoder
    encoder.positions.weight.data.copy_(graph.tensor("model.encoder.positions.weight"))
    for table in ("pieces", "shapes"):
        getattr(encoder, table).weight.data.copy_(graph.table(f"model.encoder.{table}.weight"))
    for kind in ("weight", "bias"):
        getattr(encoder.norm, kind).data.copy_(graph.tensor(f"model.encoder.norm.{kind}"))
    for i, layer in enumerate(encoder.layers):
        assert isinstance(layer, Layer)
        revive_layer(layer, graph, f"encoder/layers.{i}", f"model.encoder.layers.{i}")
    for name in _TOKEN_HEADS:
        head = getattr(model, name)
        head.scheme.weight.data.copy_(graph.offset(f"{name}/hidden").expand_as(head.scheme.weight))
        for part in ("hidden", "out"):
            _revive_map(getattr(head, part), graph, f"{name}/{part}", f"model.{name}.{part}")
    model.root.data.copy_(graph.row(2 * WIDTH))
    for name in ("arc_dependent", "arc_head", "arc", "relation_dependent", "relation_head", "relation_by_dependent"):
        _revive_map(getattr(model, name), graph, name, f"model.{name}")
    model.relation_by_head.weight.data.copy_(graph.weight("relation_by_head"))
    model.relation.weight.data.copy_(torch.cat([graph.weight(f"shares.{i}") for i in range(4)]))
    return model


def revive_heads(graph: Graph, labels: Labels, layers: int) -> Branch:
    """The heads that read events."""
    branch = Branch(labels.sizes(), layers)
    factors = [graph.factor(f"norms.{i}") for i in range(len(branch.norms))]
    branch.mix.data.copy_(torch.tensor(factors).log())
    for i, norm in enumerate(branch.norms):
        for kind in ("weight", "bias"):
            getattr(norm, kind).data.copy_(graph.tensor(f"branch.norms.{i}.{kind}"))
    for i, layer in enumerate(branch.layers):
        assert isinstance(layer, Layer)
        revive_layer(layer, graph, f"layers.{i}", f"branch.layers.{i}")
    for name in ("hidden", "types", "detail", "modes", "statuses", "around", "contexts", "event", "party", "bare"):
        _revive_map(getattr(branch, name), graph, name, f"branch.{name}")
    return branch


def _revive_map(linear: torch.nn.Linear, graph: Graph, path: str, plain: str) -> None:
    linear.weight.data.copy_(graph.weight(path))
    linear.bias.data.copy_(graph.tensor(f"{plain}.bias"))


def main() -> None:
    """Writes the two checkpoints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("src/dateline/parsing/model"))
    parser.add_argument("--out", type=Path, default=Path("build/revived"))
    parser.add_argument("--layers", type=int, default=2, help="of the event heads")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    relations = json.loads((args.model / "labels.json").read_text(encoding="utf-8"))["relations"]
    model = revive_model(Graph(args.model / "model.onnx"), len(relations))
    torch.save({"model": model.state_dict(), "relations": relations}, args.out / "language-model.pt")
    heads = revive_heads(Graph(args.model / "events.onnx"), Labels.of_ontology(), args.layers)
    torch.save({"model": heads.state_dict(), "layers": args.layers}, args.out / "heads.pt")


if __name__ == "__main__":
    main()
