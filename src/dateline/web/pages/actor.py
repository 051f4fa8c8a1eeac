"""An actor: what it does and what is done to it, with whom, in which offices; and the list of actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

import pyarrow as pa
from msgspec import Struct

from dateline.errors import ConfigError
from dateline.web.asking import Query
from dateline.web.naming import country
from dateline.web.pages.listing import COLUMNS, ORDER
from dateline.web.pages.overview import MOST_DAYS, over_time, split
from dateline.web.shelf import Snapshot
from dateline.web.viewing import Asked, View

SIDES = ("actor", "recipient")
PARTNERS = 15
NAMES = 200  # of each side, from which the most frequent of both are taken
_ACTORS = "SELECT * FROM actors WHERE {where} ORDER BY acts + receives DESC, name, country"


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
        "acts": lambda: over_time(snapshot, _side(snapshot, its, "actor").days, "What it does"),
        "receives": lambda: over_time(snapshot, _side(snapshot, its, "recipient").days, "What is done to it"),
    }
    title = name or " ".join(x for x in (country(code) if code else "", sector) if x)
    more = [("actor", name), ("recipient", name)] if name else [("party", party)]

    def page() -> dict[str, Any]:
        sides = {side: _side(snapshot, its, side) for side in SIDES}
        return {
            "rows": snapshot.rows(both, 25),
            "partners": {side: found.partners for side, found in sides.items()},
            "offices": _offices(snapshot, name, code, sector),
            "names": [] if name else _names(sides.values()),
            "totals": {side: found.total for side, found in sides.items()},
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


class _Side(Struct, frozen=True):
    """What the page says of the events in which a party is on one side.

    `days`: rows of day, quad_class and events; `partners`: those on the other side, the most frequent first; `names`:
    under which the first party of its side goes; `total`: events and their mean score.
    """

    days: pa.Table
    partners: list[dict[str, Any]]
    names: list[dict[str, Any]]
    total: dict[str, Any]


def _side(snapshot: Snapshot, its: _Sides, side: str) -> _Side:
    return snapshot.remember(("side", its, side), lambda: _asked(snapshot, its, side))


def _asked(snapshot: Snapshot, its: _Sides, side: str) -> _Side:
    """In one pass."""
    other, where = SIDES[1 - SIDES.index(side)], its.of(side)
    query = f"""WITH hits AS MATERIALIZED (
    SELECT day_start AS day, quad_class, plover_score AS score, {side}_name AS name, {other}_name AS met,
           {other}_country AS country, {other}_sector AS sector FROM reading WHERE {where.sql}
)
(SELECT 'total' AS part, count(*) AS events, avg(score) AS score, NULL::DATE AS day, NULL AS quad_class, NULL AS name,
        NULL AS country, NULL AS sector, NULL AS conflict FROM hits)
UNION ALL (SELECT 'days', count(*), NULL, day, quad_class, NULL, NULL, NULL, NULL FROM hits WHERE day IS NOT NULL
           GROUP BY ALL)
UNION ALL (SELECT 'names', count(*) AS n, NULL, NULL, NULL, name, NULL, NULL, NULL FROM hits WHERE name IS NOT NULL
           GROUP BY ALL ORDER BY n DESC, name LIMIT {NAMES})
UNION ALL (SELECT 'partners', count(*) AS n, avg(score), NULL, NULL, NULL, country, sector,
                  count(*) FILTER (quad_class LIKE '%conflict') FROM hits WHERE met IS NOT NULL
           GROUP BY ALL ORDER BY n DESC, country, sector LIMIT {PARTNERS})
ORDER BY part, day, events DESC, name, country, sector"""
    parts = split(snapshot.table(Query(query, where.values), MOST_DAYS), "part")
    rows = {name: part.to_pylist() for name, part in parts.items() if name != "days"}
    days = parts.get("days", parts["total"].slice(0, 0)).select(["day", "quad_class", "events"])
    return _Side(days, rows.get("partners", []), rows.get("names", []), rows["total"][0])


def _names(sides: Iterable[_Side]) -> list[dict[str, Any]]:
    """The first parties that go by a code, on both sides together."""
    counts: Counter[str] = Counter()
    for side in sides:
        counts.update({row["name"]: row["events"] for row in side.names})
    named = sorted(counts.items(), key=lambda n: (-n[1], n[0]))
    return [{"name": name, "mentions": mentions} for name, mentions in named[:PARTNERS]]


def _offices(snapshot: Snapshot, name: str, code: str, sector: str) -> list[dict[str, Any]]:
    """Offices in which the reports name it, with the days of the reports."""
    parts = [("name = ?", name), ("country = ?", code), ("list_contains(sectors, ?)", sector)]
    given = [(text, value) for text, value in parts if value]
    offices = f"""SELECT name, office, country, min(published) AS first, max(published) AS last,
       sum(mentions)::BIGINT AS mentions
FROM offices WHERE {" AND ".join(text for text, _ in given)}
GROUP BY ALL ORDER BY first NULLS LAST, name, office"""
    return snapshot.rows(Query(offices, tuple(value for _, value in given)), 40)
