"""POLECAT's tab-separated table: one event a row; what a party has several of is joined by "; "."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.dataset.exporting.countries import cow
from dateline.dataset.exporting.layouts import Cell, Layout, no_day
from dateline.dataset.exporting.lines import Line
from dateline.dataset.exporting.places import place_parts
from dateline.records import Party

QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}

_SIDE = "{0} Name|{0} Country|{0} COW|Primary {0} Sector|{0} Sectors|{0} Title|{0} Name Raw|Wikipedia {0} ID"
COLUMNS = (
    *"Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts".split("|"),
    *_SIDE.format("Actor").split("|"),
    *_SIDE.format("Recipient").split("|"),
    *"Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type".split("|"),
    *"Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version".split("|"),
)


def _refuse(line: Line) -> str | None:
    """The table has no column for status, so what has not happened would read as if it had."""
    return no_day(line) if line.status in ("actual", "historical") else line.status


def _rows(line: Line) -> Iterator[Sequence[Cell]]:
    parts = place_parts(line)
    yield (
        line.event_id,
        line.day_start,
        line.type,
        "; ".join(line.modes),
        line.plover_score,
        line.quad_class.upper(),
        "; ".join(line.contexts),
        *_side(line.actors),
        *_side(line.recipients),
        line.place_name,
        parts.city,
        parts.district,
        parts.province,
        parts.country,
        line.lat,
        line.lon,
        line.geonameid,
        line.place_text,
        None,  # GeoNames' feature type: the tables keep the precision
        line.outlet,
        line.published,
        None,  # names told in the story: they are not kept
        None,
        None,
        "en",
        f"code={line.code} model={line.model} lexicon={line.lexicon} ontology={line.ontology} facts={line.facts}",
    )


def _side(parties: tuple[Party, ...]) -> tuple[Cell, ...]:
    return (
        _joined(p.name for p in parties),
        _joined(p.country for p in parties),
        _joined(cow(p.country) for p in parties),
        _joined(p.sectors[0] if p.sectors else None for p in parties),
        _joined(",".join(p.sectors) for p in parties),
        _joined(p.office for p in parties),
        _joined(p.text for p in parties),
        _joined(p.entity for p in parties),
    )


def _joined(values: Iterator[Cell]) -> str:
    """Parties keep their places: an unknown value among known ones is an empty part."""
    cells = ["" if v is None else str(v).replace(";", ",") for v in values]
    return "; ".join(cells) if any(cells) else ""


POLECAT = Layout(COLUMNS, with_header=True, refuse=_refuse, rows=_rows)
