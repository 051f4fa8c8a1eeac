"""Dyads as the Kansas Event Data System wrote them: day, actor, recipient and event, in codes of CAMEO; no header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.dataset.exporting.layouts import Cell, Layout, no_cameo
from dateline.dataset.exporting.lines import Line, dyads
from dateline.ontology import cameo_actor
from dateline.records import Party

COLUMNS = ("date", "actor", "recipient", "event")


def _rows(line: Line) -> Iterator[Sequence[Cell]]:
    day = f"{line.day_start:%Y%m%d}"
    for _, actor, recipient in dyads(line):
        yield day, _code(actor), _code(recipient), line.cameo


def _code(party: Party | None) -> str:
    return cameo_actor(party.country, party.sectors) if party else cameo_actor(None, ())


KEDS = Layout(COLUMNS, with_header=False, refuse=no_cameo, rows=_rows)
