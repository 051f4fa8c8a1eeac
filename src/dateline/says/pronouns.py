"""Whom the pronoun of a speaker stands for: the persons and bodies of the report so far, weighed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from dateline.says.cues import Cues, load_cues
from dateline.says.genders import gender
from dateline.says.joining import Draft, Page
from dateline.says.speaking import is_person
from dateline.trees import Tree

_PARTS = frozenset({"compound", "flat", "nmod:desc", "amod", "appos", "nmod:poss", "vocative", "list"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_SORTS = {"he": "one", "she": "one", "they": "many", "it": "body"}
_OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it"}
_REACH = 5  # sentences that name somebody
_MOST = 200  # persons and bodies, so that a list of names costs no more than a report
_SPEAKS, _SUBJECT, _ASKED = 1.0, 1.5, -4.0  # weights; a sentence further back costs 1


class Person(NamedTuple):
    """Somebody named: tree of the page, heads of the phrase, where it begins, and what may stand for it."""

    tree: int
    heads: tuple[int, ...]
    start: int
    level: int
    subject: bool
    sort: str  # one, many, body
    gender: str
    key: str  # the last word of the name, or the noun


class _Seen(NamedTuple):
    person: Person
    tree: int
    level: int
    subject: bool


class Antecedents:
    """The persons and bodies of a page, and who has spoken so far; drafts are read in text order."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.people = [p for n, tree in enumerate(page.trees) for p in _people(page, n, tree, load_cues())]
        self.genders = {p.key: p.gender for p in reversed(self.people) if p.gender}
        self.next = 0  # of people: those before it stand before the pronoun
        self.seen: list[_Seen] = []
        self.spoken: set[str] = set()
        self.asked = ""  # who put the question that the next speaker answers

    def read(self, draft: Draft) -> Person | None:
        """Whom the speaker of a draft stands for, if it is a pronoun that can be resolved; notes who speaks."""
        tree, heads = self.page.tree(draft), draft.telling.tellers
        if not heads:
            return None
        at = tree[heads[0]].start
        while self.next < len(self.people) and self.people[self.next].start < at:
            p = self.people[self.next]
            self.seen.append(_Seen(p, p.tree, p.level, p.subject))
            self.next += 1
        word, level = tree[heads[0]].text.lower(), self.page.around(at)
        word = _OWNERS.get(word, word)
        found = self._find(word, level) if len(heads) == 1 and word in _SORTS else None
        if found is not None:
            if word in ("he", "she"):
                self.genders.setdefault(found.key, word)
            self.seen.append(_Seen(found, draft.telling.tree - self.page.first, level, subject=True))
        key = found.key if found is not None else name_key(tree, heads[0])
        self.spoken.add(key)
        self.asked = key if draft.telling.stance == "asks" and draft.quotations else ""
        return found

    def _find(self, word: str, level: int) -> Person | None:
        """The best of those in the last sentences that name somebody of the right sort."""
        best: tuple[float, Person] | None = None
        back, tree = -1, -1
        for seen in islice(reversed(self.seen), _MOST):
            if seen.level not in (level, -1) or not self._fits(seen.person, word):
                continue
            if seen.tree != tree:
                back, tree = back + 1, seen.tree
            if back >= _REACH:
                break
            score = self._weight(seen) - back
            if best is None or score > best[0] or (score == best[0] and seen.tree == best[1].tree):
                best = score, seen.person
        return None if best is None else best[1]

    def _fits(self, person: Person, word: str) -> bool:
        if word == "they":
            return person.sort != "one"
        return person.sort == _SORTS[word] and (word == "it" or self.genders.get(person.key, word) == word)

    def _weight(self, seen: _Seen) -> float:
        key = seen.person.key
        asked = _ASKED if key == self.asked else 0.0
        return asked + (_SUBJECT if seen.subject else 0.0) + (_SPEAKS if key in self.spoken else 0.0)


def _people(page: Page, number: int, tree: Tree, cues: Cues) -> Iterator[Person]:
    """The persons and bodies that a sentence names, in text order."""
    for i, token in enumerate(tree.tokens):
        if token.upos not in ("NOUN", "PROPN") or token.relation in _PARTS or token.relation == "conj":
            continue
        body = token.name[-3:] == "ORG" or token.lemma.lower() in cues.bodies or token.lemma.lower() in cues.papers
        if not body and not is_person(tree, i, cues):
            continue
        heads = tree.conjuncts(i)
        many = len(heads) > 1 or (token.number == "Plur" and token.upos == "NOUN")
        sort = "many" if many else "body" if body else "one"
        words = tree.phrase(i)
        name = tree.child(i, "appos")
        if name is not None and sort == "one":
            words = (*words, *tree.phrase(name))
        subject = token.relation in _SUBJECTS
        start = tree[tree.phrase(i)[0]].start
        yield Person(number, heads, start, page.around(start), subject, sort, gender(tree, words, i), name_key(tree, i))


def name_key(tree: Tree, head: int) -> str:
    """What a later mention of the same person repeats: the last word of the name, else the noun."""
    named_by = tree.child(head, "appos") if tree[head].upos != "PROPN" else None
    at = head if named_by is None or tree[named_by].upos != "PROPN" else named_by
    last = max((at, *(c for c in tree.children(at, "flat") if tree[c].upos == "PROPN")))
    return tree[last].text.lower() if tree[last].upos == "PROPN" else tree[last].lemma.lower()
