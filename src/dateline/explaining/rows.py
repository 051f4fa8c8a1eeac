"""An event as one row of short strings: for the terminal, CSV and notebooks."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.records import Coded, Day, Event, Party, Place

COLUMNS = ("event", "status", "actors", "recipients", "day", "place", "says", "trigger", "by")


def event_row(event: Event, coded: Coded) -> tuple[str, ...]:
    """The COLUMNS of an event; the agency stands before the voices of the text."""
    return (
        " ".join((event.type, *event.modes)),
        event.status,
        parties(event.actors),
        parties(event.recipients),
        day(event.day),
        place(event.place),
        says(event, coded),
        " ".join(event.trigger.text.split()),
        "; ".join(dict.fromkeys(e.by for e in event.evidence if e.role == "trigger")),
    )


def party(p: Party) -> str:
    """'Alexander Fomin (RUS GOV MIL)'."""
    codes = " ".join((p.country or "---", *p.sectors))
    return f"{p.name} ({codes})"


def parties(group: Sequence[Party]) -> str:
    """All members of a compound party."""
    return "; ".join(map(party, group))


def day(d: Day) -> str:
    """One ISO day, or an interval; "?" where an end is open or unknown."""
    if d.start == d.end:
        return d.start or "?"
    return f"{d.start or '?'}/{d.end or '?'}"


def place(p: Place | None) -> str:
    """The place's name and country."""
    if p is None:
        return ""
    return p.name if p.precision == "country" or p.country is None else f"{p.name}, {p.country}"


def says(event: Event, coded: Coded) -> str:
    """The chain of voices, outermost first, the agency or outlet before them."""
    dateline = coded.article.dateline
    agency = (dateline.agency if dateline else None) or coded.article.outlet
    return " ← ".join([*([agency] if agency else []), *(" ".join(v.text.split()) or "unnamed" for v in event.says)])
