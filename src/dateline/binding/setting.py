"""What the event is about: contexts from the words around it."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.binding.locating import find_place
from dateline.binding.scene import Scene
from dateline.ontology import Ontology
from dateline.trees import Tree

__all__ = ["find_contexts", "find_place"]

_ENOUGH = 2  # context words a paragraph must hold


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
