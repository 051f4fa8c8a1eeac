"""Stretches of text between quotation marks: straight, curly, angled, ``PTB'', single; nested; unbalanced."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_MARK = re.compile(r"``|''|\n\s*\n|[\"“”„«»‘’']")
_OPENING = frozenset({"“", "„", "«", "``", "‘"})
_CLOSING = frozenset({"”", "»", "''", "’"})
_SINGLE = frozenset({"‘", "’", "'"})
_FAMILY = {
    "“": "“",
    "”": "“",
    "„": "“",
    "«": "«",
    "»": "«",
    "``": '"',
    "''": '"',
    '"': '"',
    "‘": "‘",
    "’": "‘",
    "'": "'",
}
_BEFORE_OPENING = frozenset("([{-–—/:\"'“‘«„`")
_AFTER_CLOSING = frozenset(".,;:!?)]}-–—/\"'”’»…")
_CLIPPED = re.compile(r"(?:\d\d?s?\b|em\b|tis\b|twas\b|til\b|cause\b|n\b)", re.IGNORECASE)
_OTHER_CLOSE = re.compile(r"(?<=[.,!?])(?:[’”»]|'')(?=\s|$)")
_DEEPEST = 3


class Quotation(NamedTuple):
    """What stands between marks (marks and outer spaces excluded): several pieces if it runs over paragraphs.

    `around` is the index of the quotation it lies in, or -1.
    """

    pieces: tuple[tuple[int, int], ...]
    around: int = -1

    @property
    def start(self) -> int:
        """Where the first piece begins."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1][1]


class _Open:
    """A quotation that has begun: its family of marks, the pieces done, and where the current piece begins."""

    __slots__ = ("family", "mark", "pieces", "start")

    def __init__(self, family: str, mark: int, start: int) -> None:
        self.family, self.mark, self.start = family, mark, start
        self.pieces: list[tuple[int, int]] = []


def find_quotations(text: str, starts: Sequence[int]) -> tuple[Quotation, ...]:
    """All quotations of a text in order; `starts` are where its sentences begin (for a mark that was never opened)."""
    return _Scan(text, starts).run()


class _Scan:
    def __init__(self, text: str, starts: Sequence[int]) -> None:
        self.text, self.starts = text, starts
        self.stack: list[_Open] = []
        self.found: list[tuple[tuple[int, int], ...]] = []
        self.resumed = -1  # a mark that only takes up a quotation of the paragraph before
        self.done = 0  # up to here nothing can be taken for a quotation any more

    def run(self) -> tuple[Quotation, ...]:
        for match in _MARK.finditer(self.text):
            mark = match.group()
            if mark[0] == "\n":
                self._break(match.start(), match.end())
            elif match.start() != self.resumed:
                self._mark(_FAMILY[mark], mark, match.start(), match.end())
        self._break(len(self.text), len(self.text))
        return _nest(self.found)

    def _mark(self, family: str, mark: str, start: int, end: int) -> None:
        opens, closes = self._direction(mark, start, end)
        level = next((k for k in range(len(self.stack) - 1, -1, -1) if self.stack[k].family == family), -1)
        if closes and level >= 0:
            self._close(level, start, end)
        elif opens:
            if level == 0 and start > 0 and self.text[start - 1] == "\n":
                self._resume(start, end)
            elif len(self.stack) < _DEEPEST:
                self.stack.append(_Open(family, start, end))
        elif closes and mark not in _SINGLE and not self.stack:
            self._stray(start, end)

    def _direction(self, mark: str, start: int, end: int) -> tuple[bool, bool]:
        """Whether a mark may open here, whether it may close here."""
        before = self.text[start - 1] if start else " "
        after = self.text[end] if end < len(self.text) else " "
        free_left = before.isspace() or before in _BEFORE_OPENING
        free_right = after.isspace() or after in _AFTER_CLOSING
        if mark in _SINGLE:
            opens = mark != "’" and free_left and not after.isspace() and not _CLIPPED.match(self.text, end)
            return opens, mark != "‘" and not (after.isalnum() or before.isspace())
        if mark == "“" and any(o.family == "“" and self.text[o.mark] == "„" for o in self.stack):
            return False, True
        if mark in _OPENING or mark in _CLOSING:
            return mark in _OPENING, mark in _CLOSING
        if free_left != free_right:
            return free_left, free_right
        is_open = any(o.family == '"' for o in self.stack)
        return not is_open, is_open

    def _close(self, level: int, start: int, end: int) -> None:
        done = self.stack[level]
        del self.stack[level:]
        self._keep([*done.pieces, (done.start, start)])
        if not self.stack:
            self.done = end

    def _keep(self, pieces: list[tuple[int, int]]) -> None:
        trimmed = [piece for piece in (_trim(self.text, *p) for p in pieces) if piece[0] < piece[1]]
        if trimmed:
            self.found.append(tuple(trimmed))

    def _resume(self, start: int, end: int) -> None:
        first = self.stack[0]
        del self.stack[1:]
        first.pieces.append((first.start, start))
        first.start = end

    def _stray(self, start: int, end: int) -> None:
        """A mark that closes what nothing opened, after a comma or a stop: the quotation began with the sentence."""
        if start and self.text[start - 1] in ",.!?":
            at = bisect_right(self.starts, start - 1) - 1
            begin = max(self.starts[at] if at >= 0 else 0, self.done)
            self._keep([(begin, start)])
        self.done = end

    def _break(self, start: int, end: int) -> None:
        """The end of a paragraph: a quotation left open goes on, if the next one begins with its mark."""
        if self.stack:
            first = self.stack[0]
            del self.stack[1:]
            mark = _MARK.match(self.text, end)
            if mark and _FAMILY.get(mark.group()) == first.family and first.family not in _SINGLE:
                first.pieces.append((first.start, start))
                first.start = mark.end()
                self.resumed = mark.start()
                return
            self.stack.clear()
            if first.family not in _SINGLE and self._introduced(first.mark):
                other = _OTHER_CLOSE.search(self.text, first.start, start)  # closed by a mark of another family
                self._keep([*first.pieces, (first.start, other.start() if other else start)])
            elif first.pieces:
                self._keep(first.pieces)
        self.done = end

    def _introduced(self, mark: int) -> bool:
        before = self.text[max(0, mark - 40) : mark]
        return not before.strip() or before.rstrip(" ")[-1] in "\n:,"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _nest(found: list[tuple[tuple[int, int], ...]]) -> tuple[Quotation, ...]:
    found.sort(key=lambda pieces: (pieces[0][0], -pieces[-1][1]))
    quotations: list[Quotation] = []
    stack: list[int] = []
    for pieces in found:
        while stack and quotations[stack[-1]].end < pieces[-1][1]:
            stack.pop()
        quotations.append(Quotation(pieces, stack[-1] if stack else -1))
        stack.append(len(quotations) - 1)
    return tuple(quotations)
