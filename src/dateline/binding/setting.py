"""What the event is about: contexts from the words around it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dateline.binding.scene import Scene
from dateline.ontology import Ontology
from dateline.trees import Tree

_ENOUGH = 2  # context words a paragraph must hold
_WORDS = re.compile(r"\w+")


def find_contexts(scene: Scene, tree: Tree, ontology: Ontology) -> tuple[str, ...]:
    """The contexts whose words stand in the sentence, or at least twice in its paragraph."""
    sentence = _plain(tree)
    same = (tree.sentence.field, tree.sentence.paragraph)
    paragraph = " ".join(_plain(t) for t in scene.trees if (t.sentence.field, t.sentence.paragraph) == same)
    words = frozenset(_WORDS.findall(paragraph))  # the sentence is part of its paragraph
    out = []
    for told in _tellings(ontology.version, tuple((c.name, c.words) for c in ontology.contexts.values())):
        if told.first.isdisjoint(words):
            continue
        if told.pattern.search(sentence) or len(told.pattern.findall(paragraph)) >= _ENOUGH:
            out.append(told.context)
    return tuple(out)


def _plain(tree: Tree) -> str:
    return " ".join(t.lemma.lower() for t in tree.tokens)


class _Telling(NamedTuple):
    """How a text tells a context: the words its phrases begin with, and the pattern of them all, whole words only."""

    context: str
    first: frozenset[str]
    pattern: re.Pattern[str]


@lru_cache(maxsize=4)
def _tellings(version: str, words: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[_Telling, ...]:
    """One telling a context. `version` keys the cache."""
    del version
    return tuple(
        _Telling(
            name,
            frozenset(_WORDS.findall(phrase)[0] for phrase in phrases),
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)"),
        )
        for name, phrases in words
        if phrases
    )
