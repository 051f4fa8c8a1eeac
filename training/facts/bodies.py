"""Organisations: ours, metonyms, armed groups, international bodies, companies, parties, and their ties."""

from __future__ import annotations

from collections import defaultdict

from dateline.who.spelling import normalise
from training.facts.collecting import HERE, NO_COUNTRY, Facts, Identity, Row, joined, read, slug, stored
from training.facts.countries import PLACE_KINDS
from training.facts.people import add_person


def add_bodies(facts: Facts) -> None:
    """Organisations of all kinds: ours, metonyms, armed groups, international bodies, companies."""
    for r in read(HERE / "additions.tsv"):
        if r["kind"] not in PLACE_KINDS:
            code = facts.known("body", r["form"], r["country"], [])
            identity = facts.entity(r["kind"], r["form"], r["country"], r["sectors"], "dateline", id=code)
            facts.name(r["form"], "name", 1, identity)
    for r in read(HERE / "bodies.tsv"):
        add_own_body(facts, r)
    for r in read(facts.folder / "metonyms.tsv"):
        dated = {"start": r["start"], "end": r["end"]}
        code = facts.known("body", r["metonym"], r["iso3"], [r["refers_to"]])
        identity = facts.entity("metonym", r["metonym"], r["iso3"], joined(r["sector"]), "dateline", id=code, **dated)
        facts.name(r["metonym"], "name", 2, identity)
    for table, kind in (("groups.tsv", "group"), ("igos.tsv", "body")):
        for r in read(facts.folder / table):
            if r["source"] == "hand":
                add_hand_body(facts, r, kind)
            else:
                add_petrarch_body(facts, r, kind)


def add_own_body(facts: Facts, r: Row) -> None:
    """A body of our own table: names parted by bars, the first its label; a region is a place."""
    label, *aliases = r["name"].split("|")
    if r["kind"] == "region":
        facts.place(label, "region", r["country"], "", "dateline")
        return
    code = facts.known("body", label, r["country"], aliases)
    dated = {"start": r["start"], "end": r["end"], "id": code}
    identity = facts.entity(r["kind"], label, r["country"], r["sectors"], "dateline", **dated)
    for text in (label, *aliases):
        facts.name(text, "name", 1, identity)


def add_hand_body(facts: Facts, r: Row, kind: str) -> None:
    """A group or international body written by hand, with its aliases."""
    code, sectors = facts.country(r["iso3"])[0], joined(r["sector"])
    sectors = joined("PRE") if r["iso3"] == "ESH" else sectors
    aliases = r["aliases"].split("|")
    dated = {"start": r["start"], "end": r["end"], "id": facts.known("body", r["name"], code, aliases)}
    identity = facts.entity(r.get("type") or kind, r["name"], code, sectors, "dateline", **dated)
    for text in (r["name"], *aliases):
        if normalise(text) not in facts.places:
            facts.name(text, "name", 3, identity)


def add_petrarch_body(facts: Facts, r: Row, kind: str) -> None:
    """A group, body, company or head of a body of the PETRARCH dictionaries: several words, a country of its own."""
    code = r["iso3"]
    known = code in NO_COUNTRY or code in {i[2] for i in facts.entities if i[0] == "country"}
    if not known or code in ("ISM", "IMG") or (kind == "group" and r["sector"] != "REB"):
        return
    if r["start"]:
        role = (code, "", "", "head of body", r["start"], r["end"], "2010-01-01", "petrarch2")
        add_person(facts, r["name"], code, role)
        return
    names = [t for t in (r["name"], *r["aliases"].split("|")) if len(normalise(t).split()) > 1]
    names = [t for t in names if normalise(t) not in facts.places and len(normalise(t)) > 6]
    names = [t for t in names if facts.agents.get(stored(t).split()[-1], ("", "", ""))[1] not in ("post", "role")]
    if not names or any(c.isdigit() for c in r["name"]):
        return
    sectors = joined("BUS") if code == "MNC" else joined(r["sector"]) if kind == "group" else ""
    identity = facts.entity(kind, r["name"], code, sectors, "petrarch2", id=slug("body", code, r["name"]))
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
        known = slug("body", code, r["name"])
        identity = facts.entity(r["kind"], r["name"], code, joined(r["sector"]), "factbook", id=known)
        facts.name(text.split(" (")[0], form, 4, identity)


def add_relations(facts: Facts) -> None:
    """Wings, parts and successors of armed groups; members of international bodies."""
    by_name: dict[str, Identity] = {}
    for norm, form, _, identity in sorted(facts.names):
        if form.removeprefix("acronym:") == "name":
            by_name.setdefault(norm, identity)
    for r in read(HERE / "relations.tsv"):
        one, other = by_name.get(normalise(r["name"])), by_name.get(normalise(r["other"]))
        if one is None or other is None:
            raise ValueError(f"relations.tsv: no body called {r['name']!r} or {r['other']!r}")
        facts.relations.add((one, r["relation"], other, r["start"], r["end"], "dateline"))
    countries = {i[2]: i for i in sorted(facts.entities) if i[0] == "country" and not i[4]}
    for r in read(facts.folder / "memberships.tsv"):
        one, other = countries.get(facts.country(r["iso3"])[0]), by_name.get(normalise(r["igo"]))
        if r["status"] == "member" and one is not None and other is not None and other[2] in NO_COUNTRY:
            facts.relations.add((one, "member_of", other, "", "", "factbook"))
