from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.parsing.conllu import read_conllu
from dateline.records import Actor, Article, Dateline, Mention, Published, Span
from dateline.trees import Tree, grow
from dateline.who import Facts, find_mentions, load_facts, spot_names

Read = Callable[..., "Reading"]


class Reading:
    """The mentions of a report written as "word/UPOS/head/relation/NAME" (heads from 1), a line a sentence."""

    def __init__(self, facts: Facts, notation: str, day: str | None = None, place: str | None = None) -> None:
        lines = [line.split() for line in notation.strip().splitlines()]
        conllu = "\n".join(_sentence([w.split("/") for w in line]) for line in lines)
        assert all(_is_tree([int(w.split("/")[2]) for w in line]) for line in lines), notation
        self.parse = read_conllu(conllu)
        text = " ".join(w.split("/")[0] for line in lines for w in line)
        dateline = Dateline(place or "", Span("text", 0, 0), place=place) if place else None
        published = Published(day, "caller") if day else None
        self.article = Article("a", "a", "", text, dateline=dateline, published=published)
        self.trees: tuple[Tree, ...] = grow(self.parse)
        self.facts = facts
        self.mentions = find_mentions(spot_names(self.article, self.trees, facts))

    def at(self, word: str, nth: int = 0) -> Mention:
        """The mention whose head is that word."""
        return [m for m in self.mentions if self.trees[m.sentence][m.head].text == word][nth]

    def heads(self) -> list[str]:
        """The head words of all mentions."""
        return [self.trees[m.sentence][m.head].text for m in self.mentions]

    def actor(self, word: str, nth: int = 0) -> Actor:
        """The one actor of that mention."""
        (actor,) = self.at(word, nth).actors
        return actor

    def country(self, word: str, nth: int = 0) -> str | None:
        return self.actor(word, nth).country


def _is_tree(heads: list[int]) -> bool:
    """Whether every word hangs on the root: no reading ends where some hang on each other."""
    at = list(range(1, len(heads) + 1))
    for _ in heads:
        at = [heads[w - 1] if w else 0 for w in at]
    return not any(at)


def _sentence(words: list[list[str]]) -> str:
    rows = []
    for i, (form, upos, head, relation, *more) in enumerate(words, 1):
        name = more[0] if more else "O"
        plural = upos in ("NOUN", "PROPN") and form.endswith("s") and not form.endswith("ss")
        features = "Number=Plur" if plural else "Number=Sing" if upos in ("NOUN", "PROPN") else "_"
        rows.append("\t".join([str(i), form, form.lower(), upos, "_", features, head, relation, "_", f"Name={name}"]))
    return "\n".join([*rows, ""])


@pytest.fixture(scope="session")
def facts() -> Facts:
    return load_facts()


@pytest.fixture(scope="session")
def read(facts: Facts) -> Read:
    return lambda notation, **more: Reading(facts, notation, **more)
