"""What a dataset holds, in counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
from msgspec import Struct

_OUTLETS = 10


class Info(Struct, frozen=True):
    """Counts of a dataset. Inputs are counted by their newest outcome, events by the newest coding of their article."""

    commit: int
    inputs: int
    outcomes: dict[str, int]
    dropped: dict[str, int]
    failed: dict[str, int]
    articles: int
    repeated: int
    events: int
    versions: list[dict[str, Any]]
    published: tuple[str | None, str | None]
    days: tuple[str | None, str | None]
    outlets: int
    top_outlets: dict[str, int]
    bytes_now: int
    bytes_kept: int | None


def describe(connection: duckdb.DuckDBPyConnection, commit: int, where: str, now: list[str]) -> Info:
    """The counts of what a connection sees; `now` are the files of the commit, beside which older ones are kept."""

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql).fetchall()

    newest = (
        "(SELECT input_key, arg_max(outcome, version) AS outcome, arg_max(repeated, version) AS repeated, "
        "arg_max(coalesce(reason, stage, ''), version) AS why FROM outcomes GROUP BY input_key)"
    )
    counted = rows(f"SELECT outcome, why, count(*), count(*) FILTER (repeated) FROM {newest} GROUP BY ALL ORDER BY ALL")
    outcomes: dict[str, int] = {}
    for outcome, _, count, _ in counted:
        outcomes[outcome] = outcomes.get(outcome, 0) + count
    versions = connection.sql(
        "SELECT v.*, (SELECT count(*) FROM articles a WHERE a.version = v.version) AS articles, "
        "(SELECT count(*) FROM events e WHERE e.version = v.version) AS events FROM versions v ORDER BY v.version"
    )
    outlets = rows("SELECT outlet, count(*) AS n FROM articles SEMI JOIN current USING (article_id, version) "
                   "WHERE outlet IS NOT NULL GROUP BY ALL ORDER BY n DESC, outlet")  # fmt: skip
    published = rows(
        "SELECT min(published)::VARCHAR, max(published)::VARCHAR, count(DISTINCT article_id) FROM articles"
    )
    events = "events SEMI JOIN current USING (article_id, version)"
    days = rows(f"SELECT min(day_start)::VARCHAR, max(day_end)::VARCHAR, count(*) FROM {events}")
    return Info(
        commit=commit,
        inputs=sum(outcomes.values()),
        outcomes=outcomes,
        dropped={why: count for outcome, why, count, _ in counted if outcome == "dropped"},
        failed={why: count for outcome, why, count, _ in counted if outcome == "failed"},
        articles=published[0][2],
        repeated=sum(r for _, _, _, r in counted),
        events=days[0][2],
        versions=versions.to_arrow_table().to_pylist(),
        published=(published[0][0], published[0][1]),
        days=(days[0][0], days[0][1]),
        outlets=len(outlets),
        top_outlets=dict(outlets[:_OUTLETS]),
        bytes_now=sum(Path(f).stat().st_size for f in now if "://" not in f),
        bytes_kept=None if "://" in where else sum(f.stat().st_size for f in Path(where).rglob("*") if f.is_file()),
    )
