"""Numbers of people as a sentence writes them, the vague ones as intervals (`numbers.tsv`): "10 to 15", "dozens"."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

from dateline.ontology.table import read_table

TABLE = Path(__file__).with_name("numbers.tsv")
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,12}(?:\.\d{1,6})?")
_TO = frozenset({"to", "or", "-", "–", "—"})
_MOST = 10_000_000_000  # more than there are people: no number of them


class Number(Struct, frozen=True):
    """Words `first` to `last` stand for a whole number from `low` to `high` (None: no bound is set)."""

    first: int
    last: int
    low: int
    high: int | None


class _Value(Struct, frozen=True):
    """A number while it is read: where it ends, and what it may be."""

    end: int
    low: float
    high: float


class _Words(Struct, frozen=True):
    first: frozenset[str]  # the words that phrases of the table begin with
    words: dict[str, int]
    scales: dict[str, int]
    vague: dict[tuple[str, ...], tuple[int, int]]
    before: dict[tuple[str, ...], tuple[str, str]]
    after: dict[tuple[str, ...], tuple[str, str]]


@cache
def _table() -> _Words:
    rows = read_table(TABLE, ("kind", "words", "low", "high"))

    def phrases(kind: str) -> list[tuple[tuple[str, ...], str, str]]:
        return [(tuple(r["words"].split()), r["low"], r["high"]) for r in rows if r["kind"] == kind]

    hedges = phrases("hedge")
    firsts = {w[0] for kind in ("vague", "hedge", "scale") for w, _, _ in phrases(kind)}
    return _Words(
        first=frozenset(firsts | {"between", "a", "an"}),
        words={w[0]: int(low) for w, low, _ in phrases("word")},
        scales={w[0]: int(low) for w, low, _ in phrases("scale")},
        vague={w: (int(low), int(high)) for w, low, high in phrases("vague")},
        before={w: (low, high) for w, low, high in hedges if w[0] != "…"},
        after={w[1:]: (low, high) for w, low, high in hedges if w[0] == "…"},
    )


def find_numbers(words: Sequence[str]) -> tuple[Number, ...]:
    """The numbers among the words of a sentence (lower case), in order; none overlap."""
    out: list[Number] = []
    at = 0
    while at < len(words):
        found = _phrase(words, at) if _may_begin(words[at]) else None
        if found is not None and found.low < _MOST:
            out.append(found)
            at = found.last
        at += 1
    return tuple(out)


def _may_begin(word: str) -> bool:
    """Whether a number phrase can begin with the word: nearly all words are sorted out here."""
    return word[:1].isdecimal() or word in _table().first or word.partition("-")[0] in _table().words


def _phrase(words: Sequence[str], at: int) -> Number | None:
    """The number phrase that begins at a word: hedge, number or range, and what may follow it."""
    table = _table()
    size, hedge = _longest(words, at, table.before)
    begin, (low, high) = at + size, hedge or ("n", "n")
    value = _range(words, begin)
    if value is None:
        return None
    end = value.end
    size, trailing = _longest(words, end, table.after)
    if trailing is not None:
        end, (low, high) = end + size, trailing
    return Number(at, end - 1, _bounded(low, value.low, math.floor) or 0, _bounded(high, value.high, math.ceil))


def _longest(
    words: Sequence[str], at: int, phrases: dict[tuple[str, ...], tuple[str, str]]
) -> tuple[int, tuple[str, str] | None]:
    for size in (4, 3, 2, 1):
        found = phrases.get(tuple(words[at : at + size]))
        if found is not None and at + size <= len(words):
            return size, found
    return 0, None


def _bounded(rule: str, value: float, whole: Callable[[float], int]) -> int | None:
    """What a hedge makes of an end: "n+1", a share of it, or no bound."""
    if rule == "-":
        return None
    if rule.startswith("n"):
        return max(0, int(value) + int(rule[1:] or 0))
    return 1 if rule == "1" else whole(round(value * float(rule), 6))


def _range(words: Sequence[str], at: int) -> _Value | None:
    """ "12", "10 to 15", "10-15", "between 10 and 15"."""
    between = at < len(words) and words[at] == "between"
    first = _single(words, at + between)
    if first is None or first.end >= len(words):
        return None if between else first
    if words[first.end] in ({"and"} if between else _TO):
        last = _single(words, first.end + 1)
        if last is not None and last.high >= first.low:
            # "two to three thousand": the scale of the end holds of both
            scale = 1000 if last.low % 1000 == 0 and last.low >= 1000 and first.high < 100 else 1
            return _Value(last.end, first.low * scale, last.high)
    return None if between else first


def _single(words: Sequence[str], at: int) -> _Value | None:
    """One number: figures or words with the scales that follow ("2.5 million", "several hundred", "twenty-five")."""
    table = _table()
    vague = _vague(words, at)
    if vague is not None and not (vague.end < len(words) and words[vague.end] in table.scales):
        return vague
    value = vague or _plain(words, at)
    if value is None:
        return None
    low, high, end = value.low, value.high, value.end
    while end < len(words) and words[end] in table.scales:
        scale = table.scales[words[end]]
        # "several hundred" reaches up to the next hundred, "two hundred" does not
        low, high, end = low * scale, high * scale + (scale - 1 if high > low else 0), end + 1
        rest = _plain(words, end + 1 if words[end : end + 1] == ["and"] else end)
        if rest is not None and low == high and rest.high < scale and scale >= 100:
            low, high, end = low + rest.low, high + rest.high, rest.end
    return _Value(end, low, high)


def _vague(words: Sequence[str], at: int) -> _Value | None:
    for size in (5, 4, 3, 2, 1):
        found = _table().vague.get(tuple(words[at : at + size]))
        if found is not None and at + size <= len(words):
            # "scores of", "hundreds of thousands of": the word "of" is the parser's business
            return _Value(at + size - (words[at + size - 1] == "of"), *found)
    return None


def _plain(words: Sequence[str], at: int) -> _Value | None:
    """Figures, or number words joined: "12", "2.5", "twenty-five", "twenty - five"; an article before a scale is 1."""
    table = _table()
    word = words[at] if at < len(words) else ""
    if _DIGITS.fullmatch(word):
        value = float(word.replace(",", ""))
        return _Value(at + 1, value, value) if _whole(words, at, value) else None
    if word in ("a", "an") and at + 1 < len(words) and words[at + 1] in table.scales:
        return _Value(at + 1, 1, 1)
    parts = word.split("-") if "-" in word and word != "-" else [word]
    end = at + 1
    if len(parts) == 1 and word in table.words and words[end : end + 1] == ["-"] and end + 1 < len(words):
        unit = table.words.get(words[end + 1], 0)
        if table.words[word] % 10 == 0 and 0 < unit < 10 <= table.words[word]:
            return _Value(end + 2, table.words[word] + unit, table.words[word] + unit)
    if any(p not in table.words for p in parts):
        return None
    total = sum(table.words[p] for p in parts)
    return _Value(end, total, total)


def _whole(words: Sequence[str], at: int, value: float) -> bool:
    """Whether the figures are a whole number, with the scale after them: "2.5 million", not "2.5 people"."""
    return value.is_integer() or (at + 1 < len(words) and words[at + 1] in _table().scales)
