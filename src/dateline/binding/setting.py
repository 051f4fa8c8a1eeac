"""Where the event is, and what it is about: place and contexts from the words around it."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.binding.scene import Scene
from dateline.ontology import Ontology
from dateline.records import Candidate, Place
from dateline.trees import Tree

_AT = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout", "off"})
_TOWARDS = frozenset({"to", "into", "from"})
_MOVING = frozenset({"AID", "COOPERATE", "RETREAT", "CONCEDE", "SANCTION", "MOBILIZE", "COERCE", "AGREE"})
_ENOUGH = 2  # context words a paragraph must hold


def find_place(scene: Scene, tree: Tree, candidate: Candidate) -> Place | None:
    """The place the event's own words govern ("in Paris"), or that its object stands in ("a village in Syria")."""
    best: tuple[int, Place] | None = None
    for top, place in scene.places_in.get(tree.index, ()):
        goal = candidate.head if candidate.type in _MOVING or "visit" in candidate.modes else -1
        distance = _distance(tree, top, set(candidate.scope), goal)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, place)
    return best[1] if best else None


def _distance(tree: Tree, top: int, scope: set[int], goal: int) -> int | None:
    """Governors between a place and the event. "To" and "from" count only with what moves (its word is `goal`)."""
    preposition = tree.preposition(top)
    for n, above in enumerate(tree.ancestors(top), 1):
        if above in scope:
            return n if preposition in _AT or (above == goal and preposition in _TOWARDS) else None
        if tree[above].upos == "VERB":
            return None
    return None


def find_contexts(scene: Scene, tree: Tree, ontology: Ontology) -> tuple[str, ...]:
    """The contexts whose words stand in the sentence, or at least twice in its paragraph."""
    sentence = _plain(tree)
    same = (tree.sentence.field, tree.sentence.paragraph)
    paragraph = " ".join(_plain(t) for t in scene.trees if (t.sentence.field, t.sentence.paragraph) == same)
    out = []
    for name, pattern in _patterns(ontology.version, tuple((c.name, c.words) for c in ontology.contexts.values())):
        if pattern.search(sentence) or len(pattern.findall(paragraph)) >= _ENOUGH:
            out.append(name)
    return tuple(out)


def _plain(tree: Tree) -> str:
    return " ".join(t.lemma.lower() for t in tree.tokens)


@lru_cache(maxsize=4)
def _patterns(version: str, words: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """One pattern a context, whole words only. `version` keys the cache."""
    del version
    return tuple((name, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, w))})(?!\w)")) for name, w in words if w)
