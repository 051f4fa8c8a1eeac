"""SQL over one commit of a dataset: DuckDB in memory, a view a table, and the ready views of `views/*.sql`."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from uuid import uuid4

import duckdb
import pyarrow as pa

from dateline.dataset.schema import schemas
from dateline.dataset.storing import Commit, Store
from dateline.errors import StoreError

_CLOSED = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
# For what goes over a whole dataset: what does not fit lies on disk. Each thread needs a part of it.
BOUNDS = {"memory_limit": "128MB", "threads": "2", "preserve_insertion_order": "false"}
_READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_BATCH = 65_536  # rows
_WRONG = "the query is wrong"
_TOLD = 500  # characters of an error: DuckDB quotes the value that broke a query, which may be an article


def connect(store: Store, commit: Commit, megabytes: int | None = None) -> duckdb.DuckDBPyConnection:
    """A connection that sees the tables as of a commit and no other file, and cannot be told otherwise."""
    bounds = {} if megabytes is None else {**BOUNDS, "memory_limit": f"{megabytes}MB"}
    connection = duckdb.connect(":memory:", config={**_CLOSED, **bounds})
    seen: list[str] = []
    for name, schema in schemas().items():
        paths = store.files(name, commit.tables[name])
        if not paths:
            connection.from_arrow(schema.empty_table()).create(name)
        elif store.remote:
            connection.register(name, store.as_arrow(name, commit.tables[name]))
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
    # DuckDB lets queries read all that lies in its temporary folder: one of its own, made when it is first needed
    connection.execute(f"SET temp_directory = {_quoted(f'{tempfile.gettempdir()}/dateline-{uuid4().hex}')}")
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
    """The rows of one SELECT, `limit` at most; StoreError as of `stream`."""
    with stream(connection, sql, seconds, _BATCH if limit is None else max(1, min(limit, _BATCH))) as reader:
        batches: list[pa.RecordBatch] = []
        count = 0
        for batch in reader:
            batches.append(batch)
            count += batch.num_rows
            if limit is not None and count >= limit:
                break
        table = pa.Table.from_batches(batches, reader.schema)
    return table if limit is None else table.slice(0, limit)


@contextmanager
def stream(
    connection: duckdb.DuckDBPyConnection, sql: str, seconds: float | None = None, rows: int = _BATCH
) -> Iterator[pa.RecordBatchReader]:
    """The rows of one SELECT as they come, `rows` at a time.

    StoreError where it is something else, is wrong, or takes longer than `seconds`, reading included.
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
        with telling(_WRONG, lambda: f"it took longer than {seconds:g} s: ask for less" if late.is_set() else None):
            yield connection.sql(sql).to_arrow_reader(rows)
    finally:
        if timer:
            timer.cancel()


@contextmanager
def telling(
    what: str = "the dataset cannot be read", stopped: Callable[[], str | None] = lambda: None
) -> Iterator[None]:
    """DuckDB's and Arrow's errors as a StoreError, one line that begins with `what`; `stopped` may know better.

    What breaks while rows are fetched comes as Arrow's error: an OSError without a number.
    """
    try:
        yield
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise _explained(error, what, stopped()) from error


def _explained(error: Exception, what: str, stopped: str | None = None) -> StoreError:
    told = " ".join("".join(c if c.isprintable() else " " for c in str(error)).split())[:_TOLD]
    if stopped or told.startswith("INTERRUPT"):
        return StoreError(f"the query was stopped: {stopped or 'interrupted'}")
    if told.startswith("Out of Memory"):
        return StoreError(f"there is not memory or disk enough for this: ask for less ({told})")
    if told.startswith("IO Error"):
        return StoreError(f"a file of this commit cannot be read: open the dataset anew ({told})")
    return StoreError(f"{what}: {told}")


def _only_reads(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise _explained(error, _WRONG) from error
    if len(statements) != 1 or statements[0].type not in _READING:
        raise StoreError("a query is one SELECT: datasets are written by dateline's own commands")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
