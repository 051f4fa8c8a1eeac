"""Events that are none of the day's: the matter of an anniversary, a film or a novel, or a contest of teams."""

from __future__ import annotations

from collections.abc import Collection

from dateline.records import Candidate
from dateline.trees import Tree
from dateline.what.frames import Lexicon

# What teams are said to do to each other; a ban or a boycott is real.
_PLAYED = frozenset("ASSAULT CONSULT RETREAT CONCEDE THREATEN COERCE MOBILIZE".split())
_DEPICT = frozenset("tell follow depict show imagine portray describe recount chronicle picture feature".split())
_ABOUT = frozenset({"about", "on", "of", "during"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")


def is_remembered(tree: Tree, head: int, lexicon: Lexicon) -> bool:
    """Whether the event is told as the matter of an anniversary, or is invented."""
    above, settings = _around(tree, head)
    matter = lexicon.commemorations | lexicon.works
    return any(tree.lemma(w) in matter for w in (*above, *settings)) or is_invented(tree, head, lexicon)


def is_invented(tree: Tree, head: int, lexicon: Lexicon) -> bool:
    """Whether it is the matter of a work of fiction: "in the film, …", "a film about …", "the novel tells how …"."""
    above, settings = _around(tree, head)
    inside = {head, *above}
    about = [tree[w].head for w in (head, *above) if tree[w].head >= 0 and tree.preposition(w) in _ABOUT]
    telling = (a for a in above if tree.lemma(a) in _DEPICT)  # "the film sparked protests" is real
    works = (s for a in telling for s in tree.children(a, *_SUBJECTS) if s not in inside)
    return any(tree.lemma(w) in lexicon.works for w in (*about, *settings, *works))


def _around(tree: Tree, head: int) -> tuple[list[int], list[int]]:
    """The words above a word, and those that it or they are told to be in."""
    above = list(tree.ancestors(head))
    return above, [c for a in (head, *above) for c in tree.children(a, "obl") if tree.preposition(c) == "in"]


def is_played(tree: Tree, candidate: Candidate, states: Collection[int], lexicon: Lexicon) -> bool:
    """ "Iran and Iraq clash in a World Cup qualifier": teams called by their countries; `states` are such names."""
    parties = {*candidate.actors, *candidate.recipients}
    if candidate.type not in _PLAYED or not parties <= {*states}:
        return False
    return any(tree.lemma(w) in lexicon.contests for w in range(len(tree)))
