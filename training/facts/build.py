"""Builds the actor facts.

python -m training.facts.build --facts ../shared/facts --out src/dateline/who/facts.sqlite.z

Reads the bundle's tables and the hand tables beside this file. The same input gives the same bytes. The bundle's
`roles_wikidata_eps.tsv` is never read here: its licence is not clear enough to ship (`checking.py` checks against it).
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
import zlib
from collections import Counter
from pathlib import Path

from training.facts.agents import add_agents
from training.facts.bodies import add_bodies, add_orgs, add_relations
from training.facts.collecting import HERE, Facts, read
from training.facts.countries import add_cities, add_places, add_sovereigns
from training.facts.people import add_people

SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources(source TEXT PRIMARY KEY, url TEXT NOT NULL, revision TEXT NOT NULL,
                     licence TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entities(entity_id INTEGER PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL,
                      identifier TEXT NOT NULL, country TEXT NOT NULL, sectors TEXT NOT NULL, start TEXT NOT NULL,
                      "end" TEXT NOT NULL, source TEXT NOT NULL);
CREATE TABLE names(norm TEXT NOT NULL, rank INTEGER NOT NULL, form TEXT NOT NULL, entity_id INTEGER NOT NULL,
                   PRIMARY KEY(norm, rank, form, entity_id)) WITHOUT ROWID;
CREATE TABLE firsts(word TEXT PRIMARY KEY, longest INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE keys(key TEXT NOT NULL, entity_id INTEGER NOT NULL, PRIMARY KEY(key, entity_id)) WITHOUT ROWID;
CREATE TABLE roles(entity_id INTEGER NOT NULL, start TEXT NOT NULL, office TEXT NOT NULL, "end" TEXT NOT NULL,
                   country TEXT NOT NULL, source TEXT NOT NULL, sectors TEXT NOT NULL, class TEXT NOT NULL,
                   asof TEXT NOT NULL, PRIMARY KEY(entity_id, start, office, "end", country, source)) WITHOUT ROWID;
CREATE INDEX roles_of_country ON roles(country, class) WHERE class IN
('head of state', 'head of government', 'head of state/deputy', 'minister', 'chief', 'head of body');
CREATE TABLE relations(entity_id INTEGER NOT NULL, relation TEXT NOT NULL, other_id INTEGER NOT NULL,
                       start TEXT NOT NULL, "end" TEXT NOT NULL, source TEXT NOT NULL,
                       PRIMARY KEY(entity_id, relation, other_id, start)) WITHOUT ROWID;
CREATE TABLE agents(phrase TEXT PRIMARY KEY, sectors TEXT NOT NULL, class TEXT NOT NULL, country TEXT NOT NULL,
                    source TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE states(country TEXT PRIMARY KEY, cow INTEGER NOT NULL, cow_start TEXT NOT NULL, gw INTEGER NOT NULL,
                    gw_start TEXT NOT NULL) WITHOUT ROWID;
"""
INSERT_ROLE = """
INSERT OR IGNORE INTO roles(entity_id, country, sectors, office, class, start, "end", asof, source)
VALUES(?,?,?,?,?,?,?,?,?)
"""
SOURCES = (
    ("factbook", "https://github.com/factbook/factbook.json", "CC0-1.0; CIA World Factbook, US public domain"),
    ("country-codes", "https://github.com/datasets/country-codes", "ODC-PDDL-1.0"),
    ("cia-wl-2019", "https://github.com/WilliamRADFunk/cia-world-leaders", "CIA World Leaders, US public domain"),
    ("reign", "https://github.com/OEFDataScience/REIGN.github.io", "facts, cited: Bell, Besaw and Frank 2021"),
    ("us-congress", "https://github.com/unitedstates/congress-legislators", "CC0-1.0"),
    ("petrarch2", "https://github.com/openeventdata/petrarch2", "MIT"),
    ("ngec", "https://github.com/ahalterman/NGEC", "MIT (agents file), Open Event Data Alliance"),
    ("geonames", "https://www.geonames.org", "CC-BY-4.0"),
    ("dateline", "training/facts", "written for this project; an identifier only where another source confirms"),
)
TABLES = ("sources", "entities", "names", "keys", "roles", "relations", "agents", "states")


