"""How events are presented, against gold classes, on those gold events whose words an event was coded from."""

from __future__ import annotations

from typing import Any


def score_factuality(gold: list[dict[str, Any]], predicted: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Accuracy and macro-F1 of the classes; matched on the start of the word, else on overlap."""
    pairs, total = [], 0
    for record in gold:
        ours = predicted.get(record["id"], [])
        at = {p["start"]: p for p in ours}
        for event in record["events"]:
            if event["class"]:
                total += 1
                p = at.get(event["start"]) or next((q for q in ours if _touches(q, event)), None)
                if p:
                    pairs.append((event["class"], p["class"]))
    scores = {k: _f1(k, pairs) for k in sorted({a for a, _ in pairs})}
    return {
        "gold": total,
        "covered": len(pairs),
        "accuracy": sum(a == b for a, b in pairs) / len(pairs) if pairs else None,
        "macro_f1": sum(scores.values()) / len(scores) if scores else None,
        "always_actual": sum(a == "actual" for a, _ in pairs) / len(pairs) if pairs else None,
        "classes": scores,
    }


def _touches(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def _f1(label: str, pairs: list[tuple[str, str]]) -> float:
    both = sum(a == b == label for a, b in pairs)
    either = sum(a == label for a, _ in pairs) + sum(b == label for _, b in pairs)
    return 2 * both / either if either else 0.0
