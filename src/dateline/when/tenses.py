"""What the trees know about the words of time: the tense that governs them, and whether they are names or verbs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from dateline.records import Field, Token
from dateline.trees import Tree

Tense = Literal["past", "future", "present", "unknown"]

_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "should", "must", "may", "might", "can"})
_AHEAD = frozenset(
    {"plan", "expect", "schedule", "due", "set", "intend", "hope", "want", "aim", "vow", "promise", "prepare", "agree"}
)
_VERBAL = frozenset({"VERB", "AUX"})


class Tenses:
    """Looks up words by their offset in the article."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        self._trees: dict[Field, list[Tree]] = {"title": [], "text": []}
        for tree in trees:
            self._trees[tree.sentence.field].append(tree)
        self._starts = {field: [t.sentence.start for t in found] for field, found in self._trees.items()}

    def tense(self, field: Field, start: int) -> Tense:
        """The tense of the nearest finite verb above the word at `start`."""
        place = self._place(field, start)
        if place is None:
            return "unknown"
        tree, at = place
        for word in (at, *tree.ancestors(at)):
            if tree[word].upos in _VERBAL or tree.child(word, "cop", "aux", "aux:pass") is not None:
                found = _tense_of(tree, word)
                if found is not None:
                    # Headlines tell the past in the present tense.
                    return "unknown" if found == "present" and field == "title" else found
        return "unknown"

    def named(self, field: Field, start: int) -> bool:
        """Whether the word at `start` is part of a person's or an organisation's name."""
        token = self._token(field, start)
        return token is not None and token.name.endswith(("PER", "ORG"))

    def verbal(self, field: Field, start: int) -> bool:
        """Whether the word at `start` is a verb: "may", "march", "fall"."""
        token = self._token(field, start)
        return token is not None and token.upos in _VERBAL

    def _token(self, field: Field, start: int) -> Token | None:
        place = self._place(field, start)
        return None if place is None else place[0][place[1]]

    def _place(self, field: Field, start: int) -> tuple[Tree, int] | None:
        nearest = bisect_right(self._starts[field], start) - 1
        if nearest < 0:
            return None
        tree = self._trees[field][nearest]
        at = bisect_right(tree.tokens, start, key=lambda token: token.start) - 1
        return (tree, at) if at >= 0 and tree[at].start <= start < tree[at].end else None


def _tense_of(tree: Tree, word: int) -> Tense | None:
    """The tense of a clause by its head, or None where only a clause above can tell."""
    token, governor = tree[word], tree[word].head
    helpers = [tree[child] for child in tree.children(word, "aux", "aux:pass", "cop")]
    if any(tree[child].text.lower() == "to" for child in tree.children(word, "mark")):
        above = tree[governor].lemma.lower() if governor >= 0 else ""
        ahead = above in _AHEAD or (above == "go" and tree[governor].text.lower() == "going")
        return "future" if governor < 0 or ahead or token.relation.startswith("acl") else None
    if any(helper.text.lower() in _WILL for helper in helpers):
        return "future"
    if any(helper.lemma.lower() == "have" or helper.tense == "Past" for helper in helpers):
        return "past"
    if any(helper.tense == "Pres" for helper in helpers):
        return "future" if token.lemma.lower() in _AHEAD and token.tense == "Past" else "present"
    if token.verb_form in ("Ger", "Inf") or (token.verb_form == "Part" and token.tense != "Past"):
        return None
    return "past" if token.tense == "Past" else "present" if token.tense == "Pres" else None
