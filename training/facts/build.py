"""Builds the actor facts: `python -m training.facts.build --facts ../shared/facts --out src/dateline/who/facts.sqlite`.

Reads the bundle's tables and the hand tables beside this file. The same input gives the same bytes. The bundle's
`roles_wikidata_eps.tsv` is never read: its licence is not clear enough to ship.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sqlite3
from collections import Counter, defaultdict
from pathlib import Path

from dateline.who.spelling import normalise, singular, spelling_key

HERE = Path(__file__).parent
Row = dict[str, str]

SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources(source TEXT PRIMARY KEY, url TEXT NOT NULL, revision TEXT NOT NULL,
                     licence TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entities(entity_id INTEGER PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, wikidata TEXT,
                      country TEXT, sectors TEXT NOT NULL, start TEXT, "end" TEXT, source TEXT NOT NULL);
CREATE TABLE names(norm TEXT NOT NULL, form TEXT NOT NULL, rank INTEGER NOT NULL, entity_id INTEGER NOT NULL,
                   PRIMARY KEY(norm, rank, form, entity_id)) WITHOUT ROWID;
CREATE TABLE keys(key TEXT NOT NULL, entity_id INTEGER NOT NULL, PRIMARY KEY(key, entity_id)) WITHOUT ROWID;
CREATE TABLE roles(entity_id INTEGER NOT NULL, start TEXT NOT NULL, office TEXT NOT NULL, "end" TEXT NOT NULL,
                   country TEXT NOT NULL, source TEXT NOT NULL, sectors TEXT NOT NULL, class TEXT NOT NULL,
                   asof TEXT NOT NULL, PRIMARY KEY(entity_id, start, office, "end", country, source)) WITHOUT ROWID;
CREATE TABLE agents(phrase TEXT PRIMARY KEY, sectors TEXT NOT NULL, class TEXT NOT NULL, country TEXT NOT NULL,
                    source TEXT NOT NULL) WITHOUT ROWID;
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
    ("dateline", "training/facts", "written for this project; unconfirmed"),
)
PLACE_KINDS = frozenset({"country", "adjective", "demonym", "region", "people", "former", "capital", "city", "acronym"})
ORDER = ("short", "adjective", "noun", "form", "capital", "former", "long")
WRITTEN = {"short": "country", "noun": "demonym", "form": "adjective", "former": "country", "long": "country"}
NO_COUNTRY = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
SKIPPED_SECTORS = frozenset({"IGO", "NGO", "IMG", "NON", "JNK", "UNK"})
DROPPED_AGENTS = frozenset(
    {
        "settlement",
        "avalanche",
        "cash",
        "west",
        "border",
        "troop carrier",
        "carrier",
        "boss",
        "state owned",
        "justice",
        "power",
        "market",
        "house",
    }
)
RULERS = ("head of state", "head of government", "ruler")
FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "VNM", "TWN", "HUN", "SGP"})
TITLES = frozenset(
    "president premier minister secretary king queen prince chancellor general emir sheikh deputy vice sultan of state "
    "foreign defense defence interior finance senator gen col maj lt dr mr mrs sir lord".split()
)


def read(path: Path) -> list[Row]:
    """The rows of a tab-separated file with a header."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            {k: v or "" for k, v in r.items() if k}
            for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def joined(*sectors: str) -> str:
    """The sectors that PLOVER knows, comma-separated, each once."""
    return ",".join(dict.fromkeys(s for s in sectors if s and s not in SKIPPED_SECTORS))


