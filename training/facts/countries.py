"""Countries and their forms, regions, cities, and the numbers that states have in the Correlates of War project."""

from __future__ import annotations

from dateline.who.spelling import normalise
from training.facts.collecting import HERE, NO_COUNTRY, Facts, read

PLACE_KINDS = frozenset({"country", "adjective", "demonym", "region", "people", "former", "capital", "city", "acronym"})
ORDER = ("short", "adjective", "noun", "form", "capital", "former", "long")
# What the lists have for a capital and is no name, or is a word of the language.
NO_NAMES = {
    "none",
    "Quito",
    "The Valley",
    "The Settlement",
    "administered from London",
    "Chisinau in Romanian",
    "no official capital",
}
WRITTEN = {"short": "country", "noun": "demonym", "form": "adjective", "former": "country", "long": "country"}


def add_sovereigns(facts: Facts) -> None:
    """The country that a dependency belongs to, and the name that each country goes by."""
    kept = {"HKG", "PSE", "TWN", "KOS", "ATA", "VAT"}
    countries = read(facts.folder / "countries.tsv")
    by_iso2 = {r["iso2"]: r["iso3"] for r in countries}
    for r in countries:
        owner = r["independent"].rsplit(" ", 1)[-1]
        if r["iso3"] not in kept and r["independent"] not in ("Yes", "") and owner in by_iso2:
            facts.sovereign[r["iso3"]] = by_iso2[owner]
        code = r["iso3"].replace("XKX", "KOS")
        facts.labels[code] = r["name"].split(" (")[0]
        facts.wikidata[code] = r["wikidata"]
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
        odd = "soviet" in text.lower() or "/" in text or text in NO_NAMES
        if code not in NO_COUNTRY and len(text) > 2 and not odd:
            facts.place(text, WRITTEN.get(r["kind"], r["kind"]), code, pre, r["source"])


def add_cities(facts: Facts) -> None:
    """Large cities, the largest of a name; then the dictionaries' other spellings of places. Bodies come first."""
    bodies = {normalise(r["form"]) for r in read(HERE / "additions.tsv") if r["kind"] not in PLACE_KINDS}
    for r in sorted(read(facts.folder / "cities.tsv"), key=lambda r: (-int(r["population"]), r["geonameid"])):
        if int(r["population"]) >= 200_000 and len(r["name"]) > 3 and normalise(r["name"]) not in bodies:
            code = facts.country(r["iso3"])[0]
            facts.place(r["name"], "city", code, "", "geonames", identifier=f"geonames:{r['geonameid']}")
    for r in read(facts.folder / "names_petrarch.tsv"):
        code = facts.country(r["iso3"])[0]
        for text in r["aliases"].split("|") if not r["sector"] and code in facts.labels else ():
            if len(text) > 4 and len(text.split()) < 3 and normalise(text) not in facts.agents:
                facts.place(text, "city", code, "", "petrarch2")
