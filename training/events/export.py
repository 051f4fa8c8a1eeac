"""Trained heads → `events.onnx` (int8) and `events.json`, which the package ships beside the language model.

python -m training.events.export --checkpoint build/events/checkpoint.pt --out src/dateline/parsing/model
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from training.events.fit import Labels
from training.events.network import LAYERS, TAKEN, Branch
from training.language_model.export import OPSET, quantise
from training.language_model.network import WIDTH

OUTPUTS = ("types", "modes", "statuses", "contexts", "roles")


class Probable(nn.Module):
    """The branch with one input a layer, and probabilities in the place of scores."""

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        layers, (mask, first, last) = torch.cat(inputs[:TAKEN], -1), inputs[TAKEN:]
        out = self.branch(layers, mask, first, last, torch.ones_like(first))
        return (
            torch.softmax(out.types, -1),
            torch.sigmoid(out.modes),
            torch.softmax(out.statuses, -1),
            torch.sigmoid(out.contexts),
            torch.sigmoid(out.roles),
        )


def export(branch: Branch, labels: Labels, out: Path) -> None:
    """Writes the two files."""
    layers = list(LAYERS)
    names = [*layers, "mask", "first", "last"]
    words = torch.arange(1, 9).expand(3, 8).contiguous()
    example = (*(torch.randn(3, 12, WIDTH) for _ in layers), torch.ones(3, 12), words, words)
    axes = {n: {0: "batch", 1: "pieces"} for n in names[:-2]} | {
        n: {0: "batch", 1: "words"} for n in (*names[-2:], *OUTPUTS)
    }
    axes["roles"] = {0: "batch", 1: "words", 2: "parties"}
    with tempfile.TemporaryDirectory() as scratch, torch.no_grad():
        fp32 = Path(scratch) / "events.onnx"
        torch.onnx.export(
            Probable(branch).eval(), example, str(fp32), input_names=names, output_names=list(OUTPUTS),
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        quantise(fp32, out / "events.onnx")
    rows = {k: list(getattr(labels, k)) for k in ("types", "modes", "statuses", "contexts")}
    (out / "events.json").write_text(json.dumps(rows | {"layers": layers}, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Exports a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/dateline/parsing/model"))
    args = parser.parse_args()
    state = torch.load(args.checkpoint)
    labels = Labels.of_ontology()
    branch = Branch(labels.sizes(), state["layers"])
    branch.load_state_dict(state["model"])
    export(branch.eval(), labels, args.out)


if __name__ == "__main__":
    main()
