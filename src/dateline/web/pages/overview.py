"""Overview: what came in, what became of it, and how well each outlet and day is covered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from markupsafe import Markup

from dateline.web.asking import Query
from dateline.web.drawing import Bar, Column, draw_bars, draw_columns
from dateline.web.drawing.svg import COLOURS
from dateline.web.naming import end_of, unit_of
from dateline.web.pages.review import quality
from dateline.web.shelf import Snapshot
from dateline.web.viewing import Asked, View

_OUTLETS = Query(
    """SELECT coalesce(a.outlet, '(none)') AS outlet, count(*) AS articles, sum(a.words)::BIGINT AS words,
       min(a.published) AS first, max(a.published) AS last, sum(o.events)::BIGINT AS events,
       round(1000.0 * sum(o.events) / nullif(sum(a.words), 0), 2) AS events_per_1000_words
FROM articles a JOIN current USING (article_id, version)
JOIN outcomes o ON o.article_id = a.article_id AND o.version = a.version AND NOT o.repeated
GROUP BY 1 ORDER BY articles DESC, outlet"""
)
_OUTCOMES = Query(
    """SELECT outcome, coalesce(reason, stage, CASE WHEN repeated THEN 'repeated' ELSE '' END) AS why,
       count(*) AS inputs FROM outcomes GROUP BY ALL ORDER BY inputs DESC, outcome, why"""
)
_TOTALS = Query(
    "SELECT count(*) AS events, count(DISTINCT article_id) AS articles, count(DISTINCT cluster) AS clusters, "
    "min(day_start) AS first, max(day_start) AS last, avg(confidence) AS confidence FROM reading"
)
_VERSIONS = Query("SELECT * FROM versions ORDER BY version")
_DAYS = Query(
    "SELECT day_start AS day, quad_class, count(*) AS events FROM reading WHERE day_start IS NOT NULL GROUP BY ALL"
)
_OPENS = Query("SELECT min(published) - 31 AS day FROM carried")
MOST_DAYS = 400_000  # days of events, by quad class, that one chart is made of
_TYPES = Query("SELECT type, count(*) AS events FROM reading GROUP BY 1 ORDER BY events DESC, type")


def look(asked: Asked) -> View:
    """The whole dataset; its files hold the coverage by outlet."""
    asked.filter()
    snapshot = asked.snapshot
    charts = {
        "events-by-time": lambda: _events_by_time(snapshot),
        "reports-by-time": lambda: _reports_by_time(snapshot),
        "types": lambda: _types(snapshot),
    }
    return View("Overview", "overview.html", _OUTLETS, lambda: {**_page(snapshot), **quality(asked.desk)}, charts)


def _page(snapshot: Snapshot) -> dict[str, Any]:
    outcomes = snapshot.rows(_OUTCOMES, 60)
    kinds: dict[str, int] = {}
    for row in outcomes:
        kinds[row["outcome"]] = kinds.get(row["outcome"], 0) + row["inputs"]
    return {
        "totals": snapshot.one(_TOTALS),
        "outlets": snapshot.rows(_OUTLETS, 40),
        "outcomes": outcomes,
        "kinds": kinds,
        "versions": snapshot.rows(_VERSIONS, 20),
    }


def split(rows: pa.Table, column: str) -> dict[str, pa.Table]:
    """The rows of each value of a column, in their order."""
    return {value: rows.filter(pc.field(column) == value) for value in pc.unique(rows[column]).to_pylist()}


def over_time(snapshot: Snapshot, counts: pa.Table, label: str) -> Markup:
    """Events (rows of day, quad_class and events), a column a day, week, month or year.

    Days long before the first report are background that reports tell; they are counted in the label, not drawn.
    """
    first, last = pc.min_max(counts["day"]).as_py().values()
    opens = snapshot.one(_OPENS)
    if first and opens and opens["day"] and last > opens["day"]:
        first = max(first, opens["day"])
    unit = unit_of(first, last)
    by_unit = pa.table(
        {
            "day": pc.floor_temporal(counts["day"], unit=unit).cast(pa.date32()),
            "quad_class": counts["quad_class"],
            "events": counts["events"],
        }
    )
    summed = by_unit.group_by(["day", "quad_class"]).aggregate([("events", "sum")])
    rows = summed.sort_by([("day", "ascending"), ("quad_class", "ascending")]).to_pylist()
    drawn = [row for row in rows if end_of(row["day"], unit) > first]
    early = sum(row["events_sum"] for row in rows) - sum(row["events_sum"] for row in drawn)
    told = f"; {early:,} events before {first} are not drawn" if early else ""
    return draw_columns(
        f"{label} by {unit} and quad class{told}", columns_of(drawn, unit, "quad_class", "events_sum"), tuple(COLOURS)
    )


def columns_of(rows: Iterable[Mapping[str, Any]], unit: str, part: str, value: str) -> list[Column]:
    """Rows of day, part and value, in order of days, as columns."""
    days: dict[date, dict[str, float]] = {}
    for row in rows:
        counts = days.setdefault(row["day"], {})
        counts[row[part]] = counts.get(row[part], 0) + row[value]
    return [Column(day, end_of(day, unit), f"{unit} of {day}", parts) for day, parts in days.items()]


def _events_by_time(snapshot: Snapshot) -> Markup:
    return snapshot.remember("events-by-time", lambda: over_time(snapshot, snapshot.table(_DAYS, MOST_DAYS), "Events"))


def _reports_by_time(snapshot: Snapshot) -> Markup:
    return snapshot.remember("reports-by-time", lambda: _reports(snapshot))


def _reports(snapshot: Snapshot) -> Markup:
    span = snapshot.one(Query("SELECT min(published) AS first, max(published) AS last FROM articles"))
    unit = unit_of(span["first"], span["last"]) if span else "month"
    biggest = [r["outlet"] for r in snapshot.rows(_OUTLETS, 40)[:5]]
    counts = snapshot.rows(
        Query(
            f"""SELECT date_trunc('{unit}', published)::DATE AS day, coalesce(outlet, '(none)') AS outlet,
       count(*) AS articles
FROM articles JOIN current USING (article_id, version) WHERE published IS NOT NULL GROUP BY ALL ORDER BY ALL"""
        )
    )
    named = [{**row, "outlet": row["outlet"] if row["outlet"] in biggest else "others"} for row in counts]
    parts = [*biggest, *(["others"] if any(row["outlet"] == "others" for row in named) else [])]
    return draw_columns(
        f"Reports by {unit} of publication and outlet", columns_of(named, unit, "outlet", "articles"), parts
    )


def _types(snapshot: Snapshot) -> Markup:
    bars = [Bar(r["type"], r["events"], f"/events?type={r['type']}") for r in snapshot.rows(_TYPES, 40)]
    return draw_bars("Events by type", bars)
