"""Which events an analysis is about, and how often each counts: once, however many reports tell it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from dateline.errors import ConfigError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Unit = Literal["events", "stories", "reports"]
Every = Literal["day", "week", "month"]
QUAD_CLASSES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
Query = tuple[str, list[Any]]

# Of the rows that count as one, the first report stands for all: the cluster's namesake where it was chosen. Most are
# their cluster's namesake, and only the rest need be compared.
_ONE_OF = {
    "events": """
    SELECT * FROM found WHERE cluster = event_id
    UNION ALL
    SELECT f.* FROM found f
    ANTI JOIN (SELECT event_id FROM found WHERE cluster = event_id) n ON n.event_id = f.cluster
    WHERE f.cluster <> f.event_id
    QUALIFY row_number() OVER (PARTITION BY f.cluster ORDER BY f.event_id) = 1
    """,
    "stories": """
    SELECT * FROM found
    QUALIFY row_number() OVER (
        PARTITION BY cluster, story ORDER BY event_id <> cluster, article_id <> story, event_id
    ) = 1
    """,
    "reports": "SELECT * FROM found",
}


class Selection(Struct, frozen=True, kw_only=True):
    """The events that are asked about; what is left empty does not choose.

    `actor` and `recipient` are parties as "RUS", "RUS MIL" or "--- REB" (any country); `start` and `end` are ISO days,
    both inclusive. `unit`: an event told by many reports counts once ("events"), once a story, or once a report.
    `dated_by` puts an event on the day it took place, or on the day its report was published.
    """

    actor: str | None = None
    recipient: str | None = None
    types: tuple[str, ...] = ()
    quad_classes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("actual",)
    outlets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    unit: Unit = "events"
    dated_by: Literal["event", "published"] = "event"


def chosen(selection: Selection) -> Query:
    """SQL for the chosen events, a row each, with `first_day` and `last_day`, and its parameters.

    Current codings only. ConfigError where a party, day or unit is none.
    """
    conditions, values = _conditions(selection)
    if selection.unit not in _ONE_OF:
        raise ConfigError(f"events count by {', '.join(_ONE_OF)}, not by {selection.unit!r}")
    days = {"event": ("day_start", "day_end"), "published": ("published", "published")}
    if selection.dated_by not in days:
        raise ConfigError(f"events are dated by {' or '.join(days)}, not by {selection.dated_by!r}")
    first, last = days[selection.dated_by]
    for day, comparison in ((selection.start, f"{last} >= ?"), (selection.end, f"{first} <= ?")):
        if day is not None:
            conditions.append(comparison)
            values.append(iso_day(day))
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = f"""
    WITH found AS (
        SELECT event_id, version, article_id, type, quad_class, plover_score, goldstein, status, actor_countries,
               recipient_countries, place_country, {first} AS first_day, {last} AS last_day, outlet, agency, published,
               cluster, story, teller, teller_country, teller_sectors
        FROM told {where}
    )
    {_ONE_OF[selection.unit]}
    """
    return sql, values


def fetch(connection: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> pa.Table:
    """The rows of one SELECT."""
    table: pa.Table = connection.sql(sql, params=values).to_arrow_table()
    return table


def _conditions(selection: Selection) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    for column, allowed in (
        ("type", selection.types),
        ("quad_class", selection.quad_classes),
        ("status", selection.statuses),
        ("outlet", selection.outlets),
        ("place_country", selection.places),
    ):
        if allowed:
            conditions.append(f"{column} IN ({', '.join('?' * len(allowed))})")
            values.extend(allowed)
    for side, party in (("actor", selection.actor), ("recipient", selection.recipient)):
        if party is not None:
            country, sector = read_party(party)
            if country and not sector:
                conditions.append(f"list_contains({side}_countries, ?)")
                values.append(country)
                continue
            parts = [f"side = '{side}'", "list_contains(sectors, ?)", *(["country = ?"] if country else [])]
            values.extend(p for p in (sector, country) if p)
            conditions.append(
                f"(event_id, version) IN (SELECT (event_id, version) FROM parties WHERE {' AND '.join(parts)})"
            )
    return conditions, values


def read_party(text: str) -> tuple[str | None, str | None]:
    """Country and sector of "RUS", "RUS MIL" or "--- REB"; ConfigError where it is none of these."""
    country, *sectors = text.split() or [""]
    if len(country) != 3 or len(sectors) > 1 or (country == "---" and not sectors):
        raise ConfigError(f"a party is a country and a sector as in 'RUS', 'RUS MIL' or '--- REB', not {text!r}")
    return (None if country == "---" else country.upper()), (sectors[0].upper() if sectors else None)


def iso_day(text: str) -> dt.date:
    """The day; ConfigError where it is not ISO."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"a day is written 2024-03-05, not {text!r}") from error
