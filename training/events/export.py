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
from training.language_model.export import example, export_graph
from training.language_model.network import WIDTH
from training.language_model.quantising import quantise
from training.language_model.running import Packed, RunningLayer, words_of

OUTPUTS = ("types", "rows", "modes", "statuses", "contexts", "sides")


class Probable(nn.Module):
    """The branch with one input a layer, in the layout of the product, and probabilities in the place of scores.

    Only words that may name an event are asked for more: `rows` [events] are their numbers, and the
    other answers have a row for each. The first row is always the first word of all, so that no answer is ever empty,
    which the int8 products would not bear.
    """

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch
        self.layers = nn.ModuleList(RunningLayer(layer) for layer in branch.layers)

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        branch, x = self.branch, Packed(*inputs[TAKEN:])
        mixed, kept = branch.mixed(inputs[:TAKEN]), x.kept.unsqueeze(-1)
        for layer in self.layers:
            mixed = layer(mixed, x)
        words, whole = words_of(mixed, x), (mixed[x.laid] * kept).sum(0) / kept.sum(0)
        types = torch.softmax(branch.kinds(words), -1)
        naming = torch.nonzero(types[:, 0] <= 1 - LEAST)[:, 0]
        rows = torch.cat([torch.zeros(1, dtype=torch.long), naming])
        asked, sentence = words[rows], x.sentence[rows]
        modes, statuses, contexts = branch.details(asked, whole[sentence])
        around = x.laid_words[sentence]
        sides = branch.across(branch.event(asked)[:, None], branch.party(words)[around], branch.bare(words)[around])
        return types, rows, modes.sigmoid(), statuses.softmax(-1), contexts.sigmoid(), sides.squeeze(1).sigmoid()


def export(branch: Branch, labels: Labels, out: Path) -> None:
    """Writes the two files."""
    packed = example()
    inputs = {name: torch.randn(len(packed.ids), WIDTH) for name in LAYERS} | packed._asdict()
    outputs = {n: {0: "events"} for n in OUTPUTS} | {"types": {0: "words"}, "sides": {0: "events", 1: "longest"}}
    with tempfile.TemporaryDirectory() as scratch:
        fp32 = Path(scratch) / "events.onnx"
        export_graph(Probable(branch), inputs, outputs, fp32)
        quantise(fp32, out / "events.onnx")
    rows = {k: list(getattr(labels, k)) for k in ("types", "modes", "statuses", "contexts")}
    (out / "events.json").write_text(json.dumps(rows | {"layers": list(LAYERS)}, indent=1) + "\n", encoding="utf-8")


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
