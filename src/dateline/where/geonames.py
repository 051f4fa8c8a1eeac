"""A gazetteer from a full GeoNames dump (allCountries.zip, or one country's), on top of the one in the package."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from dateline.errors import ConfigError
from dateline.where.building import Row, write_gazetteer
from dateline.where.gazetteer import Gazetteer, Kind

_FIELDS = 19
_LONGEST_LINE = 200_000  # characters; the longest of GeoNames, China's, has about 15,000
_UNITS: dict[str, Kind] = {"ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin2", "ADM4": "admin2", "ADMD": "admin2"}
_WATER = frozenset("BAY BAYS BGHT CHN CNL COVE ESTY FJD GULF HBR LGN LK LKS OCN RSV SD SEA STM STMS STRT".split())
_LAND = frozenset(
    "ATOL CAPE CNYN DLTA DSRT HLL HLLS ISL ISLS MT MTS PASS PEN PK PLN PLAT PT RDGE UPLD VAL VLC AREA AMUS CST MILB "
    "OAS OILF PRK RES RESN RGN RGNE AIRB AIRP INSM MN NUC PRT".split()
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ .'’-]{3,}")
_ISLANDS = frozenset({"ISL", "ISLS", "ATOL"})


class _Line(NamedTuple):
    """A line of the dump."""

    id: int
    name: str
    ascii: str
    alternates: str
    lat: float
    lon: float
    code: str
    country: str
    admin1: str
    admin2: str
    population: int
    zone: str


class _Codes(NamedTuple):
    """What codes of the dump stand for: countries' alpha-3 by alpha-2, units' ids by their codes."""

    countries: dict[str, str]
    first: dict[tuple[str, str], int]
    second: dict[tuple[str, str, str], int]


def build(dump: Path, out: Path, known: Gazetteer) -> int:
    """Writes `out` from a dump and the places of `known`, which come first; how many places it holds.

    Reads the dump twice and holds only its units in memory. ConfigError where the file is no dump of GeoNames.
    """
    codes = _read_codes(dump, known)
    if not codes.countries:
        raise ConfigError(f"{dump}: no line is a place of GeoNames; give allCountries.zip, or a country's zip or text")

    def rows() -> Iterator[Row]:
        yield from _rows_of(known)
        for line in _lines(dump):
            row = _row(line, codes)
            if row is not None:
                yield row

    about = {"source": f"{known.about().get('source', '')}; {dump.name} (GeoNames, CC BY 4.0)"}
    return write_gazetteer(rows(), known.demonyms, out, about)


def _rows_of(known: Gazetteer) -> Iterator[Row]:
    for e, chief, others in known.every():
        point = e.lat, e.lon, e.weight, e.admin1, e.admin2
        yield Row(e.id, e.name, e.kind, e.country, *point, known.zone_of(e) or "", chief, others)


def _read_codes(dump: Path, known: Gazetteer) -> _Codes:
    codes = _Codes({}, {}, {})
    for line in _lines(dump):
        if line.country not in codes.countries and (country := known.country_of(line.id)):
            codes.countries[line.country] = country
        if line.code == "ADM1":
            codes.first[line.country, line.admin1] = line.id
        elif line.code == "ADM2":
            codes.second[line.country, line.admin1, line.admin2] = line.id
    return codes


def _row(line: _Line, codes: _Codes) -> Row | None:
    kind = _kind(line.code)
    country = codes.countries.get(line.country, "")
    if kind is None or (line.country and not country):
        return None
    admin1 = codes.first.get((line.country, line.admin1), 0)
    admin2 = codes.second.get((line.country, line.admin1, line.admin2), 0)
    base = {"admin1": 3.5, "admin2": 2.0, "city": 2.0}.get(kind, 2.5)
    weight = math.log10(line.population + 10**base) - (1.0 if kind == "admin2" else 0.0)
    return Row(
        id=line.id,
        name=line.name,
        kind=kind,
        country=country,
        lat=line.lat,
        lon=line.lon,
        weight=weight,
        admin1=admin1 if admin1 != line.id else 0,
        admin2=admin2 if admin2 != line.id else 0,
        zone=line.zone,
        forms=(line.ascii,),
        alternates=tuple(a for a in line.alternates.split(",") if _LATIN.fullmatch(a) and a[0].isupper()),
    )


def _kind(code: str) -> Kind | None:
    if code.startswith("PPL"):
        return "city"
    if code in _UNITS:
        return _UNITS[code]
    if code in _WATER:
        return "water"
    if code in _ISLANDS:
        return "island"
    return "region" if code in _LAND else None


def _lines(dump: Path) -> Iterator[_Line]:
    """The lines that can be read; others, and those with a number that is none, are passed over."""
    with _open(dump) as handle:
        while line := handle.readline(_LONGEST_LINE):
            parts = line.rstrip("\n").split("\t")
            if len(parts) != _FIELDS:
                continue
            try:
                lat, lon, people = float(parts[4]), float(parts[5]), int(parts[14] or 0)
                number = int(parts[0])
            except ValueError:
                continue
            if number > 0 and -90 <= lat <= 90 and -180 <= lon <= 180 and people >= 0 and parts[1]:
                names = parts[1], parts[2], parts[3]
                yield _Line(number, *names, lat, lon, parts[7], parts[8], parts[10], parts[11], people, parts[17])


@contextmanager
def _open(dump: Path) -> Iterator[io.TextIOBase]:
    """The text of the dump, out of its zip or as it is."""
    try:
        if not zipfile.is_zipfile(dump):
            with dump.open(encoding="utf-8", errors="replace", newline="\n") as plain:
                yield plain
            return
        with zipfile.ZipFile(dump) as archive:
            texts = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.casefold()]
            if len(texts) != 1:
                raise ConfigError(f"{dump} holds {len(texts)} text files; a dump of GeoNames holds one")
            with archive.open(texts[0]) as raw:
                yield io.TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="\n")
    except (OSError, zipfile.BadZipFile) as error:
        raise ConfigError(f"{dump}: {error}") from error
