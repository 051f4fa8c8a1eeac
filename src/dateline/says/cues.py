"""The words of saying and thinking, read from `cues.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from dateline.errors import LexiconError
from dateline.ontology import read_yaml

_TAKES = frozenset({"clause", "quotation", "aside", "gerund", "infinitive", "naming"})


class Verb(NamedTuple):
    """What a verb of saying gives and takes."""

    stance: str
    clause: bool
    quotation: bool
    aside: bool
    needs: str = ""  # the word that must follow: "put it"
    gerund: bool = False
    infinitive: bool = False
    naming: bool = False
    person: bool = False  # things do so too: "the talks began"
    deed: tuple[str, ...] = ()  # the prepositions of what somebody is said to have done: "accused Ali of …"


class Cues(NamedTuple):
    """The whole table. `first_words` are the lemmas that may begin an entry of `verbs`."""

    verbs: dict[str, Verb]
    first_words: frozenset[str]
    relays: frozenset[str]
    citing: frozenset[str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    adverbs: dict[str, str]
    prepositions: dict[str, str]
    vehicles: frozenset[str]
    voices: frozenset[str]
    nobody: frozenset[str]
    negators: frozenset[str]
    handing: frozenset[str]
    withholding: frozenset[str]
    making: frozenset[str]
    rejecting: frozenset[str]
    mute: frozenset[str]
    negated: dict[str, str]
    linking: frozenset[str]
    persons: frozenset[str]  # with the voices that are neither bodies nor papers
    bodies: frozenset[str]
    papers: frozenset[str]
    pronouns: frozenset[str]


class _Row(msgspec.Struct, forbid_unknown_fields=True):
    stance: str
    takes: list[str]
    needs: str = ""
    person: bool = False
    deed: list[str] = []


class _File(msgspec.Struct, forbid_unknown_fields=True):
    verbs: dict[str, _Row]
    relays: list[str]
    citing: list[str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    adverbs: dict[str, str]
    prepositions: dict[str, str]
    vehicles: list[str]
    voices: list[str]
    nobody: list[str]
    negators: list[str]
    handing: list[str]
    withholding: list[str]
    making: list[str]
    rejecting: list[str]
    mute: list[str]
    negated: dict[str, str]
    linking: list[str]
    persons: list[str]
    bodies: list[str]
    papers: list[str]
    pronouns: list[str]


def read_cues(text: str, name: str) -> Cues:
    """Cues from YAML text; a fault names the file, the entry and what it should be."""
    try:
        table = msgspec.convert(read_yaml(text, name).content, _File)
    except msgspec.ValidationError as fault:
        raise LexiconError(f"{name}: {fault}") from fault
    verbs = {}
    for lemma, row in table.verbs.items():
        wrong = [kind for kind in row.takes if kind not in _TAKES]
        if wrong or not (row.takes or row.deed):
            raise LexiconError(f"{name}: {lemma}: takes {wrong or 'nothing'}; give some of {sorted(_TAKES)}")
        takes = frozenset(row.takes)
        verbs[lemma] = Verb(
            row.stance,
            "clause" in takes,
            "quotation" in takes,
            "aside" in takes,
            row.needs,
            "gerund" in takes,
            "infinitive" in takes,
            "naming" in takes,
            row.person,
            tuple(row.deed),
        )
    return Cues(
        verbs=verbs,
        first_words=frozenset(lemma.split()[0] for lemma in (*verbs, *table.relays, *table.citing)),
        relays=frozenset(table.relays),
        citing=frozenset(table.citing),
        nouns=table.nouns,
        adjectives=table.adjectives,
        adverbs=table.adverbs,
        prepositions=table.prepositions,
        vehicles=frozenset(table.vehicles),
        voices=frozenset(table.voices),
        nobody=frozenset(table.nobody),
        negators=frozenset(table.negators),
        handing=frozenset(table.handing),
        withholding=frozenset(table.withholding),
        making=frozenset(table.making),
        rejecting=frozenset(table.rejecting),
        mute=frozenset(table.mute),
        negated=table.negated,
        linking=frozenset(table.linking),
        persons=frozenset(table.persons) | (frozenset(table.voices) - {*table.bodies, *table.papers}),
        bodies=frozenset(table.bodies),
        papers=frozenset(table.papers),
        pronouns=frozenset(table.pronouns),
    )


@cache
def load_cues() -> Cues:
    """The cues that the package carries."""
    return read_cues(files("dateline.says").joinpath("cues.yaml").read_text(encoding="utf-8"), "says/cues.yaml")
