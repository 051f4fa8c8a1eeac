"""Events: facets, search in the evidence, a list that is paged by a cursor."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa
from msgspec import Struct

from dateline.errors import ConfigError
from dateline.web.asking import Query
from dateline.web.filtering import FACETS, MOST, NONE, Facet, Filter, condition
from dateline.web.pages.listing import COLUMNS, ORDER
from dateline.web.pages.overview import MOST_DAYS, over_time, split
from dateline.web.shelf import Snapshot
from dateline.web.viewing import Asked, View

PAGE = 50
SHOWN = 12  # values of a facet


def look(asked: Asked) -> View:
    """Those that the filter lets through, newest first; the files hold all of them."""
    chosen = asked.filter("cursor")
    where = condition(chosen)
    everything = Query(f"SELECT {COLUMNS} FROM reading WHERE {where.sql} ORDER BY {ORDER}", where.values)
    charts = {"events-by-time": lambda: over_time(asked.snapshot, _summary(asked.snapshot, where).days, "Events")}
    return View("Events", "events.html", everything, lambda: _page(asked, chosen), charts)


def _page(asked: Asked, chosen: Filter) -> dict[str, Any]:
    snapshot = asked.snapshot
    where = condition(chosen)
    rows, following = page_of(snapshot, where, asked.text("cursor"), PAGE)
    extra = {"as_of": asked.text("as_of") or None}
    return {
        "rows": rows,
        "total": _summary(snapshot, where).events,
        "next": f"/events?{chosen.address(cursor=following, **extra)}" if following else None,
        "first": f"/events?{chosen.address(**extra)}" if asked.text("cursor") else None,
        "filter": chosen,
        "facets": [_facet(f, _values(snapshot, chosen, f), chosen, extra) for f in FACETS],
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


class _Summary(Struct, frozen=True):
    """`days`: rows of day, quad_class and events; `values`: of each facet, rows of value and events."""

    events: int
    days: pa.Table
    values: dict[str, list[dict[str, Any]]]


def _summary(snapshot: Snapshot, where: Query) -> _Summary:
    """What the page says of all events under a condition, in one pass."""
    return snapshot.remember(("summary", where), lambda: _summarised(snapshot, where))


def _summarised(snapshot: Snapshot, where: Query) -> _Summary:
    columns = ", ".join(dict.fromkeys(("day_start", "quad_class", *(f.column for f in FACETS))))
    parts = [
        "(SELECT '' AS facet, '' AS value, NULL::DATE AS day, count(*) AS events FROM hits)",
        "(SELECT 'day', quad_class, day_start, count(*) FROM hits WHERE day_start IS NOT NULL GROUP BY 2, 3)",
        *(_counted(facet) for facet in FACETS),
    ]
    hits = f"WITH hits AS MATERIALIZED (SELECT {columns} FROM reading WHERE {where.sql})"
    query = Query(f"{hits}\n{' UNION ALL '.join(parts)}\nORDER BY facet, day, events DESC, value", where.values)
    found = split(snapshot.table(query, MOST_DAYS), "facet")
    total = found.pop("")
    days = found.pop("day", total.slice(0, 0)).select(["day", "value", "events"])
    values = {name: part.to_pylist() for name, part in found.items()}
    return _Summary(total["events"][0].as_py(), days.rename_columns(["day", "quad_class", "events"]), values)


def _values(snapshot: Snapshot, chosen: Filter, facet: Facet) -> list[dict[str, Any]]:
    """The values of a facet under all other conditions, the most frequent first."""
    if not chosen.values.get(facet.name):
        return _summary(snapshot, condition(chosen)).values.get(facet.name, [])
    where = condition(chosen, without=facet.name)
    hits = f"WITH hits AS (SELECT {facet.column} FROM reading WHERE {where.sql})"
    return snapshot.rows(Query(f"{hits} {_counted(facet)}", where.values))


def _counted(facet: Facet) -> str:
    value = f"unnest({facet.column})" if facet.many else f"coalesce({facet.column}, '{NONE}')"
    return f"""(SELECT '{facet.name}' AS facet, {value} AS value, NULL::DATE AS day, count(*) AS events FROM hits
    GROUP BY 2 ORDER BY events DESC, value LIMIT {SHOWN + MOST + 1})"""


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
