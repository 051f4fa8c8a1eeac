"""Predicted events against gold events, sentence by sentence.

Within a sentence, gold and predicted events are paired one to one, best pair first. Records marked `partial` list only
some of their events: there an unpaired prediction counts against strict precision only. Gold events with no PLOVER type
count for detection and CAMEO figures and are left out of the PLOVER figures.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from bench.scoring.codes import PLOVER_TYPES
from bench.scoring.comparing import Side, align, canonical, countries, match, overlap, right_kinds, tuples
from bench.scoring.rates import prf, share

LEAST_GOLD = 7  # figures of rarer types mean nothing


def score(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[str, Any]:
    """All figures. A record: `id`, `events`, and for gold `complete`: "events" (all are listed) or "partial"."""
    by_id = {r["id"]: r for r in predicted}
    tally = _Tally()
    for record in gold:
        tally.n["without prediction record"] += record["id"] not in by_id
        tally.add(record, by_id.get(record["id"], {}).get("events") or [])
    return tally.report()


class _Tally:
    def __init__(self) -> None:
        self.n: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.predicted: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.confusion: Counter[tuple[str, str]] = Counter()

    def add(self, record: dict[str, Any], events: list[dict[str, Any]]) -> None:
        gold, predicted = canonical(record.get("events") or []), canonical(events)
        complete = record.get("complete", "events") == "events"
        pairs = match(gold, predicted)
        self.n["sentences"] += 1
        self.n["empty sentences"] += not gold
        self.n["empty sentences kept empty"] += not gold and not predicted
        for prefix in ("", "complete ") if complete else ("",):
            self.n[prefix + "gold"] += len(gold)
            self.n[prefix + "pred"] += len(predicted)
            self.n[prefix + "paired"] += len(pairs)
        mates = dict(pairs)
        for i, side in enumerate(gold):
            mate = predicted[mates[i]] if i in mates else None
            self._gold_type(side, mate)
            self._cameo(side, mate)
            self._parties(side, mate)
        owners = {j: gold[i] for i, j in pairs}
        for j, side in enumerate(predicted):
            self._predicted_type(side, owners.get(j), complete=complete)
        self._tuples(gold, predicted if complete else [predicted[j] for _, j in pairs], complete=complete)

    def _gold_type(self, gold: Side, mate: Side | None) -> None:
        if not gold.kinds:
            return
        hit = right_kinds(gold, mate) if mate else []
        label = hit[0] if hit else gold.kinds[0]
        self.gold[label] += 1
        self.n["typed gold"] += 1
        self.right[label] += bool(hit)
        if mate:
            self.n["typed paired"] += 1
            self.n["type right"] += bool(hit)
            if not hit:
                self.confusion[gold.kinds[0], mate.kind or "none"] += 1

    def _predicted_type(self, side: Side, owner: Side | None, *, complete: bool) -> None:
        if not side.kind or (owner and not owner.kinds):
            return  # gold has no PLOVER type to compare with
        if owner is None and not complete:
            self.n["extra in partial records"] += 1
            return
        hit = right_kinds(owner, side) if owner else []
        self.predicted[hit[0] if hit else side.kind] += 1

    def _cameo(self, gold: Side, mate: Side | None) -> None:
        if not gold.cameo:
            return
        self.n["cameo gold"] += 1
        if mate:
            self.n["cameo paired"] += 1
            self.n["cameo answered"] += bool(mate.cameo)
            self.n["cameo root"] += mate.cameo is not None and mate.cameo[:2] == gold.cameo[:2]
            self.n["cameo full"] += mate.cameo == gold.cameo

    def _parties(self, gold: Side, mate: Side | None) -> None:
        actor, recipient = align(gold, mate)[1:] if mate else ([], [])
        any_code = any(p.get("code") for p in gold.actor + gold.recipient)
        for role, ours, theirs in (("actor", gold.actor, actor), ("recipient", gold.recipient, recipient)):
            if any(p.get("code") for p in ours) or (not ours and any_code):
                a, b = countries(ours), countries(theirs)
                self.n[role + " gold"] += len(a)
                self.n[role + " pred"] += len(b)
                self.n[role + " tp"] += len(a & b)
                if mate:
                    self.n[role + " paired gold"] += len(a)
                    self.n[role + " paired tp"] += len(a & b)
            if any(p.get("text") for p in ours):
                shared, n, m = overlap(ours, theirs)
                self.n["span shared"] += shared
                self.n["span gold"] += n
                self.n["span pred"] += m
                self.n["span roles"] += 1
                self.n["span touched"] += shared > 0

    def _tuples(self, gold: list[Side], predicted: list[Side], *, complete: bool) -> None:
        """Full tuples, where gold codes its parties. In partial records only paired predictions can be wrong."""
        coded = [bool(p.get("code")) for e in gold for p in e.actor + e.recipient]
        if not (complete or any(coded)) or not all(coded) or not (gold or complete):
            return
        a, b = tuples(gold), tuples(predicted)
        self.n["tuple gold"] += len(a)
        self.n["tuple pred"] += len(b)
        self.n["tuple tp"] += len(a & b)

    def report(self) -> dict[str, Any]:
        n = self.n
        kinds = [k for k in PLOVER_TYPES if self.gold[k] or self.predicted[k]]
        per_type = {k: prf(self.right[k], self.predicted[k], self.gold[k]) for k in kinds}
        all_kinds = [v["f1"] for k, v in per_type.items() if self.gold[k]]
        common = [v["f1"] for k, v in per_type.items() if self.gold[k] >= LEAST_GOLD]
        return {
            "counts": dict(n),
            "detection strict": prf(n["paired"], n["pred"], n["gold"]),
            "detection complete records": prf(n["complete paired"], n["complete pred"], n["complete gold"]),
            "typed (detected with the right PLOVER type)": prf(
                self.right.total(), self.predicted.total(), n["typed gold"]
            ),
            "type accuracy on paired": share(n["type right"], n["typed paired"]),
            "type macro-F1": sum(all_kinds) / len(all_kinds) if all_kinds else 0.0,
            "type macro-F1 of common types": sum(common) / len(common) if common else None,
            "cameo root accuracy on paired": share(n["cameo root"], n["cameo paired"]),
            "cameo full accuracy on paired": share(n["cameo full"], n["cameo paired"]),
            "cameo root recall": share(n["cameo root"], n["cameo gold"]),
            "cameo full recall": share(n["cameo full"], n["cameo gold"]),
            "actor country": prf(n["actor tp"], n["actor pred"], n["actor gold"]),
            "recipient country": prf(n["recipient tp"], n["recipient pred"], n["recipient gold"]),
            "actor country recall on paired": share(n["actor paired tp"], n["actor paired gold"]),
            "recipient country recall on paired": share(n["recipient paired tp"], n["recipient paired gold"]),
            "party words": prf(n["span shared"], n["span pred"], n["span gold"]),
            "party touched": share(n["span touched"], n["span roles"]),
            "tuple (actor country, type, recipient country)": prf(n["tuple tp"], n["tuple pred"], n["tuple gold"]),
            "empty sentences kept empty": share(n["empty sentences kept empty"], n["empty sentences"]),
            "per type": per_type,
            "confusions": [[g, p, c] for (g, p), c in self.confusion.most_common(12)],
        }
