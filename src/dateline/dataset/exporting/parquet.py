"""Parquet, with lists and spans as they are; equal rows give equal bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP = 65_536  # rows


def write_parquet(batches: Iterable[pa.RecordBatch], schema: pa.Schema, out: BinaryIO) -> int:
    """Writes row groups of 65,536 rows; returns the number of rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows, held = 0, 0
    group: list[pa.RecordBatch] = []
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in batches:
            group.append(batch)
            held, rows = held + batch.num_rows, rows + batch.num_rows
            if held >= _GROUP:
                writer.write_table(pa.Table.from_batches(group, schema).combine_chunks(), row_group_size=held)
                group, held = [], 0
        if group:
            writer.write_table(pa.Table.from_batches(group, schema).combine_chunks(), row_group_size=held)
    return rows
