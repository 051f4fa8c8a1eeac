"""What the event is about: contexts from the words around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dateline.binding.scene import Scene
from dateline.ontology import Ontology
from dateline.trees import Tree

_ENOUGH = 2  # context words a paragraph must hold

# By the first word of a phrase: its other words, and the context that they tell.
_Tellings = dict[str, list[tuple[tuple[str, ...], str]]]


def find_contexts(scene: Scene, tree: Tree, ontology: Ontology) -> tuple[str, ...]:
    """The contexts whose words stand in the sentence, or at least twice in its paragraph."""
    same = (tree.sentence.field, tree.sentence.paragraph)
    around: Counter[str] = Counter()
    for other in scene.trees:
        if (other.sentence.field, other.sentence.paragraph) == same:
            if other.index not in scene.contexts_in:
                scene.contexts_in[other.index] = _tell(other, ontology)
            around.update(scene.contexts_in[other.index])
    here = scene.contexts_in[tree.index]
    return tuple(c for c in ontology.contexts if here[c] or around[c] >= _ENOUGH)


def _tell(tree: Tree, ontology: Ontology) -> Counter[str]:
    """How often a sentence tells each context. A phrase within another of the same context is not counted again."""
    tellings = _tellings(ontology.version, tuple((c.name, c.words) for c in ontology.contexts.values()))
    words = _words(tree)
    told: Counter[str] = Counter()
    until: dict[str, int] = {}
    for i, forms in enumerate(words):
        for rest, context in (row for form in sorted(forms) for row in tellings.get(form, ())):
            end = i + 1 + len(rest)
            if end <= len(words) and all(w in words[i + 1 + k] for k, w in enumerate(rest)):
                told[context] += i >= until.get(context, 0)
                until[context] = max(end, until.get(context, 0))
    return told


def _words(tree: Tree) -> Sequence[frozenset[str]]:
    """The words, hyphens apart, each as it stands and as the dictionary has it: "rights" is also "right"."""
    out: list[frozenset[str]] = []
    for token in tree.tokens:
        form, lemma = token.text.lower(), token.lemma.lower()
        if "-" not in form:
            out.append(frozenset((form, lemma)))
            continue
        forms, lemmas = form.split("-"), lemma.split("-")
        pairs = zip(forms, lemmas if len(lemmas) == len(forms) else forms, strict=True)
        out += [frozenset(pair) for pair in pairs if pair[0]]
    return out


@lru_cache(maxsize=4)
def _tellings(version: str, words: tuple[tuple[str, tuple[str, ...]], ...]) -> _Tellings:
    """The phrases that tell contexts. `version` keys the cache."""
    del version
    out: _Tellings = {}
    for context, phrases in words:
        for phrase in phrases:
            first, *rest = phrase.replace("-", " ").replace("'s ", " 's ").replace("s' ", "s ' ").split()
            out.setdefault(first, []).append((tuple(rest), context))
    return out
