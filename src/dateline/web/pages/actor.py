"""An actor: what it does and what is done to it, with whom, in which offices; and the list of actors."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from dateline.errors import ConfigError
from dateline.web.asking import Query
from dateline.web.drawing import draw_columns
from dateline.web.drawing.svg import COLOURS
from dateline.web.naming import country, unit_of
from dateline.web.pages.listing import COLUMNS, ORDER
from dateline.web.pages.overview import columns_of
from dateline.web.shelf import Snapshot
from dateline.web.viewing import Asked, View

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
    parts = [("p.name = ?", name), ("p.country = ?", code), ("list_contains(p.sectors, ?)", sector)]
    given = [(text, value) for text, value in parts if value]
    if not given:
        raise ConfigError("an actor is asked for by name, country or sector: /actor?country=KEN&sector=GOV")
    its = Query(" AND ".join(text for text, _ in given), tuple(value for _, value in given))
    events = _of(its, f"SELECT side, {COLUMNS} FROM reading JOIN mine USING (event_id) ORDER BY {ORDER}, side")
    snapshot = asked.snapshot
    charts = {
        "acts": partial(_over_time, snapshot, its, "actor", "What it does"),
        "receives": partial(_over_time, snapshot, its, "recipient", "What is done to it"),
    }
    title = name or " ".join(x for x in (country(code) if code else "", sector) if x)
    more = {"actor": name} if name else {"party": code}

    def page() -> dict[str, Any]:
        return {
            "rows": snapshot.rows(events, 25),
            "partners": {side: _partners(snapshot, its, side) for side in ("actor", "recipient")},
            "offices": _offices(snapshot, its),
            "names": [] if name else _names(snapshot, its),
            "totals": _totals(snapshot, its),
            "more": f"/events?{urlencode(more)}" if name or code else None,
        }

    return View(title, "actor.html", events, page, charts)


def _of(its: Query, select: str, *values: str) -> Query:
    """A question about `mine`: the actor's events, and on which side it stands."""
    mine = f"""WITH mine AS (
    SELECT DISTINCT p.event_id, p.side FROM parties p JOIN current USING (article_id, version) WHERE {its.sql}
)
"""
    return Query(mine + select, (*its.values, *values))


def _over_time(snapshot: Snapshot, its: Query, side: str, label: str) -> Markup:
    span = "SELECT min(day_start) AS first, max(day_start) AS last FROM reading JOIN mine USING (event_id)"
    bounds = snapshot.one(_of(its, span)) or {"first": None, "last": None}
    unit = unit_of(bounds["first"], bounds["last"])
    counts = f"""SELECT date_trunc('{unit}', day_start)::DATE AS day, quad_class, count(*) AS events
FROM reading JOIN mine USING (event_id) WHERE day_start IS NOT NULL AND side = ? GROUP BY ALL ORDER BY ALL"""
    columns = columns_of(snapshot.rows(_of(its, counts, side)), unit, "quad_class", "events")
    return draw_columns(f"{label}, by {unit} and quad class", columns, tuple(COLOURS))


def _totals(snapshot: Snapshot, its: Query) -> dict[str, Any]:
    totals = """SELECT side, count(*) AS events, avg(plover_score) AS score
FROM reading JOIN mine USING (event_id) GROUP BY side"""
    return {row["side"]: row for row in snapshot.rows(_of(its, totals), 2)}


def _partners(snapshot: Snapshot, its: Query, side: str) -> list[dict[str, Any]]:
    """Those on the other side, the most frequent first."""
    other = "recipient" if side == "actor" else "actor"
    partners = f"""SELECT {other}_country AS country, {other}_sector AS sector, count(*) AS events,
       avg(plover_score) AS score, count(*) FILTER (quad_class LIKE '%conflict') AS conflict
FROM reading JOIN mine USING (event_id) WHERE side = ? AND {other}_name IS NOT NULL
GROUP BY ALL ORDER BY events DESC, country, sector"""
    return snapshot.rows(_of(its, partners, side), 15)


def _offices(snapshot: Snapshot, its: Query) -> list[dict[str, Any]]:
    """Offices in which the reports name it, with the days of the reports."""
    offices = f"""SELECT p.name, p.office, p.country, min(a.published) AS first, max(a.published) AS last,
       count(*) AS mentions
FROM parties p JOIN current USING (article_id, version) JOIN articles a USING (article_id, version)
WHERE p.office IS NOT NULL AND {its.sql} GROUP BY ALL ORDER BY first NULLS LAST, p.name, p.office"""
    return snapshot.rows(Query(offices, its.values), 40)


def _names(snapshot: Snapshot, its: Query) -> list[dict[str, Any]]:
    names = f"""SELECT p.name, count(*) AS mentions FROM parties p JOIN current USING (article_id, version)
WHERE {its.sql} GROUP BY p.name ORDER BY mentions DESC, p.name"""
    return snapshot.rows(Query(names, its.values), 15)
