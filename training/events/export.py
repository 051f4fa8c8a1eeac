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

from dateline.parsing.events import LEAST
from training.events.fit import Labels
from training.events.network import LAYERS, TAKEN, Branch
from training.language_model.export import OPSET, quantise, settle_shapes
from training.language_model.network import WIDTH
from training.language_model.running import RunningLayer, words_of

OUTPUTS = ("types", "rows", "modes", "statuses", "contexts", "sides")


class Probable(nn.Module):
    """The branch with one input a layer, in the layout of the product, and probabilities in the place of scores.

    Only words that may name an event are asked for more: `rows` [events, 2] are their sentences and places, and the
    other answers have a row for each. The first row is always the first word of all, so that no answer is ever empty,
    which the int8 products would not bear.
    """

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch
        self.layers = nn.ModuleList(RunningLayer(layer) for layer in branch.layers)

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        layers, (mask, first, last) = inputs[:TAKEN], inputs[TAKEN:]
        mixed, kept = self.branch.mixed(layers), mask.T.unsqueeze(-1)
        for layer in self.layers:
            mixed = layer(mixed, kept)
        words, whole = words_of(mixed, (first, last)), (mixed * kept).sum(0) / kept.sum(0)
        types = torch.softmax(self.branch.kinds(words), -1)
        rows = torch.cat([torch.zeros(1, 2, dtype=torch.long), torch.nonzero(types[..., 0] <= 1 - LEAST)])
        sentence, place = rows.unbind(1)
        asked = words[sentence, place]
        modes, statuses, contexts = self.branch.details(asked, whole[sentence])
        sides = self.branch.sides(asked.unsqueeze(1), words, sentence).squeeze(1)
        return types, rows, modes.sigmoid(), statuses.softmax(-1), contexts.sigmoid(), sides.sigmoid()


def export(branch: Branch, labels: Labels, out: Path) -> None:
    """Writes the two files."""
    layers = list(LAYERS)
    names = [*layers, "mask", "first", "last"]
    words = torch.arange(1, 9).expand(3, 8).contiguous()
    example = (*(torch.randn(12, 3, WIDTH) for _ in layers), torch.ones(3, 12), words, words)
    axes = {n: {0: "pieces", 1: "batch"} for n in layers} | {"mask": {0: "batch", 1: "pieces"}}
    axes |= {n: {0: "batch", 1: "words"} for n in (*names[-2:], "types")}
    axes |= {n: {0: "events"} for n in OUTPUTS[1:]}
    axes["sides"] = {0: "events", 1: "words"}
    with tempfile.TemporaryDirectory() as scratch, torch.no_grad():
        fp32 = Path(scratch) / "events.onnx"
        torch.onnx.export(
            Probable(branch).eval(), example, str(fp32), input_names=names, output_names=list(OUTPUTS),
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        settle_shapes(fp32)
        quantise(fp32, out / "events.onnx")
    rows = {k: list(getattr(labels, k)) for k in ("types", "modes", "statuses", "contexts")}
    (out / "events.json").write_text(json.dumps(rows | {"layers": layers}, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Exports a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, nargs="+", required=True, help="of several, the mean is exported")
    parser.add_argument("--out", type=Path, default=Path("src/dateline/parsing/model"))
    args = parser.parse_args()
    states = [torch.load(path) for path in args.checkpoint]
    labels = Labels.of_ontology()
    branch = Branch(labels.sizes(), states[0]["layers"])
    weights = [s["model"] for s in states]
    branch.load_state_dict({name: sum(w[name] for w in weights) / len(weights) for name in weights[0]})
    export(branch.eval(), labels, args.out)


if __name__ == "__main__":
    main()
