"""Text with marks: an article in pieces with the roles they play, and what a page would obey made visible."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

PART = 40_000  # characters of a text that one page shows

# characters that turn lines around or join them unseen; other invisible ones are harmless and belong to scripts
_TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF, 0x00AD}


class Mark(Struct, frozen=True):
    """Characters `start` up to `end` play `role`; `note` is what a reader is told, `href` where it leads."""

    start: int
    end: int
    role: str
    note: str = ""
    href: str | None = None


class Piece(Struct, frozen=True):
    """Characters with the same marks."""

    text: str
    roles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    href: str | None = None
    start: int = 0


def visible(text: str) -> str:
    """The text with control and turning characters as signs: "␛", "⟦U+202E⟧"; line ends and tabs stay."""
    return text.translate(_SIGNS)


class _Signs(dict[int, "str | int"]):
    """Asked for each character once."""

    def __missing__(self, code: int) -> str | int:
        sign: str | int = code
        if code in _TURNING or 0xD800 <= code <= 0xDFFF:
            sign = f"⟦U+{code:04X}⟧"
        elif code < 0x20 and chr(code) not in "\n\t":
            sign = chr(0x2400 + code)
        elif code == 0x7F:
            sign = "␡"
        elif unicodedata.category(chr(code)) == "Cc" and code >= 0x80:
            sign = f"⟦U+{code:04X}⟧"
        self[code] = sign
        return sign


_SIGNS = _Signs()


def paragraphs(text: str, marks: Sequence[Mark], window: tuple[int, int] | None = None) -> list[list[Piece]]:
    """The pieces of each paragraph inside the window (else of all); a mark over two paragraphs marks both."""
    start, end = window or (0, len(text))
    out = []
    for first, last in _blocks(text, start, min(end, len(text))):
        inside = [m for m in marks if m.start < last and m.end > first and m.end > m.start]
        out.append(list(_pieces(text, inside, first, last)))
    return out


def window_of(length: int, at: int) -> tuple[int, int]:
    """The part of a text of `length` characters that one page shows, with `at` inside."""
    start = max(0, min(at, length - 1) if length else 0) // PART * PART
    return start, min(start + PART, length)


def _blocks(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if text[at:stop].strip():
            yield at, stop
        at = stop + 1


def _pieces(text: str, marks: Sequence[Mark], first: int, last: int) -> Iterable[Piece]:
    stops = sorted({first, last, *(min(max(e, first), last) for m in marks for e in (m.start, m.end))})
    for start, end in pairwise(stops):
        on = [m for m in marks if m.start <= start and m.end >= end]
        roles = tuple(dict.fromkeys(m.role for m in on))
        notes = tuple(dict.fromkeys(m.note for m in on if m.note))
        yield Piece(text[start:end], roles, notes, next((m.href for m in on if m.href), None), start)
