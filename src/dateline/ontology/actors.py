"""How CAMEO spells an actor: a chain of three-letter codes, "RUSGOVMIL", for exports."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from dateline.ontology.table import read_table

UNKNOWN = "---"  # CAMEO's code for an actor of no known country


@cache
def _codes() -> tuple[dict[str, str], dict[str, str]]:
    """PLOVER's countries and sectors that CAMEO writes otherwise, or at all."""
    rows = read_table(Path(__file__).parent / "cameo_actors.tsv", ("code", "kind", "cameo", "note"))
    made: dict[str, dict[str, str]] = {"country": {}, "sector": {}}
    for row in rows:
        made[row["kind"]][row["code"]] = row["cameo"]
    return made["country"], made["sector"]


def cameo_actor(country: str | None, sectors: Sequence[str]) -> str:
    """The CAMEO code of an actor with that PLOVER country (or body) and sectors, primary first."""
    countries, kinds = _codes()
    chain = dict.fromkeys(kinds.get(s, s) for s in sectors)
    return (countries.get(country, country) if country else UNKNOWN) + "".join(chain)
