"""Persons by name: who they were on the day of the report, by the table of roles."""

from __future__ import annotations

from typing import NamedTuple

from dateline.records import Actor
from dateline.who.facts import Facts, Role
from dateline.who.spelling import normalise


class _Standing(NamedTuple):
    order: int  # lower is better
    distance: int
    word: str


def person(facts: Facts, name: str, day: str | None, country: str | None = None) -> Actor | None:
    """The person of that full name; with a country given, only one of that country."""
    norm = normalise(name)
    named = facts.names.get(norm, ())
    numbers = [n.entity for n in named if n.form == "full"] or [n.entity for n in named if n.form == "short"]
    return _best(facts, numbers or list(facts.spelled_like(norm)), day, country)


def ruler(
    facts: Facts, surname: str, day: str | None, country: str | None = None, *, titled: bool = False
) -> Actor | None:
    """The head of state or government of that surname: in office on the day, or, with a title in the text, near it."""
    norm = normalise(surname)
    numbers = [n.entity for n in facts.names.get(norm, ()) if n.form == "surname"]
    if not numbers and len(norm) > 5:
        numbers = list(facts.spelled_like(norm))
    held = [
        (i, r, _standing(r, day)) for i in numbers for r in facts.roles(i) if r.ruler and country in (None, r.country)
    ]
    if not titled and day is not None:
        held = [h for h in held if h[2].order == 0 or (h[2].order == 1 and h[1].asof >= facts.latest)]
    if not held:
        return None
    held.sort(key=lambda h: (h[2].order, h[2].distance, h[0]))
    best = held[0]
    rivals = {h[1].country for h in held if day is None or h[2][:2] == best[2][:2] or (not titled)}
    return None if len(rivals) > 1 else _actor(facts, best[0], best[1], best[2])


def _best(facts: Facts, numbers: list[int], day: str | None, country: str | None) -> Actor | None:
    held = [(i, r, _standing(r, day)) for i in numbers for r in facts.roles(i) if country in (None, r.country)]
    if not held:
        return None
    held.sort(key=lambda h: (h[2].order, h[2].distance, not h[1].ruler, h[0]))
    best = held[0]
    if len({h[1].country for h in held if h[2][:2] == best[2][:2]}) > 1:
        return None
    return _actor(facts, best[0], best[1], best[2])


def _standing(role: Role, day: str | None) -> _Standing:
    if day is None:
        return _Standing(0, 0, "day of the report unknown")
    if not role.start:
        return _Standing(2, 0, f"undated, known on {role.asof}")
    if role.start[: len(day)] > day:
        return _Standing(3, _days(role.start) - _days(day), "not yet in office")
    if role.end and role.end < day[: len(role.end)]:
        return _Standing(3, _days(day) - _days(role.end), "out of office")
    if role.end or role.asof >= day:
        return _Standing(0, 0, "current")
    return _Standing(1, _days(day) - _days(role.asof), f"stale since {role.asof}")


def _days(day: str) -> int:
    """Days since the year 0, roughly: enough to say which of two is nearer."""
    year, month, last = (*(int(p) for p in day.split("-")), 1, 1)[:3]
    return year * 372 + month * 31 + last


def _actor(facts: Facts, number: int, role: Role, standing: _Standing) -> Actor:
    entity = facts.entity(number)
    sectors = role.sectors
    if standing.word == "out of office":
        sectors = ("ELI",)
    elif standing.word == "not yet in office":
        sectors = ()
    span = f"{role.start or '?'} to {role.end or '?'}"
    reason = f"facts: {role.source}, {role.office or 'in office'} {span}, {standing.word}"
    return Actor(
        entity.label,
        role.country,
        sectors,
        entity.wikidata or None,
        role.office or None,
        role.start or None,
        role.end or None,
        reason,
    )
