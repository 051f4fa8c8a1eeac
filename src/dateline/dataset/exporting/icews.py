"""ICEWS' .tab: one dyad a row, integers for event and story, CAMEO, Goldstein's scale as intensity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.dataset.exporting.countries import country_name
from dateline.dataset.exporting.layouts import Cell, Layout, no_cameo
from dateline.dataset.exporting.lines import Line, dyads
from dateline.dataset.exporting.places import place_parts
from dateline.ontology import load_ontology
from dateline.records import Party

COLUMNS = (
    *"Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity".split("|"),
    *"Target Name|Target Sectors|Target Country|Story ID|Sentence Number|Publisher".split("|"),
    *"City|District|Province|Country|Latitude|Longitude".split("|"),
)


def _rows(line: Line) -> Iterator[Sequence[Cell]]:
    parts = place_parts(line)
    label = load_ontology().cameo[line.cameo or ""].label
    for number, actor, recipient in dyads(line):
        yield (
            number,
            line.day_start,
            *_side(actor),
            label,
            line.cameo,
            line.goldstein,
            *_side(recipient),
            line.story_number,
            None,  # the tables hold offsets, not sentences
            line.outlet,
            parts.city,
            parts.district,
            parts.province,
            parts.country,
            line.lat,
            line.lon,
        )


def _side(party: Party | None) -> tuple[Cell, Cell, Cell]:
    if party is None:
        return None, None, None
    return party.name, ",".join(party.sectors), country_name(party.country)


ICEWS = Layout(COLUMNS, with_header=True, refuse=no_cameo, rows=_rows)
