"""The words of presenting.yaml: what they say of the event that they govern."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.errors import LexiconError
from dateline.ontology import read_yaml


class Operators(Struct, frozen=True):
    """Lemmas by what they do; see the comments of the file."""

    transparent: frozenset[str]
    carriers: frozenset[str]
    occurring: frozenset[str]
    denying: frozenset[str]
    denying_nouns: frozenset[str]
    planning: frozenset[str]
    announcing: frozenset[str]
    wishing: frozenset[str]
    planning_nouns: frozenset[str]
    said: frozenset[str]
    planned: frozenset[str]
    doubted: frozenset[str]
    denied: frozenset[str]
    doubting: frozenset[str]
    reacting: frozenset[str]
    conditions: frozenset[str]
    temporal: frozenset[str]


@cache
def load_operators() -> Operators:
    """The lists of the package; LexiconError where one is missing or unknown."""
    text = files(__package__).joinpath("presenting.yaml").read_text(encoding="utf-8")
    data = read_yaml(text, "what/presenting.yaml").content
    wanted = Operators.__struct_fields__
    if sorted(data) != sorted(wanted):
        raise LexiconError(f"what/presenting.yaml: its lists must be {', '.join(wanted)}")
    return Operators(*(frozenset(map(str, data[name])) for name in wanted))
