"""Coreference: MUC, B³ and CEAF-e over the chains of documents; their mean F1 is the CoNLL score.

A chain is a set of mentions, a mention any hashable key. Chains of one mention count for nothing, as in CoNLL 2012.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

Chain = frozenset[Hashable]
Sums = list[float]  # right and all for precision, right and all for recall


def conll(documents: Iterable[tuple[Iterable[Chain], Iterable[Chain]]]) -> dict[str, Any]:
    """Rates over (gold, found) chains of each document."""
    sums: dict[str, Sums] = {name: [0.0] * 4 for name in ("muc", "b3", "ceafe")}
    mentions = [0, 0, 0]
    for raw_gold, raw_found in documents:
        gold = [c for c in raw_gold if len(c) > 1]
        found = [c for c in raw_found if len(c) > 1]
        for name, metric in (("muc", _muc), ("b3", _b3), ("ceafe", _ceafe)):
            for i, value in enumerate(metric(gold, found)):
                sums[name][i] += value
        one, two = {m for c in gold for m in c}, {m for c in found for m in c}
        for i, n in enumerate((len(one & two), len(two), len(one))):
            mentions[i] += n
    rates = {name: _rate(*s) for name, s in sums.items()}
    right, predicted, total = mentions
    rates["mentions"] = _rate(right, predicted, right, total)
    out: dict[str, Any] = {"conll_f1": sum(rates[n][2] for n in sums) / 3}
    for name, (p, r, f) in rates.items():
        out |= {f"{name}_p": p, f"{name}_r": r, f"{name}_f1": f}
    return out


def _rate(right_p: float, all_p: float, right_r: float, all_r: float) -> tuple[float, float, float]:
    p = right_p / all_p if all_p else 0.0
    r = right_r / all_r if all_r else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _muc(gold: Sequence[Chain], found: Sequence[Chain]) -> Sums:
    return [*_links(found, gold), *_links(gold, found)]


def _links(chains: Sequence[Chain], others: Sequence[Chain]) -> tuple[float, float]:
    """Links of the chains that the others keep, and all their links."""
    home = {m: i for i, c in enumerate(others) for m in c}
    right = whole = 0
    for chain in chains:
        parts = {home.get(m, ("alone", m)) for m in chain}
        right += len(chain) - len(parts)
        whole += len(chain) - 1
    return right, whole


def _b3(gold: Sequence[Chain], found: Sequence[Chain]) -> Sums:
    return [*_overlaps(found, gold), *_overlaps(gold, found)]


def _overlaps(chains: Sequence[Chain], others: Sequence[Chain]) -> tuple[float, float]:
    right = sum(len(c & o) ** 2 / len(c) for c in chains for o in others if c & o)
    return right, sum(len(c) for c in chains)


def _ceafe(gold: Sequence[Chain], found: Sequence[Chain]) -> Sums:
    """The best one-to-one matching of chains, by shared mentions."""
    score = [[2 * len(g & f) / (len(g) + len(f)) for f in found] for g in gold]
    best = _assign(score) if gold and found else 0.0
    return [best, len(found), best, len(gold)]


def _assign(score: list[list[float]]) -> float:
    """The greatest sum of one-to-one pairs (Hungarian method on the costs, O(n³))."""
    if len(score) > len(score[0]):
        score = [list(column) for column in zip(*score, strict=True)]
    n, m = len(score), len(score[0])
    up, vp, match = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        _augment(score, i, (up, vp), match)
    return sum(score[match[j] - 1][j - 1] for j in range(1, m + 1) if match[j])


def _augment(score: list[list[float]], row: int, potentials: tuple[list[float], list[float]], match: list[int]) -> None:
    up, vp = potentials
    m = len(match) - 1
    low, way, used = [float("inf")] * (m + 1), [0] * (m + 1), [False] * (m + 1)
    match[0], at = row, 0
    while match[at]:
        used[at] = True
        i, step, best = match[at], float("inf"), 0
        for j in range(1, m + 1):
            if not used[j]:
                cost = -score[i - 1][j - 1] - up[i] - vp[j]
                if cost < low[j]:
                    low[j], way[j] = cost, at
                if low[j] < step:
                    step, best = low[j], j
        for j in range(m + 1):
            if used[j]:
                up[match[j]] += step
                vp[j] -= step
            else:
                low[j] -= step
        at = best
    while at:
        match[at] = match[way[at]]
        at = way[at]
