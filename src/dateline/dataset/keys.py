"""Names of inputs and sets of names: 64-bit hashes, written as 16 hexadecimal digits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np
import numpy.typing as npt

from dateline.reading import BadInput
from dateline.records import Article

_RECENT = 8_192  # keys, at least, that wait to be sorted: they take ten times the room


class Keys:
    """A set of 16-digit keys that takes some 15 bytes a key, however many there are; keys come in, none leaves."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._sorted: npt.NDArray[np.uint64] = np.empty(0, np.uint64)
        self._recent: set[int] = set()
        self.update(keys)

    def __contains__(self, key: str) -> bool:
        number = int(key, 16)
        if number in self._recent:
            return True
        at = int(np.searchsorted(self._sorted, np.uint64(number)))
        return at < len(self._sorted) and int(self._sorted[at]) == number

    def __len__(self) -> int:
        return len(self._sorted) + len(self._recent)

    def __iter__(self) -> Iterator[str]:
        return (f"{int(number):016x}" for number in chain(self._sorted, sorted(self._recent)))

    def add(self, key: str) -> None:
        """Take one key in."""
        if key not in self:
            self._recent.add(int(key, 16))
        if len(self._recent) >= max(_RECENT, len(self._sorted) // 16):
            self._settle()

    def update(self, keys: Iterable[str]) -> None:
        """Take all keys in."""
        for key in keys:
            self.add(key)

    def _settle(self) -> None:
        recent = np.fromiter(self._recent, np.uint64, len(self._recent))
        self._sorted = np.union1d(self._sorted, recent)
        self._recent.clear()


class InputKeys:
    """The keys of a stream of inputs, in order: the same stream gives the same keys."""

    def __init__(self) -> None:
        self._seen = Keys()
        self._repeats: dict[str, int] = {}

    def __call__(self, item: Article | BadInput) -> str:
        """Hash of input_id, of article_id (or the reason why there is none), and of how often that pair came before."""
        what = item.article_id if isinstance(item, Article) else item.reason
        first = _hash(item.input_id, what, 0)
        if first not in self._seen:
            self._seen.add(first)
            return first
        self._repeats[first] = self._repeats.get(first, 0) + 1
        return _hash(item.input_id, what, self._repeats[first])


def _hash(input_id: str, what: str, before: int) -> str:
    name = f"{len(input_id)}:{input_id}\x1f{what}\x1f{before}"
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
