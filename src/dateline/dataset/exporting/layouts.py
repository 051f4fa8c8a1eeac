"""Lines of cells parted by tabs: how they are written, and why an event may not stand in a format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import BinaryIO

from msgspec import Struct

from dateline.dataset.exporting.lines import Line
from dateline.ontology import load_ontology

Cell = str | int | float | date | None

# Formats without quoting have no way to write these: controls, and what some readers take for the end of a line.
_BLANK = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], " ")


class Exported(Struct, frozen=True):
    """What became of the events: written, the rows that they made, and those left out, by reason."""

    events: int
    rows: int
    left_out: dict[str, int]


class Layout(Struct, frozen=True):
    """A format: its columns, whether they stand in the first line, the rows of an event, and why it has none."""

    columns: tuple[str, ...]
    with_header: bool
    refuse: Callable[[Line], str | None]
    rows: Callable[[Line], Iterator[Sequence[Cell]]]


def write_layout(lines: Iterable[Line], layout: Layout, out: BinaryIO) -> Exported:
    """UTF-8, tabs and line feeds, no quoting; what is not known is an empty cell."""
    if layout.with_header:
        out.write("\t".join(layout.columns).encode() + b"\n")
    return write_each(lines, layout.refuse, lambda line: map(_row, layout.rows(line)), out)


def write_each(
    lines: Iterable[Line], refuse: Callable[[Line], str | None], write: Callable[[Line], Iterable[bytes]], out: BinaryIO
) -> Exported:
    """Writes the rows of every event that is not refused, and counts."""
    events = rows = 0
    left_out: Counter[str] = Counter()
    for line in lines:
        if reason := refuse(line):
            left_out[reason] += 1
            continue
        events += 1
        for row in write(line):
            out.write(row)
            rows += 1
    return Exported(events, rows, dict(sorted(left_out.items())))


def _row(cells: Sequence[Cell]) -> bytes:
    return "\t".join(map(_cell, cells)).encode() + b"\n"


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    return value.translate(_BLANK) if isinstance(value, str) else str(value)


def no_day(line: Line) -> str | None:
    """Every format asks for a day."""
    return "no day" if line.day_start is None else None


def no_cameo(line: Line) -> str | None:
    """Formats of CAMEO hold what CAMEO has a code for: negated events and most that have not happened have none."""
    if line.cameo is None:
        return f"no CAMEO code ({line.status})"
    if line.cameo not in load_ontology().cameo:
        return "not a code of CAMEO"
    return no_day(line)
