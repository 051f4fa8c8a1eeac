"""The place table, from country names and GeoNames cities.

python -m training.facts.places --facts ../shared/facts --out src/dateline/where/places.tsv
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

SMALLEST = 100_000  # inhabitants; capitals are always in
KINDS = ("short", "form", "long", "former", "local_short")
CODES = {"XKX": "KOS"}  # PLOVER's code for Kosovo
HEADER = "form name country precision lat lon geonameid".split()


def table(facts: Path) -> list[list[str]]:
    """One row a spelling; where two places share one, countries come first, then the larger city."""
    with (facts / "country_names.tsv").open(encoding="utf-8", newline="") as handle:
        names = [r | {"iso3": CODES.get(r["iso3"], r["iso3"])} for r in csv.DictReader(handle, delimiter="\t")]
    with (facts / "countries.tsv").open(encoding="utf-8", newline="") as handle:
        labels = {CODES.get(r["iso3"], r["iso3"]): r["name"] for r in csv.DictReader(handle, delimiter="\t")}
    out: dict[str, list[str]] = {}
    for row in names:
        form = row["form"].strip()
        if row["kind"] in KINDS and row["iso3"] in labels and form[:1].isupper() and len(form) > 1:
            out.setdefault(form, [form, labels[row["iso3"]], row["iso3"], "country", "", "", ""])
    capitals = {(r["iso3"], r["form"]) for r in names if r["kind"] == "capital"}
    with (facts / "cities.tsv").open(encoding="utf-8", newline="") as handle:
        rows = [r | {"iso3": CODES.get(r["iso3"], r["iso3"])} for r in csv.DictReader(handle, delimiter="\t")]
        cities = sorted(rows, key=lambda r: (-int(r["population"]), r["geonameid"]))
    for city in cities:
        aliases = [a for a in city["aliases"].split("|") if (city["iso3"], a) in capitals]
        if int(city["population"]) >= SMALLEST or aliases or (city["iso3"], city["name"]) in capitals:
            for form in (city["name"], *aliases):
                row = [form, city["name"], city["iso3"], "city", city["lat"], city["lon"], city["geonameid"]]
                out.setdefault(form, row)
    return [out[k] for k in sorted(out)]


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    with args.out.open("w", encoding="utf-8", newline="") as handle:
        handle.write(
            "# Countries, their capitals, and cities of 100,000 people. Cities: GeoNames, CC BY 4.0 (geonames.org).\n"
        )
        writer = csv.writer(handle, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerows([HEADER, *table(args.facts)])


if __name__ == "__main__":
    main()
