"""An actor of CAMEO taken apart, as GDELT and Phoenix keep it."""

from __future__ import annotations

from msgspec import Struct

from dateline.ontology import cameo_actor
from dateline.records import Party

BODIES = ("IGO", "NGO", "IMG", "MNC")  # stand where other actors have a country
_GROUPS = ("UNO", "EUR")


class CameoActor(Struct, frozen=True):
    """`code` is the whole chain; `country`, `body`, `group` and `roles` are its parts, "" where it lacks them."""

    code: str = ""
    country: str = ""
    body: str = ""
    group: str = ""
    roles: tuple[str, ...] = ()


def take_apart(party: Party | None) -> CameoActor:
    """RUSGOVMIL: country RUS, roles GOV and MIL. IGOUNO: body IGO, group UNO."""
    if party is None:
        return CameoActor()
    code = cameo_actor(party.country, party.sectors)
    first, *rest = (code[i : i + 3] for i in range(0, len(code), 3))
    group = rest.pop(0) if rest and rest[0] in _GROUPS else ""
    known = first.isalpha()
    return CameoActor(
        code=code,
        country=first if known and first not in BODIES else "",
        body=first if first in BODIES else "",
        group=group,
        roles=tuple(rest),
    )
