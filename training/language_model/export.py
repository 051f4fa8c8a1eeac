"""Checkpoint → the model folder the package ships: int8 ONNX, tokenizer, relation tables, card.

python -m training.language_model.export --checkpoint build/language-model/checkpoint.pt --minilm DIR --out DIR
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from .corpora import FEATURES, NAMES, UPOS
from .fit import SCHEMES
from .network import Inputs, Model

OUTPUTS = ("upos", "features", "arcs", "heads", "relations", "names", "dependent", "head")
OPSET = 17


def export_fp32(model: Model, path: Path) -> None:
    """The network as one graph with free batch, piece and word axes."""
    ids = torch.randint(5, 30000, (3, 12))
    words = torch.arange(1, 9).expand(3, 8).contiguous()
    example = Inputs(ids, torch.ones_like(ids), torch.ones(3, 12), words, words, torch.ones(3, 8))
    axes = {n: {0: "batch", 1: "pieces"} for n in Inputs._fields[:3]}
    axes |= {n: {0: "batch", 1: "words"} for n in Inputs._fields[3:]}
    axes |= {n: {0: "batch", 1: "words"} for n in OUTPUTS}
    axes["arcs"] = {0: "batch", 1: "words", 2: "governors"}
    axes["head"] = {0: "batch", 1: "governors"}
    with torch.no_grad():
        torch.onnx.export(
            model,
            tuple(example),
            str(path),
            input_names=list(Inputs._fields),
            output_names=[f"{n}_out" if n in Inputs._fields else n for n in OUTPUTS],
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )


def quantise(fp32: Path, out: Path) -> None:
    """Weights to int8 per channel; activations are scaled at run time over one call, which holds one article only."""
    prepared = fp32.with_suffix(".prepared.onnx")
    quant_pre_process(str(fp32), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(out), weight_type=QuantType.QInt8, per_channel=True)


def save_tables(model: Model, relations: list[str], out: Path) -> None:
    """Labels, and the relation scorer: needed again where the greedy heads are no tree."""
    labels = {"upos": UPOS, "features": FEATURES, "names": NAMES, "relations": relations}
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    scorer = model.relation.weight.detach().numpy().reshape(len(relations), -1, model.relation.in_features)
    np.savez_compressed(
        out / "relations.npz",
        bilinear=scorer.astype(np.float16),
        by_dependent=model.relation_by_dependent.weight.detach().numpy(),
        bias=model.relation_by_dependent.bias.detach().numpy(),
        by_head=model.relation_by_head.weight.detach().numpy(),
    )


def load(checkpoint: Path) -> tuple[Model, list[str]]:
    state = torch.load(checkpoint)
    model = Model(len(state["relations"]), SCHEMES)
    model.load_state_dict(state["model"])
    return model.eval(), state["relations"]


def main() -> None:
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
    save_tables(model, relations, args.out)
    (args.out / "tokenizer.json").write_bytes((args.minilm / "tokenizer.json").read_bytes())
    print(f"{args.out / 'model.onnx'}: {(args.out / 'model.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
