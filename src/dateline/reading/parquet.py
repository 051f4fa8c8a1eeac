"""Parquet: one record a row, by columns of our names or those of `--map`; read piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from dateline.errors import InputError
from dateline.records import Article

from .extras import import_extra
from .fields import pick_fields, read_fields, record_keys
from .options import BadInput, ReadOptions
from .streaming import as_file

_ROWS = 64
_MOST_BYTES = 4 << 30  # of one column in one row group, which must be read whole


def read_parquet(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """One article or bad input for each row."""
    parquet = import_extra("pyarrow.parquet", "reading Parquet")
    keys = record_keys(options)
    number = 0
    try:
        with as_file(chunks, options.max_unpacked_bytes) as file:
            table = parquet.ParquetFile(file)
            columns = _find_columns(table, keys)
            for batch in table.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield _read_row(row, f"{name}:{number}", keys, options)
    # pyarrow's own errors are of these kinds, ArrowInvalid a ValueError and so on.
    except (OSError, ValueError, NotImplementedError, TypeError, LookupError, OverflowError, MemoryError) as error:
        after = f" after row {number}" if number else ""
        yield BadInput(name, "broken-parquet", f"{_first_line(error)}{after}: write the file again")


def _find_columns(table: Any, keys: dict[str, str]) -> list[str]:
    """The columns to read; InputError where no text is among them, or where one is too large."""
    names = table.schema_arrow.names
    if keys["text"] not in names:
        shown = ", ".join(repr(name[:40]) for name in names[:12])
        raise InputError("no-text-column", f"no column {keys['text']!r} among {shown}: use --map text=COLUMN")
    for group in range(table.metadata.num_row_groups):
        if table.metadata.row_group(group).total_byte_size > _MOST_BYTES:
            raise InputError("too-large", "a row group of more than 4 GiB: write it with smaller ones")
    return [key for key in keys.values() if key in names]


def _read_row(row: dict[str, Any], input_id: str, keys: dict[str, str], options: ReadOptions) -> Article | BadInput:
    try:
        fields = pick_fields({key: _as_text(value) for key, value in row.items()}, keys)
        input_id = fields["id"] or input_id
        return read_fields(fields, input_id, keys["text"], options)
    except InputError as error:
        return BadInput(input_id, error.reason, f"row {input_id.rpartition(':')[2]}: {error.detail}")


def _as_text(value: object) -> object:
    """Days and times as ISO; what is text or nothing stays, what is neither is refused later by its type."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
