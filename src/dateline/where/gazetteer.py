"""Places by the way they are written: one read-only SQLite file, ours or the user's own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from dateline.errors import ConfigError
from dateline.where.spelling import bare, plain, respell

TABLE = Path(__file__).parent / "places.sqlite"
Kind = Literal["country", "admin1", "admin2", "city", "region", "water", "island"]
KINDS: tuple[Kind, ...] = ("country", "admin1", "admin2", "city", "region", "water", "island")
FORMAT = 1  # raised when the tables change

_MOST = 120  # places of one name that are weighed: "San Antonio" has hundreds
_SHORTEST_RESPELLED = 5  # letters
_LEAST_RESPELLED = 4.0  # weight: 10,000 people
_FIND = (
    "SELECT p.id, p.name, p.kind, p.country, p.admin1, p.admin2, p.lat, p.lon, p.weight, p.zone, f.rank & 1 "
    "FROM form f JOIN place p ON p.id = f.place WHERE f.form = ? ORDER BY f.rank LIMIT ?"
)
_COUNTRY = (
    "SELECT id, name, kind, country, admin1, admin2, lat, lon, weight, zone, 0 "
    "FROM place WHERE kind = 0 AND country = ?"
)
_EVERY = (
    "SELECT p.id, p.name, p.kind, p.country, p.admin1, p.admin2, p.lat, p.lon, p.weight, p.zone, f.rank & 1, f.form "
    "FROM place p JOIN form f ON f.place = p.id ORDER BY p.id, f.form"
)


class Entry(Struct, frozen=True):
    """A place: coordinates in degrees. `country` is alpha-3, "" where it lies in several.

    `admin1` and `admin2` are ids of the units it lies in, 0 for none. `weight` says how well known it is (the logarithm
    of the people a city would need to be meant as often). `alternate`: found by a name that is not its chief one.
    """

    id: int
    name: str
    kind: Kind
    country: str
    admin1: int
    admin2: int
    lat: float
    lon: float
    weight: float
    zone: int
    alternate: bool = False

    @property
    def geonameid(self) -> int | None:
        """Its number in GeoNames; places of our own have none."""
        return self.id if self.id > 0 else None


class Gazetteer:
    """Places by spelling. Close to nothing is held in memory but what was asked for."""

    def __init__(self, path: Path = TABLE) -> None:
        """Opens the file; ConfigError where it is missing or not one of ours."""
        if not path.is_file():
            raise ConfigError(f"no gazetteer at {path}: build one with `dateline gazetteer build`")
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
            (found,) = self._db.execute("SELECT value FROM about WHERE key = 'format'").fetchone() or ("none",)
            self.demonyms: dict[str, str] = dict(self._db.execute("SELECT form, country FROM demonym"))
            self._zones: dict[int, str] = dict(self._db.execute("SELECT id, name FROM zone"))
        except sqlite3.DatabaseError as error:
            raise ConfigError(f"{path} is not a gazetteer of Dateline: {error}") from error
        if found != str(FORMAT):
            raise ConfigError(f"{path} has format {found}, this version reads {FORMAT}: build it anew")
        self.find = lru_cache(maxsize=20_000)(self._find)
        self.country = lru_cache(maxsize=300)(self._country)
        self.name_of = lru_cache(maxsize=20_000)(self._name_of)

    def _find(self, form: str) -> tuple[Entry, ...]:
        """The places of a plain form (see `plain`), best known first."""
        return tuple(_entry(row) for row in self._db.execute(_FIND, (form, _MOST)))

    def look_up(self, name: str) -> tuple[Entry, ...]:
        """The places of a name as written, with or without "province", "city of" and the like."""
        form = plain(name)
        found = self.find(form)
        if not found and (short := bare(form)) != form:
            found = self.find(short)
        if not found and form[:3] in ("al ", "el ", "ad ", "as ", "an ", "ar ", "ash "):
            found = self.find(form.partition(" ")[2])
        return found or self._respelled(bare(form))

    def _respelled(self, form: str) -> tuple[Entry, ...]:
        """Places of some size that another romanisation writes so: "Shabwa" for "Shabwah", "Koundouz" for "Kunduz"."""
        if len(form) < _SHORTEST_RESPELLED:
            return ()
        for other in respell(form):
            found = tuple(e for e in self.find(other) if e.weight >= _LEAST_RESPELLED and not e.alternate)
            if found:
                return found
        return ()

    def _country(self, code: str) -> Entry | None:
        """The country of an alpha-3 code."""
        row = self._db.execute(_COUNTRY, (code,)).fetchone()
        return _entry(row) if row else None

    def _name_of(self, place: int) -> str | None:
        """The name of a unit by its id."""
        row = self._db.execute("SELECT name FROM place WHERE id = ?", (place,)).fetchone()
        return row[0] if row else None

    def zone_of(self, entry: Entry) -> str | None:
        """The IANA name of the time zone a place lies in."""
        return self._zones.get(entry.zone)

    def country_of(self, place: int) -> str | None:
        """The country of a place by its id."""
        row = self._db.execute("SELECT country FROM place WHERE id = ?", (place,)).fetchone()
        return row[0] if row else None

    def every(self) -> Iterator[tuple[Entry, tuple[str, ...], tuple[str, ...]]]:
        """Every place with its chief and its other forms, by id."""
        for _, rows in groupby(self._db.execute(_EVERY), key=lambda row: row[0]):
            group = list(rows)
            chief = tuple(row[11] for row in group if not row[10])
            yield _entry((*group[0][:10], 0)), chief, tuple(row[11] for row in group if row[10])

    @property
    def version(self) -> str:
        """A hash of what it holds."""
        return self.about().get("version", "")

    def about(self) -> dict[str, str]:
        """What it was built from."""
        return dict(self._db.execute("SELECT key, value FROM about ORDER BY key"))


def _entry(row: tuple[Any, ...]) -> Entry:
    """Of a row of the columns in `_FIND`; coordinates are kept in thousandths of a degree, weights in hundredths."""
    number, name, kind, country, admin1, admin2, lat, lon, weight, zone, alternate = row
    point = lat / 1_000, lon / 1_000, weight / 100
    return Entry(number, name, KINDS[kind], country, admin1, admin2, *point, zone, bool(alternate))


@cache
def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """The table in the package, or the user's own."""
    return Gazetteer(path or TABLE)
