"""Near-duplicates: articles that share a band are compared; where one contains enough of the other, they are copies."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pairs = NDArray[np.int64]

WINDOW = 7  # days between an article and its copy
_NEIGHBOURS = 16  # of one band that an article is compared with; more copies than that reach each other through them
_CONTAINED = 0.3  # least share of the shorter one's shingles that the longer one has …
_MOULD = 8  # … and these many more: short reports of one kind ("raised its dividend") share the words of their kind
_UPDATED = 0.2  # the same, where both stand under one address
_SHORTEST = 0.2  # length of the shorter one, in the longer one's: a brief is no copy of the digest that carries it
_SPECIAL = 8  # shingles with names or numbers, from which on these are asked by themselves …
_SAME_NAMES = 0.7  # … and must be shared nearly as often as all: else it is one mould with other names in it
_AT_ONCE = 4_096  # pairs compared
_COLUMNS = 8  # bands, of which pairs are kept before those that come twice are left out


@dataclass(frozen=True)
class Signed:
    """Signatures of n articles, in the order of their days and then ids."""

    days: NDArray[np.int32]  # (n,) days since 1970; one number for all where they are not known
    links: NDArray[np.int64]  # (n,) equal where two articles have one address
    bands: NDArray[np.int64]  # (n, bands)
    shingles: NDArray[np.int32]  # those of the first article, sorted, then those of the second …
    offsets: NDArray[np.int64]  # (n + 1,) where those of each begin


def find_copies(signed: Signed, fresh: int = 0) -> Pairs:
    """(k, 2) near-duplicates, the earlier first, in order; only pairs whose later one is at `fresh` or after it."""
    pairs = _candidates(signed, fresh)
    parts = [pairs[i : i + _AT_ONCE] for i in range(0, len(pairs), _AT_ONCE)]
    return np.concatenate([pairs[:0], *(part[_are_copies(signed, part)] for part in parts)])


def join(count: int, found: Iterable[Pairs]) -> NDArray[np.int64]:
    """(count,) the first of all that each hangs together with by any pair: itself where it is the first, or alone."""
    first = array("q", range(count))
    for pairs in found:
        for pair in pairs.tolist():
            a, b = (_find(first, i) for i in pair)
            first[max(a, b)] = min(a, b)
    for i in range(count):
        first[i] = _find(first, i)
    return np.array(first, dtype=np.int64)


def _find(first: array[int], i: int) -> int:
    while first[i] != i:
        first[i] = first[first[i]]
        i = first[i]
    return i


def _candidates(signed: Signed, fresh: int) -> Pairs:
    """Pairs that share a band or an address, not more than a week apart."""
    count, columns = len(signed.days), [signed.links, *signed.bands.T]
    codes = np.zeros(0, np.int64)
    for i in range(0, len(columns), _COLUMNS):
        met = [_meet(column, signed.days, fresh) for column in columns[i : i + _COLUMNS]]
        codes = np.unique(np.concatenate([codes, *met]))
    pairs: Pairs = np.stack((codes // max(1, count), codes % max(1, count)), axis=1)
    return pairs


def _meet(values: NDArray[np.int64], days: NDArray[np.int32], fresh: int) -> NDArray[np.int64]:
    """Pairs of equal values as i * n + j: each with those just before it, and with the first of its week."""
    count = len(values)
    order = np.argsort(values, kind="stable")
    ordered, when = values[order], days[order].astype(np.int64)
    runs = np.cumsum(np.r_[True, ordered[1:] != ordered[:-1]][:count]) << 32  # days lie below that
    wanted = np.flatnonzero(order >= fresh)
    firsts = np.searchsorted(runs + when, runs[wanted] + when[wanted] - WINDOW)
    found = [order[firsts] * count + order[wanted]]
    for lag in range(1, _NEIGHBOURS + 1):
        wanted = wanted[wanted >= lag]
        wanted = wanted[ordered[wanted] == ordered[wanted - lag]]
        wanted = wanted[when[wanted] - when[wanted - lag] <= WINDOW]
        found.append(order[wanted - lag] * count + order[wanted])
    codes = np.concatenate(found)
    others: NDArray[np.int64] = codes[codes // max(1, count) != codes % max(1, count)]
    return others


def _are_copies(signed: Signed, pairs: Pairs) -> NDArray[np.bool_]:
    sizes = np.diff(signed.offsets)
    swapped = sizes[pairs[:, 0]] > sizes[pairs[:, 1]]
    short, long = np.where(swapped, pairs[:, 1], pairs[:, 0]), np.where(swapped, pairs[:, 0], pairs[:, 1])
    held, special, special_held = _compare(signed, short, long)
    share = held / np.maximum(1, sizes[short])
    same_names = (special < _SPECIAL) | (special_held >= _SAME_NAMES * share * special)
    long_enough = sizes[short] >= _SHORTEST * sizes[long]
    updated = (signed.links[short] == signed.links[long]) & (share >= _UPDATED)
    verdict: NDArray[np.bool_] = updated | (long_enough & same_names & (held >= _CONTAINED * sizes[short] + _MOULD))
    return verdict


def _compare(signed: Signed, short: NDArray[np.int64], long: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """Of each pair: how many of the shorter one's shingles the longer one has; how many hold names, and of these."""
    wanted, column = np.unique(long, return_inverse=True)
    there, there_at = _spread(signed, wanted)
    pair, at = _spread(signed, short)
    known = there << 32 | _unmarked(signed.shingles[there_at])
    asked = column[pair] << 32 | _unmarked(signed.shingles[at])
    held = known[np.minimum(np.searchsorted(known, asked), len(known) - 1)] == asked if len(known) else asked < 0
    special = (signed.shingles[at] & 1).astype(bool)
    return tuple(np.bincount(pair[marked], minlength=len(short)) for marked in (held, special, held & special))


def _spread(signed: Signed, which: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the shingles of the given articles stand, and of which of them each is, by its position among the given."""
    sizes = np.diff(signed.offsets)[which]
    owner = np.repeat(np.arange(len(which)), sizes)
    return owner, np.arange(len(owner)) + (signed.offsets[which] - np.cumsum(sizes) + sizes)[owner]


def _unmarked(shingles: NDArray[np.int32]) -> NDArray[np.int64]:
    """The hashes without the mark of names and numbers, from 0 up, in the same order."""
    return (shingles.astype(np.int64) >> 1) + (1 << 30)