class Facts:
    """What is collected before it is written: entities by identity, their names, keys, roles; agents."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entities: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.names: set[tuple[str, str, int, tuple[str, ...]]] = set()
        self.keys: set[tuple[str, tuple[str, ...]]] = set()
        self.roles: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
        self.agents: dict[str, tuple[str, str, str, str]] = {}
        self.sovereign: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self.taken: set[str] = set()
        self.places: set[str] = set()  # all but cities: Santiago and Florence are first names too

    def entity(self, kind: str, label: str, country: str, sectors: str, source: str, **more: str) -> tuple[str, ...]:
        """The identity of an entity, made on first sight."""
        wikidata, start, end = more.get("wikidata", ""), more.get("start", ""), more.get("end", "")
        identity = (kind, normalise(label), country, start, sectors if kind == "country" else "")
        self.entities.setdefault(identity, (kind, label, wikidata, country, sectors, start, end, source))
        return identity

    def name(self, text: str, form: str, rank: int, identity: tuple[str, ...]) -> None:
        """One way of writing an entity; short capitals are acronyms and must stay capitals in the text."""
        norm = normalise(text)
        if len(norm) < 2 or norm.isdigit():
            return
        bare = text.replace(".", "")
        if form not in ("surname", "full") and len(bare) <= 6 and bare.isupper() and " " not in bare:
            form = form if form == "weak-acronym" else "acronym:" + form
        self.names.add((norm, form, rank, identity))

    def place(self, text: str, form: str, *entity: str) -> None:
        """A place under its first reading: country code, sectors, source."""
        norm = normalise(text)
        if norm in self.taken or len(norm) < 2:
            return
        self.taken.add(norm)
        if form != "city":
            self.places.add(norm)
        local = form in ("region", "city")
        label = text if local else self.labels.get(entity[0], entity[0])
        self.name(text, form, 0, self.entity("place" if local else "country", label, *entity))

    def country(self, code: str) -> tuple[str, str]:
        """The country as PLOVER writes it, and PRE where the code names a breakaway entity."""
        pre = "PRE" if code.endswith("PRE") and len(code) == 6 else ""
        code = {"XKX": "KOS", "ESH": "MAR"}.get(code[:3], code[:3])
        return self.sovereign.get(code, code), pre


def add_sovereigns(facts: Facts) -> None:
    """The country that a dependency belongs to, and the name that each country goes by."""
    kept = {"HKG", "PSE", "TWN", "KOS", "ATA", "VAT"}
    countries = read(facts.folder / "countries.tsv")
    by_iso2 = {r["iso2"]: r["iso3"] for r in countries}
    for r in countries:
        owner = r["independent"].rsplit(" ", 1)[-1]
        if r["iso3"] not in kept and r["independent"] not in ("Yes", "") and owner in by_iso2:
            facts.sovereign[r["iso3"]] = by_iso2[owner]
        facts.labels[r["iso3"].replace("XKX", "KOS")] = r["name"].split(" (")[0]
    facts.labels |= {r["country"]: r["form"] for r in reversed(read(HERE / "additions.tsv")) if r["kind"] == "country"}


def add_places(facts: Facts) -> None:
    """Countries and their forms, our additions, capitals. Ours win over the bundle's."""
    for r in read(HERE / "additions.tsv"):
        if r["kind"] in PLACE_KINDS:
            form = "country" if r["kind"] in ("acronym", "former") else r["kind"]
            facts.place(r["form"], form, r["country"], r["sectors"], "dateline")
    rows = [r for r in read(facts.folder / "country_names.tsv") if r["kind"] in ORDER]
    for r in sorted(rows, key=lambda r: (ORDER.index(r["kind"]), r["iso3"], r["form"])):
        code, pre = facts.country(r["iso3"])
        text = r["form"].split(" (")[0].split(" [")[0].strip()
        odd = "soviet" in text.lower() or "/" in text or text in ("none", "Quito")
        if code not in NO_COUNTRY and len(text) > 2 and not odd:
            facts.place(text, WRITTEN.get(r["kind"], r["kind"]), code, pre, r["source"])


def add_cities(facts: Facts) -> None:
    """Large cities, the largest of a name; then the dictionaries' other spellings of places."""
    for r in sorted(read(facts.folder / "cities.tsv"), key=lambda r: (-int(r["population"]), r["geonameid"])):
        if int(r["population"]) >= 200_000 and len(r["name"]) > 3:
            facts.place(r["name"], "city", facts.country(r["iso3"])[0], "", "geonames")
    for r in read(facts.folder / "names_petrarch.tsv"):
        code = facts.country(r["iso3"])[0]
        for text in r["aliases"].split("|") if not r["sector"] and code in facts.labels else ():
            if len(text) > 4 and len(text.split()) < 3 and normalise(text) not in facts.agents:
                facts.place(text, "city", code, "", "petrarch2")


def add_bodies(facts: Facts) -> None:
    """Organisations of all kinds: ours, metonyms, armed groups, international bodies, companies."""
    for r in read(HERE / "additions.tsv"):
        if r["kind"] not in PLACE_KINDS:
            identity = facts.entity(r["kind"], r["form"], r["country"], r["sectors"], "dateline")
            facts.name(r["form"], "name", 1, identity)
    for r in read(facts.folder / "metonyms.tsv"):
        dated = {"start": r["start"], "end": r["end"]}
        identity = facts.entity("metonym", r["metonym"], r["iso3"], joined(r["sector"]), "dateline", **dated)
        facts.name(r["metonym"], "name", 2, identity)
    for table, kind in (("groups.tsv", "group"), ("igos.tsv", "body")):
        for r in read(facts.folder / table):
            if r["source"] == "hand":
                add_hand_body(facts, r, kind)
            else:
                add_petrarch_body(facts, r, kind)


