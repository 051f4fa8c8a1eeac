"""A place as formats part it: city, district, province, country."""

from __future__ import annotations

from msgspec import Struct

from dateline.dataset.exporting.countries import country_name
from dateline.dataset.exporting.lines import Line


class Parts(Struct, frozen=True):
    """The units that the place is or lies in, as far as they are known."""

    city: str | None
    district: str | None
    province: str | None
    country: str | None


def place_parts(line: Line) -> Parts:
    """The parts of an event's place; a region that is no unit has a country at most."""
    kind = line.place_precision
    return Parts(
        city=line.place_name if kind == "city" else None,
        district=line.place_name if kind == "admin2" else None,
        province=line.place_name if kind == "admin1" else line.place_admin1,
        country=country_name(line.place_country),
    )
