"""Where the event is: the place its words govern, else the one its paragraph is set in, else the dateline's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from dateline.binding.scene import EDGES, Scene
from dateline.records import Candidate, Place
from dateline.trees import Tree

_AT = frozenset(
    "in at near outside inside around across throughout off along through within over above beyond beside onto "
    "against".split()
)
_ON = frozenset({"on"})  # "on Jolo island", but also "on Syria": only before a word for land
_NEAR = frozenset({"near", "outside", "around", "off", "beyond", "beside"})
_TOWARDS = frozenset({"to", "into", "from", "for"})
_MOVING = frozenset({"AID", "COOPERATE", "RETREAT", "CONCEDE", "SANCTION", "MOBILIZE", "COERCE", "AGREE"})
_SET = _AT | {"to", "into", "toward", "towards"}  # what ties a paragraph to a place: "fighting spread to Aden"
# Deeds that are done at the spot: a report sent from a third country tells of them from afar.
_PHYSICAL = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT"})

_TOPICS = frozenset({"about", "over", "regarding", "concerning"})

_LAND = frozenset((Path(__file__).parent / "land.txt").read_text(encoding="utf-8").split("\n", 1)[1].split())
_STRETCHES = EDGES | {"coast", "shore", "waters"}
_ATTACHED = frozenset(
    {"compound", "nmod:poss", "appos", "flat", "nmod:unmarked", "amod", "list", "nmod", "conj", "dep"}
)
_NOMINAL = frozenset(
    {"nmod", "obl", "obj", "conj", "appos", "nsubj:pass", "nmod:unmarked", "iobj", "obl:unmarked", "nsubj"}
)
_SAYING = frozenset("say tell announce add state report write".split())
_FINE = {"city": 0, "admin2": 1, "admin1": 2, "region": 3, "unknown": 2, "country": 4}


class _Phrase(NamedTuple):
    """The noun that a place name belongs to ("the outskirts of X"), its preposition, and how exactly it is meant."""

    top: int
    preposition: str
    geoprecision: int | None
    of_land: bool = False  # a noun such as "village" stands between


def find_place(scene: Scene, tree: Tree, candidate: Candidate) -> Place | None:
    """The place of an event with the reason, and how exactly it is known; None where the text does not say."""
    return (
        _governed(scene, tree, candidate, list(dict.fromkeys((candidate.head, *candidate.scope))))
        or _governed(scene, tree, candidate, _beside(tree, candidate.head))
        or _of_paragraph(scene, tree)
        or _of_dateline(scene, tree, candidate)
    )


def _governed(scene: Scene, tree: Tree, candidate: Candidate, scope: list[int]) -> Place | None:
    best: tuple[tuple[int, int, int], Place, _Phrase] | None = None
    for top, place in scene.places_in.get(tree.index, ()):
        for phrase in _phrases(tree, top, place):
            steps = _steps(tree, phrase, candidate, scope, place)
            if steps is None:
                continue
            rank = (steps, _FINE[place.precision], abs(top - candidate.head))
            if best is None or rank < best[0]:
                best = (rank, place, phrase)
            break
    if best is None:
        return None
    return _with(best[1], "the event's words govern it", best[2].geoprecision)


def _phrases(tree: Tree, top: int, place: Place) -> Iterator[_Phrase]:
    """The whole phrase, and the name with its own preposition ("the road to the airport in X")."""
    whole = _phrase(tree, top, place)
    yield whole
    if whole.top != top and tree.preposition(top) in _AT:
        yield _Phrase(top, tree.preposition(top), place.geoprecision)


def _phrase(tree: Tree, top: int, place: Place) -> _Phrase:
    """From a place name up to the noun phrase that it places: "in the Pakistani city of X", "off the coast of X"."""
    at, preposition, exact = top, tree.preposition(top), place.geoprecision
    for _ in range(6):
        up, relation = tree[at].head, tree[at].relation
        if up < 0 or (preposition in _AT and tree[up].lemma.casefold() not in _LAND):
            break
        land = tree[up].lemma.casefold()
        opens = land in _LAND or tree[up].name.endswith("-LOC")
        linked = preposition in ("", "of", "in") or (preposition == "with" and land in EDGES)
        if relation not in _ATTACHED or not opens or not linked:
            break
        if land in _STRETCHES and exact:
            exact = max(exact, 5) if exact != 6 else 5
        at, preposition = up, tree.preposition(up)
    if preposition in _NEAR and exact == 1:
        exact = 2
    return _Phrase(at, preposition, exact, at != top and tree[at].lemma.casefold() in _LAND)


def _steps(tree: Tree, phrase: _Phrase, candidate: Candidate, scope: list[int], place: Place) -> int | None:
    """Governors between the phrase and the event, through nouns only; None where the place is not the event's."""
    if not _ties(tree, phrase, candidate, scope, place):
        return None
    at = phrase.top
    if at in scope:
        return 0
    for n, above in enumerate(tree.ancestors(at), 1):
        if above in scope:
            return n
        if tree[above].upos in ("VERB", "AUX") or tree[at].relation not in _NOMINAL:
            return None
        if tree.preposition(above) in _TOPICS:
            return None
        at = above
    return None


