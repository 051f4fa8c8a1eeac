"""Who acts along with the subject: "Jordan, ALONG WITH EGYPT, condemned …", "Kenya joined UGANDA in condemning …"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dateline.trees import Tree

_WITH = frozenset({"along", "together"})
_NOUNS = ("nmod", "obl")


def companions(tree: Tree, verb: int, subjects: tuple[int, ...]) -> Iterator[int]:
    """The head words of those told beside the subjects, before the verb."""
    for subject in subjects:
        below = [*tree.children(subject, *_NOUNS), *tree.children(verb, "obl")]
        below += (c for a in tree.children(subject, "advmod") for c in tree.children(a, *_NOUNS))
        yield from (c for c in below if c < verb and _is_along(tree, c))
        for joined in tree.children(subject, "acl"):
            if tree.lemma(joined) == "join" and joined < verb:
                yield from tree.children(joined, "obl:agent")


def joined_in(tree: Tree, clause: int) -> tuple[int, ...]:
    """ "Joined UGANDA in condemning Sudan": whom the subject joins in what a clause says."""
    above = tree[clause].head
    mark = tree.child(clause, "mark")
    if above < 0 or mark is None or tree[mark].text.lower() != "in" or tree.lemma(above) != "join":
        return ()
    return tree.children(above, "obj")


def _is_along(tree: Tree, word: int) -> bool:
    """Not "along with its allies", whoever they are."""
    if any(tree[o].upos == "PRON" for o in tree.children(word, "nmod:poss")):
        return False
    first = min((word, *tree.children(word, "case", "det", "amod", "compound", "nmod:poss")))
    before = [tree[i].text.lower() for i in range(max(0, first - 2), word)]
    return any(a in _WITH and b == "with" for a, b in pairwise(before))
