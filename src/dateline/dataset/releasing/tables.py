"""The rows of a table as a release gives them: in one order, quotations cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dateline.dataset.exporting.lines import Batches, ask
from dateline.dataset.schema import SORTED_BY, schemas

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

QUOTATION = 100  # characters of an article that a release without texts repeats in one place

# Columns that repeat words of the article; those of the records in lists are named by their list.
_QUOTED = {
    "outcomes": ("detail", "error"),
    "articles": ("dateline",),
    "events": ("day_text", "place_text", "actor_name", "recipient_name", "trigger_text"),
    "parties": ("text", "name"),
    "attributions": ("speaker_text", "stands_for", "name", "cue_text"),
    "times": ("text",),
    "places": ("text",),
}
_QUOTED_IN = {"events": ("evidence", "voices")}


class Described(Struct, frozen=True):
    """A table of a release: its rows, and its files with path, bytes and sha256: Parquet, then CSV."""

    name: str
    rows: int
    parquet: dict[str, Any]
    csv: dict[str, Any]


def read_table(tables: DuckDBPyConnection, name: str, *, cut: bool) -> Batches:
    """All rows of a table, in an order that nothing but their content decides."""
    columns = schemas()[name].names
    replaced = ", ".join([*_cut(name), *_cut_in(name)]) if cut else ""
    order = ", ".join([SORTED_BY[name], *(f'"{c}"' for c in columns)])
    replace = f"REPLACE ({replaced})" if replaced else ""
    return ask(tables, f"SELECT * {replace} FROM (SELECT * FROM {name} ORDER BY {order})").cast(schemas()[name])


def _cut(name: str) -> list[str]:
    return [f"{_shortened(c)} AS {c}" for c in (f'"{q}"' for q in _QUOTED.get(name, ()))]


def _cut_in(name: str) -> list[str]:
    return [
        f"[struct_update(one, text := {_shortened('one.text')}) FOR one IN {c}] AS {c}"
        for c in _QUOTED_IN.get(name, ())
    ]


def _shortened(value: str) -> str:
    return f"CASE WHEN length({value}) > {QUOTATION} THEN left({value}, {QUOTATION - 1}) || '…' ELSE {value} END"
