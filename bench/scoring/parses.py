"""Parses against gold trees: on gold words, and from raw text by the definition of the CoNLL 2018 shared task.

From raw text, words are aligned by where their characters stand (white space left out); words of a gold multiword token
share its stretch and are aligned by their forms. An arc is right if its word and its head are aligned (or the head is
the root on both sides); relations are compared without their subtypes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from bench.scoring.rates import prf

RATES = ("words", "sentences", "upos", "uas", "las")


class Word(NamedTuple):
    """A word. Its place counts characters without white space; head is an index into all words, or -1."""

    start: int
    end: int
    form: str
    upos: str
    head: int
    relation: str
    shared: bool = False  # one of several words of a multiword token, all with the token's place


class Reading(NamedTuple):
    """A text as one side reads it: words in order, and the places of sentences."""

    words: list[Word]
    sentences: list[tuple[int, int]]


def universal(relation: str) -> str:
    """A relation without its subtype."""
    return relation.partition(":")[0]


def align_words(gold: Sequence[Word], system: Sequence[Word]) -> list[tuple[int, int]]:
    """Pairs of indices of the words that both sides have."""
    at = {(w.start, w.end): j for j, w in enumerate(system)}
    starts = [w.start for w in system]
    pairs, i = [], 0
    while i < len(gold):
        word, k = gold[i], i + 1
        if not word.shared:
            if (word.start, word.end) in at:
                pairs.append((i, at[word.start, word.end]))
            i = k
            continue
        while k < len(gold) and gold[k].shared and gold[k].start == word.start:
            k += 1
        first = last = bisect_left(starts, word.start)
        while last < len(system) and system[last].end <= word.end:
            last += 1
        ours, theirs = [w.form.lower() for w in gold[i:k]], [w.form.lower() for w in system[first:last]]
        pairs += [(i + a, first + b) for a, b in _common(ours, theirs)]
        i = k
    return pairs


def _common(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """Index pairs of a longest common subsequence."""
    longest = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            step = max(longest[i + 1][j], longest[i][j + 1])
            longest[i][j] = longest[i + 1][j + 1] + 1 if a[i] == b[j] else step
    out, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            out.append((i, j))
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return out


def count_raw(gold: Reading, system: Reading) -> Counter[str]:
    """Counts of one text, for `rate_raw`; counts of several texts may be added up."""
    pairs = align_words(gold.words, system.words)
    to_gold = {j: i for i, j in pairs}
    n = Counter({"gold words": len(gold.words), "system words": len(system.words), "words": len(pairs)})
    n["gold sentences"], n["system sentences"] = len(gold.sentences), len(system.sentences)
    n["sentences"] = len(set(gold.sentences) & set(system.sentences))
    for i, j in pairs:
        a, b = gold.words[i], system.words[j]
        head = -1 if b.head < 0 else to_gold.get(b.head, -2)
        n["upos"] += a.upos == b.upos
        n["uas"] += head == a.head
        n["las"] += head == a.head and universal(a.relation) == universal(b.relation)
    return n


def rate_raw(n: Counter[str]) -> dict[str, float]:
    """F1 of words, sentences, tags and arcs."""
    units = {k: "sentences" if k == "sentences" else "words" for k in RATES}
    return {k: prf(n[k], n[f"system {u}"], n[f"gold {u}"])["f1"] for k, u in units.items()}
