"""Phoenix: one dyad a row, 26 columns, no header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.dataset.exporting.cameo import CameoActor, take_apart
from dateline.dataset.exporting.layouts import Cell, Layout, no_cameo
from dateline.dataset.exporting.lines import Line, dyads
from dateline.dataset.exporting.places import place_parts
from dateline.ontology.actors import UNKNOWN

_SIDE = "{0}ActorFull|{0}ActorEntity|{0}ActorRole|{0}ActorAttribute"
COLUMNS = (
    *"EventID|Date|Year|Month|Day".split("|"),
    *_SIDE.format("Source").split("|"),
    *_SIDE.format("Target").split("|"),
    *"EventCode|EventRootCode|PentaClass|GoldsteinScore|Issues".split("|"),
    *"Lat|Lon|LocationName|StateName|CountryCode|SentenceID|URLs|NewsSources".split("|"),
)
_ROLES = frozenset("GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL".split())
# Phoenix' five classes by CAMEO root: neutral statements, then the four of everybody else.
_CLASSES = {
    **dict.fromkeys(("01", "02"), 0),
    **dict.fromkeys(("03", "04", "05"), 1),
    **dict.fromkeys(("06", "07", "08"), 2),
    **dict.fromkeys(("09", "10", "11", "12", "13", "16"), 3),
    **dict.fromkeys(("14", "15", "17", "18", "19", "20"), 4),
}


def _rows(line: Line) -> Iterator[Sequence[Cell]]:
    code, day = line.cameo or "", f"{line.day_start:%Y%m%d}"
    for number, actor, recipient in dyads(line):
        yield (
            f"{number}_{line.code}",
            day,
            day[:4],
            day[4:6],
            day[6:],
            *_side(take_apart(actor)),
            *_side(take_apart(recipient)),
            code,
            code[:2],
            _CLASSES[code[:2]],
            line.goldstein,
            None,  # Phoenix' own list of issues
            line.lat,
            line.lon,
            line.place_name,
            place_parts(line).province,
            line.place_country,
            line.article_id,
            line.url,
            line.outlet,
        )


def _side(actor: CameoActor) -> tuple[str, str, str, str]:
    role = actor.roles[0] if actor.roles and actor.roles[0] in _ROLES else ""
    others = [*([actor.group] if actor.group else []), *actor.roles[1 if role else 0 :]]
    return actor.code or UNKNOWN, actor.country or actor.body, role, ";".join(others)


PHOENIX = Layout(COLUMNS, with_header=False, refuse=no_cameo, rows=_rows)
