"""Answers of any size as CSV, JSON, JSON lines or Parquet, a batch at a time: memory does not grow with the answer."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from starlette.responses import Response, StreamingResponse

from dateline.web.asking import Query
from dateline.web.shelf import TABLES, Snapshot

Rows: TypeAlias = Query | pa.Table
TYPES = {
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
_GROUP = 131_072  # rows of one row group of Parquet


def respond(rows: Rows, suffix: str, snapshot: Snapshot, name: str) -> Response:
    """The rows as a file. JSON holds the rows and the SQL and commit that they came from."""
    body = _WRITERS[suffix](rows, snapshot)
    headers = {"content-disposition": f'inline; filename="{name}.{suffix}"', "x-dateline-commit": str(snapshot.version)}
    return StreamingResponse(body, media_type=TYPES[suffix], headers=headers)


def shown_sql(query: Query) -> str:
    """SQL that gives the same rows in `dateline query`."""
    named = [name for name in TABLES if re.search(rf"\b{name}\b", query.sql)]
    if not named:
        return query.shown()
    tables = ", ".join(f"{name} AS (\n{TABLES[name]}\n)" for name in named)
    return f"WITH {tables}\n{query.shown()}"


def _batches(rows: Rows, snapshot: Snapshot) -> Iterator[pa.RecordBatch]:
    """The batches; the first one is there even where it is empty."""
    if isinstance(rows, Query):
        yield from snapshot.stream(rows)
    else:
        yield pa.RecordBatch.from_pylist([], rows.schema)
        yield from rows.to_batches()


def _lines(rows: Rows, snapshot: Snapshot) -> Iterator[bytes]:
    """One JSON object a row, without line ends."""
    if isinstance(rows, Query):
        for batch in snapshot.stream(Query(f"SELECT to_json(row) AS line FROM ({rows.sql}) AS row", rows.values)):
            yield from (line.encode() for line in batch.column(0).to_pylist())
    else:
        for batch in rows.to_batches():
            yield from (dumps(row).encode() for row in batch.to_pylist())


def _jsonl(rows: Rows, snapshot: Snapshot) -> Iterator[bytes]:
    yield from _in_blocks(line + b"\n" for line in _lines(rows, snapshot))


def _json(rows: Rows, snapshot: Snapshot) -> Iterator[bytes]:
    sql = shown_sql(rows) if isinstance(rows, Query) else None
    yield f'{{"commit": {snapshot.version}, "sql": {json.dumps(sql)}, "rows": [\n'.encode()
    yield from _in_blocks((b",\n" if n else b"") + line for n, line in enumerate(_lines(rows, snapshot)))
    yield b"\n]}\n"


def _in_blocks(lines: Iterator[bytes]) -> Iterator[bytes]:
    block: list[bytes] = []
    size = 0
    for line in lines:
        block.append(line)
        size += len(line)
        if size > 1 << 18:
            yield b"".join(block)
            block, size = [], 0
    yield b"".join(block)


def _csv(rows: Rows, snapshot: Snapshot) -> Iterator[bytes]:
    sink = _Pipe()
    for number, batch in enumerate(_batches(rows, snapshot)):
        options = pacsv.WriteOptions(include_header=number == 0)
        pacsv.write_csv(pa.Table.from_batches([_flat(batch)]), sink, options)
        yield sink.taken()


def _flat(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Cells that CSV can hold: words of a list with ";" between, anything deeper as JSON."""
    columns = {}
    for field, column in zip(batch.schema, batch.columns, strict=True):
        made = column
        if pa.types.is_list(field.type) and pa.types.is_string(field.type.value_type):
            made = pc.binary_join(column, ";")
        elif pa.types.is_nested(field.type):
            made = pa.array([None if v is None else dumps(v) for v in column.to_pylist()], pa.string())
        columns[field.name] = made
    return pa.RecordBatch.from_pydict(columns)


def _parquet(rows: Rows, snapshot: Snapshot) -> Iterator[bytes]:
    sink = _Pipe()
    batches = _batches(rows, snapshot)
    first = next(batches)
    waiting: list[pa.RecordBatch] = []
    with pq.ParquetWriter(sink, first.schema, compression="zstd") as writer:
        for batch in batches:
            waiting.append(batch)
            if sum(b.num_rows for b in waiting) >= _GROUP:
                writer.write_table(pa.Table.from_batches(waiting))
                waiting = []
                yield sink.taken()
        writer.write_table(pa.Table.from_batches(waiting, first.schema))
    yield sink.taken()


class _Pipe(io.RawIOBase):
    """What a writer writes, handed on in pieces; it counts on, as a file would."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        self._length += len(self._pieces[-1])
        return len(self._pieces[-1])

    def tell(self) -> int:
        return self._length

    def taken(self) -> bytes:
        """What was written since the last call."""
        made = b"".join(self._pieces)
        self._pieces.clear()
        return made


def dumps(value: Any) -> str:
    """A value as JSON; days are ISO, and words stay as they are."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no JSON")


_WRITERS: dict[str, Callable[[Rows, Snapshot], Iterator[bytes]]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "parquet": _parquet,
}
