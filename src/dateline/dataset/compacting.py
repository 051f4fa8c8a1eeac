"""Compaction: the many small files of a table become few, sorted as questions ask for them; the rows stay the same."""

from __future__ import annotations

import tempfile

import duckdb

from dateline.dataset.schema import SORTED_BY, schemas
from dateline.dataset.storing import Store

_BATCH = 8_192  # rows; a batch of whole texts is then some 30 MB


def compact(store: Store) -> None:
    """Rewrite every table that lies in more than one file; only while `store.writing`."""
    for name in SORTED_BY:
        if len(store.files_now(name)) > 1:
            rewrite(store, name)


def rewrite(store: Store, name: str, leave_out: str | None = None) -> None:
    """Write a table anew in order, a batch at a time, without the rows that meet a condition; only while `writing`.

    What does not fit in memory is sorted on disk.
    """
    connection = duckdb.connect(":memory:", config={"temp_directory": tempfile.gettempdir()})
    files = store.files_now(name)
    if store.remote:
        connection.register("rows", store.scan(name))
        rows = connection.sql("FROM rows")
    elif files:
        rows = connection.read_parquet(files)
    else:
        return
    if leave_out is not None:
        if not rows.filter(leave_out).limit(1).fetchall():
            return
        rows = rows.filter(f"({leave_out}) IS NOT TRUE")
    store.overwrite(name, rows.order(SORTED_BY[name]).to_arrow_reader(_BATCH).cast(schemas()[name]))
