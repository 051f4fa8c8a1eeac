"""Series: how often one party acted on another, period by period, and how much was read meanwhile."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, get_args

from msgspec.structs import replace

from dateline.analysis.selecting import QUAD_CLASSES, Every, Selection, chosen, fetch, iso_day
from dateline.errors import ConfigError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

MOST_PERIODS = 200_000
_NAMES = [q.replace(" ", "_") for q in QUAD_CLASSES]


def count_series(connection: duckdb.DuckDBPyConnection, selection: Selection, every: Every = "week") -> pa.Table:
    """The chosen events by period, none left out: `period` is its first day (of weeks, Monday).

    Columns: actor, recipient (as asked, or null for all); events, and of them each quad class (`verbal_conflict` …)
    and its share (`verbal_conflict_share`); mean `plover_score` and `goldstein`; `articles` and `words` published in
    the period; events per 1,000 articles and per 1,000 words. What has no events has null shares and means; what was
    not read has null rates.

    An event belongs to a period where all days on which it may have begun lie in it; the others are left out, and the
    table's metadata `unplaced` counts them. Without start and end the series covers all events of these statuses.
    ConfigError where that would be more than 200,000 periods.
    """
    _check(every)
    bounds = covered(connection, selection)
    sql, values = chosen(selection)
    days = f"date_trunc('{every}', first_day)"
    placed = f"first_day IS NOT NULL AND last_day IS NOT NULL AND {days} = date_trunc('{every}', last_day)"
    unplaced = fetch(
        connection,
        f"SELECT count(*) AS n FROM ({sql}) WHERE NOT coalesce({placed}, false)",
        values,
    )["n"][0].as_py()
    by_quad = ", ".join(
        f"count(*) FILTER (quad_class = '{q}') AS {n}" for q, n in zip(QUAD_CLASSES, _NAMES, strict=True)
    )
    shares = ", ".join(f"c.{n} / nullif(c.events, 0) AS {n}_share" for n in _NAMES)
    read, read_values = _read(selection)
    table = fetch(
        connection,
        f"""
        WITH counted AS (
            SELECT {days}::DATE AS period, count(*) AS events, {by_quad},
                   avg(plover_score) AS plover_score, avg(goldstein) AS goldstein
            FROM ({sql}) WHERE {placed} GROUP BY period
        ), published AS (
            SELECT date_trunc('{every}', published)::DATE AS period, count(*) AS articles, sum(words) AS words
            FROM ({read}) GROUP BY period
        ), periods AS (
            SELECT unnest(generate_series(date_trunc('{every}', ?::DATE), ?::DATE, INTERVAL 1 {every}))::DATE AS period
        )
        SELECT ?::VARCHAR AS actor, ?::VARCHAR AS recipient, p.period, coalesce(c.events, 0) AS events,
               {", ".join(f"coalesce(c.{n}, 0) AS {n}" for n in _NAMES)}, {shares}, c.plover_score, c.goldstein,
               coalesce(r.articles, 0) AS articles, coalesce(r.words, 0)::BIGINT AS words,
               1000.0 * coalesce(c.events, 0) / nullif(r.articles, 0) AS per_1000_articles,
               1000.0 * coalesce(c.events, 0) / nullif(r.words, 0) AS per_1000_words
        FROM periods p LEFT JOIN counted c USING (period) LEFT JOIN published r USING (period) ORDER BY p.period
        """,
        [*values, *read_values, *_within(bounds, every), selection.actor, selection.recipient],
    )
    return table.replace_schema_metadata({"every": every, "unit": selection.unit, "unplaced": str(unplaced)})


def count_dyad(connection: duckdb.DuckDBPyConnection, selection: Selection, every: Every = "week") -> pa.Table:
    """Both directions of a dyad, one series below the other; ConfigError where one of the parties is not given."""
    import pyarrow as pa

    if selection.actor is None or selection.recipient is None:
        raise ConfigError("both directions need an actor and a recipient")
    turned = replace(selection, actor=selection.recipient, recipient=selection.actor)
    there, back = count_series(connection, selection, every), count_series(connection, turned, every)
    unplaced = sum(int(t.schema.metadata[b"unplaced"]) for t in (there, back))
    told = {"every": every, "unit": selection.unit, "unplaced": str(unplaced)}
    return pa.concat_tables([t.replace_schema_metadata(told) for t in (there, back)])


def count_coverage(connection: duckdb.DuckDBPyConnection, selection: Selection, every: Every = "week") -> pa.Table:
    """How much was read, and how much of it told the chosen events: a row an outlet and period of publication.

    Columns: outlet, period, articles, copies (near-duplicates of an earlier article), words, events (as the
    selection's unit counts them, within the outlet), per_1000_articles, per_1000_words. Outlets and periods without
    articles have no row.
    """
    _check(every)
    read, read_values = _read(selection)
    sql, values = chosen(replace(selection, dated_by="published", unit="reports"))
    unit = {"events": "DISTINCT cluster", "stories": "DISTINCT (cluster, story)", "reports": "*"}[selection.unit]
    return fetch(
        connection,
        f"""
        WITH told AS (
            SELECT outlet, date_trunc('{every}', published)::DATE AS period, count({unit}) AS events
            FROM ({sql}) GROUP BY ALL
        ), published AS (
            SELECT outlet, date_trunc('{every}', published)::DATE AS period, count(*) AS articles,
                   count(copy_of) AS copies, sum(words)::BIGINT AS words FROM ({read}) GROUP BY ALL
        )
        SELECT r.outlet, r.period, r.articles, r.copies, r.words, coalesce(t.events, 0) AS events,
               1000.0 * coalesce(t.events, 0) / r.articles AS per_1000_articles,
               1000.0 * coalesce(t.events, 0) / nullif(r.words, 0) AS per_1000_words
        FROM published r
        LEFT JOIN told t ON t.outlet IS NOT DISTINCT FROM r.outlet AND t.period IS NOT DISTINCT FROM r.period
        ORDER BY r.outlet, r.period
        """,
        [*values, *read_values],
    )


def _read(selection: Selection) -> tuple[str, list[Any]]:
    """The articles read: of the selection's outlets and days, by publication."""
    conditions: list[str] = []
    values: list[Any] = []
    if selection.outlets:
        conditions.append(f"outlet IN ({', '.join('?' * len(selection.outlets))})")
        values.extend(selection.outlets)
    for day, comparison in ((selection.start, "published >= ?"), (selection.end, "published <= ?")):
        if day is not None:
            conditions.append(comparison)
            values.append(iso_day(day))
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return (
        "SELECT outlet, published, words, copy_of FROM articles JOIN current USING (article_id, version) "
        f"LEFT JOIN stories USING (article_id) {where}",
        values,
    )


def covered(connection: duckdb.DuckDBPyConnection, selection: Selection) -> tuple[dt.date, dt.date] | None:
    """First and last day told of by events of these statuses, or as the selection has it; None where none is dated."""
    everyone = Selection(statuses=selection.statuses, dated_by=selection.dated_by, unit="reports")
    sql, values = chosen(everyone)
    dated = f"SELECT min(first_day) AS first, max(last_day) AS last FROM ({sql}) WHERE first_day <= last_day"
    found = fetch(connection, dated, values).to_pylist()[0]
    first, last = found["first"], found["last"]
    first = iso_day(selection.start) if selection.start else first
    last = iso_day(selection.end) if selection.end else last
    return None if first is None or last is None else (first, last)


def _within(bounds: tuple[dt.date, dt.date] | None, every: Every) -> tuple[dt.date, dt.date]:
    if bounds is None:
        return dt.date(2, 1, 1), dt.date(1, 1, 1)  # no period lies between these
    periods = (bounds[1] - bounds[0]).days / {"day": 1, "week": 7, "month": 28}[every]
    if periods > MOST_PERIODS:
        raise ConfigError(f"a series from {bounds[0]} to {bounds[1]} has too many periods: give its start and end")
    return bounds


def _check(every: Every) -> None:
    if every not in get_args(Every):
        raise ConfigError(f"periods are {', '.join(get_args(Every))}, not {every!r}")
