"""Map: circles where the place is known, shades where only the country is, and a count of what has no place at all."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from dateline.web.asking import Query
from dateline.web.drawing import Spot, draw_world
from dateline.web.drawing.world import has_outline
from dateline.web.filtering import Filter, condition
from dateline.web.shelf import Snapshot
from dateline.web.viewing import Asked, View

COUNTRY = 6  # geoprecision from which only the country is known
CIRCLES = 500


def look(asked: Asked) -> View:
    """The events that the filter lets through; the files hold a row a place."""
    chosen = asked.filter()
    where = condition(chosen)
    places = Query(
        f"""SELECT place_name, place_country, geoprecision, lat, lon, count(*) AS events,
       count(DISTINCT cluster) AS told_apart
FROM reading WHERE place_name IS NOT NULL AND {where.sql}
GROUP BY ALL ORDER BY events DESC, place_name, place_country, lat, lon""",
        where.values,
    )
    snapshot = asked.snapshot
    return View(
        "Map",
        "map.html",
        places,
        lambda: _page(snapshot, chosen, places),
        {"map": lambda: _draw(snapshot, chosen, places)},
    )


def _draw(snapshot: Snapshot, chosen: Filter, places: Query) -> Markup:
    rows = [r for r in snapshot.rows(places, 5_000) if r["lat"] is not None]
    countries: dict[str, tuple[int, str]] = {}
    spots: list[Spot] = []
    for row in rows:
        code, broad = row["place_country"], (row["geoprecision"] or COUNTRY) >= COUNTRY
        if broad and code and has_outline(code):
            before = countries.get(code, (0, ""))[0]
            countries[code] = (before + row["events"], _address(chosen, place_country=code, precision="country"))
        elif len(spots) < CIRCLES:
            href = _address(chosen, place=row["place_name"], place_country=code)
            spots.append(
                Spot(row["place_name"], row["lat"], row["lon"], row["events"], href, exact=row["geoprecision"] == 1)
            )
    return draw_world("Events by place", countries, spots)


def _page(snapshot: Snapshot, chosen: Filter, places: Query) -> dict[str, Any]:
    where = condition(chosen)
    known = snapshot.rows(
        Query(
            f"SELECT geoprecision, count(*) AS events FROM reading WHERE {where.sql} GROUP BY ALL ORDER BY ALL",
            where.values,
        )
    )
    rows = snapshot.rows(places, 5_000)
    return {
        "rows": [
            {**r, "href": _address(chosen, place=r["place_name"], place_country=r["place_country"])} for r in rows[:100]
        ],
        "known": known,
        "filter": chosen,
        "circles": CIRCLES,
        "places": len(rows),
        "hidden": [pair for pair in chosen.pairs() if pair[0] not in ("from", "to", "type")],
    }


def _address(chosen: Filter, **more: str | None) -> str:
    kept = {k: v for k, v in chosen.values.items() if k not in more}
    values = {**kept, **{k: (v,) for k, v in more.items() if v}}
    return f"/events?{Filter(values, chosen.q, chosen.first, chosen.last, chosen.confidence, chosen.party).address()}"
