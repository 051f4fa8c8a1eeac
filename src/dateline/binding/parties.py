"""Mentions as parties of an event; the party that a sentence names besides those at the verb; sides filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dateline.binding.scene import Scene
from dateline.records import Candidate, Event, Evidence, Party
from dateline.trees import Tree

Parties = tuple[Party, ...]

# What hangs on a verb by these is told of something else.
_ELSEWHERE = frozenset({"parataxis", "acl:relcl", "conj", "appos", "discourse", "dislocated", "advcl"})
# Below these stands when or where, not whom; but where troops go or stand, there is whom they face.
_AROUND = frozenset({"after", "before", "during", "since", "while", "in", "at", "of", "near", "by", "according to"})
_FACED = {"MOBILIZE": frozenset({"in", "near"})}
_DEEPEST = 3


def to_parties(scene: Scene, tree: Tree, heads: Sequence[int]) -> Parties:
    """One party an actor; a mention such as "the two countries" gives several."""
    out: list[Party] = []
    for head in (h for top in heads for h in (top, *_beside_in_headlines(scene, tree, top))):
        mention = scene.mention_at.get((tree.index, head))
        if mention is None:
            continue
        for actor in mention.actors:
            party = Party(
                text=mention.text,
                span=mention.span,
                name=actor.name,
                country=actor.country,
                sectors=actor.sectors,
                entity=actor.entity,
                office=actor.office,
                reason=actor.reason,
            )
            if all((p.name, p.country) != (party.name, party.country) for p in out):
                out.append(party)
    return tuple(out)


def _beside_in_headlines(scene: Scene, tree: Tree, head: int) -> Iterator[int]:
    """ "Yemen, Eritrea promise", "Kohl, Yeltsin meet": headlines have a comma for "and".

    What looks like an apposition is another country, or a leader of one.
    """
    first = _leading(scene, tree, head)
    for child in tree.children(head, "appos", "nmod:unmarked") if first else ():
        second = _leading(scene, tree, child)
        if second and second != first and [t.text for t in tree.tokens[head + 1 : tree.phrase(child)[0]]] == [","]:
            yield child


def _leading(scene: Scene, tree: Tree, head: int) -> str | None:
    """The country of a name that stands for it: its own, its capital's, that of one of its leaders."""
    mention = scene.mention_at.get((tree.index, head))
    if mention is None or mention.kind != "name" or len(mention.actors) != 1:
        return None
    (actor,) = mention.actors
    state = tree[head].name.endswith("LOC") and actor.sectors == ("GOV",) and not actor.office
    leader = " " not in mention.text and actor.office is not None and actor.sectors[:1] == ("GOV",)
    return actor.country if state or leader else None


def find_beside(scene: Scene, tree: Tree, candidate: Candidate, known: Sequence[Party]) -> Parties:
    """The party of another country that hangs nearest below the verb: "mobilised troops for a war against Iraq".

    Nobody, where two are as near and are not told in one breath.
    """
    countries = {p.country for p in known}
    found: list[tuple[int, int, Parties]] = []
    for depth, word in _below(tree, candidate, scene.event_words[tree.index]):
        parties = tuple(p for p in to_parties(scene, tree, [word]) if p.country and p.country not in countries)
        if parties and tree[word].upos != "PRON":
            found.append((depth, word, parties))
    found.sort(key=lambda f: f[:2])
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return ()
    together = {found[0][1], *tree.conjuncts(found[0][1])}
    return tuple(p for _, word, parties in found if word in together for p in parties)


def _below(tree: Tree, candidate: Candidate, events: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The words under the event's words, each with its distance; not those of other events, or told beside it."""
    around = _AROUND - _FACED.get(candidate.type, frozenset())
    level = sorted({*candidate.trigger, candidate.head})
    seen = {*level, *candidate.actors, *events}
    for depth in range(1, _DEEPEST + 1):
        level = [
            c
            for w in level
            for c in tree.children(w)
            if c not in seen and not _stands_apart(tree, c) and tree.preposition(c) not in around
        ]
        seen.update(level)
        yield from ((depth, c) for c in level)


def _stands_apart(tree: Tree, word: int) -> bool:
    """Whether a word opens another thing told, or sets the scene before the verb."""
    return tree[word].relation in _ELSEWHERE or (tree[word].relation == "obl" and word < tree[word].head)


def fill(event: Event, side: str, parties: Parties, reason: str) -> Event:
    """The event with more parties on a side, tied to the words that name them, for a reason."""
    if not parties:
        return event
    evidence = tuple(Evidence(p.span, "context", side.removesuffix("s"), reason) for p in parties)
    told = (replace(p, reason=f"{p.reason}; {reason}") for p in parties)
    return replace(event, evidence=event.evidence + evidence, **{side: (*getattr(event, side), *told)})


def among(party: Party, parties: Parties) -> bool:
    """The same party: one name, or one country and the same first sector."""
    return any(
        party.name.casefold() == p.name.casefold()
        or (party.country is not None and party.country == p.country and party.sectors[:1] == p.sectors[:1])
        for p in parties
    )


def codes(parties: Sequence[Party]) -> frozenset[str]:
    """The countries of parties; of those without one, the names."""
    return frozenset(p.country or p.name.casefold() for p in parties)
