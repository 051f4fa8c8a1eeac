"""Joins quotations to the tellings that introduce, follow, interrupt or merely precede them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dateline.says.cues import load_cues
from dateline.says.quotations import Quotation
from dateline.says.speaking import is_person, subject
from dateline.says.told import Telling
from dateline.trees import Tree

_ENDS = ",.!?…—–-"
_NEAR = (
    160  # characters between a quotation and the cue that follows it: "said Ali Reza, who has led … since 2012" is more
)
_SHORT = 14  # words of a sentence that only says whose the quotation was


class Draft:
    """An attribution in the making: a telling, and the quotations that are its content beside what syntax gives."""

    __slots__ = ("copied", "parent", "quotations", "telling", "whole")

    def __init__(self, telling: Telling, parent: Draft | None = None, *, copied: bool = False) -> None:
        self.telling, self.parent, self.copied = telling, parent, copied
        self.quotations: list[int] = []
        self.whole = False  # a joined quotation is complete in itself: words outside of it are not content


class Page:
    """One field of the article: its text, its trees (with their place among all trees), and its quotations."""

    __slots__ = ("_starts", "first", "quotations", "text", "trees")

    def __init__(self, text: str, trees: Sequence[Tree], first: int, quotations: Sequence[Quotation]) -> None:
        self.text, self.trees, self.first, self.quotations = text, trees, first, quotations
        self._starts = [q.start for q in quotations]

    def around(self, offset: int) -> int:
        """The innermost quotation that holds an offset, or -1."""
        at = bisect_right(self._starts, offset) - 1
        while at >= 0 and self.quotations[at].end <= offset:
            at = self.quotations[at].around
        return at

    def beginning(self, start: int, end: int) -> Sequence[Quotation]:
        """The quotations that begin between two offsets."""
        return self.quotations[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def wordless(self, start: int, end: int) -> bool:
        """Whether nothing but marks and spaces stands between two offsets."""
        return not any(c.isalnum() for c in self.text[start:end])

    def tree(self, draft: Draft) -> Tree:
        """The tree that a draft's telling was read from."""
        return self.trees[draft.telling.tree - self.first]

    def cue_start(self, draft: Draft) -> int:
        """Where the cue of a draft begins."""
        return self.tree(draft)[draft.telling.cue[0]].start

    def cue_end(self, draft: Draft) -> int:
        """Where the cue of a draft ends."""
        return self.tree(draft)[draft.telling.cue[-1]].end


