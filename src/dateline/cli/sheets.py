"""Rows of a query as a table, CSV, JSON lines or Parquet, as they come."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    import pyarrow as pa

_SHOWN = 1_000  # rows of a table on a terminal


class Sheet(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


SheetFormat = Annotated[
    Sheet | None, typer.Option("--format", help="table (on a terminal), csv, jsonl (elsewhere) or parquet.")
]


def print_rows(reader: pa.RecordBatchReader, output: Sheet | None) -> None:
    """All rows to standard output; nested values are JSON in a table and in CSV."""
    chosen = output or (Sheet.table if sys.stdout.isatty() else Sheet.jsonl)
    printers: dict[Sheet, Callable[[pa.RecordBatchReader], None]] = {
        Sheet.table: _table,
        Sheet.csv: _csv,
        Sheet.jsonl: _jsonl,
        Sheet.parquet: _parquet,
    }
    printers[chosen](reader)


def _table(reader: pa.RecordBatchReader) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*map(_shown, reader.schema.names))
    rows = (row for batch in reader for row in batch.to_pylist())
    for row in islice(rows, _SHOWN):
        table.add_row(*(Text(_shown(_cell(value))) for value in row.values()))
    Console().print(table)
    if next(rows, None) is not None:
        sys.stderr.write(f"dateline: the first {_SHOWN} rows; --format csv, jsonl or parquet gives all\n")


def _shown(cell: Any) -> str:
    """Without what would steer a terminal or turn the direction of its text."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in str(cell))


def _csv(reader: pa.RecordBatchReader) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(reader.schema.names)
    for batch in reader:
        writer.writerows([_cell(v) for v in row.values()] for row in batch.to_pylist())


def _jsonl(reader: pa.RecordBatchReader) -> None:
    for batch in reader:
        for row in batch.to_pylist():
            sys.stdout.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")


def _parquet(reader: pa.RecordBatchReader) -> None:
    import pyarrow.parquet as pq

    with pq.ParquetWriter(sys.stdout.buffer, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
    sys.stdout.buffer.flush()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else value
