"""The lists of `words.tsv`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parent / "words.tsv"


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """The words of each list, by its name."""
    lists: dict[str, set[str]] = {}
    with _WORDS.open(encoding="utf-8") as handle:
        for line in handle:
            if line.strip() and not line.startswith("#"):
                name, words = line.rstrip("\n").split("\t")
                lists.setdefault(name, set()).update(words.split())
    return {name: frozenset(words) for name, words in lists.items()}
