"""Whom a phrase stands for: itself, or the party that it belongs to: "Haiti's efforts", "Israeli-Palestinian talks"."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.trees import Tree
from dateline.what.predicates import members

_NAMED_MODIFIERS = ("amod", "compound", "nmod:desc", "nmod:unmarked")
# What ties a noun to whoever it belongs to; "ambassador to China" is not China's.
_BELONGING = (
    dict.fromkeys(("of", "from", "against"), "of")
    | {"by": "by"}
    | dict.fromkeys(("in", "at", "near", "inside", "within", "outside", "around", "across", "on", "for"), "in")
)


def _joined(tree: Tree, word: int) -> tuple[int, ...]:
    """A word, and the name that hangs on it by a hyphen: "ISRAELI-PALESTINIAN talks"."""
    if tree[word].relation not in _NAMED_MODIFIERS:
        return (word,)
    pairs = ((word - 2, word), (word, word + 2))
    return next((p for p in pairs if p[0] >= 0 and p[1] < len(tree) and _is_pair(tree, *p)), (word,))


def _is_pair(tree: Tree, left: int, right: int) -> bool:
    first, hyphen, last = tree.tokens[left : right + 1]
    close = first.end == hyphen.start and hyphen.end == last.start
    bound = left in (last.head, tree[right].head) or right == first.head or close
    return hyphen.text in ("-", "–") and bound and first.text[:1].isupper() and last.text[:1].isupper()


_BONDS = ("possessor", "by", "modifier", "of", "in", "appos")  # nearest first


def stands_for_nobody(tree: Tree, head: int, abstract: frozenset[str]) -> bool:
    """Whether a noun is one of those that are no party, whoever they belong to; the Arab League is one."""
    return tree.lemma(head) in abstract and tree[head].upos != "PROPN"


@dataclass(frozen=True)
class PartyFinder:
    """Finds the parties that phrases of a sentence stand for.

    `heads` are phrases that have an actor, `persons` those of them that are one ("Chinese aid" only has one);
    `shared` are nouns that belong to whoever is named with "with" ("the border with Chad"); `abstract` are nouns that
    stand for nobody ("militarism").
    """

    tree: Tree
    heads: frozenset[int]
    persons: frozenset[int]
    shared: frozenset[str]
    abstract: frozenset[str]

    def owners(self, head: int, *, acting: bool = False) -> tuple[int, ...]:
        """The phrase itself if it is a party, else whoever it belongs to ("Haiti's efforts", "a village in Syria").

        Who acts is never merely where it acts: "an attack in Somalia" is nobody's yet.
        """
        while self.tree[head].relation == "flat":  # a surname is the person whose first name stands in the tree
            head = self.tree[head].head
        if stands_for_nobody(self.tree, head, self.abstract):
            return ()
        if head in self.heads:
            return tuple(w for w in _joined(self.tree, head) if w in self.heads)
        for kind, words in self._belongings(head):
            if acting and kind == "in":
                continue
            parties = tuple(w for w in words if w in self.heads)
            if not parties and kind != "modifier":
                parties = tuple(o for w in words for o in self.owners(w, acting=acting))
            if parties:
                return parties
        return ()

    def _belongings(self, head: int) -> list[tuple[str, tuple[int, ...]]]:
        """What hangs on a noun, nearest bond first."""
        groups: dict[str, tuple[int, ...]] = dict.fromkeys(_BONDS, ())
        for child in self.tree.children(head):
            relation, words = self.tree[child].relation, members(self.tree, child)
            kind = {"nmod:poss": "possessor", "appos": "appos"}.get(relation)
            if relation in _NAMED_MODIFIERS:
                kind = "modifier"
            elif relation == "acl":  # "crimes committed by the army"
                agents = self.tree.children(child, "obl:agent")
                kind, words = "of", tuple(m for a in agents for m in members(self.tree, a))
            elif relation == "nmod":
                preposition = self.tree.preposition(child)
                joint = preposition in ("with", "between") and self.tree.lemma(head) in self.shared
                kind = "of" if joint else _BELONGING.get(preposition)
            if kind is not None:
                groups[kind] += words
        return list(groups.items())
