"""An actor: what it does and what is done to it, with whom, in which offices; and the list of actors."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct

from dateline.errors import ConfigError
from dateline.web.asking import Query
from dateline.web.naming import country
from dateline.web.pages.listing import COLUMNS, ORDER
from dateline.web.pages.overview import stacked
from dateline.web.shelf import Snapshot
from dateline.web.viewing import Asked, View

SIDES = ("actor", "recipient")
_ACTORS = """SELECT name, country, min(sectors[1]) AS sector,
       count(DISTINCT event_id) FILTER (side = 'actor') AS acts,
       count(DISTINCT event_id) FILTER (side = 'recipient') AS receives
FROM parties JOIN current USING (article_id, version) WHERE {where}
GROUP BY name, country ORDER BY acts + receives DESC, name, country"""


def look_at_all(asked: Asked) -> View:
    """All actors, the busiest first, or those whose name holds some words."""
    asked.filter("name")
    name = asked.text("name").strip()
    query = actors_query(name)
    return View("Actors", "actors.html", query, lambda: {"rows": asked.snapshot.rows(query, 200), "name": name})


def actors_query(name: str) -> Query:
    """All actors, or those whose name holds the words, the busiest first."""
    where = Query("contains(lower(name), ?)", (name.lower(),)) if name else Query("true")
    return Query(_ACTORS.format(where=where.sql), where.values)


def look(asked: Asked) -> View:
    """One name, country, or sector of a country; the files hold its events."""
    asked.filter("name", "country", "sector")
    name, code, sector = asked.text("name"), asked.text("country"), asked.text("sector")
    if not (name or code or sector):
        raise ConfigError("an actor is asked for by name, country or sector: /actor?country=KEN&sector=GOV")
    party = name or f"{code or '---'} {sector}".strip()
    its = _Sides(party, "names" if name else "codes")
    both = Query(f"SELECT {COLUMNS} FROM reading WHERE {its.either.sql} ORDER BY {ORDER}", its.either.values)
    snapshot = asked.snapshot
    charts = {
        "acts": partial(stacked, snapshot, its.of("actor"), "What it does"),
        "receives": partial(stacked, snapshot, its.of("recipient"), "What is done to it"),
    }
    title = name or " ".join(x for x in (country(code) if code else "", sector) if x)
    more = [("actor", name), ("recipient", name)] if name else [("party", party)]

    def page() -> dict[str, Any]:
        return {
            "rows": snapshot.rows(both, 25),
            "partners": {side: _partners(snapshot, its, side) for side in SIDES},
            "offices": _offices(snapshot, name, code, sector),
            "names": [] if name else _names(snapshot, its),
            "totals": {side: _total(snapshot, its.of(side)) for side in SIDES},
            "more": [f"/events?{urlencode([pair])}" for pair in more],
        }

    return View(title, "actor.html", both, page, charts)


class _Sides(Struct, frozen=True):
    """The events of a party, by side: a value in the column of names or codes."""

    party: str
    kind: str

    def of(self, side: str) -> Query:
        """Those in which it is on that side."""
        return Query(f"list_contains({side}_{self.kind}, ?)", (self.party,))

    @property
    def either(self) -> Query:
        """Those in which it is on one side or the other."""
        one, other = self.of("actor"), self.of("recipient")
        return Query(f"({one.sql} OR {other.sql})", (*one.values, *other.values))


def _total(snapshot: Snapshot, where: Query) -> dict[str, Any] | None:
    total = f"SELECT count(*) AS events, avg(plover_score) AS score FROM reading WHERE {where.sql}"
    return snapshot.one(Query(total, where.values))


def _partners(snapshot: Snapshot, its: _Sides, side: str) -> list[dict[str, Any]]:
    """Those on the other side, the most frequent first."""
    other, where = SIDES[1 - SIDES.index(side)], its.of(side)
    partners = f"""SELECT {other}_country AS country, {other}_sector AS sector, count(*) AS events,
       avg(plover_score) AS score, count(*) FILTER (quad_class LIKE '%conflict') AS conflict
FROM reading WHERE {where.sql} AND {other}_name IS NOT NULL
GROUP BY ALL ORDER BY events DESC, country, sector"""
    return snapshot.rows(Query(partners, where.values), 15)


def _offices(snapshot: Snapshot, name: str, code: str, sector: str) -> list[dict[str, Any]]:
    """Offices in which the reports name it, with the days of the reports."""
    parts = [("p.name = ?", name), ("p.country = ?", code), ("list_contains(p.sectors, ?)", sector)]
    given = [(text, value) for text, value in parts if value]
    offices = f"""SELECT p.name, p.office, p.country, min(a.published) AS first, max(a.published) AS last,
       count(*) AS mentions
FROM parties p JOIN current USING (article_id, version) JOIN articles a USING (article_id, version)
WHERE p.office IS NOT NULL AND {" AND ".join(text for text, _ in given)}
GROUP BY ALL ORDER BY first NULLS LAST, p.name, p.office"""
    return snapshot.rows(Query(offices, tuple(value for _, value in given)), 40)


def _names(snapshot: Snapshot, its: _Sides) -> list[dict[str, Any]]:
    """The first parties that go by that code."""
    names = " UNION ALL ".join(
        f"SELECT {side}_name AS name FROM reading WHERE {its.of(side).sql} AND {side}_name IS NOT NULL"
        for side in SIDES
    )
    query = f"SELECT name, count(*) AS mentions FROM ({names}) GROUP BY name ORDER BY mentions DESC, name"
    return snapshot.rows(Query(query, (its.party, its.party)), 15)
