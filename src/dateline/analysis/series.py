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
    import pyarrow as pa

    bounds = covered(connection, selection)
    periods = _periods(bounds, every)
    counted = _counted(connection, selection, every)
    read, values = _read(selection)
    published = fetch(
        connection,
        f"SELECT date_trunc('{every}', published)::DATE AS period, count(*) AS articles, sum(words)::BIGINT AS words "
        f"FROM ({read}) GROUP BY period",
        values,
    )
    by_period = {r["period"]: r for r in published.to_pylist()}
    unplaced = counted.pop(None, {"events": 0})["events"]
    rows = [_row(p, counted.get(p, {}), by_period.get(p, {})) for p in periods]
    who = {"actor": selection.actor, "recipient": selection.recipient}
    table = pa.Table.from_pylist([{**who, **row} for row in rows], schema=_schema())
    return table.replace_schema_metadata({"every": every, "unit": selection.unit, "unplaced": str(unplaced)})


def _counted(
    connection: duckdb.DuckDBPyConnection, selection: Selection, every: Every
) -> dict[dt.date | None, dict[str, Any]]:
    """Counts and means by period; what lies in no single period under None."""
    sql, values = chosen(selection)
    first, last = (f"date_trunc('{every}', {day})" for day in ("first_day", "last_day"))
    by_quad = ", ".join(
        f"count(*) FILTER (quad_class = '{q}') AS {n}" for q, n in zip(QUAD_CLASSES, _NAMES, strict=True)
    )
    found = fetch(
        connection,
        f"SELECT CASE WHEN {first} = {last} THEN {first}::DATE END AS period, count(*) AS events, {by_quad}, "
        f"avg(plover_score) AS plover_score, avg(goldstein) AS goldstein FROM ({sql}) GROUP BY period",
        values,
    )
    return {r["period"]: r for r in found.to_pylist()}


def _row(period: dt.date, counted: dict[str, Any], read: dict[str, Any]) -> dict[str, Any]:
    events, articles, words = counted.get("events", 0), read.get("articles", 0), read.get("words") or 0
    return {
        "period": period,
        "events": events,
        **{n: counted.get(n, 0) for n in _NAMES},
        **{f"{n}_share": counted[n] / events if events else None for n in _NAMES},
        **{n: counted.get(n) for n in ("plover_score", "goldstein")},
        "articles": articles,
        "words": words,
        "per_1000_articles": 1000 * events / articles if articles else None,
        "per_1000_words": 1000 * events / words if words else None,
    }


def _schema() -> pa.Schema:
    import pyarrow as pa

    whole, share = pa.int64(), pa.float64()
    shares = [(f"{n}_share", share) for n in _NAMES]
    rates = [("per_1000_articles", share), ("per_1000_words", share)]
    return pa.schema(
        [
            *(("actor", pa.string()), ("recipient", pa.string()), ("period", pa.date32()), ("events", whole)),
            *((n, whole) for n in _NAMES),
            *(*shares, ("plover_score", share), ("goldstein", share)),
            *(("articles", whole), ("words", whole), *rates),
        ]
    )


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
        f"SELECT outlet, published, words, copy_of FROM current_articles {where}",
        values,
    )


def covered(connection: duckdb.DuckDBPyConnection, selection: Selection) -> tuple[dt.date, dt.date] | None:
    """First and last day told of by events of these statuses, or as the selection has it; None where none is dated."""
    statuses = selection.statuses
    where = f"WHERE status IN ({', '.join('?' * len(statuses))})" if statuses else ""
    dated = {
        "event": f"SELECT min(day_start) AS first, max(day_end) AS last FROM told {where}",
        "published": "SELECT min(published) AS first, max(published) AS last FROM current_articles",
    }
    values = list(statuses) if selection.dated_by == "event" else []
    found = fetch(connection, dated[selection.dated_by], values).to_pylist()[0]
    first = iso_day(selection.start) if selection.start else found["first"]
    last = iso_day(selection.end) if selection.end else found["last"]
    return None if first is None or last is None else (first, last)


def _periods(bounds: tuple[dt.date, dt.date] | None, every: Every) -> list[dt.date]:
    """The first days of all periods from the one of the first day to that of the last."""
    if bounds is None:
        return []
    first, last = bounds
    if (last - first).days / {"day": 1, "week": 7, "month": 28}[every] > MOST_PERIODS:
        raise ConfigError(f"a series from {first} to {last} has too many periods: give its start and end")
    if every == "month":
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        return [dt.date(n // 12, n % 12 + 1, 1) for n in months]
    start = first.toordinal() - (first.weekday() if every == "week" else 0)
    return [dt.date.fromordinal(n) for n in range(max(start, 1), last.toordinal() + 1, 7 if every == "week" else 1)]


def _check(every: Every) -> None:
    if every not in get_args(Every):
        raise ConfigError(f"periods are {', '.join(get_args(Every))}, not {every!r}")
