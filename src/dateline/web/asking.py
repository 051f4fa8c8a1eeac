"""A question to the dataset: SQL with its values apart, as it is run and as a reader may run it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct


class Query(Struct, frozen=True):
    """SQL with a `?` for each value."""

    sql: str
    values: tuple[Any, ...] = ()

    def shown(self) -> str:
        """With the values in place."""
        parts = self.sql.split("?")
        return "".join(_woven(parts, [literal(v) for v in self.values]))


def literal(value: Any) -> str:
    """A value as SQL writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return "'" + str(value).replace("'", "''") + "'"


def _woven(parts: list[str], values: list[str]) -> Iterator[str]:
    if len(parts) != len(values) + 1:
        raise ValueError("a question has as many values as marks")
    yield parts[0]
    for value, part in zip(values, parts[1:], strict=True):
        yield value
        yield part