def add_hand_body(facts: Facts, r: Row, kind: str) -> None:
    """A group or international body written by hand, with its aliases."""
    code, sectors = facts.country(r["iso3"])[0], joined(r["sector"])
    sectors = joined("PRE") if r["iso3"] == "ESH" else sectors
    dated = {"start": r["start"], "end": r["end"]}
    identity = facts.entity(r.get("type") or kind, r["name"], code, sectors, "dateline", **dated)
    for text in (r["name"], *r["aliases"].split("|")):
        if normalise(text) not in facts.places:
            facts.name(text, "name", 3, identity)


def add_petrarch_body(facts: Facts, r: Row, kind: str) -> None:
    """A group, body, company or head of a body of the PETRARCH dictionaries: several words, a country of its own."""
    code = r["iso3"]
    known = code in NO_COUNTRY or code in {i[2] for i in facts.entities if i[0] == "country"}
    if not known or code in ("ISM", "IMG") or (kind == "group" and r["sector"] != "REB"):
        return
    if r["start"]:
        role = (code, "GOV", "", "head of body", r["start"], r["end"], "2010-01-01", "petrarch2")
        add_person(facts, r["name"], code, role)
        return
    names = [t for t in (r["name"], *r["aliases"].split("|")) if len(normalise(t).split()) > 1]
    names = [t for t in names if normalise(t) not in facts.places and len(normalise(t)) > 6]
    names = [t for t in names if facts.agents.get(stored(t).split()[-1], ("", "", ""))[1] not in ("post", "role")]
    if not names or any(c.isdigit() for c in r["name"]):
        return
    sectors = joined("BUS") if code == "MNC" else joined(r["sector"]) if kind == "group" else ""
    identity = facts.entity(kind, r["name"], code, sectors, "petrarch2")
    for text in names:
        facts.name(text, "name", 5, identity)


def add_orgs(facts: Facts) -> None:
    """Forces, legislatures and parties: only names that belong to one country; "weak" ones need it in the report."""
    rows = [(t, r) for r in read(facts.folder / "orgs.tsv") for t in (r["name"], *r["aliases"].split("|")) if t]
    owners: dict[str, set[str]] = defaultdict(set)
    for text, r in rows:
        owners[normalise(text)].add(r["iso3"])
    for text, r in rows:
        norm = normalise(text.split(" (")[0])
        words = norm.split()
        own = any(w in facts.places for w in words)
        party = r["kind"] == "party"
        if len(owners[normalise(text)]) > 1 or norm in facts.agents or norm in facts.places or "/" in text:
            continue
        if len(words) > 1 and (own or party) and len(norm) > 8:
            form = "name" if own and not party else "weak"
        elif len(words) == 1 and party and len(text) >= 3 and text.isupper():
            form = "weak-acronym"
        else:
            continue
        code = facts.country(r["iso3"])[0]
        identity = facts.entity(r["kind"], r["name"], code, joined(r["sector"]), "factbook")
        facts.name(text.split(" (")[0], form, 4, identity)


def untitled(facts: Facts, person: str) -> str:
    """The name without the titles and countries before it: "Russian President Yeltsin"."""
    words = person.split()
    while len(words) > 1 and (words[0].lower().rstrip(".") in TITLES or normalise(words[0]) in facts.places):
        del words[0]
    return " ".join(words)


def add_person(facts: Facts, person: str, country: str, role: tuple[str, ...], wikidata: str = "") -> None:
    """A person with one role; long names also by first and last, rulers also by surname and spelling key."""
    label, *aliases = (untitled(facts, text) for text in person.split("|"))
    identity = facts.entity("person", label, country, "", role[-1], wikidata=wikidata)
    facts.roles.add((identity, role))
    ruler = role[3] in RULERS or role[3].startswith(RULERS[0]) or role[2] in ("President", "Prime Minister")
    for text in (label, *aliases):
        parts = normalise(text).split()
        if len(parts) > 1:
            facts.names.add((" ".join(parts), "full", 6, identity))
            if len(parts) > 2:
                facts.names.add((f"{parts[0]} {parts[-1]}", "short", 7, identity))
            if ruler:
                facts.keys.add((spelling_key(" ".join(parts)), identity))
        if ruler and parts and "deputy" not in role[3]:
            surname = parts[0] if country in FAMILY_FIRST and len(parts) > 1 else parts[-1]
            if len(surname) > 1 and surname not in facts.places and not surname.isdigit():
                facts.names.add((surname, "surname", 8, identity))
                facts.keys.add((spelling_key(surname), identity))


