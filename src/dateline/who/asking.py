"""Who a name may stand for on a day: all candidates, best first, each with its reason. For people, not for texts."""

from __future__ import annotations

from msgspec import Struct

from dateline.who.facts import Entity, Facts
from dateline.who.people import HONORIFICS, Held, in_place, sounding_like, standings, surname_holders
from dateline.who.spelling import normalise, spelling_key

_BODY_FORMS = frozenset(
    {"name", "weak", "weak-acronym", "country", "adjective", "demonym", "region", "capital", "city"}
)


class Candidate(Struct, frozen=True):
    """One reading of a name. `status` is current, stale, former, not yet, undated or unknown (no day given)."""

    name: str
    entity: str | None
    country: str | None
    sectors: tuple[str, ...]
    office: str | None
    start: str | None
    end: str | None
    status: str
    reason: str


def ask(facts: Facts, mention: str, day: str | None) -> list[Candidate]:
    """The candidates for a name, title or body on a day (ISO, or None)."""
    norm = normalise(mention)
    words = norm.split()
    while len(words) > 1 and words[0] in HONORIFICS and not facts.names.get(" ".join(words)):
        del words[0]
    norm = " ".join(words)
    own = [n.entity for n in facts.names.get(norm) if n.form == "own"]
    out = [_of_body(facts.entity(n), day, "your table") for n in own]
    held = standings(facts, _persons(facts, norm, day), day)
    out += [_of_person(facts, h) for h in held]
    bodies = [n for n in facts.names.get(norm) if n.form.removeprefix("acronym:") in _BODY_FORMS]
    out += [_of_body(facts.entity(n.entity), day, n.form.removeprefix("acronym:")) for n in bodies]
    return _ranked(list(dict.fromkeys(out)))


def _persons(facts: Facts, norm: str, day: str | None) -> list[int]:
    named = [n.entity for n in facts.names.get(norm) if n.form in ("full", "short")]
    if len(norm.split()) == 1:
        named += surname_holders(facts, norm, known=False)
    found = list(dict.fromkeys(named)) or list(facts.spelled_like(norm))
    return found or in_place(facts, _by_parts(facts, norm), day) or sounding_like(facts, norm, day)


def _by_parts(facts: Facts, norm: str) -> list[int]:
    """Persons whose name is this one with words left out or added: a second surname, a father's name."""
    words = norm.split()
    asked = _keys(norm)
    found = []
    for surname in dict.fromkeys((words[-1], *words)) if 1 < len(words) < 8 else ():
        for number in surname_holders(facts, surname, known=False):
            label = _keys(normalise(facts.entity(number).label))
            if len(set(label) & set(asked)) > 1 and (
                _shortens(label, asked) or _shortens(asked, label) or label[-len(asked) :] == asked
            ):
                found.append(number)
    return list(dict.fromkeys(found))


def _keys(norm: str) -> list[str]:
    return [spelling_key(w) for w in norm.split() if spelling_key(w)]


def _shortens(short: list[str], full: list[str]) -> bool:
    """Has no word of its own and begins alike; its last word is one of the last two, of which one may be a surname."""
    if not set(short) <= set(full):
        return False
    return set(short) == set(full) or (short[0] == full[0] and short[-1] in full[-2:])


_STATUS = ("current", "stale", "undated", "former", "not yet")


def _of_person(facts: Facts, held: Held) -> Candidate:
    entity, role = facts.entity(held.entity), held.role
    status = "unknown" if held.standing.word.startswith("day") else _STATUS[held.standing.order]
    sectors = {"former": ("ELI",), "not yet": ()}.get(status, role.sectors)
    reason = (
        f"{role.source}: {role.office or 'in office'} {role.start or '?'} to {role.end or '?'}, {held.standing.word}"
    )
    return Candidate(
        name=entity.label,
        entity=entity.identifier or None,
        country=role.country or None,
        sectors=sectors,
        office=role.office or None,
        start=role.start or None,
        end=role.end or None,
        status=status,
        reason=reason,
    )


def _of_body(entity: Entity, day: str | None, form: str) -> Candidate:
    early, late = bool(day and entity.start and day < entity.start), bool(day and entity.end and day > entity.end)
    status = "not yet" if early else "former" if late else "current" if day else "unknown"
    sectors = entity.sectors or (("GOV",) if form in ("country", "adjective", "capital") else ())
    return Candidate(
        name=entity.label,
        entity=entity.identifier or None,
        country=entity.country or None,
        sectors=sectors,
        office=None,
        start=entity.start or None,
        end=entity.end or None,
        status=status,
        reason=f"{entity.source}: {entity.kind}, as {form}",
    )


def _ranked(candidates: list[Candidate]) -> list[Candidate]:
    """Your own first; then those of the day; the order within stays."""
    order = {"current": 0, "unknown": 0, "stale": 1, "undated": 2, "former": 3, "not yet": 4}
    return sorted(candidates, key=lambda c: (not c.reason.endswith("your table"), order[c.status]))
