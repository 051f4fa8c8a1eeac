"""Phrases for several of those named before: "the two countries", "both sides", "these nations", "the former"."""

from __future__ import annotations

from dateline.records import Actor
from dateline.trees import Tree
from dateline.who.drafts import Draft
from dateline.who.facts import Facts
from dateline.who.memory import Memory
from dateline.who.pairing import facing, pair, together, union
from dateline.who.spelling import normalise, singular

_THESE = frozenset({"these", "those"})
_POINTING = _THESE | {"the", "both", "all", "their", "its"}
_SIZES = {"two": 2, "both": 2, "each": 2, "either": 2, "neither": 2, "three": 3, "four": 4}
_SIDES = frozenset({"sides", "parties"})  # of which there are two
_KINDS = ("countries", "persons", "bodies", "any")  # classes of `words.tsv`, the narrowest first
_OPPOSED = frozenset({"opposed", "others"})  # "the rivals", "the neighbours"
_TWO = frozenset({"pair", "first", "second"})  # "the pair", "the former", "the latter"
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "conj", "appos"})


def gather(tree: Tree, head: int, facts: Facts, memory: Memory) -> Draft | None:
    """The phrase around `head` with whom it stands for; None where it is no such phrase, or nobody was named."""
    lemma = normalise(tree[head].text)
    classes = facts.words.get(lemma, frozenset()) | facts.words.get(singular(lemma), frozenset())
    before = [tree[c] for c in tree.children(head, "det", "nummod", "det:predet", "amod", "nmod:poss")]
    if lemma == "koreas":
        twins = [Actor(facts.labels[c], c, ("GOV",), reason=f"text: {tree[head].text}") for c in ("KOR", "PRK")]
        return _drafted(tree, head, lemma, tuple(twins))
    named = any(t.name != "O" for t in before) or bool(tree.children(head, "acl:relcl"))
    words = [t.text.lower() for t in before]
    if tree[head].upos == "NUM" and "the" in words and lemma in _SIZES and tree[head].relation in _ARGUMENTS:
        size = _SIZES[lemma]  # "the two agreed to"
        actors = pair(memory, "persons", tree, head, size) or pair(memory, "any", tree, head, size)
        return _drafted(tree, head, lemma, actors)
    if "the" in words and tree[head].number == "Plur" and classes & _OPPOSED:
        return _drafted(tree, head, lemma, facing(memory, tree.index) or together(memory, tree.index, head))
    if named or classes.isdisjoint(_TWO.union(_KINDS)):
        return None
    if "countries" in classes and not tree.children(head, "nummod", "nmod") and _are_members(tree, head):
        return _drafted(tree, head, lemma, union(memory, tree.index, head))
    two = _of_two if classes & _TWO else _of_many
    return _drafted(tree, head, lemma, two(tree, head, words, classes, memory))


def _are_members(tree: Tree, head: int) -> bool:
    """ "Member states": those of the body that was named last."""
    return any(tree.lemma(c) == "member" for c in tree.children(head, "compound"))


def _drafted(tree: Tree, head: int, lemma: str, actors: tuple[Actor, ...]) -> Draft | None:
    words = [w for w in tree.phrase(head) if w <= head]
    return Draft(tree, head, words, actors, word=lemma, plural=True) if actors else None


def _of_two(tree: Tree, head: int, words: list[str], classes: frozenset[str], memory: Memory) -> tuple[Actor, ...]:
    noun = tree[head].upos in ("NOUN", "ADJ", "PROPN") and tree[head].relation in _ARGUMENTS
    if not noun or _POINTING.isdisjoint(words):
        return ()
    actors = ("pair" in classes and pair(memory, "persons", tree, head)) or pair(memory, "any", tree, head)
    if "first" in classes or "second" in classes:
        actors = actors[:1] if "first" in classes else actors[-1:]
    return actors


def _of_many(tree: Tree, head: int, words: list[str], classes: frozenset[str], memory: Memory) -> tuple[Actor, ...]:
    kind = next(k for k in _KINDS if k in classes)
    many = tree[head].number == "Plur"
    sides = normalise(tree[head].text) in _SIDES and not _POINTING.isdisjoint(words)
    size = next((_SIZES[w] for w in words if w in _SIZES), 2 if sides else 0)
    if not size and many and kind == "countries" and not _THESE.isdisjoint(words):
        return together(memory, tree.index, head)
    if not size or (not many and kind != "any"):
        return ()
    return pair(memory, kind, tree, head, size) or pair(memory, "any", tree, head, size)
