"""Who the mentions of our own texts stand for; one half of the texts is never looked at."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bench.loaded import Loaded, plain
from bench.scoring.actors import closest, judge, score_actors

OWN = Path(__file__).parent / "own" / "mentions.jsonl"


def texts() -> list[dict[str, Any]]:
    """Our texts with their mentions."""
    return [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]


def measure(loaded: Loaded) -> dict[str, Any]:
    """Figures of both halves, and of the ordinary and local actors of each."""
    rows = texts()
    outcomes = loaded.code(rows, "day")
    judged = [
        (r["half"], m["ordinary"], judge(m, closest(m, plain(o).get("mentions", []))))
        for r, o in zip(rows, outcomes, strict=True)
        for m in r["mentions"]
    ]
    out: dict[str, Any] = {"all": score_actors(j for _, _, j in judged)}
    for half in ("dev", "held"):
        out[half] = score_actors(j for h, _, j in judged if h == half)
    out["ordinary"] = score_actors(j for _, o, j in judged if o)
    return out


def _read_errors(half: str = "dev") -> None:
    """Prints what is wrong or missing in a half, for reading; the held half stays unread."""
    from bench.gold import Gold

    rows = [r for r in texts() if r["half"] == half]
    loaded = Loaded(Gold(Path()))
    for r, o in zip(rows, loaded.code(rows, "day"), strict=True):
        for m in r["mentions"]:
            found = closest(m, plain(o).get("mentions", []))
            row = judge(m, found)
            if row["wrong"] or not all(v is None or v for k, v in row.items() if k != "wrong"):
                marks = " ".join(k for k, v in row.items() if v is False and k != "wrong") + "!" * bool(row["wrong"])
                said = (
                    [(a["name"], a["country"], a["sectors"], a["entity"], a["reason"]) for a in found["actors"]]
                    if found
                    else None
                )
                want = (m["text"], m["country"], m["sectors"], m["entity"])
                sys.stdout.write(f"{r['id']} {marks}: {want}\n      {found and found['text']!r} {said}\n")


if __name__ == "__main__":
    _read_errors()
