"""The language model and the heads that read events learn on together, on the whole encoder: seeded, resumable.

python -m training.together.fit --data TREEBANKS --texts TEXTS --minilm MINILM --model LANGUAGE --heads HEADS…
    --out build/together [--frozen 3] [--resume]

Trees and names are held in place by the corpora that taught them and, on the sentences with events, by what the
language model in the package reads there. Writes `checkpoint.pt`, which goes on, and `language-model.pt` and
`heads.pt`, which the two exports take.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.attention import SDPBackend, sdpa_kernel

from dateline import Coder
from dateline.parsing.parser import Parser
from dateline.parsing.pieces import PieceMaker
from dateline.trees import Tree
from training.events import fit as events
from training.events.examples import framed_items, read_examples
from training.events.network import Branch, Scores
from training.events.rating import rate
from training.events.texts import NAMED as NEWS
from training.events.texts import TEXTS, marked_texts
from training.events.treebanks import marked_items
from training.language_model import fit as language
from training.language_model.corpora import FEATURES, NAMES, UPOS, Example, read_corpora, read_name_pool, read_recipe
from training.language_model.network import WIDTH, Inputs, Model
from training.sentences.reading import ITEMS, Item, read_items
from training.together.varying import Names, hide

_FEATURE_FIELDS = ("tense", "verb_form", "voice", "mood", "number", "person")  # of a token, in the order of FEATURES
NAMED = language.HERE.parent / "names"
_DROPOUT = 0.3  # in the event heads
_LAST_CORPORA = 9  # the epoch of the language model's recipe from which all its corpora take part


@dataclass(frozen=True)
class Rates:
    """Learning rates of the encoder, the language model's heads and the event heads, and the weight of the events."""

    encoder: float = 1e-4
    language: float = 3e-4
    events: float = 8e-4
    weight: float = 0.25
    held: float = 0.5  # share of the batches with events that also learn the earlier reading again
    hidden: float = 0.15  # share of the pieces that the other batches with events hide
    exchanged: float = 0.7  # share of the sentences with events that are told with other names


def as_read(tree: Tree) -> Example:
    """A parsed sentence as an example for the language model."""
    tokens = tree.tokens
    values = list(FEATURES.values())
    return Example(
        words=tuple(t.text for t in tokens),
        upos=tuple(UPOS.index(t.upos) for t in tokens),
        features=tuple(
            tuple(
                v.index(told) if (told := getattr(t, f)) in v else 0
                for f, v in zip(_FEATURE_FIELDS, values, strict=True)
            )
            for t in tokens
        ),
        heads=tuple(t.head + 1 for t in tokens),
        relations=tuple(t.relation for t in tokens),
        names=tuple(NAMES.index(t.name) for t in tokens),
    )


class Together(nn.Module):
    """The language model and the branch of event heads on one encoder."""

    def __init__(self, model: Model, branch: Branch, frozen: int = 0) -> None:
        """The first `frozen` layers of the encoder, and with them its embeddings, stay as they are."""
        super().__init__()
        self.model, self.branch = model, branch
        encoder = model.encoder
        encoder.pieces.weight.requires_grad = False  # the similarity net shares them
        if frozen:
            for part in (encoder.norm, encoder.positions, encoder.shapes, *encoder.layers[:frozen]):
                part.requires_grad_(requires_grad=False)

    def layers(self, x: Inputs) -> list[Tensor]:
        """[batch, pieces, WIDTH] of the embeddings and of every layer."""
        encoder = self.model.encoder
        first = encoder.norm(
            encoder.pieces(x.ids) + encoder.positions.weight[: x.ids.shape[1]] + encoder.shapes(x.shapes)
        )
        out = [first]
        at = functional.dropout(first, 0.1, self.training)
        bias = (1.0 - x.mask[:, None, None, :]).to(at.dtype) * -1e4
        for layer in encoder.layers:
            at = layer(at, bias)
            out.append(at)
        return out

    def events(self, layers: Sequence[Tensor], x: Inputs) -> Scores:
        """The scores of the event heads, float32."""
        found = self.branch(torch.cat([layers[0], layers[3], layers[6]], -1), x.mask, x.first, x.last, x.words)
        return Scores(*(f.float() for f in found))

    def language_losses(self, top: Tensor, batch: language.Batches, rows: list[int], x: Inputs) -> dict[str, Tensor]:
        """The losses of the language model's heads on its last layer, over the sentences that have each."""
        words = torch.cat([torch.gather(top, 1, i.unsqueeze(-1).expand(-1, -1, WIDTH)) for i in (x.first, x.last)], -1)
        words, out = words.float(), {}
        parsed = (batch.layer(rows, "heads")[:, 0] != language.MISSING).nonzero()[:, 0]
        if len(parsed):
            out |= language.tree_losses(self.model, batch, [rows[i] for i in parsed], words[parsed], x.words[parsed])
        names = batch.layer(rows, "names")
        named = (names[:, 0] != language.MISSING).nonzero()[:, 0]
        if len(named):
            scheme = torch.tensor([batch.examples[rows[i]].scheme for i in named])
            scores = self.model.names(words[named], scheme).flatten(0, 1)
            out["names"] = functional.cross_entropy(scores, names[named].flatten(), ignore_index=language.MISSING)
        return out


