"""How codes, numbers and days are called on a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote

from dateline.ontology import load_ontology
from dateline.web.drawing.world import country_names

ROLES = {
    "trigger": "the words that name the event",
    "actor": "who acts",
    "recipient": "on whom",
    "day": "when",
    "place": "where",
    "speaker": "who says so",
    "cue": "the word of saying",
    "content": "what is said",
    "sentence": "the sentence",
    "count": "how many",
}


@cache
def glosses() -> dict[str, str]:
    """Code → what it means: types, modes, contexts, sectors, bodies, statuses."""
    known = load_ontology()
    out = {code: entry.gloss for code, entry in (*known.sectors.items(), *known.bodies.items())}
    for group in (known.statuses, known.contexts):
        out |= {name: entry.gloss for name, entry in group.items()}
    for name, kind in known.types.items():
        out[name] = kind.gloss
        out |= {mode: entry.gloss for mode, entry in kind.modes.items()}
    return out


def gloss(code: str | None) -> str:
    """What a code means; nothing where it is not ours (a user's own type)."""
    return glosses().get(code or "", "")


def country(code: str | None) -> str:
    """The name of a country or body; the code itself where it has none here."""
    if not code:
        return "no country"
    return country_names().get(code) or gloss(code) or code


def number(value: float | int | None, digits: int = 2) -> str:
    """1,234 or 0.87; a dash for none. Of large numbers only those between whole ones have digits behind the point."""
    if value is None:
        return "–"
    whole = isinstance(value, int) or (abs(value) >= 100 and value.is_integer())
    return f"{value:,.0f}" if whole else f"{value:,.{digits}f}"


def signed(value: float | None) -> str:
    """+2.5; a dash for none."""
    return "–" if value is None else f"{value:+.1f}"


def days(row: Mapping[str, Any]) -> str:
    """The day of an event as it is known: one day, an interval, or its words."""
    first, last = row["day_start"], row["day_end"]
    if first is None and last is None:
        return "day not known"
    if first == last:
        return str(first)
    return f"{first or '…'} to {last or '…'}"


def parties(row: Mapping[str, Any], side: str) -> str:
    """The first party of a side: its name and codes."""
    name, codes = row[f"{side}_name"], [row[f"{side}_country"], row[f"{side}_sector"]]
    if name is None:
        return "–"
    shown = " ".join(c for c in codes if c)
    return f"{name} ({shown})" if shown and shown != name else str(name)


def part(value: str) -> str:
    """A value as part of a path."""
    return quote(value, safe="")


def unit_of(first: date | None, last: date | None) -> str:
    """The stretch by which days are counted so that a chart has some dozens of columns."""
    length = (last - first).days if first and last else 0
    return "day" if length <= 62 else "week" if length <= 420 else "month" if length <= 3_700 else "year"


def end_of(day: date, unit: str) -> date:
    """The first day after the day, week, month or year that begins with `day`."""
    if unit in ("day", "week"):
        return date.fromordinal(min(day.toordinal() + (1 if unit == "day" else 7), date.max.toordinal()))
    months = day.year * 12 + day.month - 1 + (1 if unit == "month" else 12)
    return date(months // 12, months % 12 + 1, 1) if months // 12 <= 9999 else date.max


FILTERS = {
    "gloss": gloss,
    "country": country,
    "number": number,
    "signed": signed,
    "days": days,
    "part": part,
}
