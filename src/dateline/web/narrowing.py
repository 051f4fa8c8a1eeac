"""The events of some parties as a small database of their own: the analysis asks that instead of the whole dataset."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import duckdb
import pyarrow as pa
from msgspec.structs import replace

from dateline.analysis import Selection
from dateline.web.asking import Query
from dateline.web.shelf import Snapshot

MOST = 200_000  # events beyond which the whole dataset is asked

# What the analysis reads of each table, from `reading`, which is in memory; parties as the codes that they go by.
_TABLES = {
    "events": """SELECT event_id, version, article_id, type, modes, contexts, cameo, quad_class, plover_score,
       goldstein, status, day_start, day_end, place_country, []::VARCHAR[] AS voices FROM reading WHERE {where}""",
    "clusters": "SELECT event_id, version, cluster FROM reading WHERE {where}",
    "parties": """SELECT event_id, version, side, nullif(code[1:3], '---') AS country,
       CASE WHEN len(code) > 3 THEN [code[5:]] ELSE [] END AS sectors
FROM (
    SELECT event_id, version, 'actor' AS side, unnest(actor_codes) AS code FROM reading WHERE {where}
    UNION ALL
    SELECT event_id, version, 'recipient' AS side, unnest(recipient_codes) AS code FROM reading WHERE {where}
)""",
}
_WHOLE = {
    "articles": """SELECT article_id, version, outlet, agency, published, words
FROM articles JOIN current USING (article_id, version)""",
    "stories": "SELECT article_id, copy_of, story FROM stories",
}
_ALL = 1 << 62
_SPAN = Query("SELECT min(published) - 31 AS first, max(published) AS last FROM reading")
Made = TypeVar("Made")


def ask_narrowly(snapshot: Snapshot, selection: Selection, ask: Callable[[duckdb.DuckDBPyConnection], Made]) -> Made:
    """What an analysis without voices makes of a selection; the same as over the whole dataset, but sooner."""
    bounded = selection.start is not None and selection.end is not None  # else its bounds are the dataset's
    connection = _narrowed(snapshot, selection.actor, selection.recipient) if bounded else None
    if connection is None:
        return snapshot.work(ask)
    try:
        return ask(connection)
    finally:
        connection.close()


def spanning(snapshot: Snapshot, selection: Selection) -> Selection:
    """With the days that reports cover where the reader names none; years before them are background that they tell."""
    known = snapshot.one(_SPAN)
    if known is None or known["last"] is None:
        return selection
    return replace(selection, start=selection.start or str(known["first"]), end=selection.end or str(known["last"]))


def _narrowed(snapshot: Snapshot, *parties: str | None) -> duckdb.DuckDBPyConnection | None:
    """A database with the events that have each of the parties on one side or the other.

    None where no party is named, or a great part of all events is meant.
    """
    named = [p for p in parties if p]
    if not named:
        return None
    condition = "(list_contains(actor_codes, ?) OR list_contains(recipient_codes, ?))"
    where = Query(" AND ".join([condition] * len(named)), tuple(p for p in named for _ in (1, 2)))
    found = snapshot.one(Query(f"SELECT count(*) AS events FROM reading WHERE {where.sql}", where.values))
    if found is None or found["events"] > MOST:
        return None
    connection = duckdb.connect()
    for name, sql in _TABLES.items():
        values = where.values * sql.count("{where}")
        connection.register(name, snapshot.table(Query(sql.format(where=where.sql), values), _ALL))
    for name, sql in _WHOLE.items():
        connection.register(name, snapshot.remember(("whole", name), partial(_table, snapshot, sql)))
    connection.execute("CREATE TEMP VIEW current AS SELECT article_id, version FROM articles")
    return connection


def _table(snapshot: Snapshot, sql: str) -> pa.Table:
    return snapshot.table(Query(sql), _ALL)
