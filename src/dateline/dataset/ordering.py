"""The rows of a table in its order, in little memory: put into buckets on disk by where they belong, then sorted.

DuckDB's own sort needs memory with the number of rows, even where it spills.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dateline.dataset.schema import SORTED_BY, schemas

_BATCH = 8_192  # rows; a batch of whole texts is then some 30 MB
_BUCKET = 16_384  # rows, about, that are sorted at once
_ASKED = 64  # rows a bucket, by which buckets are told apart
_LAST = "~"  # comes after days and ids: rows without a day come last
_KEY = "sorting_key"


@contextmanager
def ordered(
    connection: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation, name: str
) -> Iterator[pa.RecordBatchReader]:
    """For `with`: rows of the table `name` as they come, in the order of SORTED_BY."""
    schema, count = schemas()[name], rows.count("*").fetchall()[0][0]
    keyed = rows.project(f"*, {_key(name)} AS {_KEY}")
    with TemporaryDirectory() as folder:
        bounds = _bounds(keyed, count)
        paths = [Path(folder, f"{n}.arrow") for n in range(len(bounds) + 1)]

        def home(batch: pa.RecordBatch) -> NDArray[Any]:
            return np.searchsorted(bounds, _keys(batch), side="right") if len(bounds) else np.zeros(len(batch), int)

        scatter(_stream(keyed), home, paths, schema)
        yield pa.RecordBatchReader.from_batches(schema, _gather(connection, paths, name))


def _key(name: str) -> str:
    """Text that sorts as the first of the columns do; of days, with the column that follows."""
    first, *others = SORTED_BY[name].split(", ")
    if pa.types.is_date(schemas()[name].field(first).type):
        return f"coalesce({first}::VARCHAR, '{_LAST}') || {others[0]}"
    return first


def _bounds(keyed: duckdb.DuckDBPyRelation, count: int) -> NDArray[Any]:
    """The keys at which buckets begin, but for the first."""
    if count <= _BUCKET or not isinstance(keyed.project(_KEY).limit(1).fetchall()[0][0], str):
        return np.zeros(0, "S1")
    step = max(1, _BUCKET // _ASKED)
    asked = [_keys(batch)[::step] for batch in _stream(keyed.project(_KEY))]
    return np.sort(np.concatenate(asked))[_ASKED::_ASKED]


def scatter(
    batches: pa.RecordBatchReader, home: Callable[[pa.RecordBatch], NDArray[Any]], paths: list[Path], schema: pa.Schema
) -> None:
    """Writes rows to files, for `collect`; `home` gives of each row the number of its file."""
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    writers = [pa.ipc.new_stream(path, schema, options=options) for path in paths]
    for batch in batches:
        homes = home(batch)
        rows = pa.Table.from_batches([batch]).select(schema.names).cast(schema)
        for n in np.unique(homes).tolist():
            writers[n].write_table(rows.filter(pa.array(homes == n)))
    for writer in writers:
        writer.close()


def collect(path: Path) -> pa.Table:
    """The rows of one file."""
    with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as reader:
        return reader.read_all()


def _gather(connection: duckdb.DuckDBPyConnection, paths: list[Path], name: str) -> Iterator[pa.RecordBatch]:
    for path in paths:
        yield from (
            connection.from_arrow(collect(path)).order(SORTED_BY[name]).to_arrow_reader(_BATCH).cast(schemas()[name])
        )


def _stream(rows: duckdb.DuckDBPyRelation) -> pa.RecordBatchReader:
    return rows.to_arrow_reader(_BATCH)


def _keys(batch: pa.RecordBatch) -> NDArray[Any]:
    keys: NDArray[Any] = batch.column(_KEY).cast(pa.binary()).to_numpy(zero_copy_only=False).astype("S")
    return keys
