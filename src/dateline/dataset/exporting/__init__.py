"""Exporting: the current events of a dataset in the formats of others, one file a format, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import ConfigError

from .gdelt import GDELT_1, GDELT_2
from .icews import ICEWS
from .keds import KEDS
from .layouts import Exported, Layout, write_layout
from .lines import read_flat, read_lines
from .parquet import write_parquet
from .phoenix import PHOENIX
from .plover import write_plover
from .polecat import POLECAT
from .spreadsheet import write_csv

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["FORMATS", "Exported", "export", "is_database"]

Write = Callable[["DuckDBPyConnection", str | None, BinaryIO], Exported]


def _layout(layout: Layout) -> Write:
    return lambda tables, condition, out: write_layout(read_lines(tables, condition), layout, out)


def _plover(tables: DuckDBPyConnection, condition: str | None, out: BinaryIO) -> Exported:
    return write_plover(read_lines(tables, condition), out)


def _csv(*, bom: bool) -> Write:
    def write(tables: DuckDBPyConnection, condition: str | None, out: BinaryIO) -> Exported:
        flat = read_flat(tables, condition)
        rows = write_csv(flat.rows, flat.schema, out, bom=bom)
        return Exported(rows, rows, {})

    return write


def _parquet(tables: DuckDBPyConnection, condition: str | None, out: BinaryIO) -> Exported:
    flat = read_flat(tables, condition)
    rows = write_parquet(flat.rows, flat.schema, out)
    return Exported(rows, rows, {})


FORMATS: dict[str, Write] = {
    "csv": _csv(bom=False),
    "excel": _csv(bom=True),
    "gdelt1": _layout(GDELT_1),
    "gdelt2": _layout(GDELT_2),
    "icews": _layout(ICEWS),
    "keds": _layout(KEDS),
    "parquet": _parquet,
    "phoenix": _layout(PHOENIX),
    "plover": _plover,
    "polecat": _layout(POLECAT),
}


def export(tables: DuckDBPyConnection, kind: str, out: BinaryIO, condition: str | None = None) -> Exported:
    """Writes the current events to `out` in a format of FORMATS.

    `tables` is a dataset's `connection()`; `condition` is SQL on the columns of an event, its report, story, cluster
    and versions. ConfigError where the format or the condition is wrong, StoreError where the dataset cannot be read.
    """
    if kind not in FORMATS:
        raise ConfigError(f"--to {kind}: the formats are {', '.join(FORMATS)}, or postgresql://… for a database")
    return FORMATS[kind](tables, condition, out)


def is_database(target: str) -> bool:
    """Whether a target of `--to` is the address of a database."""
    return target.startswith(("postgresql://", "postgres://"))
