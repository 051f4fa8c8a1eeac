"""The table of actor facts, loaded once: names of places, bodies and persons, roles with dates, agent phrases."""

from __future__ import annotations

import csv
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from dateline.errors import ModelError
from dateline.who.spelling import spelling_key

_ROLES = 'SELECT entity_id, country, sectors, office, class, start, "end", asof, source FROM roles'
_FOLDER = Path(__file__).parent


class Entity(NamedTuple):
    """A place, body or person. `sectors` are PLOVER's, primary first; dates bound the row, "" where open."""

    id: int
    kind: str
    label: str
    wikidata: str
    country: str
    sectors: tuple[str, ...]
    start: str
    end: str
    source: str


class Role(NamedTuple):
    """An office or place of a person, with the days it is known to hold and the day up to which the source knows."""

    country: str
    sectors: tuple[str, ...]
    office: str
    ruler: bool
    start: str
    end: str
    asof: str
    source: str


class Agent(NamedTuple):
    """A phrase for an office, people or body; `kind` is post, role, body, generic, whole or modifier."""

    phrase: str
    sectors: tuple[str, ...]
    kind: str
    country: str


class Name(NamedTuple):
    """One reading of a spelling: its form (country, adjective, name, full, …), rank (lower wins) and entity."""

    form: str
    rank: int
    entity: int


class Facts:
    """Everything the file holds, by normalised spelling."""

    __slots__ = ("_entities", "_keys", "_roles", "agents", "labels", "latest", "longest", "names", "version", "words")

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise ModelError(f"{path} is missing: build it with `python -m training.facts.build`")
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as base:
            self.version = str(base.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()[0])
            self._entities: dict[int, tuple[object, ...]] = {r[0]: r for r in base.execute("SELECT * FROM entities")}
            self._roles: dict[int, list[tuple[str, ...]]] = defaultdict(list)
            for row in base.execute(_ROLES):
                self._roles[row[0]].append(row[1:])
            self.names: dict[str, tuple[Name, ...]] = {}
            self.longest: dict[str, int] = {}
            self._add_names(base)
            self._keys: dict[str, list[int]] = defaultdict(list)
            for key, entity in base.execute("SELECT key, entity_id FROM keys"):
                self._keys[key].append(entity)
            self.agents = {
                p: Agent(p, _split(s), k, c)
                for p, s, k, c in base.execute("SELECT phrase, sectors, class, country FROM agents")
            }
        self.latest = self.version[:10]
        self.words = _read_words()
        self.labels = {str(e[4]): str(e[2]) for e in self._entities.values() if e[1] == "country"}

    def _add_names(self, base: sqlite3.Connection) -> None:
        names = self.names
        longest = self.longest
        for norm, form, rank, entity in base.execute(
            "SELECT norm, form, rank, entity_id FROM names ORDER BY norm, rank"
        ):
            names[norm] = (*names.get(norm, ()), Name(form, rank, entity))
            if form != "surname":
                words = norm.split(" ")
                if longest.get(words[0], 0) < len(words):
                    longest[words[0]] = len(words)

    def entity(self, number: int) -> Entity:
        """The entity of that number."""
        _, kind, label, wikidata, country, sectors, start, end, source = self._entities[number]
        return Entity(
            number,
            str(kind),
            str(label),
            str(wikidata or ""),
            str(country or ""),
            _split(str(sectors)),
            str(start),
            str(end),
            str(source),
        )

    def roles(self, number: int) -> tuple[Role, ...]:
        """The roles of a person, in order of their start."""
        return tuple(
            Role(
                c,
                _split(s),
                o,
                k.startswith(("head of state", "head of government", "ruler")) or o == "President",
                a,
                e,
                f,
                x,
            )
            for c, s, o, k, a, e, f, x in self._roles.get(number, ())
        )

    def spelled_like(self, norm: str) -> tuple[int, ...]:
        """Rulers whose name has the same spelling key."""
        return tuple(self._keys.get(spelling_key(norm), ()))


def load_facts() -> Facts:
    """The facts in the package."""
    return Facts(_FOLDER / "facts.sqlite")


def _split(sectors: str) -> tuple[str, ...]:
    return tuple(sectors.split(",")) if sectors else ()


def _read_words() -> dict[str, frozenset[str]]:
    """The classes of each word of `words.tsv`."""
    classes: dict[str, set[str]] = defaultdict(set)
    with (_FOLDER / "words.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            classes[row["word"]].add(row["class"])
    return {word: frozenset(found) for word, found in classes.items()}
