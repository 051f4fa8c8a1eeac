"""Events: facets, search in the evidence, a list that is paged by a cursor."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import date
from typing import Any

from dateline.errors import ConfigError
from dateline.web.asking import Query
from dateline.web.filtering import FACETS, MOST, NONE, Facet, Filter, condition
from dateline.web.pages.listing import COLUMNS, ORDER
from dateline.web.pages.overview import stacked
from dateline.web.shelf import Snapshot
from dateline.web.viewing import Asked, View

PAGE = 50
SHOWN = 12  # values of a facet


def look(asked: Asked) -> View:
    """Those that the filter lets through, newest first; the files hold all of them."""
    chosen = asked.filter("cursor")
    where = condition(chosen)
    everything = Query(f"SELECT {COLUMNS} FROM reading WHERE {where.sql} ORDER BY {ORDER}", where.values)
    charts = {"events-by-time": lambda: stacked(asked.snapshot, where, "Events")}
    return View("Events", "events.html", everything, lambda: _page(asked, chosen), charts)


def _page(asked: Asked, chosen: Filter) -> dict[str, Any]:
    snapshot = asked.snapshot
    where = condition(chosen)
    rows, following = page_of(snapshot, where, asked.text("cursor"), PAGE)
    total = snapshot.one(Query(f"SELECT count(*) AS events FROM reading WHERE {where.sql}", where.values))
    extra = {"as_of": asked.text("as_of") or None}
    return {
        "rows": rows,
        "total": total["events"] if total else 0,
        "next": f"/events?{chosen.address(cursor=following, **extra)}" if following else None,
        "first": f"/events?{chosen.address(**extra)}" if asked.text("cursor") else None,
        "filter": chosen,
        "facets": _facets(snapshot, chosen, extra),
        "hidden": [pair for pair in chosen.pairs() if pair[0] not in ("q", "from", "to", "confidence")],
        "chips": [
            {"name": name, "value": value, "href": f"/events?{_without(chosen, name, value).address(**extra)}"}
            for name, value in chosen.pairs()
        ],
    }


def page_of(snapshot: Snapshot, where: Query, cursor: str, size: int) -> tuple[list[dict[str, Any]], str | None]:
    """At most `size` events after the cursor, and the next cursor; it names an event, so pages never shift."""
    after = read_cursor(cursor) if cursor else Query("true")
    query = Query(
        f"SELECT {COLUMNS} FROM reading WHERE {where.sql} AND {after.sql} ORDER BY {ORDER}",
        (*where.values, *after.values),
    )
    rows = snapshot.rows(query, size + 1)
    more = len(rows) > size
    return rows[:size], make_cursor(rows[size - 1]) if more else None


def make_cursor(row: dict[str, Any]) -> str:
    """Where a page ended."""
    at = f"{row['day_start'] or ''} {row['event_id']}"
    return base64.urlsafe_b64encode(at.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> Query:
    """The condition of what comes after it; ConfigError where it is none of ours."""
    try:
        day, _, event = (
            base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True).decode().partition(" ")
        )
        first = date.fromisoformat(day) if day else None
    except (ValueError, binascii.Error) as error:
        raise ConfigError("cursor: not one that was given out here") from error
    if not event or "\0" in event:
        raise ConfigError("cursor: not one that was given out here")
    if first is None:
        return Query("(day_start IS NULL AND event_id > ?)", (event,))
    return Query("(day_start < ? OR day_start IS NULL OR (day_start = ? AND event_id > ?))", (first, first, event))


def _facets(snapshot: Snapshot, chosen: Filter, extra: dict[str, Any]) -> list[dict[str, Any]]:
    """The values of each facet under all other conditions. Facets with the same conditions share one pass."""
    shared: dict[Query, list[Facet]] = {}
    for facet in FACETS:
        shared.setdefault(condition(chosen, without=facet.name), []).append(facet)
    found = {}
    for where, facets in shared.items():
        rows = snapshot.rows(_counts(where, facets), len(facets) * (SHOWN + MOST + 1))
        for facet in facets:
            found[facet.name] = [r for r in rows if r["facet"] == facet.name]
    return [_facet(facet, found[facet.name], chosen, extra) for facet in FACETS]


def _counts(where: Query, facets: Sequence[Facet]) -> Query:
    columns = ", ".join(dict.fromkeys(f.column for f in facets))
    parts = []
    for facet in facets:
        value = f"unnest({facet.column})" if facet.many else f"coalesce({facet.column}, '{NONE}')"
        parts.append(
            f"""(SELECT '{facet.name}' AS facet, {value} AS value, count(*) AS events FROM hits
    GROUP BY 2 ORDER BY events DESC, value LIMIT {SHOWN + MOST + 1})"""
        )
    hits = f"WITH hits AS MATERIALIZED (SELECT {columns} FROM reading WHERE {where.sql})"
    return Query(f"{hits}\n{' UNION ALL '.join(parts)}\nORDER BY facet, events DESC, value", where.values)


def _facet(facet: Facet, found: Sequence[dict[str, Any]], chosen: Filter, extra: dict[str, Any]) -> dict[str, Any]:
    """The most frequent values and those that are asked for, each with the address that takes it in or out."""
    had = chosen.values.get(facet.name, ())
    shown = [*found[:SHOWN], *(r for r in found[SHOWN:] if r["value"] in had)]
    shown += [{"value": v, "events": 0} for v in had if v not in {r["value"] for r in shown}]
    values = [
        {
            "value": r["value"],
            "events": r["events"],
            "on": r["value"] in had,
            "href": f"/events?{chosen.toggled(facet.name, r['value']).address(**extra)}",
        }
        for r in shown
    ]
    return {"facet": facet, "values": values, "open": bool(had), "more": len(found) > SHOWN}


def _without(chosen: Filter, name: str, value: str) -> Filter:
    kept = {k: v for k, v in chosen.values.items() if k != name}
    left = tuple(v for v in chosen.values.get(name, ()) if v != value)
    return Filter(
        {**kept, name: left} if left else kept,
        "" if name == "q" else chosen.q,
        None if name == "from" else chosen.first,
        None if name == "to" else chosen.last,
        None if name == "confidence" else chosen.confidence,
        tuple(v for v in chosen.party if not (name == "party" and v == value)),
    )
