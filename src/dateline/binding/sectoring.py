"""Sectors that the act itself tells: what strikes for a country is its army, what is struck in a country its people."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.binding.parties import Parties
from dateline.binding.scene import Scene
from dateline.records import Candidate, Event, Party
from dateline.trees import Tree

_OF_ARMS = frozenset({"ASSAULT", "MOBILIZE"})
_ON_PEOPLE = frozenset({"ASSAULT", "COERCE", "THREATEN"})
_COUNTRY = ("GOV",)  # how a country that stands by itself is read
_BY_ARMS, _ITS_PEOPLE = "its armed forces, by the act", "its people: a place or thing of theirs"
_PEOPLE = "its people, by the act"
_ITEM = "Q"  # how the identifiers of Wikidata begin, by which states and persons are known, persons by the facts


def settle_arms(scene: Scene, tree: Tree, candidate: Candidate, actors: Parties) -> Parties:
    """The actors; a country that only an adjective names, "a US air strike", "US drones", acts by its armed forces.

    A town before its noun is where it was struck: "the London attacks".
    """
    if candidate.type not in _OF_ARMS:
        return actors
    struck = {t.end for t in tree.tokens if t.relation == "compound"} if candidate.type == "ASSAULT" else set()
    actors = tuple(a for a in actors if a.span.end not in struck or a.span not in scene.towns)
    named = {t.end for t in tree.tokens if t.relation in ("amod", "compound", "nmod:poss")}
    return tuple(
        replace(a, sectors=("MIL",), reason=f"{a.reason}; {_BY_ARMS}")
        if a.sectors == _COUNTRY and a.span.end in named
        else a
        for a in actors
    )


def settle_people(event: Event) -> Event:
    """The event; force or a threat against a place or thing of a country, "shelled Gaza", is against its people, and
    where a country by itself protests, "protests in China", its people do.
    """
    if event.type == "PROTEST":
        return replace(event, actors=tuple(map(_as_people, event.actors)))
    if event.type not in _ON_PEOPLE:
        return event
    return replace(
        event,
        recipients=tuple(
            replace(r, sectors=("CVL",), reason=f"{r.reason}; {_ITS_PEOPLE}") if r.country and not r.sectors else r
            for r in event.recipients
        ),
    )


def _as_people(party: Party) -> Party:
    by_itself = party.sectors in ((), _COUNTRY) and party.office is None and "facts" not in party.reason
    if not by_itself or not (party.entity or "").startswith(_ITEM):
        return party
    return replace(party, sectors=("CVL",), reason=f"{party.reason}; {_PEOPLE}")
