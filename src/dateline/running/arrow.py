"""The coder over Arrow batches, for Spark, Ray Data or Daft: texts in, one row an input out, with our tables inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from dateline import Coder
from dateline.dataset import Entry, InputKeys, to_tables
from dateline.dataset.schema import CODING_TABLES, schemas
from dateline.errors import ConfigError, InputError
from dateline.reading import BadInput, ReadOptions
from dateline.reading.fields import pick_fields, read_fields, record_keys
from dateline.records import Article, Outcome, Version

from .shards import Plan

_ROWS = 32
_PLAN = Plan()
_OUTCOME = ("input_key", "input_id", "article_id", "outcome", "reason", "detail", "stage", "error")


@cache
def coded_schema() -> pa.Schema:
    """What `code_arrow` gives: an input's outcome, its versions, and a list of rows for each table of the codebook.

    The rows have the columns of those tables, but for `version`.
    """
    made = schemas()
    outcome = [made["outcomes"].field(name) for name in _OUTCOME]
    version = pa.field(
        "version", pa.struct([(name, pa.string()) for name in Version.__struct_fields__]), nullable=False
    )
    return pa.schema([*outcome, version, *(pa.field(n, pa.list_(_rows_of(n)), nullable=False) for n in CODING_TABLES)])


def _rows_of(table: str) -> pa.DataType:
    return pa.struct([field for field in schemas()[table] if field.name != "version"])


def code_arrow(batches: Iterator[pa.RecordBatch], plan: Plan = _PLAN) -> Iterator[pa.RecordBatch]:
    """Code the rows of batches, which have a column `text` and may have `id`, `title`, `published`, `outlet`, `url`.

    One row an input comes back, in order, by `coded_schema`. The tools are loaded once a process. ConfigError where no
    column holds texts (`plan.reading.mapping` names others); a row that cannot be read is dropped with a reason.
    """
    options = plan.reading
    coder, keys = _load(plan.lexicon, plan.actors, plan.gazetteer, as_told=plan.as_told), record_keys(options)
    for batch in batches:
        if keys["text"] not in batch.schema.names:
            raise ConfigError(f"no column {keys['text']!r}: name it, ReadOptions(mapping={{'body': 'text'}})")
        known = batch.select([key for key in keys.values() if key in batch.schema.names])
        for start in range(0, known.num_rows, _ROWS):
            items = [_read(row, keys, options) for row in known.slice(start, _ROWS).to_pylist()]
            yield _to_batch([(item, outcome) for item in items for outcome in coder([item])])


@cache
def _load(lexicon: Path | None, actors: Path | None, gazetteer: Path | None, *, as_told: bool) -> Coder:
    return Coder(lexicon, actors, gazetteer, as_told=as_told)


def _read(row: dict[str, Any], keys: Mapping[str, str], options: ReadOptions) -> Article | BadInput:
    written = {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
    try:
        fields = pick_fields(written, keys)
        return read_fields(fields, fields["id"], keys["text"], options)
    except InputError as error:
        return BadInput(str(row.get(keys["id"]) or ""), error.reason, error.detail)


def _to_batch(coded: list[tuple[Article | BadInput, Outcome]]) -> pa.RecordBatch:
    """A row for each input; its key is that of the first input so named, since a partition knows only its own."""
    made = [
        to_tables([Entry(InputKeys()(item), outcome, item.article_id if isinstance(item, Article) else None)], 1)
        for item, outcome in coded
    ]
    outcomes = pa.concat_tables([tables["outcomes"] for tables in made]).select(_OUTCOME).combine_chunks()
    columns = {name: outcomes[name].chunk(0) for name in _OUTCOME}
    columns["version"] = pa.array([msgspec.to_builtins(outcome.version) for _, outcome in coded])
    columns |= {name: _nest([tables[name] for tables in made]) for name in CODING_TABLES}
    schema = coded_schema()
    return pa.RecordBatch.from_arrays(
        [columns[name].cast(schema.field(name).type) for name in schema.names], schema=schema
    )


def _nest(tables: list[pa.Table]) -> pa.ListArray:
    """The rows of each table as one list."""
    ends = [0]
    for table in tables:
        ends.append(ends[-1] + table.num_rows)
    rows = pa.concat_tables(tables).drop_columns(["version"]).to_struct_array()
    flat = pa.concat_arrays(rows.chunks) if rows.num_chunks else pa.array([], rows.type)
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), flat)
