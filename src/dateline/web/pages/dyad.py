"""A dyad: what two parties do to each other over time, both ways; surges are marked, points lead to their events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

import pyarrow as pa
from markupsafe import Markup

from dateline.analysis import count_dyad, find_changes, mark_surges
from dateline.analysis.selecting import Every
from dateline.web.asking import Query
from dateline.web.drawing import Column, Line, Point, draw_columns, draw_lines
from dateline.web.drawing.svg import COLOURS
from dateline.web.naming import end_of
from dateline.web.pages.selecting import PARAMETERS, choices, events_address, party_of, read_selection, spanning
from dateline.web.viewing import Asked, View

EVERY: tuple[Every, ...] = ("month", "week", "day")
BUSIEST = Query(
    """SELECT least(actor_country, recipient_country) AS a, greatest(actor_country, recipient_country) AS b,
       count(*) AS events, avg(plover_score) AS score
FROM reading WHERE actor_country <> recipient_country AND status = 'actual'
GROUP BY ALL ORDER BY events DESC, a, b"""
)


def look(asked: Asked) -> View:
    """The dyad of `a` and `b`; without them the busiest dyads. The files hold the series."""
    asked.filter("a", "b", "every", *PARAMETERS)
    a, b = party_of(asked, "a"), party_of(asked, "b")
    every = asked.choice("every", EVERY)
    form = {"a": a or "", "b": b or "", "every": every, "choices": choices(asked), "every_choices": EVERY}
    if a is None or b is None:
        return View("Dyads", "dyads.html", BUSIEST, lambda: {**form, "rows": asked.snapshot.rows(BUSIEST, 60)})
    key = ("dyad", a, b, every, *choices(asked).items(), *asked.parameters.getlist("type"))
    selection = spanning(asked.snapshot, read_selection(asked, actor=a, recipient=b))
    series = asked.snapshot.remember(
        key, lambda: mark_surges(asked.snapshot.work(lambda c: count_dyad(c, selection, every)))
    )
    rows = series.to_pylist()
    parts = [[r for r in rows if r["actor"] == way] for way in dict.fromkeys((a, b))]
    charts: dict[str, Callable[[], Markup]] = {
        "events": lambda: draw_lines(f"Events by {every}, both ways", [_counts(p, every) for p in parts]),
        "score": lambda: draw_lines(f"Mean PLOVER score by {every}, both ways", [_scores(p, every) for p in parts]),
        **{f"quad-{n}": partial(_quads, p, every) for n, p in enumerate(parts, 1)},
    }
    ways = [f"{one} on {other}" for one, other in ((a, b), (b, a))]
    page = {**form, "ways": ways, "start": selection.start}
    return View(f"{a} and {b}", "dyad.html", series, lambda: {**page, **_page(series, rows)}, charts)


def _page(series: pa.Table, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    metadata = series.schema.metadata or {}
    return {
        "rows": [r for r in rows if r["events"]],
        "surges": [r for r in rows if r["surge"]],
        "changes": [r for r in find_changes(series).to_pylist() if r["change"] is not None] if rows else [],
        "unplaced": int(metadata.get(b"unplaced", 0)),
        "address": events_address,
    }


def _period(row: dict[str, Any], every: str) -> tuple[date, date]:
    return row["period"], end_of(row["period"], every) - timedelta(days=1)


def _link(row: dict[str, Any], every: str) -> str:
    first, last = _period(row, every)
    return events_address(row["actor"], row["recipient"], from_=first, to=last)


def _counts(rows: Sequence[dict[str, Any]], every: str) -> Line:
    points = (
        Point(
            r["period"],
            r["events"],
            f"{every} of {r['period']}",
            _link(r, every) if r["events"] else None,
            f"surge: {r['expected']:.1f} expected" if r["surge"] else None,
        )
        for r in rows
    )
    return Line(f"{rows[0]['actor']} on {rows[0]['recipient']}" if rows else "", tuple(points))


def _scores(rows: Sequence[dict[str, Any]], every: str) -> Line:
    points = (Point(r["period"], r["plover_score"], f"{every} of {r['period']}", _link(r, every)) for r in rows)
    return Line(f"{rows[0]['actor']} on {rows[0]['recipient']}" if rows else "", tuple(points))


def _quads(rows: Sequence[dict[str, Any]], every: str) -> Markup:
    names = {quad: quad.replace(" ", "_") for quad in COLOURS}
    columns = [
        Column(
            r["period"],
            end_of(r["period"], every),
            f"{every} of {r['period']}",
            {q: r[n] for q, n in names.items()},
            _link(r, every),
        )
        for r in rows
    ]
    way = f"{rows[0]['actor']} on {rows[0]['recipient']}" if rows else ""
    return draw_columns(f"{way}: events by {every} and quad class", columns, tuple(COLOURS))
