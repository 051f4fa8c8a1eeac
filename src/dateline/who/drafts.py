"""A phrase on its way to a mention, and what is known while it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.records import Actor
from dateline.trees import Tree
from dateline.who.facts import Agent, Facts
from dateline.who.gazetteer import Hit


@dataclass(slots=True)
class Draft:
    """A phrase on its way to a mention."""

    tree: Tree
    head: int
    words: list[int]
    actors: tuple[Actor, ...] = ()
    kind: str = "nominal"
    person: str = ""
    word: str = ""  # the head noun, singular
    agent: Agent | None = None
    run: list[int] = field(default_factory=list)  # the words of the agent phrase
    known: bool = False  # the text or the facts gave a country
    place: bool = False
    plural: bool = False
    definite: bool = False
    elsewhere: bool = False  # its words say that it is not of the report's country, or of no one country
    alias: list[str] = field(default_factory=list)
    chain: str = ""


@dataclass(slots=True)
class Scene:
    """What composing needs to know: the facts, the day of the report, the names in each sentence."""

    facts: Facts
    day: str | None
    at: dict[int, dict[int, Hit]]  # by sentence and token
    near: frozenset[str] = frozenset()  # the countries that the report names
    about: frozenset[str] | None = None  # all that it is about; None where it is too short to say

    def over(self, tree: Tree, low: int, high: int) -> list[Hit]:
        """The names that lie wholly within tokens `low` to `high`, both included."""
        there = self.at[tree.index]
        if not there:
            return []
        return [
            there[i] for i in range(low, high + 1) if i in there and there[i].start == i and there[i].end <= high + 1
        ]


def cut(tree: Tree, words: Sequence[int]) -> str:
    """The words as they stand, hyphens closed."""
    out = ""
    for i in words:
        out += tree[i].text if not out or tree[i - 1].end == tree[i].start else " " + tree[i].text
    return out
