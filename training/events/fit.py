"""Trains the heads on the encoder's layers, which are computed once: minutes on two cores, seeded.

python -m training.events.fit --out build/events [--layers 1] [--epochs 14]
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.attention import SDPBackend, sdpa_kernel

from dateline import Coder
from dateline.ontology import load_ontology
from dateline.parsing.packing import pack
from dateline.parsing.parser import MODEL, Parser
from dateline.parsing.pieces import PieceMaker
from training.events.examples import FRAMED, Example, Told, framed_items, read_examples
from training.events.network import LAYERS, ROLES, Branch, Inputs, Scores
from training.events.rating import rate
from training.events.texts import NAMED as NEWS
from training.events.texts import TEXTS, marked_texts
from training.events.treebanks import TREEBANKS, marked_items
from training.sentences.reading import ITEMS, Item, read_items

MISSING = -100
SMOOTHING = 0.02
# Where the processor multiplies them itself; elsewhere half-width numbers are ten times slower.
HALVED = torch.backends.cpu.get_cpu_capability() == "AVX512"


@dataclass(frozen=True)
class Labels:
    """What the numbers of the outputs stand for."""

    types: tuple[str, ...]
    modes: tuple[str, ...]  # TYPE.mode
    statuses: tuple[str, ...]
    contexts: tuple[str, ...]

    @classmethod
    def of_ontology(cls) -> Labels:
        o = load_ontology()
        modes = tuple(f"{t}.{m}" for t, kind in o.types.items() for m in kind.modes)
        return cls(tuple(o.types), modes, tuple(o.statuses), tuple(o.contexts))

    def sizes(self) -> dict[str, int]:
        return {k: len(getattr(self, k)) for k in ("types", "modes", "statuses", "contexts")}


@dataclass
class Sample:
    """A sentence ready to train on: layers [pieces, TAKEN * WIDTH] as float16, word pieces, and its example."""

    layers: np.ndarray
    first: list[int]
    last: list[int]
    example: Example


def read_samples(examples: Iterable[Example], model: Path) -> list[Sample]:
    """The encoder's layers over every sentence, as the shipped model computes them."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    given = [i.name for i in session.get_inputs()]
    make, out = PieceMaker(MODEL / "vocab.txt"), []
    for example in examples:
        (pieces,) = make([example.words])
        packed = pack([pieces])
        layers = session.run(list(LAYERS), {n: packed[n] for n in given})
        out.append(Sample(np.concatenate(layers, -1).astype(np.float16), pieces.first, pieces.last, example))
    return out


class Batch:
    """Padded tensors of some samples."""

    def __init__(self, samples: Sequence[Sample], labels: Labels) -> None:
        b, p, w = len(samples), max(len(s.layers) for s in samples), max(len(s.first) for s in samples)
        layers, mask = torch.zeros(b, p, samples[0].layers.shape[1]), torch.zeros(b, p)
        first, last, words = torch.zeros(b, w, dtype=torch.long), torch.zeros(b, w, dtype=torch.long), torch.zeros(b, w)
        self.types = torch.full((b, w), MISSING)
        self.at: list[tuple[int, int]] = []  # sentence and word of each telling
        self.modes: list[Tensor] = []
        self.mode_masks: list[Tensor] = []
        self.statuses: list[int] = []
        self.contexts: list[Tensor] = []
        self.known: list[float] = []  # whether the telling's contexts are marked
        self.roles: list[Tensor] = []
        for i, s in enumerate(samples):
            layers[i, : len(s.layers)] = torch.from_numpy(s.layers.astype(np.float32))
            mask[i, : len(s.layers)] = 1
            n = len(s.first)
            first[i, :n], last[i, :n], words[i, :n] = torch.tensor(s.first), torch.tensor(s.last), 1
            self.types[i, :n] = 0
            for t in s.example.told:
                self.types[i, list(t.words)] = MISSING
            for t in s.example.told:
                self.types[i, t.head] = 1 + labels.types.index(t.event.type)
                self.at.append((i, t.head))
                self._detail(t, labels, w, s.example.item)
        self.inputs = Inputs(layers, mask, first, last, words)

    def _detail(self, t: Told, labels: Labels, width: int, item: str) -> None:
        prefix = t.event.type + "."
        own = torch.tensor([float(m.startswith(prefix)) for m in labels.modes])
        self.modes.append(
            torch.tensor([float(m.startswith(prefix) and m[len(prefix) :] in t.event.modes) for m in labels.modes])
        )
        self.mode_masks.append(own)
        self.statuses.append(labels.statuses.index(t.event.status))
        self.known.append(float(not item.startswith(FRAMED)))
        self.contexts.append(torch.tensor([float(c in t.event.contexts) for c in labels.contexts]))
        roles = torch.zeros(width, len(ROLES))
        roles[list(t.actors), 0] = 1
        roles[list(t.recipients), 1] = 1
        self.roles.append(roles)