def _ties(tree: Tree, phrase: _Phrase, candidate: Candidate, scope: list[int], place: Place) -> bool:
    """Whether preposition and relation say that something is there; "to" and "from" only with what moves."""
    governor, relation = tree[phrase.top].head, tree[phrase.top].relation
    visit = "visit" in candidate.modes and candidate.factuality.tense != "future"  # announced here, to take place there
    if phrase.preposition in _AT:
        return phrase.preposition != "against" or place.precision != "country"
    if phrase.preposition in _ON:
        return tree[phrase.top].lemma.casefold() in _LAND or place.precision in ("city", "region")
    if phrase.preposition in _TOWARDS:
        moves = candidate.type in _MOVING and governor == candidate.head and tree[governor].upos == "VERB"
        return moves or (visit and governor in scope)
    if phrase.preposition == "of":  # "the capture of Kunduz"
        return governor in scope and place.precision != "country"
    if relation in ("obj", "nsubj:pass") and governor in scope:
        edge = tree[phrase.top].lemma.casefold() in EDGES  # "closed its border with X" is done at home
        return visit or (phrase.of_land and not edge) or place.precision in ("city", "admin1", "admin2")
    return False


def _beside(tree: Tree, head: int) -> list[int]:
    """The clauses whose place an event shares: "raided homes in Hamburg and arrested a man", "visited X to sign"."""
    at, out = head, []
    for above in tree.ancestors(head):
        if tree[at].relation not in ("conj", "advcl", "xcomp", "obj", "obl", "nmod", "acl", "parataxis"):
            break
        if tree[above].upos == "VERB" and tree[above].lemma.casefold() not in _SAYING:
            out.append(above)
        at = above
    return out or [-1]


def _of_paragraph(scene: Scene, tree: Tree) -> Place | None:
    """The place that an earlier sentence of the paragraph is set in; the nearest sentence, the most exact place."""
    here = (tree.sentence.field, tree.sentence.paragraph)
    for earlier in reversed([t for t in scene.trees if t.index < tree.index]):
        if (earlier.sentence.field, earlier.sentence.paragraph) != here:
            break
        found = sorted(_settings(scene, earlier), key=lambda p: _FINE[p.precision])
        if found:
            return _with(found[0], "the paragraph is set there", found[0].geoprecision)
    return None


def _settings(scene: Scene, tree: Tree) -> Iterator[Place]:
    for top, place in scene.places_in.get(tree.index, ()):
        phrase = _phrase(tree, top, place)
        governor = tree[phrase.top].head
        if phrase.preposition in _SET and governor >= 0 and tree[governor].lemma.casefold() not in _SAYING:
            yield replace(place, geoprecision=phrase.geoprecision)


def _of_dateline(scene: Scene, tree: Tree, candidate: Candidate) -> Place | None:
    """Where the report was sent from; a deed is there only if one of its parties is of that country."""
    line = scene.article.dateline
    if line is None:
        return None
    place = next((p for p in scene.places if p.span.field == "text" and p.span.end <= line.span.end), None)
    if place is None or place.country is None:
        return None
    if candidate.type in _PHYSICAL:
        mentions = [scene.mention_at.get((tree.index, h)) for h in (*candidate.actors, *candidate.recipients)]
        countries = [{a.country for a in m.actors} if m else set() for m in mentions]
        if all(countries) and not any(place.country in c for c in countries):
            return None
    return _with(place, "no place in the text: the dateline's", place.geoprecision)


def _with(place: Place, reason: str, geoprecision: int | None) -> Place:
    return replace(place, reason=f"{reason}; {place.reason}", geoprecision=geoprecision)
