"""SQL over one commit of a dataset: DuckDB in memory, a view a table, and the ready views of `views/*.sql`."""

from __future__ import annotations

import tempfile
import threading
from importlib.resources import files

import duckdb
import pyarrow as pa

from dateline.dataset.schema import schemas
from dateline.dataset.storing import Commit, Store
from dateline.errors import StoreError

_READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_BATCH = 65_536


def connect(store: Store, commit: Commit) -> duckdb.DuckDBPyConnection:
    """A connection that sees the tables as of a commit and no other file, and cannot be told otherwise."""
    connection = duckdb.connect(
        ":memory:", config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    seen: list[str] = []
    for name, schema in schemas().items():
        table = store.table(name, commit.tables[name])
        paths = sorted(table.file_uris())
        if not paths:
            connection.from_arrow(schema.empty_table()).create(name)
        elif store.remote:
            connection.register(name, table.to_pyarrow_dataset())
        else:
            listed = ", ".join(_quoted(p) for p in paths)
            columns = ", ".join(f'"{c}"' for c in schema.names)
            connection.execute(f"CREATE VIEW {name} AS SELECT {columns} FROM read_parquet([{listed}])")
            seen += paths
    for name, sql in {**_views(), **_newest(connection)}.items():
        connection.execute(f"CREATE {'TEMP ' if store.remote else ''}VIEW {name} AS {sql}")
    _lock_down(connection, seen)
    return connection


def _lock_down(connection: duckdb.DuckDBPyConnection, paths: list[str]) -> None:
    allowed = ", ".join(_quoted(p) for p in paths)
    connection.execute(f"SET temp_directory = {_quoted(tempfile.gettempdir())}")
    connection.execute("SET python_enable_replacements = false")
    connection.execute(f"SET allowed_paths = [{allowed}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _newest(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Cheaper forms of the views of current codings, for datasets in which one version coded all articles last."""
    one = "SELECT max(version) FROM versions HAVING count(*) = 1"
    last = """
        SELECT version FROM articles WHERE version = (SELECT max(version) FROM articles)
        GROUP BY version HAVING count(*) = (SELECT count(DISTINCT article_id) FROM articles)
    """
    found = connection.execute(one).fetchall() or connection.execute(last).fetchall()
    if not found:
        return {}
    names = {"current": "article_id, version FROM articles", "current_events": "* FROM events"}
    return {name: f"SELECT {what} WHERE version = {found[0][0]}" for name, what in names.items()}


def _views() -> dict[str, str]:
    """The ready views in the order of their files' names, "2_flat.sql": a view may use those before it."""
    folder = files("dateline.dataset") / "views"
    found = sorted((f.name, f.read_text(encoding="utf-8")) for f in folder.iterdir() if f.name.endswith(".sql"))
    return {name.removesuffix(".sql").split("_", 1)[1]: sql for name, sql in found}


def run(
    connection: duckdb.DuckDBPyConnection, sql: str, limit: int | None = None, seconds: float | None = None
) -> pa.Table:
    """The rows of one SELECT; StoreError where it is something else, is wrong, or takes longer than `seconds`.

    `limit`: at most so many rows; the rest is not computed where DuckDB can help it.
    """
    _only_reads(connection, sql)
    late = threading.Event()

    def stop() -> None:
        late.set()
        connection.interrupt()

    timer = threading.Timer(seconds, stop) if seconds is not None else None
    try:
        if timer:
            timer.start()
        return _rows(connection.sql(sql), limit)
    except duckdb.InterruptException as error:
        why = f"it took longer than {seconds:g} s: ask for less" if late.is_set() else "interrupted"
        raise StoreError(f"the query was stopped: {why}") from error
    except duckdb.IOException as error:
        raise StoreError("a file of this commit is gone (dateline forget): open the dataset anew") from error
    except duckdb.Error as error:
        raise StoreError(f"the query is wrong: {' '.join(str(error).split())}") from error
    finally:
        if timer:
            timer.cancel()


def _rows(found: duckdb.DuckDBPyRelation, limit: int | None) -> pa.Table:
    reader = found.to_arrow_reader(_BATCH if limit is None else max(1, min(limit, _BATCH)))
    batches: list[pa.RecordBatch] = []
    count = 0
    for batch in reader:
        batches.append(batch)
        count += batch.num_rows
        if limit is not None and count >= limit:
            break
    table = pa.Table.from_batches(batches, reader.schema)
    return table if limit is None else table.slice(0, limit)


def _only_reads(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise StoreError(f"the query is wrong: {' '.join(str(error).split())}") from error
    if len(statements) != 1 or statements[0].type not in _READING:
        raise StoreError("a query is one SELECT: datasets are written by dateline's own commands")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
