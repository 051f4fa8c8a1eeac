"""The table of actor facts, asked row by row: names of places, bodies and persons, roles with dates, agent phrases."""

from __future__ import annotations

import csv
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from dateline.errors import ModelError
from dateline.who.spelling import normalise, singular, sound_key, spelling_key

_FOLDER = Path(__file__).parent
_KEPT = 16_384  # answers that a lookup remembers before it forgets all
_ENTITY = 'SELECT kind, label, identifier, country, sectors, start, "end", source FROM entities WHERE entity_id = ?'
_ROLES = 'SELECT country, sectors, office, class, start, "end", asof, source FROM roles WHERE entity_id = ?'
_NAMES = "SELECT form, rank, entity_id FROM names WHERE norm = ? ORDER BY rank, form, entity_id"
# Classes of words that name nobody.
_OF_OTHER_WORDS = frozenset({"world", "answers", "locality", "done to people", "done by people", "of deeds"})
_AGENTS = "SELECT phrase, sectors, class, country FROM agents"
_HOLDERS = """
SELECT entity_id, country, sectors, office, class, start, "end", asof, source FROM roles
WHERE country = ? AND (class = ? OR office = ?) AND class IN
('head of state', 'head of government', 'head of state/deputy', 'minister', 'chief', 'head of body')
ORDER BY start, entity_id
"""
_COUNTRIES = """
SELECT country, label, identifier FROM entities WHERE kind = 'country' AND sectors = '' ORDER BY entity_id DESC
"""
_TIES = 'SELECT relation, other_id, start, "end" FROM relations WHERE entity_id = ?'

T = TypeVar("T")


class Entity(NamedTuple):
    """A place, body or person. `sectors` are PLOVER's, primary first; dates bound the row, "" where open.

    `identifier` is a Wikidata item, a GeoNames number or our own; "" where no second source confirms the row.
    """

    id: int
    kind: str
    label: str
    identifier: str
    country: str
    sectors: tuple[str, ...]
    start: str
    end: str
    source: str


class Role(NamedTuple):
    """An office or place of a person, with the days it is known to hold and the day up to which the source knows.

    `height` is 0 for rulers, 1 for ministers and deputies, 2 for other offices of note, 3 for the rest.
    """

    country: str
    sectors: tuple[str, ...]
    office: str
    height: int
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


class OwnRow(NamedTuple):
    """An actor of the user's own table, which comes before all facts."""

    entity: Entity
    names: tuple[str, ...]  # normalised


class Lookup(Generic[T]):
    """Answers by key, the lately asked ones remembered."""

    __slots__ = ("_ask", "_known")

    def __init__(self, ask: Callable[[str], T]) -> None:
        self._ask = ask
        self._known: dict[str, T] = {}

    def get(self, key: str) -> T:
        """The answer for the key."""
        try:
            return self._known[key]
        except KeyError:
            pass
        if len(self._known) >= _KEPT:
            self._known.clear()
        answer = self._known[key] = self._ask(key)
        return answer


def unpack(path: Path) -> sqlite3.Connection:
    """The tables of the packed file, in memory; never written to, so threads may share them.

    Raises ModelError where there is no such file.
    """
    if not path.is_file():
        raise ModelError(f"{path} is missing: build it with `python -m training.facts.build`")
    base = sqlite3.connect(":memory:", check_same_thread=False)
    base.deserialize(zlib.decompress(path.read_bytes()))
    base.execute("PRAGMA query_only = ON")
    return base


