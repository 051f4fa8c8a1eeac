"""Countries and cities by the way they are written."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

_TABLE = Path(__file__).parent / "places.tsv"


class Entry(Struct, frozen=True):
    """A place: coordinates in degrees, None for a country as a whole."""

    name: str
    country: str
    precision: Literal["country", "city"]
    lat: float | None
    lon: float | None
    geonameid: int | None


class Gazetteer(Struct, frozen=True):
    """Places by spelling; `starts` maps a first word to the lengths (in words) of the names that begin with it."""

    by_form: dict[str, Entry]
    starts: dict[str, tuple[int, ...]]


@cache
def load_gazetteer() -> Gazetteer:
    """The table in the package."""
    by_form: dict[str, Entry] = {}
    lengths: dict[str, set[int]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as handle:
        lines = (line for line in handle if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            lat, lon = (float(row[k]) if row[k] else None for k in ("lat", "lon"))
            identity = int(row["geonameid"]) if row["geonameid"] else None
            precision: Literal["country", "city"] = "country" if row["precision"] == "country" else "city"
            words = row["form"].replace("-", " - ").split()
            by_form[" ".join(words).casefold()] = Entry(row["name"], row["country"], precision, lat, lon, identity)
            lengths.setdefault(words[0].casefold(), set()).add(len(words))
    return Gazetteer(by_form, {k: tuple(sorted(v, reverse=True)) for k, v in lengths.items()})
