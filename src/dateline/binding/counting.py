"""Which event a number of people belongs to: the nearest whose type takes its kind (`counts.tsv`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from dateline.binding.scene import Scene
from dateline.ontology.table import read_table
from dateline.records import Count, Event, Quantity
from dateline.trees import Tree

TABLE = Path(__file__).with_name("counts.tsv")
_BACK = 2  # sentences: a toll often follows the attack it is of
_POINTING = frozenset({"the", "this", "that", "these", "it", "they"})


@cache
def _takes() -> dict[str, tuple[tuple[str, str], ...]]:
    """By kind: the types that take it, each with the mode it asks for."""
    rows = read_table(TABLE, ("kind", "type", "mode"))
    kinds = dict.fromkeys(r["kind"] for r in rows)
    return {kind: tuple((r["type"], r["mode"]) for r in rows if r["kind"] == kind) for kind in kinds}


def tie_counts(scene: Scene, events: Sequence[Event]) -> list[Event]:
    """The events with their counts. Of two numbers of one kind the one told first in the event's sentence stands.

    A number goes to the nearest event of its sentence that takes its kind; where there is none and nobody else is
    named as the doer, to the last such event of the two sentences before.
    """
    if not scene.quantities:
        return list(events)
    trees = {t.index: t for t in scene.trees}
    homes = [_home(scene.trees, e) for e in events]
    found: list[dict[str, Count]] = [{} for _ in events]
    late: list[tuple[int, Quantity]] = []
    for q in scene.quantities:
        taking = [n for n, e in enumerate(events) if homes[n] is not None and _fits(e, q)]
        here = [n for n in taking if homes[n] == q.sentence]
        tree = trees[q.sentence]
        if here:
            nearest = min(here, key=lambda n: (_distance(scene, tree, events[n], q.word), n))
            found[nearest].setdefault(q.kind, q.count)
        elif _is_bare(tree, q.word):
            before = [n for n in taking if 0 < q.sentence - (homes[n] or 0) <= _BACK and _same_field(events[n], tree)]
            late += [(max(before, key=lambda n: (homes[n], n)), q)] if before else []
    for n, q in late:
        found[n].setdefault(q.kind, q.count)
    return [replace(e, counts=counts) if counts else e for e, counts in zip(events, found, strict=True)]


def _home(trees: Sequence[Tree], event: Event) -> int | None:
    span = event.trigger.span
    for tree in trees:
        s = tree.sentence
        if s.field == span.field and s.start <= span.start < s.end:
            return tree.index
    return None


def _fits(event: Event, q: Quantity) -> bool:
    if event.status == "negated" and q.count.high != 0:
        return False
    rows = _takes().get(q.kind, ())
    return any(event.type == kind and (not mode or not event.modes or mode in event.modes) for kind, mode in rows)


def _same_field(event: Event, tree: Tree) -> bool:
    return event.trigger.span.field == tree.sentence.field


def _distance(scene: Scene, tree: Tree, event: Event, word: int) -> int:
    """Arcs of the tree between the word of a number and the nearest word of an event."""
    up = [word, *tree.ancestors(word)]
    steps = []
    for w in scene.words_under(tree, event.trigger.span):
        other = [w, *tree.ancestors(w)]
        meeting = next((a for a in up if a in other), None)
        if meeting is not None:
            steps.append(up.index(meeting) + other.index(meeting))
    return min(steps, default=len(tree))


def _is_bare(tree: Tree, word: int) -> bool:
    """Whether no new doer is named: "12 were killed", "the blast killed 12", but not "a bus crash killed 12"."""
    doers = tree.children(word, "obl:agent")
    if tree.children(word, "obj"):
        doers += tree.children(word, "nsubj")
    causes = tuple(c for c in tree.children(word, "obl") if tree.preposition(c) in ("in", "by", "from", "of"))
    for doer in (*doers, *causes):
        heads = {tree.lemma(doer), *(tree.lemma(d) for d in tree.children(doer, "det"))}
        if tree[doer].upos == "NOUN" and not heads & _POINTING:
            return False
    return True
