"""What changed between two codings of the same articles, or between two commits of a dataset, event by event."""

from __future__ import annotations

import tempfile
from importlib.resources import files

import duckdb
import pyarrow as pa

from dateline.errors import StoreError

FIELDS = ("type", "modes", "cameo", "status", "actors", "recipients", "day", "place")


def between_versions(connection: duckdb.DuckDBPyConnection, old: int, new: int) -> pa.Table:
    """The events that differ in articles that both coding versions coded; StoreError where one coded none."""
    for version in (old, new):
        if not connection.execute("SELECT 1 FROM versions WHERE version = ?", [version]).fetchall():
            raise StoreError(f"no version {version} here: `dateline info` lists them; commits are written @{version}")
    coded = [f"SELECT article_id FROM articles WHERE version = {version:d}" for version in (old, new)]
    shared = connection.sql(" INTERSECT ".join(coded)).to_arrow_table()
    sides = [(connection.cursor(), _of_version(shared, version)) for version in (old, new)]
    return _compare(sides)


def between_commits(old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection) -> pa.Table:
    """The events that differ in the current codings of two commits: of articles added, forgotten and coded anew."""
    codings = [c.sql("SELECT article_id, version FROM current").to_arrow_table() for c in (old, new)]
    working = duckdb.connect(":memory:")
    working.register("old", codings[0])
    working.register("new", codings[1])
    wanted = [working.sql(f"FROM {a} EXCEPT FROM {b}").to_arrow_table() for a, b in (("old", "new"), ("new", "old"))]
    return _compare([(old, wanted[0]), (new, wanted[1])])


def _of_version(shared: pa.Table, version: int) -> pa.Table:
    return shared.append_column("version", pa.array([version] * shared.num_rows, pa.int32()))


def _compare(sides: list[tuple[duckdb.DuckDBPyConnection, pa.Table]]) -> pa.Table:
    comparable = (files("dateline.dataset") / "statements/comparable.sql").read_text(encoding="utf-8")
    working = duckdb.connect(":memory:", config={"temp_directory": tempfile.gettempdir()})
    for name, (connection, wanted) in zip(("old", "new"), sides, strict=True):
        connection.register("wanted", wanted)
        rows = connection.sql(comparable).to_arrow_reader(65_536)
        working.register("rows", rows)
        working.execute(f"CREATE TABLE {name} AS FROM rows")
    return working.sql(_differences()).to_arrow_table()


def _differences() -> str:
    """One row an event that differs: what was (null where it is added), what is (null where it is removed)."""
    pairs = ", ".join(f'old."{f}" AS "{f}_was", new."{f}" AS "{f}"' for f in FIELDS)
    changed = ", ".join(f'CASE WHEN old."{f}" IS DISTINCT FROM new."{f}" THEN \'{f}\' END' for f in FIELDS)
    return f"""
        SELECT article_id,
               CASE WHEN old.event_id IS NULL THEN 'added' WHEN new.event_id IS NULL THEN 'removed'
                    ELSE 'changed' END AS change,
               CASE WHEN old.event_id IS NULL OR new.event_id IS NULL THEN []
                    ELSE list_filter([{changed}], lambda f: f IS NOT NULL) END AS changed,
               old.event_id AS event_id_was, new.event_id AS event_id,
               coalesce(new.trigger_text, old.trigger_text) AS trigger_text, {pairs}
        FROM old FULL JOIN new USING (article_id, field, begin, until, nth)
        WHERE old.event_id IS NULL OR new.event_id IS NULL OR len(changed) > 0
        ORDER BY article_id, field DESC, begin, until, nth
    """
