"""How far along the inputs a run is: what has been read of them, in bytes of their files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.reading import BadInput, Input, ReadOptions, find_inputs, read_input
from dateline.records import Article


class Course:
    """The articles of these places, one at a time and at most `limit` of them."""

    def __init__(self, places: Sequence[Path | str], options: ReadOptions, limit: int | None = None) -> None:
        self._places, self._options, self._limit = places, options, limit
        self._total = 0 if "-" in places else sum(_size(found) for found in find_inputs(places))
        self._passed = self._current = self._room = 0
        self._read = 0

    def __iter__(self) -> Iterator[Article | BadInput]:
        for found in find_inputs(self._places):
            self._current, self._room = 0, _size(found)
            for item in (found,) if isinstance(found, BadInput) else read_input(found, self._options):
                if self._read == self._limit:
                    return
                self._read += 1
                # Nobody says where a reader is in its file; the text it gave is a fair guess, right at both ends.
                self._current += len(item.text) if isinstance(item, Article) else 0
                yield item
            self._passed += self._room
            self._current = self._room = 0

    def share(self, done: int) -> float | None:
        """Which part of the whole is done once so many inputs are, 0 to 1; None where nobody can know."""
        shares = [done / self._limit] if self._limit else []
        if self._total and self._read:
            shares.append((self._passed + min(self._current, self._room)) / self._total * done / self._read)
        return min(1.0, max(shares)) if shares else None


def _size(found: Input | BadInput) -> int:
    """Bytes of a file of this machine; of all else, nothing is asked."""
    if isinstance(found, BadInput) or "://" in found.address:
        return 0
    path = Path(found.address)
    return path.stat().st_size if path.is_file() else 0
