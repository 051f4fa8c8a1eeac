"""Precision, recall, F1, and shares."""

from __future__ import annotations

from typing import Any


def prf(right: int, predicted: int, gold: int) -> dict[str, Any]:
    """Precision, recall and F1 with the counts they come from."""
    p = right / predicted if predicted else 0.0
    r = right / gold if gold else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": p, "r": r, "f1": f1, "tp": right, "pred": predicted, "gold": gold}


def share(part: int, whole: int) -> dict[str, Any]:
    """A share with the counts it comes from; None of nothing."""
    return {"value": part / whole if whole else None, "n": part, "of": whole}
