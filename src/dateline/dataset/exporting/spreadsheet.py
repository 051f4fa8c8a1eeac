"""CSV that spreadsheets, R and Python read: RFC 4180 with quotes where they are needed, UTF-8, one header line.

A span becomes three columns; a list of words is joined by ";"; a list of records is JSON. Text that a spreadsheet would
run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    import pyarrow as pa

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what OWASP lists
BOM = b"\xef\xbb\xbf"  # by which Excel knows UTF-8


class Cells(Struct, frozen=True):
    """How a column stands in CSV: the names of its columns there, and what turns a value into their cells."""

    names: tuple[str, ...]
    make: Callable[[Any], tuple[Any, ...]]


def csv_columns(schema: pa.Schema) -> list[Cells]:
    """The cells of every column, in order."""
    return [_cells(field) for field in schema]


def write_csv(batches: Iterable[pa.RecordBatch], schema: pa.Schema, out: BinaryIO, *, bom: bool = False) -> int:
    """Writes a header and one line a row; returns the number of rows."""
    columns = csv_columns(schema)
    if bom:
        out.write(BOM)
    out.write(_lines([[name for column in columns for name in column.names]]))
    rows = 0
    for batch in batches:
        out.write(_lines(_rows(batch, columns)))
        rows += batch.num_rows
    return rows


def _rows(batch: pa.RecordBatch, columns: list[Cells]) -> Iterator[list[Any]]:
    values = [column.to_pylist() for column in batch.columns]
    for row in zip(*values, strict=True):
        yield [cell for column, value in zip(columns, row, strict=True) for cell in column.make(value)]


def _lines(rows: Iterable[list[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _cells(field: pa.Field) -> Cells:
    import pyarrow.types as of

    name, kind = field.name, field.type
    if of.is_struct(kind):
        parts = tuple(part.name for part in kind)
        return Cells(tuple(f"{name}_{p}" for p in parts), lambda v: tuple((v or {}).get(p) for p in parts))
    if of.is_list(kind) and of.is_string(kind.value_type):
        return Cells((name,), lambda v: (None if v is None else _guarded(";".join(v)),))
    if of.is_list(kind):
        return Cells((name,), lambda v: (None if v is None else msgspec.json.encode(v).decode(),))
    if of.is_string(kind):
        return Cells((name,), lambda v: (None if v is None else _guarded(v),))
    if of.is_boolean(kind):
        return Cells((name,), lambda v: (None if v is None else "true" if v else "false",))
    return Cells((name,), lambda v: (v,))


def _guarded(text: str) -> str:
    """A NUL ends a line for some readers; it says nothing, so it goes."""
    whole = text.replace("\0", "")
    return "'" + whole if whole.startswith(_FORMULA) else whole
