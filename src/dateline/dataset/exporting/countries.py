"""Countries as formats write them: name, FIPS 10-4, number of the Correlates of War; None where they have none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dateline.ontology.table import read_table
from dateline.where import load_gazetteer
from dateline.who import load_facts


@cache
def _fips() -> dict[str, str]:
    return {row["iso3"]: row["fips"] for row in read_table(Path(__file__).parent / "fips.tsv", ("iso3", "fips"))}


@cache
def _names() -> dict[str, str]:
    return load_facts().labels


@cache
def _states() -> dict[str, tuple[int, int]]:
    return load_facts().states


def country_name(country: str | None) -> str | None:
    """The English name of an alpha-3 code."""
    if not country:
        return None
    entry = None if country in _names() else load_gazetteer().country(country)
    return entry.name if entry else _names().get(country)


def fips(country: str | None) -> str | None:
    """The FIPS 10-4 code of an alpha-3 code."""
    return _fips().get(country) if country else None


def cow(country: str | None) -> int | None:
    """The Correlates of War number of an alpha-3 code."""
    state = _states().get(country) if country else None
    return state[0] if state else None
