"""Acts that a report takes up again: "the talks", "the shelling" have the parties of the telling that they take up."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from msgspec.structs import replace

from dateline.binding.homing import BY_PLACE, BY_REPORT
from dateline.binding.parties import Parties, among, codes, fill
from dateline.records import Candidate, Event, Evidence, Party
from dateline.trees import Tree

Told = tuple[Candidate, Event]

ELSEWHERE = "told elsewhere in the report"
LACK_NOBODY = frozenset({"resign", "multilateral"})  # modes with one side
_MUTUAL = frozenset({"AGREE", "CONSULT"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_STEM, _ENDING = 4, 2  # letters that a verb and its noun share at least, and may differ in: "close" and "closure"


def resume(own: Told, tree: Tree, nearest: Iterable[Event], before: Iterable[tuple[str, Event]]) -> Event:
    """The event with what its words leave out, by other tellings.

    `nearest` are all others, the nearest first; `before` those of the same type that stand before it, each with the
    lemma of its chief word, the last first.
    """
    candidate, event = own
    parties = other_side(event, nearest)
    if parties:
        return fill(event, "recipients" if event.actors else "actors", parties, ELSEWHERE)
    nouns = [w for w in (candidate.head, *tree.children(candidate.head, "nsubj")) if _points_back(tree, w)]
    for verb, known in before if nouns else ():
        taken_up = candidate.head in nouns or any(akin(tree.lemma(w), verb) for w in nouns)
        if taken_up and _may_give(known, event) and _agree(event, known):
            resumed = _with_sides(event, known)
            if resumed is not event:
                return resumed
    return event


def other_side(event: Event, tellings: Iterable[Event]) -> Parties:
    """Whom the one party that an agreement or a meeting names talks with, by the nearest telling that has both."""
    parties = (*event.actors, *event.recipients)
    if event.type not in _MUTUAL or len(parties) != 1 or LACK_NOBODY & set(event.modes):
        return ()
    country = parties[0].country
    for other in tellings:
        both = (*other.actors, *other.recipients)
        found = {p.country for p in both if p.country}
        if other.type in _MUTUAL and _may_give(other, event) and country in found and len(found) == 2:
            return tuple(p for p in both if p.country and p.country != country)
    return ()


def akin(noun: str, verb: str) -> bool:
    """Whether one may be the other's noun, by their first letters."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(noun, verb, strict=False)))
    return shared >= max(_STEM, min(len(noun), len(verb)) - _ENDING)


def _points_back(tree: Tree, word: int) -> bool:
    """ "The bombing", "those talks"."""
    return tree[word].upos == "NOUN" and any(tree[d].text.lower() in _POINTING for d in tree.children(word, "det"))


def _may_give(known: Event, event: Event) -> bool:
    """What was not done has no doers; where that is told again, it may."""
    return known.status != "negated" or event.status == "negated"


def _agree(event: Event, known: Event) -> bool:
    sides = (event.actors, known.actors), (event.recipients, known.recipients)
    return all(_is_open(own) or not others or codes(own) == codes(others) for own, others in sides)


def _is_open(parties: Parties) -> bool:
    """Nobody is named, or somebody whose country only the report suggests."""
    return all(BY_REPORT in p.reason for p in parties)


def _with_sides(event: Event, known: Event) -> Event:
    """The event itself, where the other telling knows no more."""
    for side, across in (("actors", "recipients"), ("recipients", "actors")):
        own = getattr(event, side)
        others = tuple(p for p in getattr(known, side) if not among(p, getattr(event, across)))
        countries = {p.country for p in others if p.country and not _is_suggested(p)}
        if not own:
            event = fill(event, side, others, ELSEWHERE)
        elif _is_open(own) and len(countries) == 1:
            event = _of(event, side, countries.pop())
    return event


def _is_suggested(party: Party) -> bool:
    return BY_REPORT in party.reason or BY_PLACE in party.reason


def _of(event: Event, side: str, country: str) -> Event:
    """The event, a side of which is of the country that the other telling names."""
    own = getattr(event, side)
    evidence = tuple(Evidence(p.span, "context", side.removesuffix("s"), ELSEWHERE) for p in own)
    told = tuple(replace(p, country=country, reason=p.reason.replace(BY_REPORT, ELSEWHERE)) for p in own)
    return replace(event, evidence=event.evidence + evidence, **{side: told})
