"""Names against gold: exact spans of PER, LOC and ORG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from bench.scoring.rates import prf

KINDS = ("PER", "LOC", "ORG")


def spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """(start, end, kind) of the names that BIO tags mark; an I after something else opens a name."""
    out = set()
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        goes_on = tag.startswith("I-") and tag[2:] == kind
        if kind and not goes_on:
            out.add((start, i, kind))
            kind = ""
        if tag != "O" and not goes_on:
            start, kind = i, tag[2:]
    return out


def score_names(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, dict[str, Any]]:
    """Rates over (gold tags, predicted tags), overall and by kind; predictions of other kinds are left out."""
    gold: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for a, b in pairs:
        x, y = spans(a), {s for s in spans(b) if s[2] in KINDS}
        for counter, found in ((gold, x), (predicted, y), (right, x & y)):
            counter.update(kind for _, _, kind in found)
    out = {k: prf(right[k], predicted[k], gold[k]) for k in KINDS}
    return {"all": prf(right.total(), predicted.total(), gold.total()), **out}
