"""The codebook of a release: `columns.tsv` for its tables, as a table of CSV columns and as a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyarrow.types as of

from dateline.dataset.exporting.spreadsheet import csv_columns
from dateline.dataset.releasing.tables import Described
from dateline.dataset.schema import Column, columns, schemas

_PARTS = {"field": "string", "start": "integer", "end": "integer"}  # of a span
_PLAIN = {"int32": "integer", "int64": "integer", "double": "number", "bool": "boolean", "date": "date"}


class Entry(NamedTuple):
    """A column of a CSV file, its type as frictionless has it, and the column of the table that it is or is part of."""

    name: str
    type: str
    column: Column


def entries(table: str) -> Iterator[Entry]:
    """The columns of a table's CSV file, in order."""
    ours = {c.name: c for c in columns() if c.table == table}
    for field, cells in zip(schemas()[table], csv_columns(schemas()[table]), strict=True):
        column = ours[field.name]
        for name in cells.names:
            part = _PARTS[name.removeprefix(f"{field.name}_")] if of.is_struct(field.type) else None
            yield Entry(name, part or _PLAIN.get(column.type, "string"), column)


def codebook_csv(described: Iterable[Described]) -> str:
    """One line a CSV column."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(("table", "csv_column", "csv_type", "column", "type", "may_be_null", "meaning"))
    for table in described:
        for e in entries(table.name):
            null = "yes" if e.column.may_be_null else "no"
            lines.writerow((table.name, e.name, e.type, e.column.name, e.column.type, null, e.column.meaning))
    return text.getvalue()


def codebook_md(described: Iterable[Described]) -> str:
    """One section a table."""
    lines = [
        "# Codebook",
        "",
        "In CSV a span stands in three columns (`_field`, `_start`, `_end`: half-open, in Unicode code points), words",
        "of a list are joined by `;`, and other lists are JSON. Text that a spreadsheet would run as a formula has an",
        "apostrophe in front.",
    ]
    for table in described:
        lines += [
            "",
            f"## {table.name}",
            f"{table.rows} rows.",
            "",
            "| column | type | empty? | meaning |",
            "|---|---|---|---|",
        ]
        for c in (c for c in columns() if c.table == table.name):
            kind = c.type.replace("<", " of ").replace(">", "")
            meaning = c.meaning.replace("|", "\\|")
            lines.append(f"| `{c.name}` | {kind} | {'may be' if c.may_be_null else 'never'} | {meaning} |")
    return "\n".join(lines) + "\n"
