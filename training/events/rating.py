"""How well the heads by themselves do on marked sentences: a look while training; the bench measures the coder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import torch

from training.events.examples import Example, Told
from training.events.network import Scores

if TYPE_CHECKING:
    from training.events.fit import Labels, Sample

CERTAIN = 0.5


def rate(samples: Sequence[Sample], scored: Sequence[Scores], labels: Labels) -> dict[str, float]:
    """Types by word (P, R, F1), details and parties where the type is right, sentences without events kept empty."""
    n: Counter[str] = Counter()
    for sample, scores in zip(samples, scored, strict=True):
        _count(sample.example, scores, labels, n)
    p, r = n["right"] / max(1, n["found"]), n["right"] / max(1, n["gold"])
    return {
        "p": round(p, 3),
        "r": round(r, 3),
        "f1": round(_f1(n["right"], n["found"], n["gold"]), 3),
        "modes": round(n["modes"] / max(1, n["right"]), 3),
        "status": round(n["status"] / max(1, n["right"]), 3),
        "contexts": round(_f1(n["contexts right"], n["contexts found"], n["contexts gold"]), 3),
        "roles": round(_f1(n["roles right"], n["roles found"], n["roles gold"]), 3),
        "kept_empty": round(n["kept empty"] / max(1, n["empty"]), 3),
    }


def _count(example: Example, scores: Scores, labels: Labels, n: Counter[str]) -> None:
    told = {t.head: t for t in example.told}
    blurred = {w for t in example.told for w in t.words} - set(told)
    probable = torch.softmax(scores.types, -1)
    found = [w for w in range(len(probable)) if 1 - probable[w, 0] >= CERTAIN and w not in blurred]
    n["gold"] += len(told)
    n["found"] += len(found)
    n["empty"] += not told
    n["kept empty"] += not told and not found
    for w in found:
        if w in told and labels.types[int(probable[w, 1:].argmax())] == told[w].event.type:
            n["right"] += 1
            _details(told[w], Scores(*(x[w] for x in scores)), labels, n)


def _details(told: Told, scores: Scores, labels: Labels, n: Counter[str]) -> None:
    event = told.event
    modes = [(m.partition("."), v) for m, v in zip(labels.modes, scores.modes, strict=True)]
    own = [(m[2], v) for m, v in modes if m[0] == event.type]
    n["modes"] += {m for m, v in own if v > 0} == set(event.modes)
    n["status"] += labels.statuses[int(scores.statuses.argmax())] == event.status
    contexts = {c for c, v in zip(labels.contexts, scores.contexts, strict=True) if v > 0}
    _overlap("contexts", contexts, set(event.contexts), n)
    for k, gold in enumerate((told.actors, told.recipients)):
        _overlap("roles", {w for w in range(len(scores.roles)) if scores.roles[w, k] > 0}, set(gold), n)


def _overlap(name: str, found: set[str] | set[int], gold: set[str] | set[int], n: Counter[str]) -> None:
    n[f"{name} right"] += len(found & gold)
    n[f"{name} found"] += len(found)
    n[f"{name} gold"] += len(gold)


def _f1(right: int, found: int, gold: int) -> float:
    return 2 * right / max(1, found + gold)
