"""The events that an analysis on a page is about: from an address to a Selection, and back to a list of events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from msgspec.structs import replace

from dateline.analysis import Selection
from dateline.analysis.selecting import Unit, read_party
from dateline.errors import ConfigError
from dateline.web.asking import Query
from dateline.web.shelf import Snapshot
from dateline.web.viewing import Asked

PARAMETERS = ("from", "to", "type", "quad", "outlet", "place_country", "unit", "status")
UNITS: tuple[Unit, ...] = ("events", "stories", "reports")
MOST = 50
_SPAN = Query("SELECT min(published) - 31 AS first, max(published) AS last FROM reading")


def read_selection(asked: Asked, **more: Any) -> Selection:
    """The selection that the address asks for; `more` are fields that the page sets itself."""
    return Selection(
        types=_values(asked, "type"),
        quad_classes=_values(asked, "quad"),
        statuses=_values(asked, "status") or ("actual",),
        outlets=_values(asked, "outlet"),
        places=_values(asked, "place_country"),
        start=asked.text("from") or None,
        end=asked.text("to") or None,
        unit=asked.choice("unit", UNITS),
        **more,
    )


def spanning(snapshot: Snapshot, selection: Selection) -> Selection:
    """With the days that reports cover where the reader names none; years before them are background that they tell."""
    known = snapshot.one(_SPAN)
    if known is None or known["last"] is None:
        return selection
    return replace(selection, start=selection.start or str(known["first"]), end=selection.end or str(known["last"]))


def party_of(asked: Asked, name: str) -> str | None:
    """A party as the reader wrote it, "rus mil" becoming "RUS MIL"; None where there is none."""
    words = asked.text(name).split()
    if not words:
        return None
    read_party(" ".join(words).upper())
    return " ".join(words).upper()


def events_address(actor: str | None, recipient: str | None, **more: Any) -> str:
    """Where the events between two parties are listed."""
    pairs = [(f"{side}_code", p) for side, p in (("actor", actor), ("recipient", recipient)) if p]
    return "/events?" + urlencode([*pairs, *((k.rstrip("_"), v) for k, v in more.items() if v)], doseq=True)


def choices(asked: Asked) -> Mapping[str, str]:
    """The parameters of the selection as the reader gave them, for the page's form."""
    return {name: asked.text(name) for name in PARAMETERS}


def _values(asked: Asked, name: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(v[:300] for v in asked.parameters.getlist(name) if v))
    if len(found) > MOST:
        raise ConfigError(f"{name}: more than {MOST} values")
    return found
