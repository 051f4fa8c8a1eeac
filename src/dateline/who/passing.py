"""Words that can be seen to be no party, or to be one, before phrases are composed: more than half are none."""

from __future__ import annotations

from collections.abc import Collection

from dateline.trees import Tree
from dateline.who.drafts import Scene
from dateline.who.facts import Facts
from dateline.who.gazetteer import Hit
from dateline.who.spelling import normalise, singular

COUNTS = frozenset({"hundred", "thousand", "dozen", "score", "million", "ten"})
_WHOM = {"obj": "done to people", "nsubj:pass": "done to people", "nsubj": "done by people"}
_ACTING = frozenset({"role", "body", "post"})  # kinds of agents that do something


def governing(tree: Tree, hits: Collection[int]) -> set[int]:
    """The words that are a name or a hit, or have one below them."""
    found: set[int] = set()
    for i, token in enumerate(tree.tokens):
        at = i if token.name != "O" or i in hits else -1
        while at >= 0 and at not in found:
            found.add(at)
            at = tree[at].head
    return found


def names_nobody(tree: Tree, head: int, facts: Facts, busy: Collection[int]) -> bool:
    """Whether a noun is no agent, and nothing below or beside it names anybody; `busy` is what `governing` gave."""
    token = tree[head]
    if "idiom after in" in facts.words.get(token.text, frozenset()) and tree.preposition(head) == "in":
        return len(tree.children(head)) == 1
    if token.upos != "NOUN" or head in busy or not facts.says_nobody.get(token.text):
        return False
    if token.relation == "conj" or (head + 1 < len(tree) and tree[head + 1].text == "-"):
        return False
    return all(tree[owner].upos == "PRON" for owner in tree.children(head, "nmod:poss"))


def counts_people(tree: Tree, head: int, facts: Facts) -> bool:
    """ "A bomb killed 27", "HUNDREDS were arrested", "tens of thousands marched": a number that leaves out of whom."""
    verb, token = tree[head].head, tree[head]
    told = _WHOM.get(token.relation)
    if verb < 0 or told is None or told not in facts.words.get(tree.lemma(verb), frozenset()):
        return False
    counted = [c for c in tree.children(head, "nmod") if tree.preposition(c) == "of" and not _is_number(tree, c)]
    return _is_number(tree, head) and not counted and not tree.children(head, "nmod:poss", "compound")


def _is_number(tree: Tree, word: int) -> bool:
    token = tree[word]
    named = token.upos == "NOUN" and singular(normalise(token.text)) in COUNTS
    return token.name == "O" and (token.upos == "NUM" or named)


def signs(tree: Tree, hit: Hit) -> bool:
    """ "Swedes blast response to tsunami (AP)": an agency in brackets, which sent the report and is no part of it."""
    if hit.entity.sectors[:1] != ("JRN",) or hit.start == 0 or hit.end == len(tree):
        return False
    return (tree[hit.start - 1].text, tree[hit.end].text) == ("(", ")")


def acts(tree: Tree, word: int, scene: Scene) -> bool:
    """ "The POLICE shooting", "REBEL attacks": a body before a noun that the parse takes for a side of an event."""
    if tree[word].relation != "compound":
        return False
    agent = scene.facts.agents.get(tree.lemma(word))
    if agent is None or agent.kind not in _ACTING:
        return False
    if scene.over(tree, tree.subtree(tree[word].head)[0], word):
        return False  # "US drone attacks" are those of the US
    told = tree.sentence.event_words or ()
    return any(e.word == tree[word].head or word in (p for p, _, _ in e.parties) for e in told)
