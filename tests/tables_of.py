"""Rows of a dataset by hand: what a test does not name is filled with something plain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from dateline.dataset.schema import schemas

Row = dict[str, Any]
SPAN = {"field": "text", "start": 0, "end": 1}


def rows_of(name: str, rows: Sequence[Row]) -> pa.Table:
    """A table of the contract; columns that a row leaves out are null, or empty where null is not allowed."""
    schema = schemas()[name]
    return pa.Table.from_pylist(
        [{f.name: r.get(f.name, None if f.nullable else _plain(f.type)) for f in schema} for r in rows], schema
    )


def _plain(kind: pa.DataType) -> Any:
    if pa.types.is_list(kind):
        return []
    if pa.types.is_struct(kind):
        return SPAN
    return "" if pa.types.is_string(kind) else kind.to_pandas_dtype()(0)


def event(number: str, day: str | None, actor: str, recipient: str, **more: Any) -> tuple[Row, list[Row]]:
    """A row of `events` and its rows of `parties`: "UGA MIL + KEN MIL" are two parties, each a country and a sector."""
    article = number.rsplit("-", 1)[0]
    when = dt.date.fromisoformat(day) if day else None
    known = {"event_id": number, "version": 1, "article_id": article, "day_start": when, "day_end": when}
    coded = {"type": "ASSAULT", "quad_class": "material conflict", "plover_score": -9.0, "goldstein": -9.5}
    sides = {f"{side}_countries": _countries(codes) for side, codes in (("actor", actor), ("recipient", recipient))}
    row = {**known, **coded, **sides, "status": "actual", "confidence": 0.9, "coders": ["frame"], **more}
    parties = [
        {
            "event_id": number, "version": row["version"], "article_id": article, "side": side, "position": n,
            "name": code, "country": code.split()[0].strip("-") or None, "sectors": code.split()[1:],
        }
        for side, codes in (("actor", actor), ("recipient", recipient))
        for n, code in enumerate((c.strip() for c in codes.split("+") if c.strip()), 1)
    ]  # fmt: skip
    return row, parties


def _countries(codes: str) -> list[str]:
    return list(dict.fromkeys(c.split()[0].strip("-") for c in codes.split("+") if c.strip()))


def voice(name: str, country: str | None, *sectors: str) -> Row:
    """One link of an event's chain."""
    who = {"name": name, "entity": None, "country": country, "sectors": list(sectors), "office": None}
    return {"attribution": "s1", "text": name, "span": SPAN, **who}