def add_people(facts: Facts) -> None:
    """Holders of office: the Factbook, CIA World Leaders, REIGN, the US Congress; PETRARCH's where dated and old."""
    for r in read(facts.folder / "roles.tsv"):
        code = facts.country(r["iso3"])[0]
        start, end, asof = r["start"], r["end"], r["asof"]
        if r["source"] == "factbook" and not r["office_class"]:
            continue
        if r["end_basis"] == "lastseen":
            end = ""
        sectors = joined(r["sector"], r["sector2"] if r["sector2"] == "MIL" else "")
        role = (code, sectors, r["office"], r["office_class"], start, end, asof, r["source"])
        add_person(facts, f"{r['person']}|{r['aliases']}", code, role, r["wikidata"])
    for r in read(facts.folder / "roles_petrarch.tsv"):
        old = (
            r["sector"] == "GOV"
            and not r["sector2"]
            and "1970" < r["start"] < "2012"
            and r["end"]
            and r["end"] < "2012"
        )
        if old and len(r["iso3"]) == 3:
            code = facts.country(r["iso3"])[0]
            role = (code, "GOV", "", "", r["start"], r["end"], r["asof"], "petrarch2")
            add_person(facts, f"{r['person']}|{r['aliases']}", code, role)


def add_agents(facts: Facts) -> None:
    """Phrases for offices, people and bodies without names; ours win. The last word is stored without its plural."""
    for r in read(HERE / "agents_ours.tsv"):
        facts.agents[stored(r["phrase"])] = (r["sectors"], r["class"], r["country"], "dateline")
    rows = read(facts.folder / "agents.tsv")
    for r in sorted(rows, key=lambda r: ("hand" not in r["source"], r["phrase"])):
        phrases = [r["phrase"]]
        if r["phrase"].endswith("minist"):
            phrases = [r["phrase"] + "er", r["phrase"] + "ry"]
        for text in phrases:
            phrase = stored(text)
            sectors = joined(r["sector"], r["sector2"] if r["sector2"] in ("MIL", "OPP", "SPY") else "")
            bad = (
                len(phrase) < 3
                or any(c.isdigit() for c in phrase)
                or phrase in DROPPED_AGENTS
                or text.startswith("the ")
            )
            if bad or not sectors or r["sector"] in SKIPPED_SECTORS or normalise(text) in facts.places:
                continue
            facts.agents.setdefault(phrase, (sectors, "role", "", "petrarch2" if "petr" in r["source"] else "ngec"))


def stored(phrase: str) -> str:
    """An agent phrase as it is looked up: normalised, every word singular."""
    return " ".join(singular(w) for w in normalise(phrase).split())


def write(facts: Facts, out: Path) -> None:
    """Writes the file: sorted, in one page size, packed, so that equal facts give equal bytes."""
    out.unlink(missing_ok=True)
    ids = {identity: i for i, identity in enumerate(sorted(facts.entities), start=1)}
    commits = dict(
        line.split("\t") for line in (facts.folder / "commits.tsv").read_text(encoding="utf-8").splitlines() if line
    )
    base = sqlite3.connect(out)
    base.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF;" + SCHEMA)
    base.executemany(
        "INSERT INTO sources VALUES(?,?,?,?)", [(s, u, commits.get(u[19:], ""), x) for s, u, x in sorted(SOURCES)]
    )
    base.executemany(
        "INSERT INTO entities VALUES(?,?,?,?,?,?,?,?,?)", [(ids[i], *row) for i, row in sorted(facts.entities.items())]
    )
    names = sorted((norm, form, rank, ids[i]) for norm, form, rank, i in facts.names)
    base.executemany("INSERT INTO names VALUES(?,?,?,?)", names)
    base.executemany("INSERT INTO keys VALUES(?,?)", sorted((key, ids[i]) for key, i in facts.keys if len(key) > 2))
    base.executemany(INSERT_ROLE, sorted((ids[i], *role) for i, role in facts.roles))
    base.executemany("INSERT INTO agents VALUES(?,?,?,?,?)", sorted((p, *row) for p, row in facts.agents.items()))
    digest = hashlib.sha256()
    for table in ("sources", "entities", "names", "keys", "roles", "agents"):
        for row in base.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3" if table != "keys" else "SELECT * FROM keys"):
            digest.update(repr(row).encode())
    version = max((role[6] for _, role in facts.roles), default="") + "-" + digest.hexdigest()[:8]
    base.executemany("INSERT INTO meta VALUES(?,?)", [("schema", "1"), ("version", version)])
    base.commit()
    base.execute("VACUUM")
    base.close()


def main() -> None:
    """Reads the tables and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    facts = Facts(arguments.facts)
    add_agents(facts)
    add_sovereigns(facts)
    add_places(facts)
    add_cities(facts)
    add_bodies(facts)
    add_orgs(facts)
    add_people(facts)
    write(facts, arguments.out)
    kinds = Counter(row[0] for row in facts.entities.values())
    sizes = f"{arguments.out.stat().st_size:,} bytes, {len(facts.names):,} names, {len(facts.roles):,} roles"
    print(f"{arguments.out}: {sizes}, {kinds['person']:,} persons, {kinds['country']:,} countries")


if __name__ == "__main__":
    main()