def losses(out: Scores, batch: Batch) -> dict[str, Tensor]:
    """The loss of each question; details only where an event is told."""
    types = functional.cross_entropy(
        out.types.flatten(0, 1),
        batch.types.flatten(),
        ignore_index=MISSING,
        reduction="sum",
        label_smoothing=SMOOTHING,
    )
    found = {"types": types / max(1, len(batch.at))}
    if not batch.at:
        return found
    i, j = torch.tensor(batch.at).T
    masks, contexts = torch.stack(batch.mode_masks), torch.stack(batch.contexts)
    modes = functional.binary_cross_entropy_with_logits(out.modes[i, j], torch.stack(batch.modes), reduction="none")
    found["modes"] = (modes * masks).sum() / len(batch.at)
    found["statuses"] = functional.cross_entropy(out.statuses[i, j], torch.tensor(batch.statuses))
    marked = functional.binary_cross_entropy_with_logits(out.contexts[i, j], contexts, reduction="none").sum(-1)
    found["contexts"] = (marked * torch.tensor(batch.known)).mean()
    real = batch.inputs.words[i].unsqueeze(-1)
    roles = functional.binary_cross_entropy_with_logits(out.roles[i, j], torch.stack(batch.roles), reduction="none")
    found["roles"] = (roles * real).sum() / len(batch.at)
    return found


def fit(
    samples: Sequence[Sample], labels: Labels, recipe: dict[str, Any], start: dict[str, Tensor] | None = None
) -> Branch:
    """Trains on the samples of the part `train`, from the weights `start` where there are any."""
    torch.manual_seed(recipe["seed"])
    rng = random.Random(recipe["seed"])
    model = Branch(labels.sizes(), recipe["layers"], recipe["dropout"], recipe["forget"])
    if start is not None:
        model.load_state_dict(start)
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=recipe["rate"], weight_decay=0.05, betas=(0.9, 0.98), fused=True
    )
    steps, total = 0, recipe["epochs"] * -(-len(samples) // recipe["batch"])
    for epoch in range(recipe["epochs"]):
        model.train()
        order = sorted(range(len(samples)), key=lambda i: len(samples[i].layers) + rng.uniform(-6, 6))
        plan = [order[k : k + recipe["batch"]] for k in range(0, len(order), recipe["batch"])]
        rng.shuffle(plan)
        shown: dict[str, float] = {}
        for rows in plan:
            steps += 1
            for group in optimizer.param_groups:
                group["lr"] = recipe["rate"] * min(1.0, steps / 60) * max(0.02, 1 - steps / total)
            batch = Batch([samples[i] for i in rows], labels)
            # the flash kernel's backward is slow on processors for batches this small
            with torch.autocast("cpu", torch.bfloat16, enabled=HALVED), sdpa_kernel(SDPBackend.MATH):
                out = model(*batch.inputs)
            parts = losses(Scores(*(o.float() for o in out)), batch)
            optimizer.zero_grad()
            sum(parts.values()).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            for k, v in parts.items():
                shown[k] = shown.get(k, 0.0) + v.item() / len(plan)
        print(epoch, " ".join(f"{k} {v:.3f}" for k, v in shown.items()), flush=True)
    return model.eval()


@torch.no_grad()
def scores(model: Branch, samples: Sequence[Sample], labels: Labels) -> list[Scores]:
    """The scores of each sample, without padding in the words."""
    out: list[Scores] = []
    for k in range(0, len(samples), 64):
        part = samples[k : k + 64]
        found = model(*Batch(part, labels).inputs)
        for i, s in enumerate(part):
            n = len(s.first)
            out.append(Scores(*(x[i, :n] for x in found[:4]), found.roles[i, :n, :n]))
    return out


def main() -> None:
    """Reads the items, trains, saves, prints figures on dev; `python -m bench sentences` measures the held part."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--treebanks", type=Path, default=TREEBANKS)
    arguments.add_argument("--texts", type=Path, default=TEXTS)
    arguments.add_argument("--model", type=Path, default=MODEL / "model.onnx")
    arguments.add_argument("--out", type=Path, default=Path("build/events"))
    arguments.add_argument("--layers", type=int, default=2)
    arguments.add_argument("--epochs", type=int, default=6)
    arguments.add_argument("--start", type=Path, help="a checkpoint to go on from")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--rate", type=float, default=1e-3)
    arguments.add_argument("--threads", type=int, default=2)
    args = arguments.parse_args()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    labels = Labels.of_ontology()
    items = [i for i in read_items(ITEMS) if isinstance(i, Item)]
    items = [*items, *marked_items(args.treebanks), *marked_texts(args.texts), *framed_items(Coder().tools)]
    samples = read_samples(read_examples(items, Parser()), args.model)
    dev = [s for s in samples if s.example.part == "dev"]
    train = [s for s in samples if s.example.part == "train"]
    train += [s for s in train if s.example.item.startswith(NEWS)]  # twice an epoch: see decision 0037
    recipe = {
        "seed": args.seed,
        "layers": args.layers,
        "dropout": 0.25,
        "forget": 0.0,
        "rate": args.rate,
        "batch": 32,
        "epochs": args.epochs,
    }
    start = torch.load(args.start)["model"] if args.start else None
    model = fit(train, labels, recipe, start)
    torch.save({"model": model.state_dict(), "layers": args.layers, "recipe": recipe}, args.out / "checkpoint.pt")
    print(json.dumps(rate(dev, scores(model, dev, labels), labels)))


if __name__ == "__main__":
    main()
