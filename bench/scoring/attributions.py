"""Attributions against gold.

Per part (source, cue, content): exact, the same words as one gold part; overlap, words labelled with that part whatever
attribution they belong to. attribution: one-to-one match on contents with IoU of at least half (or, with no content,
cues that touch); linked: matched ones whose sources also touch; nested: links to the enclosing attribution, both ends
matched.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from bench.scoring.rates import prf

PARTS = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+|[^\w\s]")
Words = frozenset[int]


@dataclass(frozen=True)
class _Said:
    parts: dict[str, Words]
    kind: str | None
    id: str | None
    up: str | None


class AttributionTally:
    """Counts text by text; `report` gives the rates."""

    def __init__(self) -> None:
        self._n: Counter[tuple[str, ...]] = Counter()

    def add(self, text: str, gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> None:
        """One text with its gold and predicted attributions."""
        g, p = _cooked(text, gold), _cooked(text, predicted)
        for part in PARTS:
            self._part(part, g, p)
        mates = _match(g, p)
        self._n["gold",] += len(g)
        self._n["pred",] += len(p)
        for row in g:
            self._n["kind", str(row.kind), "gold"] += 1
        for i, j in mates.items():
            source, other = g[i].parts["source"], p[j].parts["source"]
            linked = bool(source & other) or not (source or other)
            self._n["matched",] += 1
            self._n["linked",] += linked
            self._n["kind", str(g[i].kind), "matched"] += 1
            self._n["kind", str(g[i].kind), "linked"] += linked
        self._nesting(g, p, mates)

    def _part(self, part: str, gold: list[_Said], predicted: list[_Said]) -> None:
        a = Counter(r.parts[part] for r in gold if r.parts[part])
        b = Counter(r.parts[part] for r in predicted if r.parts[part])
        for name, counts in (("gold", a), ("pred", b), ("tp", a & b)):
            self._n["exact", part, name] += counts.total()
        words: frozenset[int] = frozenset()
        x, y = words.union(*a), words.union(*b)
        for name, found in (("gold", x), ("pred", y), ("tp", x & y)):
            self._n["overlap", part, name] += len(found)

    def _nesting(self, gold: list[_Said], predicted: list[_Said], mates: dict[int, int]) -> None:
        by_id: dict[str | None, int] = {r.id: i for i, r in enumerate(gold) if r.id}
        self._n["nested", "gold"] += sum(r.up in by_id for r in gold)
        self._n["nested", "pred"] += sum(bool(r.up) for r in predicted)
        for i, j in mates.items():
            outer = by_id.get(gold[i].up) if gold[i].up else None
            up = predicted[j].up
            if outer is not None and outer in mates and up is not None:
                self._n["nested", "tp"] += up == predicted[mates[outer]].id

    def report(self) -> dict[str, Any]:
        """Rates of all that was added."""
        n = self._n
        out: dict[str, Any] = {"gold": n["gold",], "pred": n["pred",]}
        out["attribution"] = prf(n["matched",], n["pred",], n["gold",])
        out["linked"] = prf(n["linked",], n["pred",], n["gold",])
        out["nested"] = prf(n["nested", "tp"], n["nested", "pred"], n["nested", "gold"])
        for part in PARTS:
            for how in ("exact", "overlap"):
                out[f"{part}_{how}"] = prf(n[how, part, "tp"], n[how, part, "pred"], n[how, part, "gold"])
        out["kinds"] = {
            k[1]: {"n": v, **{x: n["kind", k[1], x] / v for x in ("matched", "linked")}}
            for k, v in sorted(n.items())
            if k[0] == "kind" and k[2] == "gold" and v
        }
        return out


def match_attributions(text: str, gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[int, int]:
    """Which gold attribution (by number) is which predicted one: the best one-to-one match."""
    return _match(_cooked(text, gold), _cooked(text, predicted))


def _cooked(text: str, rows: list[dict[str, Any]]) -> list[_Said]:
    offsets = [m.span() for m in _TOKEN.finditer(text) if text[m.start()].isalnum()]
    return [_cook(r, offsets) for r in rows]


def _cook(row: dict[str, Any], offsets: list[tuple[int, int]]) -> _Said:
    parts = {k: _words(row.get(k) or [], offsets) for k in PARTS}
    return _Said(parts, row.get("kind"), row.get("id"), row.get("nested_in"))


def _words(spans: list[list[int]], offsets: list[tuple[int, int]]) -> Words:
    return frozenset(i for s, e in spans for i, (a, b) in enumerate(offsets) if a < e and s < b)


def _match(gold: list[_Said], predicted: list[_Said]) -> dict[int, int]:
    grid = []
    for i, a in enumerate(gold):
        for j, b in enumerate(predicted):
            likeness = _likeness(a.parts, b.parts)
            if likeness >= 0.5:
                grid.append((-likeness, i, j))
    mates: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(grid):
        if i not in mates and j not in taken:
            mates[i] = j
            taken.add(j)
    return mates


def _likeness(a: dict[str, Words], b: dict[str, Words]) -> float:
    x, y = a["content"], b["content"]
    if x and y:
        return len(x & y) / len(x | y)
    return 0.6 if a["cue"] & b["cue"] else 0.0
