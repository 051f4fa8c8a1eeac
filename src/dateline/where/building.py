"""Writes a gazetteer: the file that `gazetteer.py` reads. Used for the table in the package and for users' own."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from dateline.where.gazetteer import FORMAT, KINDS, Kind
from dateline.where.spelling import plain

_SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE demonym (form TEXT PRIMARY KEY, country TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE zone (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, country TEXT NOT NULL,
  admin1 INTEGER NOT NULL, admin2 INTEGER NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
  weight INTEGER NOT NULL, zone INTEGER NOT NULL);
CREATE TABLE form (form TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (form, rank))
  WITHOUT ROWID;
"""
_LOADING = "CREATE TABLE raw (form TEXT NOT NULL, place INTEGER NOT NULL, alternate INTEGER NOT NULL)"
# One row a form and place, the chief name before the others; ranked by weight, an alternate name as a place ten times
# smaller, a capital's (they are given 2 more than their size) a hundred times.
_RANKED = """
INSERT INTO form
SELECT form, 2 * (row_number() OVER (PARTITION BY form ORDER BY score DESC, place) - 1) + alternate, place FROM (
  SELECT r.form AS form, r.place AS place, min(r.alternate) AS alternate,
    p.weight - (CASE WHEN p.weight > 740 THEN 200 ELSE 100 END) * min(r.alternate) AS score
  FROM raw r JOIN place p ON p.id = r.place GROUP BY r.form, r.place)
ORDER BY form
"""
_LONGEST = 60  # characters of a form; longer ones are descriptions


class Row(Struct, frozen=True):
    """A place to be written: see `Entry`. `forms` are its chief names, `alternates` the others."""

    id: int
    name: str
    kind: Kind
    country: str
    lat: float
    lon: float
    weight: float
    admin1: int = 0
    admin2: int = 0
    zone: str = ""
    forms: tuple[str, ...] = ()
    alternates: tuple[str, ...] = ()


def write_gazetteer(rows: Iterable[Row], demonyms: Mapping[str, str], path: Path, about: Mapping[str, str]) -> int:
    """Writes the file; how many places it holds. Of two places with one id the first stays.

    `demonyms` are countries by what their people are called, `about` what the file is made of.
    """
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.unlink(missing_ok=True)
    db = sqlite3.connect(unfinished)
    try:
        db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096; {_SCHEMA}")
        db.execute(_LOADING)
        zones: dict[str, int] = {"": 0}
        digest = hashlib.sha256()
        for row in rows:
            _insert(db, row, zones)
            digest.update(repr(row).encode())
        db.execute("CREATE INDEX raw_place ON raw (form, place)")
        db.execute(_RANKED)
        db.execute("CREATE INDEX countries ON place (country) WHERE kind = 0")
        db.execute("DROP TABLE raw")
        db.executemany("INSERT INTO zone VALUES (?, ?)", [(n, z) for z, n in zones.items() if z])
        forms = {plain(form): country for form, country in demonyms.items()}
        db.executemany("INSERT INTO demonym VALUES (?, ?)", sorted(forms.items()))
        entries = {**about, "format": str(FORMAT), "version": digest.hexdigest()[:8]}
        db.executemany("INSERT INTO about VALUES (?, ?)", sorted(entries.items()))
        (count,) = db.execute("SELECT count(*) FROM place").fetchone()
        db.commit()
        db.execute("VACUUM")
    finally:
        db.close()
    unfinished.replace(path)
    return int(count)


def _insert(db: sqlite3.Connection, row: Row, zones: dict[str, int]) -> None:
    zone = zones.setdefault(row.zone, len(zones))
    lat, lon = round(row.lat * 1_000), round(row.lon * 1_000)
    kind, weight = KINDS.index(row.kind), round(row.weight * 100)
    values = (row.id, row.name, kind, row.country, row.admin1, row.admin2, lat, lon, weight, zone)
    done = db.execute("INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    if done.rowcount:
        db.executemany("INSERT INTO raw VALUES (?, ?, ?)", [(f, row.id, a) for f, a in _forms(row)])


def _forms(row: Row) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for alternate, names in ((0, (row.name, *row.forms)), (1, row.alternates)):
        for name in names:
            form = plain(name)
            if form and form not in seen and len(form) <= _LONGEST:
                seen.add(form)
                yield form, alternate
