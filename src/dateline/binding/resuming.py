"""Acts that a report takes up again: "the talks", "the shelling" have the parties of the telling that they take up."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.binding.homing import BY_REPORT
from dateline.binding.parties import Parties, fill
from dateline.records import Candidate, Event, Party
from dateline.trees import Tree

Told = tuple[Candidate, Event]

ELSEWHERE = "told elsewhere in the report"
_MUTUAL = frozenset({"AGREE", "CONSULT"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})


def resume(own: Told, tellings: Sequence[Event], before: Sequence[Event], tree: Tree) -> Event:
    """The event with what its words leave out, by other tellings: `tellings` the nearest first, `before` those of
    the same type that stand before it.
    """
    candidate, event = own
    parties = other_side(event, tellings)
    if parties:
        return fill(event, "recipients" if event.actors and not event.recipients else "actors", parties, ELSEWHERE)
    if not takes_up(tree, candidate):
        return event
    known = next((e for e in before if _agree(event.actors, e.actors) and _agree(event.recipients, e.recipients)), None)
    return event if known is None else _with_sides(event, known)


def takes_up(tree: Tree, candidate: Candidate) -> bool:
    """Whether a telling points back: "the bombing", "the shelling killed 12"."""
    subjects = (s for s in tree.children(candidate.head, "nsubj") if s not in candidate.actors)
    return any(tree[w].upos == "NOUN" and _is_pointed_at(tree, w) for w in (candidate.head, *subjects))


def other_side(event: Event, tellings: Sequence[Event]) -> Parties:
    """Whom the one country that an agreement or a meeting names talks with, by the nearest telling that has both."""
    parties = (*event.actors, *event.recipients)
    named = _countries(parties)
    if event.type not in _MUTUAL or len(named) != 1 or not all(p.country for p in parties):
        return ()
    for other in tellings:
        both = (*other.actors, *other.recipients)
        found = _countries(both)
        if other.type in _MUTUAL and named < found and len(found) == len(named) + 1:
            return tuple(p for p in both if p.country and p.country not in named)
    return ()


def _is_pointed_at(tree: Tree, word: int) -> bool:
    return any(tree[d].text.lower() in _POINTING for d in tree.children(word, "det"))


def _agree(own: Parties, known: Parties) -> bool:
    return _is_open(own) or not known or _countries(own) == _countries(known)


def _is_open(parties: Parties) -> bool:
    """Nobody is named, or somebody whose country only the report suggests."""
    return all(BY_REPORT in p.reason for p in parties)


def _with_sides(event: Event, known: Event) -> Event:
    for side in ("actors", "recipients"):
        own, others = getattr(event, side), getattr(known, side)
        if not own:
            event = fill(event, side, others, ELSEWHERE)
        elif _is_open(own) and len(_countries(others)) == 1:
            event = replace(event, **{side: tuple(_of(p, others[0].country) for p in own)})
    return event


def _of(party: Party, country: str | None) -> Party:
    reason = party.reason.partition(f"; {BY_REPORT}")[0]
    return replace(party, country=country, reason=f"{reason}; {ELSEWHERE}")


def _countries(parties: Parties) -> frozenset[str]:
    return frozenset(p.country for p in parties if p.country)
