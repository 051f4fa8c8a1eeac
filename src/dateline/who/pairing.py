"""Whom a phrase for several stands for: those of the last sentence that acts in one breath, else the last named."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.records import Actor
from dateline.trees import Tree
from dateline.who.drafts import Draft
from dateline.who.facing import FACED, SUBJECTS, subjects_of
from dateline.who.memory import Memory

_UNIONS = frozenset({"IGO", "UNO", "EUR"})
_IN = frozenset({"in", "at", "near", "from"})


def pair(memory: Memory, kind: str, tree: Tree, head: int, size: int = 2) -> tuple[Actor, ...]:
    """What "the two countries" stands for: those of the last sentence that acts in one breath, else the last named.

    All of that kind, one a country; not the subject of the same verb: "Norway urged both sides".
    """
    out: list[Actor] = []
    here = _who_asks(memory, tree, head)
    for whole in memory.back(tree.index, head):
        group = [s for s in whole if here.isdisjoint(a.country for a in s.draft.actors)]
        for seen in reversed(group):
            mates = seen.draft.tree.conjuncts(seen.head) if seen.subject else ()
            joint = {a.country: a for s in group if s.head in mates for a in _all(memory, kind, s.draft)}
            if not out and len(joint) == size:
                return tuple(joint.values())
        for made in (a for seen in reversed(group) for a in reversed(_all(memory, kind, seen.draft))):
            if all(made.country != o.country for o in out):
                out.append(made)
        if len(out) >= size:
            break
    return tuple(reversed(out[:size])) if len(out) >= size else ()


def union(memory: Memory, sentence: int, head: int) -> tuple[Actor, ...]:
    """The body that was named last: the one whose "member states" are meant."""
    for group in memory.back(sentence, head):
        for seen in reversed(group):
            if not seen.draft.person and seen.draft.kind == "name" and len(seen.draft.actors) == 1:
                (actor,) = seen.draft.actors
                if actor.country in _UNIONS:
                    return (replace(actor, reason=f"text: member states; {actor.reason}"),)
    return ()


def together(memory: Memory, sentence: int, head: int) -> tuple[Actor, ...]:
    """The countries that were last told in one breath: what "these nations" stands for."""
    for group in memory.back(sentence, head):
        for seen in reversed(group):
            mates = seen.draft.tree.conjuncts(seen.head)
            told = (a for s in group if s.head in mates for a in _all(memory, "countries", s.draft))
            found = tuple(dict.fromkeys(told))
            if len({a.country for a in found}) > 1:
                return found
    return ()


def facing(memory: Memory, sentence: int) -> tuple[Actor, ...]:
    """Two states of which the sentence before told that one did something to the other: "the rivals"."""
    met = memory.encounter(sentence, None)
    labels = memory.facts.labels
    both = (met.doer, met.other) if met is not None else ()
    return tuple(Actor(labels[c], c, ("GOV",), reason=f"text: {FACED}") for c in both)


def _who_asks(memory: Memory, tree: Tree, head: int) -> frozenset[str]:
    """The country that acts on a phrase, or the body of states that speaks of it: "the U.N. said both sides"."""
    own = subjects_of(tree, head)
    above = {s for a in tree.ancestors(head) for s in tree.children(a, *SUBJECTS)} - {head}
    found: set[str] = set()
    for draft in memory.at(tree, above):
        countries = {a.country or "" for a in draft.actors}
        if len(tree.conjuncts(draft.head)) == 1 and (draft.head in own or countries <= _UNIONS):
            found |= countries
    return frozenset(found)


def _all(memory: Memory, kind: str, draft: Draft) -> list[Actor]:
    tree, head = draft.tree, draft.head
    beside = tree[head].relation in ("amod", "compound") or (draft.place and tree.preposition(head) in _IN)
    made = (_as(memory, kind, a, draft) for a in draft.actors if not beside)
    return [a for a in made if a is not None]


def _as(memory: Memory, kind: str, actor: Actor, draft: Draft) -> Actor | None:
    if actor.country is None or (kind == "persons" and not draft.person):
        return None
    if kind == "any" and draft.kind != "name" and actor.sectors[:1] == ("CVL",):
        return None  # villagers are no side
    if kind == "bodies" and (draft.person or draft.place or "BUS" in actor.sectors):
        return None
    if kind != "countries":
        return actor
    label = memory.facts.labels.get(actor.country)
    if label is None:
        return None
    return Actor(label, actor.country, ("GOV",), reason=f"text: both countries; {actor.reason}")
