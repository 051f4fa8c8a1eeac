"""Agreement: do two coders decide alike, beyond what chance would give? Krippendorff's alpha for nominal data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.review.decisions import CoderKind, Decision

_DRAWS = 2_000
_SEED = 1


class Agreement(Struct, frozen=True):
    """Of `items` that `coders` decided on twice or more: the share of pairs alike, alpha, and its 95 % interval.

    Alpha is 1 where all agree, 0 where they agree as chance would have it. None where no item was decided twice, or
    where all decisions are the same: then there is nothing to disagree about.
    """

    coders: tuple[str, ...]
    items: int
    alike: float | None
    alpha: float | None
    low: float | None
    high: float | None


def agree(decisions: Sequence[Decision], kind: CoderKind = "person") -> Agreement:
    """How far the coders of that kind agree; what an adjudicator says does not count."""
    by_item: dict[str, dict[str, str]] = {}
    for d in decisions:
        if d.coder_kind == kind:
            by_item.setdefault(d.item, {})[d.coder] = d.decision
    twice = {item: told for item, told in by_item.items() if len(told) > 1}
    coders = tuple(sorted({coder for told in twice.values() for coder in told}))
    counts = _counts([told for _, told in sorted(twice.items())])
    alpha = krippendorff(counts)
    low, high = _interval(counts) if alpha is not None else (None, None)
    return Agreement(coders, len(twice), _alike(counts), alpha, low, high)


def krippendorff(counts: NDArray[np.float64]) -> float | None:
    """Alpha of a matrix of items by values: how often each item was given each value. None where it has no meaning."""
    within, values, pairs = _parts(counts)
    return _alpha(within.sum(), values.sum(axis=0), pairs.sum())


def _counts(told: Sequence[Mapping[str, str]]) -> NDArray[np.float64]:
    values = sorted({v for item in told for v in item.values()})
    counts = np.zeros((len(told), len(values)))
    for n, item in enumerate(told):
        for value in item.values():
            counts[n, values.index(value)] += 1
    return counts


def _parts(counts: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Of each item with two values or more: its disagreement, how often it has each value, and how many it has."""
    counts = counts[counts.sum(axis=1) > 1]
    sizes = counts.sum(axis=1)
    return (sizes**2 - (counts**2).sum(axis=1)) / np.maximum(sizes - 1, 1), counts, sizes


def _alpha(within: float, values: NDArray[np.float64], pairs: float) -> float | None:
    expected = float(pairs**2 - (values**2).sum())
    return None if expected <= 0 else 1 - (pairs - 1) * float(within) / expected


def _alike(counts: NDArray[np.float64]) -> float | None:
    _, kept, sizes = _parts(counts)
    if not len(kept):
        return None
    return float(np.mean((kept * (kept - 1)).sum(axis=1) / (sizes * (sizes - 1))))


def _interval(counts: NDArray[np.float64]) -> tuple[float, float]:
    """The middle 95 % of alpha over items drawn with replacement; a draw in which all is the same counts as 1."""
    within, values, sizes = _parts(counts)
    random = np.random.default_rng(_SEED)
    drawn = random.multinomial(len(sizes), np.full(len(sizes), 1 / len(sizes)), _DRAWS).astype(float)
    found = [_alpha(w, v, p) for w, v, p in zip(drawn @ within, drawn @ values, drawn @ sizes, strict=True)]
    low, high = np.quantile([1.0 if a is None else a for a in found], (0.025, 0.975))
    return float(low), float(high)
