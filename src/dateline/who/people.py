"""Persons by name: who they were on the day of the report, by the table of roles."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from dateline.records import Actor
from dateline.who.facts import Facts, Role
from dateline.who.spelling import normalise, spelling_key

_STALE = 3 * 372  # how long after a source's last word a bare surname is still believed, in the days of `_days`
_NEAR = 0.75  # how alike two spellings of one name are at least, of 1
_BEFORE = 372  # how long before taking office a bare surname may be meant
_LIFE = 25 * 372  # who held nothing for so long before and after a day is another one of that name
HONORIFICS = frozenset(
    "sheikh sheik shaikh king queen prince princess emir crown sultan ayatollah grand pope general gen colonel col "
    "major maj captain capt lt lieutenant field marshal admiral sir lord lady dame dr mr mrs ms mullah imam rev u daw "
    "haji hajj sayyed sayed president minister chancellor premier senator sen prime foreign defense defence archbishop "
    "cardinal judge saint brigadier commander his her excellency highness majesty royal".split()
)


class Standing(NamedTuple):
    """How a role stands on a day; lower order is better, then fewer days apart."""

    order: int
    distance: int
    word: str


class Held(NamedTuple):
    """A person's role and how it stands."""

    entity: int
    role: Role
    standing: Standing


def person(
    facts: Facts, name: str, day: str | None, country: str | None = None, about: Collection[str] | None = None
) -> Actor | None:
    """The person of that full name; with a country given, only one of that country.

    `about` are all the countries that the report is about, None where that is not known. Without a day nothing but they
    tells a holder of a lesser office from a namesake: of nine such parties in marked reports, eight were namesakes.
    """
    for norm in _full_forms(name):
        named = facts.names.get(norm)
        numbers = [n.entity for n in named if n.form == "full"] or [n.entity for n in named if n.form == "short"]
        held = standings(facts, numbers or facts.spelled_like(norm), day, country)
        if day is None and about is not None:
            held = [
                h for h in held if h.role.height < 2 or h.role.country in about or h.role.country not in facts.labels
            ]
        found = _best(facts, held, day, about)
        if found is not None:
            return found
    return _best(facts, standings(facts, sounding_like(facts, normalise(name), day), day, country), day, about)


def sounding_like(facts: Facts, norm: str, day: str | None) -> list[int]:
    """Persons in high office on the day, whose name is written nearly so: the last resort for a full name."""
    near = [
        n
        for n in facts.sounding_like(norm)
        if SequenceMatcher(None, spelling_key(norm), spelling_key(normalise(facts.entity(n).label))).ratio() > _NEAR
    ]
    return in_place(facts, near, day) if day is not None else []


def in_place(facts: Facts, numbers: list[int], day: str | None) -> list[int]:
    """Those who hold an office on the day, or held one when their source last said; all where no day is known."""
    return [h.entity for h in standings(facts, numbers, day) if h.standing.order < 2]


def _full_forms(name: str) -> list[str]:
    """The name as it stands, and without honorifics."""
    words = normalise(name).split()
    bare = list(words)
    while len(bare) > 2 and bare[0] in HONORIFICS:
        del bare[0]
    return [" ".join(words)] if bare == words else [" ".join(words), " ".join(bare)]


def surname_holders(facts: Facts, surname: str, *, known: bool = True) -> tuple[int, ...]:
    """Persons who are called so by surname alone; `known`: only those of high office, whom texts call so."""
    norm = normalise(surname)
    forms = ("surname",) if known else ("surname", "family", "full", "short")
    numbers = [n.entity for n in facts.names.get(norm) if n.form in forms]
    if not numbers and len(norm) > 4:
        numbers = list(facts.spelled_like(norm))
    return tuple(dict.fromkeys(numbers))


def bare(
    facts: Facts,
    surname: str,
    day: str | None,
    country: str | None = None,
    near: Collection[str] | None = None,
) -> Actor | None:
    """The one of that surname who is meant: in high office on the day; near it where the text gives a title.

    `near` are the countries that the report names, None behind a title: they settle it between two of equal height.
    """
    held = standings(facts, surname_holders(facts, surname), day, country)
    if near is not None:
        held = [h for h in held if _believable(h, day)]
        local = [h for h in held if country or not near or h.role.country in near or not h.role.height]
        sole = [h for h in held if len(held) == 1 and not h.standing.order and h.role.height < 2]
        held = local or sole
    if not held:
        return None
    best = held[0]
    rivals = [h for h in held if h.entity != best.entity and _alike(h, best)]
    if rivals:
        local = [h for h in (best, *rivals) if h.role.country in (near or ())]
        if len({h.entity for h in local}) == 1:
            best = local[0]
        elif len({h.role.country for h in (best, *rivals)}) > 1:
            return None
    return actor_of(facts, best)


