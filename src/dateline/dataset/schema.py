"""The tables and their columns, read from `columns.tsv`: Arrow schemas, and the order in which tables are kept."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import pyarrow as pa
from msgspec import Struct

TEXT_TABLES = ("texts", "signatures")  # one row an article, whichever versions coded it
CODING_TABLES = ("articles", "events", "parties", "attributions", "times", "places")  # an article's rows of one coding

# What a compacted table is sorted by: events by day, since nearly all questions name a stretch of days.
SORTED_BY = {
    "versions": "version",
    "outcomes": "input_key, version",
    "articles": "published, article_id, version",
    "texts": "article_id",
    "signatures": "article_id",
    "events": "day_start, event_id, version",
    "parties": "event_id, version, side, position",
    "attributions": "article_id, version, attribution_id",
    "times": "article_id, version, span.field, span.start, span.end",
    "places": "article_id, version, span.field, span.start, span.end",
    "stories": "article_id",
    "clusters": "event_id, version",
    "judgements": "sample, item, judgement_id",
}

_STRING, _INT = pa.string(), pa.int32()
_SPAN = pa.struct([("field", _STRING), ("start", _INT), ("end", _INT)])
_TYPES = {
    "string": _STRING,
    "int32": _INT,
    "int64": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "span": _SPAN,
    "count": pa.struct([("kind", _STRING), ("low", pa.int64()), ("high", pa.int64()), ("span", _SPAN)]),
    "evidence": pa.struct(
        [
            ("text", _STRING),
            ("span", _SPAN),
            ("by", _STRING),
            ("role", _STRING),
            ("reason", _STRING),
            ("confidence", pa.float64()),
        ]
    ),
    "voice": pa.struct(
        [
            ("attribution", _STRING),
            ("text", _STRING),
            ("span", _SPAN),
            ("name", _STRING),
            ("entity", _STRING),
            ("country", _STRING),
            ("sectors", pa.list_(_STRING)),
            ("office", _STRING),
        ]
    ),
}


class Column(Struct, frozen=True):
    """One row of `columns.tsv`."""

    table: str
    name: str
    type: str
    may_be_null: bool
    meaning: str


@cache
def columns() -> tuple[Column, ...]:
    """Every column of every table, in order."""
    text = files("dateline.dataset").joinpath("columns.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(Column(r["table"], r["column"], r["type"], r["may_be_null"] == "yes", r["meaning"]) for r in rows)


@cache
def schemas() -> dict[str, pa.Schema]:
    """The Arrow schema of each table, by its name, in the order of `columns.tsv`."""
    fields: dict[str, list[pa.Field]] = {}
    for c in columns():
        fields.setdefault(c.table, []).append(pa.field(c.name, arrow_type(c.type), c.may_be_null))
    return {table: pa.schema(made) for table, made in fields.items()}


def arrow_type(name: str) -> pa.DataType:
    """The Arrow type of a type's name in `columns.tsv`: `list<span>` and the like."""
    if name.startswith("list<"):
        return pa.list_(arrow_type(name[len("list<") : -1]))
    return _TYPES[name]
