"""Two events side by side: one form for gold and predicted, how alike they are, which belong together.

Before matching, two events of a type without direction that differ only in order become one, and events that differ
only in one of several actors or recipients are merged: coders differ in whether "A and B sued C" is one event or two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bench.scoring.codes import BODY_ALIAS, ISO3, ISO3_ALIAS, NON_COUNTRY, SYMMETRIC, TYPE_ALIAS, country

Party = dict[str, Any]
_WORD = re.compile(r"\w+")


@dataclass
class Side:
    """An event of either side; `kinds` are the types that count as right, the first the chief one."""

    kinds: list[str]
    cameo: str | None
    actor: list[Party]
    recipient: list[Party]
    symmetric: bool
    trigger: str

    @property
    def kind(self) -> str | None:
        return self.kinds[0] if self.kinds else None


def party_country(party: Party) -> str | None:
    """The country a party stands for; None for bodies, movements and the unknown."""
    written = (party.get("country") or "").strip().upper()
    written = ISO3_ALIAS.get(written, written)
    if written:
        return written if written in ISO3 else None
    return country(party.get("code"))


def party_head(party: Party) -> str:
    """Country, or the kind of non-state body (IGO, NGO …), or "---"."""
    found = party_country(party)
    if found:
        return found
    head = (party.get("code") or party.get("country") or "")[:3].upper()
    head = BODY_ALIAS.get(head, head)
    return head if head in NON_COUNTRY or (head.isalpha() and len(head) == 3) else "---"


def _kinds(event: dict[str, Any]) -> list[str]:
    if event.get("types_ok"):
        return list(event["types_ok"])
    name = (event.get("type") or "").strip().upper()
    return list(TYPE_ALIAS.get(name, (name,))) if name else []


def _prepare(event: dict[str, Any]) -> Side:
    kinds = _kinds(event)
    return Side(
        kinds,
        str(event["cameo"]) if event.get("cameo") else None,
        list(event.get("actor") or []),
        list(event.get("recipient") or []),
        symmetric=bool(event.get("symmetric")) or (bool(kinds) and kinds[0] in SYMMETRIC),
        trigger=event.get("trigger") or "",
    )


def _name(party: Party) -> str:
    return (party.get("code") or party.get("text") or "").lower()


def _signature(parties: list[Party]) -> frozenset[str]:
    return frozenset(map(_name, parties))


def canonical(events: Iterable[dict[str, Any]]) -> list[Side]:
    """Both sides' one form: reciprocal pairs collapsed, events that share all but one side merged."""
    out: list[Side] = []
    for event in map(_prepare, events):
        if not any(_is_twin(o, event) for o in out):
            out.append(event)
    merged: list[Side] = []
    for event in out:
        if not any(_take_in(o, event) for o in merged):
            merged.append(event)
    return merged


def _is_twin(a: Side, b: Side) -> bool:
    return (
        a.symmetric
        and b.symmetric
        and (a.kind, a.cameo) == (b.kind, b.cameo)
        and _signature(a.actor) == _signature(b.recipient)
        and _signature(a.recipient) == _signature(b.actor)
    )


def _take_in(a: Side, b: Side) -> bool:
    """Merge `b` into `a` where only one side differs; whether it was."""
    if (a.kind, a.cameo, a.trigger) != (b.kind, b.cameo, b.trigger):
        return False
    if b.recipient and _signature(a.recipient) == _signature(b.recipient):
        a.actor = _join(a.actor, b.actor)
        return True
    if b.actor and _signature(a.actor) == _signature(b.actor):
        a.recipient = _join(a.recipient, b.recipient)
        return True
    return False


def _join(a: list[Party], b: list[Party]) -> list[Party]:
    have = _signature(a)
    return a + [p for p in b if _name(p) not in have]


def countries(parties: list[Party]) -> set[str]:
    """The countries among the parties."""
    return {c for c in map(party_country, parties) if c}


def overlap(a: list[Party], b: list[Party]) -> tuple[int, int, int]:
    """Words shared, words of `a`, words of `b`."""
    left, right = _words(a), _words(b)
    return sum((left & right).values()), sum(left.values()), sum(right.values())


def _words(parties: list[Party]) -> Counter[str]:
    return Counter(w for p in parties for w in _WORD.findall((p.get("text") or "").lower()))


def _role_score(gold: list[Party], predicted: list[Party]) -> float:
    a, b = countries(gold), countries(predicted)
    score = 1.5 * len(a & b) / max(len(a | b), 1)
    shared, n, m = overlap(gold, predicted)
    return score + shared / max(n, m) if n and m else score


def _orientations(gold: Side, predicted: Side) -> Iterator[tuple[list[Party], list[Party]]]:
    yield predicted.actor, predicted.recipient
    if gold.symmetric:
        yield predicted.recipient, predicted.actor


def align(gold: Side, predicted: Side) -> tuple[float, list[Party], list[Party]]:
    """Score, predicted actors and recipients of the best way to lay a prediction over a gold event."""
    best: tuple[float, list[Party], list[Party]] | None = None
    found: tuple[float, list[Party], list[Party]]
    for actor, recipient in _orientations(gold, predicted):
        if gold.symmetric and not gold.recipient:
            # gold writes both parties of a mutual event as actors and leaves the recipient out
            found = (_role_score(gold.actor, actor + recipient), actor + recipient, [])
        else:
            score = _role_score(gold.actor, actor) + _role_score(gold.recipient, recipient)
            found = (score, actor, recipient)
        if best is None or found[0] > best[0]:
            best = found
    assert best is not None
    return best


def right_kinds(gold: Side, predicted: Side) -> list[str]:
    """The types on which the two agree, sorted."""
    return sorted(set(gold.kinds) & set(predicted.kinds))


def _pair_score(gold: Side, predicted: Side) -> float:
    score = align(gold, predicted)[0]
    if right_kinds(gold, predicted):
        score += 4
    if gold.cameo and predicted.cameo:
        score += 3 * (gold.cameo == predicted.cameo) + 2 * (gold.cameo[:2] == predicted.cameo[:2])
    a, b = set(_WORD.findall(gold.trigger.lower())), set(_WORD.findall(predicted.trigger.lower()))
    return score + len(a & b) / len(a | b) if a and b else score


def match(gold: list[Side], predicted: list[Side]) -> list[tuple[int, int]]:
    """Greedy one-to-one pairs of indices, best score first; ties keep text order."""
    grid = sorted((-_pair_score(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted))
    taken_gold: set[int] = set()
    taken: set[int] = set()
    pairs = []
    for _, i, j in grid:
        if i not in taken_gold and j not in taken:
            taken_gold.add(i)
            taken.add(j)
            pairs.append((i, j))
    return pairs


def tuples(events: list[Side]) -> set[tuple[str, str, str]]:
    """(actor, type, recipient) by country or body; either order where the type has none."""
    out = set()
    for event in events:
        if event.kind is None:
            continue
        for a, b in _dyads(event):
            x, y = sorted((a, b)) if event.symmetric else (a, b)
            out.add((x, event.kind, y))
    return out


def _dyads(event: Side) -> list[tuple[str, str]]:
    actors = [party_head(p) for p in event.actor]
    recipients = [party_head(p) for p in event.recipient]
    if event.symmetric and not recipients and len(actors) > 1:
        return [(a, b) for i, a in enumerate(actors) for b in actors[i + 1 :]]
    return [(a, b) for a in actors or ["---"] for b in recipients or ["---"]]
