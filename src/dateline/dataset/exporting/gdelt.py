"""GDELT's event table, versions 1 and 2 (58 and 61 columns, no header): a row is a dyad of one event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from dateline.dataset.exporting.cameo import CameoActor, take_apart
from dateline.dataset.exporting.countries import fips
from dateline.dataset.exporting.layouts import Cell, Layout, no_cameo
from dateline.dataset.exporting.lines import Line, dyads
from dateline.dataset.exporting.places import place_parts
from dateline.dataset.exporting.polecat import QUADS
from dateline.ontology.actors import UNKNOWN
from dateline.records import Party

_ACTOR = (
    "{0}Code|{0}Name|{0}CountryCode|{0}KnownGroupCode|{0}EthnicCode|{0}Religion1Code|{0}Religion2Code|"
    "{0}Type1Code|{0}Type2Code|{0}Type3Code"
)
_GEO = {
    1: "{0}_Type|{0}_FullName|{0}_CountryCode|{0}_ADM1Code|{0}_Lat|{0}_Long|{0}_FeatureID",
    2: "{0}_Type|{0}_FullName|{0}_CountryCode|{0}_ADM1Code|{0}_ADM2Code|{0}_Lat|{0}_Long|{0}_FeatureID",
}
COLUMNS = {
    version: (
        *"GLOBALEVENTID|SQLDATE|MonthYear|Year|FractionDate".split("|"),
        *_ACTOR.format("Actor1").split("|"),
        *_ACTOR.format("Actor2").split("|"),
        *"IsRootEvent|EventCode|EventBaseCode|EventRootCode|QuadClass|GoldsteinScale".split("|"),
        *"NumMentions|NumSources|NumArticles|AvgTone".split("|"),
        *(name for place in ("Actor1Geo", "Actor2Geo", "ActionGeo") for name in geo.format(place).split("|")),
        *"DATEADDED|SOURCEURL".split("|"),
    )
    for version, geo in _GEO.items()
}


def _refuse(line: Line) -> str | None:
    """A row is an event, so the reports after the first one add to its counts alone."""
    if line.cluster not in (None, line.event_id):
        return "told before (same event)"
    return no_cameo(line)


def _row_maker(version: int) -> Callable[[Line], Iterator[Sequence[Cell]]]:
    def rows(line: Line) -> Iterator[Sequence[Cell]]:
        unplaced = (None,) * len(_GEO[version].split("|"))  # actors have no place of their own in our tables
        for number, actor, recipient in dyads(line):
            yield (
                number,
                *_day(line.day_start),
                *_actor(actor),
                *_actor(recipient),
                *_action(line),
                *unplaced,
                *unplaced,
                *_place(line, version),
                _added(line, version),
                line.url,
            )

    return rows


def _day(day: date | None) -> tuple[Cell, ...]:
    """SQLDATE, MonthYear, Year, and the part of the year that is over, of twelve months of thirty days in 365."""
    assert day is not None, "refused before"
    past = ((day.month - 1) * 30 + day.day) / 365
    return f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}", f"{day.year + past:.4f}"


def _actor(party: Party | None) -> tuple[Cell, ...]:
    actor: CameoActor = take_apart(party)
    types = [*([actor.body] if actor.body else []), *actor.roles, "", "", ""][:3]
    name = party.name.upper() if party else None
    # Ethnic and religious codes: our tables have none.
    return actor.code.removeprefix(UNKNOWN), name, actor.country, actor.group, None, None, None, *types


def _action(line: Line) -> tuple[Cell, ...]:
    code = line.cameo or ""
    return (
        None,  # IsRootEvent asks for the first paragraph: the tables hold offsets
        code,
        code[:3],
        code[:2],
        QUADS[line.quad_class],
        line.goldstein,
        line.reports or 1,
        line.outlets or (1 if line.outlet else None),
        line.articles or 1,
        None,  # AvgTone: tone is not measured
    )


def _place(line: Line, version: int) -> tuple[Cell, ...]:
    """Units are named; their codes in FIPS and GNS, other than the country's, are not in our tables."""
    parts = place_parts(line)
    names = (parts.city or parts.district, parts.province, parts.country)
    known = ", ".join(dict.fromkeys(n for n in names if n))
    kind = {"country": 1, "admin1": 5, "city": 4}.get(line.place_precision or "")
    if line.place_country == "USA":
        kind = {5: 2, 4: 3}.get(kind or 0, kind)
    codes = (None,) * version
    return kind, known or line.place_name, fips(line.place_country), *codes, line.lat, line.lon, None


def _added(line: Line, version: int) -> str | None:
    """The day of publication (version 2: the time, where it was written): no clock stands in the tables."""
    if version == 1:
        return f"{line.published:%Y%m%d}" if line.published else None
    if line.published_at is None:
        return None
    return f"{datetime.fromisoformat(line.published_at):%Y%m%d%H%M%S}"


GDELT_1 = Layout(COLUMNS[1], with_header=False, refuse=_refuse, rows=_row_maker(1))
GDELT_2 = Layout(COLUMNS[2], with_header=False, refuse=_refuse, rows=_row_maker(2))