def _alike(one: Held, other: Held) -> bool:
    return one.standing.order == other.standing.order and one.role.height == other.role.height


def _believable(held: Held, day: str | None) -> bool:
    order, distance, _ = held.standing
    if day is None or order == 0:
        return True
    return (order == 1 and distance <= _STALE) or (order >= 3 and distance <= _BEFORE and held.role.height < 2)


def holder(facts: Facts, country: str, office: str, day: str) -> Actor | None:
    """Who held an office of a country or body on a day; None where it is not known, or not certain."""
    numbers = facts.holders(country, office)
    held = [h for h in (Held(n, r, standing(r, day)) for n, r in numbers) if h.standing.order < 2]
    ours = [h for h in held if h.role.source == "dateline"] or held
    ours = [h for h in ours if h.role.office == office] or ours  # Iran's president beside its supreme leader
    if len({h.entity for h in ours}) != 1 or ours[0].standing.distance > _STALE:
        return None
    return actor_of(facts, ours[0])


def standings(facts: Facts, numbers: Iterable[int], day: str | None, country: str | None = None) -> list[Held]:
    """Each person with the role that stands best on the day, best first: in office, then rulers, then the nearest."""
    out: dict[int, Held] = {}
    for number in numbers:
        roles = facts.roles(number)
        for role in roles:
            # A cabinet list without dates says nothing about the days after a later, dated term began.
            if day is not None and not role.start and any(role.asof < r.start <= day for r in roles):
                continue
            held = Held(number, role, standing(role, day))
            if country in (None, role.country) and (number not in out or _order(held) < _order(out[number])):
                out[number] = held
    return sorted(out.values(), key=_order)


def _order(held: Held) -> tuple[int, int, int, int]:
    order, distance, _ = held.standing
    # In office or stale, the higher office counts; out of office, the nearest.
    return (
        (order, held.role.height, distance, held.entity)
        if order < 2
        else (order, distance, held.role.height, held.entity)
    )


def _best(facts: Facts, held: list[Held], day: str | None, about: Collection[str] | None) -> Actor | None:
    held = [h for h in held if h.standing.order < 3 or h.standing.distance <= _LIFE]
    alike = [h for h in held if h.standing[:2] == held[0].standing[:2]]
    if day is not None and len({h.role.country for h in alike}) > 1:  # a minister sent by the United Nations
        begun = max(h.role.start for h in alike)
        alike = [h for h in alike if h.role.start == begun]
        alike = [h for h in alike if not h.role.office.startswith("former")] or alike
    if day is None and len({h.role.country for h in alike}) > 1:  # a prime minister who was an envoy later
        highest = min(h.role.height for h in alike)
        alike = [h for h in alike if h.role.height == highest]
        alike = [h for h in alike if h.role.country in (about or ())] or alike
    return actor_of(facts, alike[0]) if len({h.role.country for h in alike}) == 1 else None


def standing(role: Role, day: str | None) -> Standing:
    """How a role stands on a day (ISO, to any precision; None where it is unknown)."""
    if day is None:
        return Standing(0, 0, "day of the report unknown")
    if not role.start:
        return Standing(2, abs(_days(day) - _days(role.asof)), f"undated, known on {role.asof}")
    if role.start[: len(day)] > day[: len(role.start)]:
        return Standing(4, _days(role.start) - _days(day), "not yet in office")
    if role.end and role.end < day[: len(role.end)]:
        return Standing(3, _days(day) - _days(role.end), "out of office")
    if role.end or role.asof >= day:
        return Standing(0, 0, "current")
    return Standing(1, _days(day) - _days(role.asof), f"stale since {role.asof}")


def _days(day: str) -> int:
    """Days since the year 0, roughly: enough to say which of two is nearer."""
    year, month, last = (*(int(p) for p in day.split("-")), 1, 1)[:3]
    return year * 372 + month * 31 + last


def actor_of(facts: Facts, held: Held) -> Actor:
    """The actor that a person was on the day: out of office ELI, before it nothing but the country."""
    entity, role = facts.entity(held.entity), held.role
    sectors, office = role.sectors, role.office
    if held.standing.word == "out of office":
        sectors = ("ELI",) if set(sectors) & {"GOV", "MIL", "LEG", "JUD", "SPY", "COP"} or not sectors else sectors
        office = f"former {office}" if office and not office.startswith("former") else office
    elif held.standing.word == "not yet in office":
        sectors, office = (), ""
    if role.country in ("UNO", "IGO", "EUR", "NGO") and sectors == ("ELI",):
        sectors = ()
    span = f"{role.start or '?'} to {role.end or '?'}"
    reason = f"facts: {role.source}, {role.office or 'in office'} {span}, {held.standing.word}"
    return Actor(
        entity.label,
        role.country,
        sectors,
        entity.identifier or None,
        office or None,
        role.start or None,
        role.end or None,
        reason,
    )