def join(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The drafts with their quotations; quotations that only go on from the sentence before add drafts of their own."""
    by_tree: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_tree.setdefault(draft.telling.tree - page.first, []).append(draft)
    joiner = _Joiner(page, by_tree)
    for number in range(len(page.quotations)):
        joiner.place(number)
    return [*drafts, *joiner.added]


class _Joiner:
    def __init__(self, page: Page, by_tree: dict[int, list[Draft]]) -> None:
        self.page, self.by_tree = page, by_tree
        self.added: list[Draft] = []
        self.starts = [t.sentence.start for t in page.trees]
        self.levels = {id(d): page.around(page.cue_start(d)) for drafts in by_tree.values() for d in drafts}

    def place(self, number: int) -> None:
        quotation = self.page.quotations[number]
        first = max(bisect_right(self.starts, quotation.start) - 1, 0)
        last = max(bisect_right(self.starts, quotation.end - 1) - 1, 0)
        if not self.starts:
            return
        near = self._level(first, quotation) + (self._level(last, quotation) if last != first else [])
        chosen = [d for d in near if self._overlaps(d, quotation)]
        if not chosen:
            chosen = self._after(near, quotation) or self._before(near, quotation)
        if chosen:
            self._attach(chosen, number, whole=self._whole(quotation, first))
        elif self._alone(quotation, first, last):
            self._borrow(number, first, last)

    def _level(self, at: int, quotation: Quotation) -> list[Draft]:
        """The tellings of a sentence that stand on the same level of quoting."""
        return [d for d in self.by_tree.get(at, ()) if self.levels[id(d)] == quotation.around]

    def _overlaps(self, draft: Draft, quotation: Quotation) -> bool:
        tree = self.page.tree(draft)
        return any(quotation.start <= tree[w].start < quotation.end for w in draft.telling.content)

    def _after(self, near: list[Draft], quotation: Quotation) -> list[Draft]:
        """`"…," said Ali`."""
        text, end = self.page.text, quotation.end
        if text[end - 1] not in _ENDS and text[end + 1 : end + 2] not in tuple(",-–—"):
            return []
        for draft in near:
            start = self.page.cue_start(draft)
            if end < start <= end + _NEAR and draft.telling.takes_quotation and not draft.telling.content:
                return self._chain(draft, near) if not self._between(end, start) else []
        return []

    def _before(self, near: list[Draft], quotation: Quotation) -> list[Draft]:
        """`Ali said: "…"`."""
        lead = self.page.text[max(quotation.start - 8, 0) : quotation.start].rstrip("\"“«„`' \n")
        for draft in reversed(near):
            end = self.page.cue_end(draft)
            if end > quotation.start or not draft.telling.takes_quotation:
                continue
            near_by = quotation.start - end < 40 and self._wording(draft, quotation)
            if quotation.start - end >= 40 and self._aside(draft):
                continue
            goes_on = bool(draft.quotations) and lead.endswith(",")  # "…," said Ali, "…"
            if goes_on or lead.endswith(":") or (not draft.telling.content and (lead.endswith(",") or near_by)):
                return self._chain(draft, near) if not self._between(end, quotation.start) else []
        return []

    def _aside(self, draft: Draft) -> bool:
        """Whether a cue stands in a relative clause: a colon far off belongs to the clause around it."""
        return self.page.tree(draft)[draft.telling.cue[0]].relation.startswith("acl")

    def _wording(self, draft: Draft, quotation: Quotation) -> bool:
        """Whether quoted words that no comma or colon announces are speech: "declared it “dead”" is about a word."""
        start = quotation.start
        if self.page.text[start].isupper() or self.page.wordless(self.page.cue_end(draft), start):
            return True
        tokens = self.page.tree(draft).tokens
        return any(start <= t.start < quotation.end and t.relation in ("nsubj", "nsubj:pass", "expl") for t in tokens)

    def _between(self, start: int, end: int) -> bool:
        """Whether another quotation stands between two offsets."""
        return any(q.end <= end and q.end - q.start > 1 for q in self.page.beginning(start + 1, end))

    def _chain(self, draft: Draft, near: list[Draft]) -> list[Draft]:
        """A draft with those that relay it or that it relays."""
        return [d for d in near if d is draft or d.parent is draft or draft.parent is d]

    def _attach(self, chosen: list[Draft], number: int, *, whole: bool) -> None:
        """Gives the quotation to all; it is the whole content only of those that tell least, not of their tellers."""
        least = min(len(d.telling.content) for d in chosen)
        for draft in chosen:
            draft.quotations.append(number)
            if len(draft.telling.content) == least:
                draft.whole = draft.whole or whole

    def _whole(self, quotation: Quotation, first: int) -> bool:
        """Whether a quotation is complete: begins a sentence or follows a colon or comma, and ends with a stop."""
        page = self.page
        if page.text[quotation.end - 1] not in _ENDS:
            return False
        if page.wordless(self.starts[first], quotation.start):
            return True
        lead = page.text[max(quotation.start - 8, 0) : quotation.start].rstrip("\"“«„`' \n")
        return lead.endswith((":", ",")) and page.text[quotation.start].isupper()

    def _alone(self, quotation: Quotation, first: int, last: int) -> bool:
        """Whether a quotation fills whole sentences."""
        page = self.page
        end = page.trees[last].sentence.end
        return page.wordless(self.starts[first], quotation.start) and page.wordless(quotation.end, end)

    def _borrow(self, number: int, first: int, last: int) -> None:
        """Looks for the speaker of a quotation that fills its sentences: the one before, after, or the last."""
        quotation = self.page.quotations[number]
        before = self._level(first - 1, quotation) if first else []
        open_before = [d for d in before if d.telling.takes_quotation and not d.telling.content and not d.quotations]
        open_before = [d for d in open_before if not self._aside(d)]
        if open_before and self.page.trees[first - 1].tokens[-1].text in ":,":
            self._attach(self._chain(open_before[-1], before), number, whole=True)
            return
        after = self._only_named(last + 1, quotation)
        if after:
            self._attach(self._chain(after[0], after), number, whole=True)
            return
        previous = next((d for d in before if d.quotations or d.telling.content or d in open_before), None)
        if previous is not None and (quotation.around < 0 or previous.quotations):
            self._continue(self._chain(previous, before), number)
        elif first and quotation.around < 0 and not self._after_quotation(first - 1):
            self._introduce(number, first, last)

    def _after_quotation(self, at: int) -> bool:
        """Whether a sentence holds a quotation: what follows it is not introduced by it."""
        sentence = self.page.trees[at].sentence
        return bool(self.page.beginning(sentence.start, sentence.end))

    def _introduce(self, number: int, first: int, last: int) -> None:
        """`Her neighbour nodded. "True."`: the person of whom the sentence before tells is the speaker."""
        tree = self.page.trees[first - 1]
        if tree.sentence.paragraph != self.page.trees[first].sentence.paragraph:
            return
        verb = next((i for i, token in enumerate(tree.tokens) if token.head < 0), 0)
        person = subject(tree, verb)
        if person is None or not is_person(tree, person, load_cues()):
            return
        telling = Telling(
            self.page.first + first - 1, (verb,), tree.conjuncts(person), (), "asserts", takes_quotation=True
        )
        draft = Draft(telling)
        self.added.append(draft)
        self._attach([draft], number, whole=True)
        self.levels[id(draft)] = -1
        self.by_tree.setdefault(last, []).append(draft)

    def _only_named(self, at: int, quotation: Quotation) -> list[Draft]:
        """The tellings of a short sentence that only says whose words the ones before it were."""
        if at >= len(self.page.trees) or len(self.page.trees[at]) > _SHORT:
            return []
        if self.page.trees[at].sentence.paragraph != self.page.trees[at - 1].sentence.paragraph:
            return []
        drafts = self._level(at, quotation)
        return [d for d in drafts if d.telling.takes_quotation and not d.telling.content and not self._colon(at)]

    def _colon(self, at: int) -> bool:
        return self.page.trees[at].tokens[-1].text in (":", ",")

    def _continue(self, chain: list[Draft], number: int) -> None:
        """A quotation that goes on from the sentence before has its speaker: an attribution of its own."""
        quotation = self.page.quotations[number]
        copies: dict[int, Draft] = {}
        for draft in chain:
            parent = copies.get(id(draft.parent)) if draft.parent is not None else None
            copies[id(draft)] = Draft(draft.telling._replace(content=()), parent, copied=True)
        fresh = list(copies.values())
        self.added += fresh
        self._attach(fresh, number, whole=True)
        last = max(bisect_right(self.starts, quotation.end - 1) - 1, 0)
        for draft in fresh:  # so that the next paragraph can go on from here
            self.levels[id(draft)] = quotation.around
            self.by_tree.setdefault(last, []).append(draft)
