"""How far coders agree beyond chance: Krippendorff's alpha for nominal values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Alpha over units, each the values that its coders gave; units with one value say nothing. None without variation.

    1 is full agreement, 0 what chance gives. Krippendorff, Content Analysis (2004), chapter 11.
    """
    weights: Counter[Hashable] = Counter()
    seen: list[tuple[Sequence[Hashable], float]] = [(u, 1 / (len(u) - 1)) for u in units if len(u) > 1]
    disagreement = 0.0
    for values, weight in seen:
        counts = Counter(values)
        weights.update(counts)
        disagreement += weight * (len(values) ** 2 - sum(n * n for n in counts.values()))
    total = sum(weights.values())
    expected = (total**2 - sum(n * n for n in weights.values())) / (total - 1) if total > 1 else 0.0
    return 1 - disagreement / expected if expected else None