class Facts:
    """Everything the file holds, by normalised spelling; a user's own actors first."""

    def __init__(self, path: Path, own: Iterable[OwnRow] = ()) -> None:
        self._base = unpack(path)
        self.version = str(self._base.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()[0])
        self.latest = self.version[:10]
        self.words = _read_words()
        self._entities: dict[int, Entity] = {}
        self._own: dict[str, list[Name]] = defaultdict(list)
        self._own_first: dict[str, int] = {}
        for number, row in enumerate(own, 1):
            self._add_own(-number, row)
        self.names: Lookup[tuple[Name, ...]] = Lookup(self._ask_names)
        self.longest: Lookup[int] = Lookup(self._ask_longest)
        # All of them: they are few, and are asked for so often that the file would be the slower place.
        self.agents: dict[str, Agent] = {
            phrase: Agent(phrase, _split(sectors), kind, country)
            for phrase, sectors, kind, country in self._base.execute(_AGENTS)
        }
        self.says_nobody: Lookup[bool] = Lookup(self._ask_nobody)
        named = {word for word, classes in self.words.items() if not classes <= _OF_OTHER_WORDS}
        self._telling = {*named, *(word for phrase in self.agents for word in phrase.split(" "))}
        rows = self._base.execute(_COUNTRIES).fetchall()
        self.labels = {str(country): str(label) for country, label, _ in rows}
        self.items = {str(country): str(item) for country, _, item in rows}
        self.states = {
            str(c): (int(cow), int(gw)) for c, cow, gw in self._base.execute("SELECT country, cow, gw FROM states")
        }

    def _add_own(self, number: int, row: OwnRow) -> None:
        self._entities[number] = row.entity._replace(id=number)
        for norm in row.names:
            self._own[norm].append(Name("own", -1, number))
            first, *more = norm.split(" ")
            self._own_first[first] = max(self._own_first.get(first, 0), 1 + len(more))

    def _ask_names(self, norm: str) -> tuple[Name, ...]:
        found = [Name(form, rank, entity) for form, rank, entity in self._base.execute(_NAMES, (norm,))]
        return (*self._own.get(norm, ()), *found)

    def _ask_longest(self, word: str) -> int:
        row = self._base.execute("SELECT longest FROM firsts WHERE word = ?", (word,)).fetchone()
        return max(row[0] if row else 0, self._own_first.get(word, 0))

    def _ask_nobody(self, word: str) -> bool:
        """Whether no agent phrase holds the noun, and no class of words: it names nobody by itself."""
        norm = normalise(word)
        forms = {norm.removesuffix("s"), norm[:-3] + "y", *norm.split(), *map(singular, norm.split())}
        return not forms & self._telling

    def entity(self, number: int) -> Entity:
        """The entity of that number."""
        known = self._entities.get(number)
        if known is None:
            kind, label, identifier, country, sectors, start, end, source = self._base.execute(
                _ENTITY, (number,)
            ).fetchone()
            if len(self._entities) >= _KEPT:
                self._entities = {n: e for n, e in self._entities.items() if n < 0}
            known = Entity(number, kind, label, identifier, country, _split(sectors), start, end, source)
            self._entities[number] = known
        return known

    def roles(self, number: int) -> tuple[Role, ...]:
        """The roles of a person, in order of their start."""
        rows = self._base.execute(_ROLES, (number,)).fetchall()
        made = [Role(c, _split(s), o, _height(k, o), a, e, f, x) for c, s, o, k, a, e, f, x in rows]
        return tuple(sorted(made, key=lambda r: (r.start, r.office)))

    def holders(self, country: str, office: str) -> tuple[tuple[int, Role], ...]:
        """Who has held an office of a country: a class ("head of state") or the name of an office."""
        rows = self._base.execute(_HOLDERS, (country, office, office))
        return tuple((n, Role(c, _split(s), o, _height(k, o), a, e, f, x)) for n, c, s, o, k, a, e, f, x in rows)

    def ties(self, number: int) -> tuple[tuple[str, int, str, str], ...]:
        """What a body is part, wing, member or successor of: relation, entity, start, end."""
        return tuple((r, o, a, e) for r, o, a, e in self._base.execute(_TIES, (number,)))

    def spelled_like(self, norm: str) -> tuple[int, ...]:
        """Persons whose name, or whose surname for high office, has the same spelling key."""
        return self._keyed(spelling_key(norm))

    def sounding_like(self, norm: str) -> tuple[int, ...]:
        """Holders of high office whose full name has the same sound key; none where the name is short."""
        key = sound_key(norm)
        return self._keyed(f"~{key}") if key else ()

    def _keyed(self, key: str) -> tuple[int, ...]:
        rows = self._base.execute("SELECT entity_id FROM keys WHERE key = ? ORDER BY entity_id", (key,))
        return tuple(number for (number,) in rows)


def load_facts(own: Iterable[OwnRow] = ()) -> Facts:
    """The facts in the package, the user's own actors before them."""
    return Facts(_FOLDER / "facts.sqlite.z", own)


def _height(kind: str, office: str) -> int:
    if kind in ("minister", "head of body") or kind.endswith(("/deputy", "/viceroy")):
        return 1
    if kind.startswith(("head of state", "head of government", "ruler")) or office == "President":
        return 0
    return 2 if kind in ("chief", "official", "person") else 3


def _split(sectors: str) -> tuple[str, ...]:
    return tuple(sectors.split(",")) if sectors else ()


def _read_words() -> dict[str, frozenset[str]]:
    """The classes of each word of `words.tsv`."""
    classes: dict[str, set[str]] = defaultdict(set)
    with (_FOLDER / "words.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            classes[row["word"]].add(row["class"])
    return {word: frozenset(found) for word, found in classes.items()}
