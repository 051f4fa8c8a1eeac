"""Two states of which a report has just told that one did something to the other, or is with it: whose is what follows.

"Ecuador accused Peru of spying. The minister recalled the envoy": the minister is Ecuador's, the envoy Peru's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from dateline.trees import Tree
from dateline.who.drafts import Draft

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "conj"})
FACED = "one of the two states told of before it"
_OBJECTS = ("obj", "iobj", "obl")
_INTO = frozenset({"in", "to", "into", "at", "near", "on", "inside", "across"})


class Encounter(NamedTuple):
    """The country of who acted, and the other one; whether the state acted itself, or a guest (no army), and whether it
    was done in the other's country.
    """

    doer: str
    other: str
    itself: bool
    abroad: bool
    guest: bool = False


def meet(groups: Iterable[Sequence[Draft]], states: Collection[str], home: str | None) -> Encounter | None:
    """What the nearest sentence tells that names two states and no more; who came to where the report is written.

    `groups` are the phrases of the sentences before, the nearest first; `home` is the country of the dateline.
    """
    guest = None
    for drafts in groups:
        own = [d for d in drafts if len(d.actors) == 1 and d.actors[0].country in states]
        countries = dict.fromkeys(d.actors[0].country or "" for d in own)
        if len(countries) > 2:
            return None
        first = next((d for d in own if _acts(d)), None)
        doer = first.actors[0].country if first is not None else None
        if len(countries) == 2 and first is not None and doer is not None:
            (other,) = (c for c in countries if c != doer)
            if first.tree[first.head].relation == "nsubj:pass":
                return Encounter(other, doer, itself=True, abroad=False)
            there = any(_is_scene(d, first) for d in own if d.actors[0].country == other)
            return Encounter(doer, other, itself=_is_state(first), abroad=there, guest=_is_guest(first))
        guest = guest or (doer if first is not None and first.person else None)
    return Encounter(guest, home, itself=False, abroad=True, guest=True) if guest and home and guest != home else None


def _acts(draft: Draft) -> bool:
    return draft.tree[draft.head].relation in SUBJECTS


def _is_state(draft: Draft) -> bool:
    return draft.kind != "nominal" and not draft.person and draft.agent is None


def _is_guest(draft: Draft) -> bool:
    """A president or an envoy, with or without a name; a company's people."""
    return draft.person != "" or (draft.agent is not None and draft.actors[0].sectors[:1] != ("MIL",))


def _is_scene(draft: Draft, first: Draft) -> bool:
    """Whether a country or town is where the other's subject went, or what it struck: "flew to Ankara"."""
    tree, verb = first.tree, first.tree[first.head].head
    if not draft.place and not _is_state(draft):
        return False
    at = draft.head
    if tree[at].head != verb and tree[at].relation == "nmod":  # "a visit to Ankara", "a village in Syria"
        at = tree[at].head
    there = tree.preposition(draft.head) in _INTO if tree[draft.head].relation in ("obl", "nmod") else True
    return tree[at].head == verb and tree[at].relation in _OBJECTS and there


def subjects_of(tree: Tree, head: int) -> frozenset[int]:
    """The subjects of the verb that a phrase stands under as its object."""
    at = head
    for above in tree.ancestors(head):
        if tree[above].upos == "VERB":
            under = tree[at].relation in _OBJECTS
            return frozenset(tree.children(above, *SUBJECTS)) if under else frozenset()
        at = above
    return frozenset()


def whose(met: Encounter, here: Collection[str], *, acts: bool, troops: bool, answers: bool) -> str:
    """Which of the two a body is of that names no country.

    `here` are the countries of who acts on it, which are not its own. Who acts without a name is of who acted before,
    unless it `answers`, or that was an army or a guest; soldiers are of who acted, whoever acts on them.
    """
    others = [c for c in (met.doer, met.other) if c not in here]
    if len(others) == 1:
        return others[0]
    if (troops and not met.guest) or (acts and met.itself and not answers):
        return met.doer
    return met.other
