"""The coder on whole articles whose events judges listed without seeing what it finds: twenty that measure, read by two
judges apart; 48 to develop on, each read by one; and 72 more, of which some sentences were among those that trained.

The coder is given what the judges had: title, day of publication and text. An event matches an entry of a list where
type and the countries of both sides are the same; one to one, in the order of the text. The sheets (`own/articles_*`)
hold offsets and codes; the articles stay with the measuring sets.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.loaded import Loaded
from dateline.records import Coded, Event, Party

ARTICLES = "gold/articles/wikinews_dev.jsonl"
OWN = Path(__file__).parent / "own"
SHEET, DEV_SHEET, SEEN_SHEET = (OWN / f"articles_{name}.jsonl" for name in ("judged", "dev", "seen"))
_UNKNOWN = "---"
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})

Key = tuple[str, frozenset[str], frozenset[str]]


def measure(loaded: Loaded) -> dict[str, Any]:
    """Recall of each judge's list, precision against both, and how far the judges agree by the same rule."""
    return _by_two(loaded) | {"dev": _by_one(loaded, DEV_SHEET), "seen": _by_one(loaded, SEEN_SHEET)}


def _coded(loaded: Loaded, sheet: Path) -> tuple[list[dict[str, Any]], dict[str, list[Key]]]:
    """The entries of a sheet, and by article what the coder finds."""
    entries = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    wanted = {e["article"] for e in entries}  # where a judge found nothing, an entry without type says so
    rows = [r for r in loaded.gold.rows(ARTICLES) if r["id"] in wanted]
    outcomes = zip(rows, loaded.code(rows, "published", "title"), strict=True)
    return entries, {r["id"]: _keys(o.events) if isinstance(o, Coded) else [] for r, o in outcomes}


def _by_one(loaded: Loaded, sheet: Path) -> dict[str, Any]:
    entries, coded = _coded(loaded, sheet)
    listed = {a: [_entry(e) for e in entries if e["article"] == a and e["type"]] for a in coded}
    found, total = sum(map(len, coded.values())), sum(map(len, listed.values()))
    right = sum(_shared(coded[a], listed[a]) for a in coded)
    types = sum(_shared(_types(coded[a]), _types(listed[a])) for a in coded)
    figures = {"precision": (right, found), "recall": (right, total)}
    figures |= {"typed_precision": (types, found), "typed_recall": (types, total)}
    return {"articles": len(coded), "events": found} | {k: n / m if m else 0.0 for k, (n, m) in figures.items()}


def _by_two(loaded: Loaded) -> dict[str, Any]:
    entries, coded = _coded(loaded, SHEET)
    judges = sorted({e["judge"] for e in entries})
    lists = {
        j: {a: [_entry(e) for e in entries if (e["judge"], e["article"]) == (j, a) and e["type"]] for a in coded}
        for j in judges
    }
    found = sum(map(len, coded.values()))
    out: dict[str, Any] = {"articles": len(coded), "events": found}
    for j in judges:
        total = sum(map(len, lists[j].values()))
        out[f"recall_{j}"] = sum(_shared(coded[a], lists[j][a]) for a in coded) / total
    either = sum(_in_either(coded[a], [lists[j][a] for j in judges]) for a in coded)
    out["precision_listed_by_either"] = either / found if found else 0.0
    out["judges_f1"] = _f1(lists[judges[0]], lists[judges[1]])
    types = sum(_shared(_types(coded[a]), _types(lists[judges[0]][a])) for a in coded)
    out["typed_recall_a"] = types / sum(map(len, lists[judges[0]].values()))
    out["typed_precision_a"] = types / found if found else 0.0
    return out


def _keys(events: Iterable[Event]) -> list[Key]:
    return [_key(e.type, _countries(e.actors), _countries(e.recipients)) for e in events]


def _key(kind: str, actors: frozenset[str], recipients: frozenset[str]) -> Key:
    """Who acts on whom says nothing where both sides do the same: there the two are one."""
    return (kind, actors | recipients, frozenset()) if kind in _MUTUAL else (kind, actors, recipients)


def _countries(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(p.country or _UNKNOWN for p in parties)


def _entry(entry: dict[str, Any]) -> Key:
    return _key(entry["type"], frozenset(entry["actors"]), frozenset(entry["recipients"]))


def _types(keys: Sequence[Key]) -> list[Key]:
    return [(k[0], frozenset(), frozenset()) for k in keys]


def _shared(a: Sequence[Key], b: Sequence[Key]) -> int:
    left, n = list(b), 0
    for key in a:
        if key in left:
            left.remove(key)
            n += 1
    return n


def _in_either(coded: Sequence[Key], lists: Sequence[Sequence[Key]]) -> int:
    best = max(lists, key=lambda keys: _shared(coded, keys))
    others = [k for keys in lists if keys is not best for k in keys]
    rest = list(coded)
    for key in best:
        if key in rest:
            rest.remove(key)
    return len(coded) - len(rest) + _shared(rest, others)


def _f1(a: dict[str, list[Key]], b: dict[str, list[Key]]) -> float:
    both = sum(_shared(a[k], b[k]) for k in a)
    return 2 * both / (sum(map(len, a.values())) + sum(map(len, b.values())))