class Lessons:
    """The sentences with events: as samples for their heads, and as the language model reads them."""

    def __init__(self, samples: list[events.Sample], make: PieceMaker, relations: dict[str, int]) -> None:
        self.samples, self._make, self._relations = samples, make, relations
        self._as_told = [as_read(s.example.tree) for s in samples]
        self._names = Names(self._as_told)

    def told_otherwise(self, share: float, rng: random.Random) -> language.Batches:
        """The sentences, a share of them with other names."""
        examples = [self._names.exchanged(e, rng) if rng.random() < share else e for e in self._as_told]
        return language.Batches(examples, self._make([e.words for e in examples]), self._relations)


def bare_samples(items: Sequence[Item], make: PieceMaker) -> list[events.Sample]:
    """Samples without the encoder's layers, which are computed while training."""
    out = []
    for example in read_examples(items, Parser()):
        (pieces,) = make([example.words])
        out.append(events.Sample(np.zeros((len(pieces.ids), 0), np.float16), pieces.first, pieces.last, example))
    return out


class Trainer:
    """The loop. The rate falls linearly over the whole run."""

    def __init__(self, net: Together, rates: Rates, epochs: int, seed: int) -> None:
        self.net, self.rates, self.epochs, self.seed, self.steps = net, rates, epochs, seed, 0
        encoder = [p for p in net.model.encoder.parameters() if p.requires_grad]
        heads = [p for n, p in net.model.named_parameters() if not n.startswith("encoder.")]
        self.optimizer = torch.optim.AdamW(
            [
                {"params": encoder, "lr": rates.encoder},
                {"params": heads, "lr": rates.language},
                {"params": net.branch.parameters(), "lr": rates.events, "weight_decay": 0.05},
            ],
            weight_decay=0.01,
            betas=(0.9, 0.98),
            fused=True,
        )
        self.starts = [g["lr"] for g in self.optimizer.param_groups]

    def epoch(self, number: int, corpora: language.Batches, lessons: Lessons, labels: events.Labels) -> None:
        """One pass over the corpora and the lessons, in a mixed order."""
        torch.manual_seed(self.seed * 1000 + number)
        rng = random.Random(f"{self.seed}-{number}")
        told_so = lessons.told_otherwise(self.rates.exchanged, rng)
        plan = [(False, rows) for rows in corpora.plan(1300, rng)] + [(True, r) for r in told_so.plan(1300, rng)]
        rng.shuffle(plan)
        self.net.train()
        started, shown = time.time(), dict[str, list[float]]()
        for i, (told, rows) in enumerate(plan):
            self._set_rates((number + i / len(plan)) / self.epochs)
            batch = told_so if told else corpora
            held = not told or rng.random() < self.rates.held
            x = batch.inputs(rows, 0.03 if told else 0.06, rng)
            x = x if held else hide(x, self.rates.hidden, rng)
            with torch.autocast("cpu", torch.bfloat16, enabled=events.HALVED), sdpa_kernel(SDPBackend.MATH):
                layers = self.net.layers(x)
                scores = self.net.events(layers, x) if told else None
            parts = {}
            if held:
                parts |= self.net.language_losses(layers[-1], batch, rows, x)
            if scores is not None:
                found = events.losses(scores, events.Batch([lessons.samples[r] for r in rows], labels))
                parts |= {f"event {k}": v * self.rates.weight for k, v in found.items()}
            self._step(sum(parts.values(), torch.zeros(())))
            for k, v in parts.items():
                shown.setdefault(k, []).append(v.item())
            if i % 100 == 99:
                told_so_far = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in shown.items())
                print(f"epoch {number} {i + 1}/{len(plan)} {told_so_far} {time.time() - started:.0f} s", flush=True)
                shown = {}

    def _set_rates(self, done: float) -> None:
        factor = min(1.0, (self.steps + 1) / 150) * max(0.02, 1 - done)
        for group, start in zip(self.optimizer.param_groups, self.starts, strict=True):
            group["lr"] = start * factor

    def _step(self, loss: Tensor) -> None:
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for g in self.optimizer.param_groups for p in g["params"]], 3.0)
        self.optimizer.step()
        self.steps += 1

    def save(self, epoch: int, relations: list[str], out: Path) -> None:
        """What goes on, and what the exports take."""
        branch = {"model": self.net.branch.state_dict(), "layers": len(self.net.branch.layers)}
        torch.save({"model": self.net.model.state_dict(), "relations": relations}, out / "language-model.pt")
        torch.save(branch, out / "heads.pt")
        partial = out / "checkpoint.part"
        state: dict[str, Any] = {"net": self.net.state_dict(), "optimizer": self.optimizer.state_dict()}
        torch.save(state | {"epoch": epoch, "steps": self.steps}, partial)
        partial.replace(out / "checkpoint.pt")

    def resume(self, checkpoint: Path) -> int:
        """Goes on from a checkpoint; the number of the next epoch."""
        state = torch.load(checkpoint)
        self.net.load_state_dict(state["net"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.steps = state["steps"]
        return int(state["epoch"]) + 1


@torch.no_grad()
def rated(net: Together, samples: Sequence[events.Sample], make: PieceMaker, labels: events.Labels) -> dict[str, float]:
    """How well the event heads do on samples, by themselves."""
    net.eval()
    scored = []
    for k in range(0, len(samples), 48):
        part = samples[k : k + 48]
        batch = language.Batches([], make([s.example.words for s in part]), {})
        x = batch.inputs(list(range(len(part))), 0.0, random.Random(0))
        found = net.events(net.layers(x), x)
        for i, s in enumerate(part):
            n = len(s.first)
            scored.append(Scores(*(f[i, :n] for f in found[:4]), found.roles[i, :n, :n]))
    return rate(samples, scored, labels)


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True, help="the treebanks folder")
    arguments.add_argument("--texts", type=Path, default=TEXTS)
    arguments.add_argument("--minilm", type=Path, required=True)
    arguments.add_argument("--model", type=Path, required=True, help="checkpoint of the language model")
    arguments.add_argument(
        "--heads", type=Path, nargs="+", required=True, help="of the event heads; of several, the mean"
    )
    arguments.add_argument("--out", type=Path, default=Path("build/together"))
    arguments.add_argument("--epochs", type=int, default=3)
    arguments.add_argument("--share", type=float, default=1.0, help="of the corpora of trees and names, in each epoch")
    arguments.add_argument(
        "--frozen", type=int, default=0, help="how many of the encoder's first layers stay, and its embeddings"
    )
    arguments.add_argument("--own", type=int, default=1, help="how often an epoch has the sentences that are not news")
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--resume", action="store_true")
    return arguments.parse_args()


def _starting(args: argparse.Namespace, labels: events.Labels) -> tuple[Together, list[str]]:
    """The network with the weights that both have learned alone, and the names of the relations."""
    told, heads = torch.load(args.model), [torch.load(path) for path in args.heads]
    model = Model(len(told["relations"]), language.SCHEMES)
    net = Together(model, Branch(labels.sizes(), heads[0]["layers"], _DROPOUT), args.frozen)
    net.model.load_state_dict(told["model"])
    net.branch.load_state_dict({k: sum(h["model"][k] for h in heads) / len(heads) for k in heads[0]["model"]})
    return net, told["relations"]


def main() -> None:
    """Trains, epoch by epoch, saves after each, and prints figures on dev."""
    args = _arguments()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    args.out.mkdir(parents=True, exist_ok=True)
    labels, make = events.Labels.of_ontology(), PieceMaker(args.minilm / "vocab.txt")
    net, relations = _starting(args, labels)
    trainer, first = Trainer(net, Rates(), args.epochs, args.seed), 0
    if args.resume:
        first = trainer.resume(args.out / "checkpoint.pt")
    items = [i for i in read_items(ITEMS) if isinstance(i, Item)]
    items = [*items, *marked_items(args.data), *marked_texts(args.texts), *framed_items(Coder().tools)]
    samples = bare_samples(items, make)
    numbers = {r: i for i, r in enumerate(relations)}
    train = [s for s in samples if s.example.part == "train"]
    train += [s for s in train if not s.example.item.startswith(NEWS)] * (args.own - 1)
    lessons = Lessons(train, make, numbers)
    dev = [s for s in samples if s.example.part == "dev"]
    recipe, pool = read_recipe(language.HERE / "recipe.toml"), read_name_pool(args.data.parent / "facts")
    for epoch in range(first, args.epochs):
        corpora = [replace(c, share=c.share * args.share) for c in read_corpora(recipe, args.data, NAMED)]
        seen = recipe | {"seed": args.seed * 100 + epoch}
        chosen, pieces = language.epoch_examples(corpora, _LAST_CORPORA, seen, pool, make)
        trainer.epoch(epoch, language.Batches(chosen, pieces, numbers), lessons, labels)
        trainer.save(epoch, relations, args.out)
        print(json.dumps(rated(net, dev, make, labels)), flush=True)


if __name__ == "__main__":
    main()
