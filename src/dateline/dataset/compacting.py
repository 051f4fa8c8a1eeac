"""Compaction: the many small files of a table become few, sorted as questions ask for them; the rows stay the same."""

from __future__ import annotations

import tempfile

import duckdb
import pyarrow as pa

from dateline.dataset.schema import SORTED_BY, schemas
from dateline.dataset.storing import Store

_BATCH = 8_192  # rows; a batch of whole texts is then some 30 MB


def compact(store: Store) -> None:
    """Rewrite every table that lies in more than one file; only while `store.writing`."""
    for name, order in SORTED_BY.items():
        files = store.files(name)
        if len(files) > 1:
            store.overwrite(name, _sorted(store, name, files, order))


def _sorted(store: Store, name: str, files: list[str], order: str) -> pa.RecordBatchReader:
    """All rows of a table in order, a batch at a time; what does not fit in memory is sorted on disk."""
    connection = duckdb.connect(":memory:", config={"temp_directory": tempfile.gettempdir()})
    if store.remote:
        connection.register("rows", store.scan(name))
        found = connection.sql(f"SELECT * FROM rows ORDER BY {order}")
    else:
        found = connection.read_parquet(files).order(order)
    return found.to_arrow_reader(_BATCH).cast(schemas()[name])