def write(facts: Facts, out: Path) -> None:
    """Writes the file: sorted, in one page size, packed and pressed, so that equal facts give equal bytes."""
    ids = {identity: i for i, identity in enumerate(sorted(facts.entities), start=1)}
    commits = dict(
        line.split("\t") for line in (facts.folder / "commits.tsv").read_text(encoding="utf-8").splitlines() if line
    )
    base = sqlite3.connect(":memory:")
    base.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF;" + SCHEMA)
    rows = [(s, u, commits.get(u[19:], ""), x) for s, u, x in sorted(SOURCES)]
    _insert(base, "sources", rows)
    _insert(base, "entities", [(ids[i], *row) for i, row in sorted(facts.entities.items())])
    names = sorted((norm, rank, form, ids[i]) for norm, form, rank, i in facts.names)
    _insert(base, "names", names)
    _insert(base, "firsts", _firsts(names))
    _insert(base, "keys", sorted((key, ids[i]) for key, i in facts.keys if len(key) > 2))
    base.executemany(INSERT_ROLE, sorted((ids[i], *role) for i, role in facts.roles))
    ties = ((ids[a], kind, ids[b], *more) for a, kind, b, *more in facts.relations)
    _insert(base, "relations", sorted(ties))
    _insert(base, "agents", sorted((p, *row) for p, row in facts.agents.items()))
    states = [tuple(r[k] for k in ("iso3", "cow", "cow_start", "gw", "gw_start")) for r in read(HERE / "states.tsv")]
    _insert(base, "states", sorted(states))
    latest = max((role[6] for _, role in facts.roles), default="")
    base.executemany("INSERT INTO meta VALUES(?,?)", [("schema", "2"), ("version", f"{latest}-{_digest(base)}")])
    base.commit()
    base.execute("VACUUM")
    out.write_bytes(zlib.compress(base.serialize(), 9))
    base.close()


def _insert(base: sqlite3.Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    marks = ",".join("?" * len(rows[0])) if rows else "?"
    base.executemany(f"INSERT INTO {table} VALUES({marks})", rows)


def _firsts(names: list[tuple[str, int, str, int]]) -> list[tuple[object, ...]]:
    """How many words the longest name has that begins with a word, of the names that are read in texts."""
    longest: dict[str, int] = {}
    for norm, _, form, _ in names:
        if form not in ("surname", "family"):
            first, *more = norm.split(" ")
            longest[first] = max(longest.get(first, 0), 1 + len(more))
    return sorted(longest.items())


def _digest(base: sqlite3.Connection) -> str:
    digest = hashlib.sha256()
    for table in TABLES:
        for row in base.execute(f"SELECT * FROM {table} ORDER BY 1, 2" + (", 3" if table != "keys" else "")):
            digest.update(repr(row).encode())
    return digest.hexdigest()[:8]


def collect(folder: Path) -> Facts:
    """Everything that the tables hold."""
    facts = Facts(folder)
    confirmed = HERE / "confirmed.tsv"
    facts.confirmed = {(r["key"], r["country"]) for r in read(confirmed)} if confirmed.is_file() else set()
    for step in (add_agents, add_sovereigns, add_places, add_cities, add_people, add_bodies, add_orgs, add_relations):
        step(facts)
    return facts


def main() -> None:
    """Reads the tables and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    facts = collect(arguments.facts)
    write(facts, arguments.out)
    kinds = Counter(row[0] for row in facts.entities.values())
    sizes = f"{arguments.out.stat().st_size:,} bytes, {len(facts.names):,} names, {len(facts.roles):,} roles"
    print(f"{arguments.out}: {sizes}, {kinds['person']:,} persons, {kinds['country']:,} countries")


if __name__ == "__main__":
    main()
