"""Checks our own rows against other sources: `python -m training.facts.checking --facts ../shared/facts`.

Writes `confirmed.tsv`: the names of our tables that another source of the bundle has for the same country. Only these
get an identifier. Prints the terms that another source dates otherwise, to be looked at by a person. The bundle's
`roles_wikidata_eps.tsv` is read here alone: to check, never to ship.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from training.facts.collecting import HERE, Facts, key, read
from training.facts.countries import add_sovereigns
from training.facts.people import otherwise, own_roles

PEOPLE = ("roles.tsv", "roles_wikidata_eps.tsv", "roles_petrarch.tsv")


def known_people(facts: Facts) -> dict[str, list[tuple[frozenset[str], str, str, str, str]]]:
    """By country: the words of a name, source, office, start, end."""
    out: dict[str, list[tuple[frozenset[str], str, str, str, str]]] = defaultdict(list)
    for table in PEOPLE:
        for r in read(facts.folder / table):
            code = facts.country(r["iso3"])[0]
            for text in (r["person"], *r["aliases"].split("|")):
                words = frozenset(key(text).split())
                if len(words) > 1 or r["source"] == "reign":
                    out[code].append((words, r["source"], r.get("office", ""), r["start"], r["end"]))
    return out


def known_bodies(facts: Facts) -> set[tuple[str, str]]:
    """Spelling keys and countries of the bodies of other sources."""
    out = set()
    for table in ("groups.tsv", "igos.tsv", "orgs.tsv", "names_petrarch.tsv"):
        for r in read(facts.folder / table):
            if r["source"] != "hand":
                for text in (r["name"], *r["aliases"].split("|")):
                    out.add((key(text), facts.country(r["iso3"])[0]))
    out |= {(key(r["igo"]), "IGO") for r in read(facts.folder / "memberships.tsv")}
    return out


def confirmed_people(facts: Facts) -> set[tuple[str, str, str]]:
    """(spelling key, country, source) of our persons that another source has; prints terms that differ by months."""
    known = known_people(facts)
    out = set()
    for names, role in own_roles():
        country, office, start = role[0], role[2], role[4]
        places = (country,) if country not in ("UNO", "IGO", "EUR", "IMG", "NGO") else tuple(sorted(known))
        for text in names.split("|"):
            written = [frozenset(key(t).split()) for t in (text, *otherwise(text, country))]
            near = [(w, k) for w in written for c in places for k in known[c] if w <= k[0] or k[0] <= w]
            found = [k for w, k in near if len(k[0]) > 1 < len(w) or _same_term(k, role)]
            if found:
                out.add((key(text), country, sorted({k[1] for k in found})[0]))
        same = [k for k in _wikidata(known, names, country) if _kind(k[2]) == _kind(office) != ""]
        if same and all(abs(_months(k[3]) - _months(start)) > 2 for k in same if k[3]):
            print(f"{country} {office} {names} {start}: {', '.join(k[3] for k in same)}")
    return out


def _same_term(known: tuple[frozenset[str], str, str, str, str], role: tuple[str, ...]) -> bool:
    """A ruler that the other source knows by surname alone, from the same month on."""
    return role[3].startswith("head of") and known[1] == "reign" and abs(_months(known[3]) - _months(role[4])) < 3


def _wikidata(
    known: dict[str, list[tuple[frozenset[str], str, str, str, str]]], names: str, country: str
) -> list[tuple[frozenset[str], str, str, str, str]]:
    words = [frozenset(key(t).split()) for t in names.split("|")]
    return [k for k in known[country] if k[1] == "wikidata-eps" and any(w <= k[0] and len(w) > 1 for w in words)]


def _kind(office: str) -> str:
    office = office.lower()
    return next((k for k in ("foreign", "defen", "head of government", "prime minister") if k in office), "").replace(
        "prime minister", "head of government"
    )


def _months(day: str) -> int:
    year, month = (*day.split("-"), "06")[:2]
    return int(year) * 12 + int(month)


def confirmed_bodies(own: list[tuple[list[str], str]], known: set[tuple[str, str]]) -> set[str]:
    """Lines for all names of our bodies of which another source has one; tables that share a name confirm another."""
    anywhere = {k for k, _ in known}
    found: set[tuple[str, str]] = set()
    for _ in range(2):  # the second time, through a name that the first time confirmed
        for names, country in own:
            keys = {(key(text), country) for text in names if len(text) > 1}
            abroad = country in ("UNO", "IGO", "EUR") and any(k in anywhere for k, _ in keys)
            if abroad or keys & (known | found):
                found |= keys
    return {f"{k}\t{c}\tbodies" for k, c in found}


def main() -> None:
    """Writes `confirmed.tsv`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, required=True)
    facts = Facts(parser.parse_args().facts)
    add_sovereigns(facts)
    lines = {f"{k}\t{c}\t{s}" for k, c, s in confirmed_people(facts)}
    own = [(r["name"].split("|"), r["country"]) for r in read(HERE / "bodies.tsv")]
    own += [([r["form"]], r["country"]) for r in read(HERE / "additions.tsv")]
    for table in ("groups.tsv", "igos.tsv"):
        rows = [r for r in read(facts.folder / table) if r["source"] == "hand"]
        own += [([r["name"], *r["aliases"].split("|")], facts.country(r["iso3"])[0]) for r in rows]
    own += [([r["metonym"], r["refers_to"]], r["iso3"]) for r in read(facts.folder / "metonyms.tsv")]
    lines |= confirmed_bodies(own, known_bodies(facts))
    (HERE / "confirmed.tsv").write_text("key\tcountry\tsource\n" + "\n".join(sorted(lines)) + "\n", encoding="utf-8")
    print(f"{len(lines)} names confirmed")


if __name__ == "__main__":
    main()
