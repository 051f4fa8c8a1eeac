"""Train the language model: one command, seeded, resumable at every epoch.

python -m training.language_model.fit --data ../shared/treebanks --minilm DIR --out build/language-model [--resume]
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from dateline.parsing.pieces import PieceMaker, Pieces

from .corpora import FEATURES, Corpus, Example, read_corpora, read_name_pool, read_recipe, swap_names
from .network import Inputs, Model

HERE = Path(__file__).parent
SCHEMES = 8
MISSING = -100


class Batches:
    """The examples of one epoch, cut into batches of similar length."""

    def __init__(self, examples: list[Example], pieces: list[Pieces], relations: dict[str, int]) -> None:
        self.examples, self.pieces, self.relations = examples, pieces, relations

    def plan(self, budget: int, rng: random.Random) -> list[list[int]]:
        """Index lists whose padded size stays within `budget` pieces, shuffled."""
        lengths = [len(p.ids) for p in self.pieces]
        order = sorted(range(len(lengths)), key=lambda i: lengths[i] + rng.uniform(-3, 3))
        plan: list[list[int]] = [[]]
        widest = 0
        for i in order:
            widest = max(widest, lengths[i])
            if plan[-1] and widest * (len(plan[-1]) + 1) > budget:
                plan.append([])
                widest = lengths[i]
            plan[-1].append(i)
        rng.shuffle(plan)
        return plan

    def inputs(self, rows: list[int], recase: float, rng: random.Random) -> Inputs:
        pieces = [self.pieces[i] for i in rows]
        shapes = pad([p.shapes for p in pieces])
        for row in shapes:
            draw = rng.random()
            if draw < recase:
                row[np.isin(row, (1, 2, 3, 4, 8))] = 1 + int(3 * draw / recase)
        return Inputs(
            torch.from_numpy(pad([p.ids for p in pieces])),
            torch.from_numpy(shapes),
            torch.from_numpy(pad([[1] * len(p.ids) for p in pieces]).astype(np.float32)),
            torch.from_numpy(pad([p.first for p in pieces])),
            torch.from_numpy(pad([p.last for p in pieces])),
            torch.from_numpy(pad([[1] * len(p.first) for p in pieces]).astype(np.float32)),
        )

    def layer(self, rows: list[int], name: str) -> Tensor:
        """[batch, words] of one layer, MISSING where the corpus or the padding has none."""
        out = []
        for i in rows:
            example = self.examples[i]
            values = getattr(example, name)
            if values is None:
                values = [MISSING] * len(example.words)
            elif name == "relations":
                values = [self.relations[r] for r in values]
            out.append(values)
        return torch.from_numpy(pad(out, MISSING))


def pad(rows: list, fill: int = 0) -> np.ndarray:
    """Rows of one width; `fill` after the shorter ones."""
    out = np.full((len(rows), max(map(len, rows))), fill, np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out


def losses(model: Model, batch: Batches, rows: list[int], x: Inputs) -> dict[str, Tensor]:
    """The losses of a batch by layer, over the sentences that have it."""
    words = model.words(x)
    out = {}
    heads = batch.layer(rows, "heads")
    parsed = (heads[:, 0] != MISSING).nonzero()[:, 0]
    if len(parsed):
        out |= tree_losses(model, batch, [rows[i] for i in parsed], words[parsed], x.words[parsed])
    names = batch.layer(rows, "names")
    named = (names[:, 0] != MISSING).nonzero()[:, 0]
    if len(named):
        scheme = torch.tensor([batch.examples[rows[i]].scheme for i in named])
        scores = model.names(words[named], scheme)
        out["names"] = functional.cross_entropy(scores.flatten(0, 1), names[named].flatten(), ignore_index=MISSING)
    return out


def tree_losses(model: Model, batch: Batches, rows: list[int], words: Tensor, mask: Tensor) -> dict[str, Tensor]:
    """The losses of tags, features, arcs and relations."""
    width = words.shape[1]

    def full(layer: Tensor) -> Tensor:
        return functional.pad(layer, (0, width - layer.shape[1]), value=MISSING)

    heads, relations, upos = (full(batch.layer(rows, n)) for n in ("heads", "relations", "upos"))
    scores, dependent, head = model.arcs(words, mask)
    marked = relations != MISSING
    chosen = torch.gather(head, 1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, head.shape[-1]))
    features = torch.tensor([f for i in rows for f in batch.examples[i].features or ()])
    parts = model.features(words)[marked].split([len(v) for v in FEATURES.values()], dim=-1)
    return {
        "arc": functional.cross_entropy(scores.flatten(0, 1), heads.flatten(), ignore_index=MISSING),
        "relation": functional.cross_entropy(model.label(dependent[marked], chosen[marked]), relations[marked]),
        "upos": functional.cross_entropy(model.upos(words).flatten(0, 1), upos.flatten(), ignore_index=MISSING),
        "features": sum(functional.cross_entropy(p, features[:, k]) for k, p in enumerate(parts)) * 0.5,
    }


def epoch_examples(
    corpora: list[Corpus], epoch: int, recipe: dict, pool: dict, make: PieceMaker
) -> tuple[list[Example], list[Pieces]]:
    """What this epoch sees, drawn by a generator of its own, so that a resumed run sees the same."""
    rng = random.Random(f"{recipe['seed']}-{epoch}")
    chosen = []
    for corpus in corpora:
        if epoch < corpus.from_epoch:
            continue
        for example in corpus.examples:
            if corpus.share == 1.0 or rng.random() < corpus.share:
                swapped = corpus.swap and rng.random() < recipe["swap"]
                chosen.append(swap_names(example, pool, rng) if swapped else example)
    pieces = make([list(e.words) for e in chosen])
    kept = [i for i, p in enumerate(pieces) if len(p.ids) <= recipe["longest_sentence"]]
    return [chosen[i] for i in kept], [pieces[i] for i in kept]


def optimizer(model: Model, recipe: dict) -> torch.optim.Optimizer:
    """AdamW; the encoder learns more slowly than the heads, the word pieces not at all."""
    model.encoder.pieces.weight.requires_grad = False
    encoder = [p for n, p in model.encoder.named_parameters() if p.requires_grad and not n.startswith("shapes")]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.") or n.startswith("encoder.shapes")]
    return torch.optim.AdamW(
        [{"params": encoder, "lr": recipe["encoder_rate"]}, {"params": heads, "lr": recipe["head_rate"]}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )


class Trainer:
    """The loop. The rate falls linearly over the whole run, counted in fractions of an epoch."""

    def __init__(self, recipe: dict, model: Model, out: Path) -> None:
        self.recipe, self.model, self.out = recipe, model, out
        self.optimizer = optimizer(model, recipe)
        self.rates = [g["lr"] for g in self.optimizer.param_groups]
        self.step = 0

    def epoch(self, number: int, batch: Batches) -> None:
        torch.manual_seed(self.recipe["seed"] * 1000 + number)
        rng = random.Random(f"batches-{self.recipe['seed']}-{number}")
        plan = batch.plan(self.recipe["pieces_per_batch"], rng)
        started, seen = time.time(), 0
        total: dict[str, float] = {}
        for i, rows in enumerate(plan):
            done = (number + i / len(plan)) / self.recipe["epochs"]
            factor = min(1.0, (self.step + 1) / self.recipe["warmup_steps"]) * (1 - done)
            for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
                group["lr"] = rate * factor
            x = batch.inputs(rows, self.recipe["recase"], rng)
            parts = losses(self.model, batch, rows, x)
            self.optimizer.zero_grad()
            sum(parts.values()).backward()
            torch.nn.utils.clip_grad_norm_([p for p in self.model.parameters() if p.requires_grad], 5.0)
            self.optimizer.step()
            self.step += 1
            seen += x.ids.numel()
            for k, v in parts.items():
                total[k] = total.get(k, 0.0) + v.item()
            if i % 50 == 49:
                shown = " ".join(f"{k} {v / 50:.3f}" for k, v in total.items())
                print(
                    f"epoch {number} {i + 1}/{len(plan)} {shown} pieces/s {seen / (time.time() - started):.0f}",
                    flush=True,
                )
                total = {}

    def save(self, epoch: int, relations: list[str]) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "epoch": epoch,
            "step": self.step,
            "relations": relations,
        }
        partial = self.out / "checkpoint.part"
        torch.save(state, partial)
        partial.replace(self.out / "checkpoint.pt")

    def resume(self) -> int:
        state = torch.load(self.out / "checkpoint.pt")
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]
        return int(state["epoch"]) + 1


def main() -> None:
    """Trains, epoch by epoch, and saves after each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the treebanks folder")
    parser.add_argument("--minilm", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--own", type=Path, default=HERE.parent / "names")
    parser.add_argument("--recipe", type=Path, default=HERE / "recipe.toml")
    parser.add_argument("--out", type=Path, default=Path("build/language-model"))
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    recipe = read_recipe(args.recipe)
    torch.manual_seed(recipe["seed"])
    args.out.mkdir(parents=True, exist_ok=True)
    make = PieceMaker(args.minilm / "vocab.txt")
    pool = read_name_pool(args.data.parent / "facts")
    corpora = read_corpora(recipe, args.data, args.own)
    relations = sorted({r for c in corpora for e in c.examples for r in e.relations or ()})
    model = Model(len(relations), SCHEMES)
    model.encoder.load_minilm(args.minilm / "model.safetensors")
    trainer = Trainer(recipe, model, args.out)
    first = trainer.resume() if args.resume else 0
    (args.out / "relations.json").write_text(json.dumps(relations), encoding="utf-8")
    for epoch in range(first, recipe["epochs"]):
        corpora = read_corpora(recipe, args.data, args.own)
        examples, pieces = epoch_examples(corpora, epoch, recipe, pool, make)
        print(f"epoch {epoch}: {len(examples)} sentences, {sum(len(p.ids) for p in pieces)} pieces", flush=True)
        model.train()
        trainer.epoch(epoch, Batches(examples, pieces, {r: i for i, r in enumerate(relations)}))
        trainer.save(epoch, relations)


if __name__ == "__main__":
    main()
