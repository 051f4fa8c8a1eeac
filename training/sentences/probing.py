"""A plain probe: what the sentences alone teach an untouched encoder about types (mean-pooled, logistic regression).

python -m training.sentences.probing --minilm DIR --gold DIR     # accuracy on the `plover` development sentences
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

from dateline.parsing.pieces import PieceMaker, Pieces
from training.language_model.network import Encoder
from training.sentences.reading import ITEMS, Item, read_items

JOINED = {"RETREAT": "CONCEDE"}  # counted as one: old gold parts them by other rules
BATCH = 64


def embed(sentences: list[str], minilm: Path) -> np.ndarray:
    """[sentences, width]: the mean of the unmodified encoder's piece vectors, scaled to length one."""
    make = PieceMaker(minilm / "vocab.txt")
    encoder = Encoder()
    encoder.load_minilm(minilm / "model.safetensors")
    encoder.eval()
    rows = []
    for k in range(0, len(sentences), BATCH):
        pieces = make([s.split() for s in sentences[k : k + BATCH]])
        with torch.no_grad():
            rows.append(_pooled(encoder, pieces))
    return np.concatenate(rows)


def _pooled(encoder: Encoder, pieces: list[Pieces]) -> np.ndarray:
    width = min(256, max(len(p.ids) for p in pieces))
    ids, mask = torch.zeros(len(pieces), width, dtype=torch.long), torch.zeros(len(pieces), width)
    for i, p in enumerate(pieces):
        n = min(width, len(p.ids))
        ids[i, :n], mask[i, :n] = torch.tensor(p.ids[:n]), 1
    vectors = encoder(ids, torch.zeros_like(ids), mask)
    pooled = (vectors * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
    return torch.nn.functional.normalize(pooled, dim=-1).numpy()


def _taught() -> Iterator[tuple[str, str]]:
    """Items that tell events of one type only, with that type."""
    for item in read_items(ITEMS):
        if isinstance(item, Item) and len({JOINED.get(e.type, e.type) for e in item.events}) == 1:
            yield item.text, JOINED.get(item.events[0].type, item.events[0].type)


def main() -> None:
    """Trains on the sentences, measures on the gold, prints one figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True, help="folder with events/dev.jsonl")
    args = parser.parse_args()
    taught = list(_taught())
    rows = [json.loads(line) for line in (args.gold / "events/dev.jsonl").read_text(encoding="utf-8").splitlines()]
    asked = [(r["text"], r["events"][0]) for r in rows if r["corpus"] == "plover" and r["events"]]
    allowed = [{JOINED.get(t, t) for t in e.get("types_ok") or [e["type"]]} for _, e in asked]
    probe = LogisticRegression(C=10.0, max_iter=2000)
    probe.fit(embed([t for t, _ in taught], args.minilm), [k for _, k in taught])
    found = probe.predict(embed([t for t, _ in asked], args.minilm))
    right = sum(k in ok for k, ok in zip(found, allowed, strict=True))
    print(f"probe: {right / len(asked):.3f} of {len(asked)} sentences, taught by {len(taught)} items")


if __name__ == "__main__":
    main()
