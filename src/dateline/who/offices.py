"""Who "the Russian president" or "the head of NATO" was on the day: a title without a name, by the table of roles."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from dateline.records import Actor
from dateline.who.facts import Facts
from dateline.who.people import Held, actor_of, holder, standing
from dateline.who.spelling import normalise

_BODIES = frozenset({"UNO", "IGO", "EUR"})


@cache
def _offices() -> dict[str, tuple[str, frozenset[str]]]:
    """Phrase → office or class of the facts, and the countries where it means that (all where empty)."""
    path = Path(__file__).parent / "offices.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {r["phrase"]: (r["office"], frozenset((r["countries"] or "").split())) for r in rows}


def in_office(facts: Facts, actor: Actor, phrase: str, body: str, day: str) -> Actor:
    """The actor as the person who held the office on the day; unchanged where that is not known.

    `phrase` is the agent phrase as the facts store it, `body` the words for the country or body whose office it is.
    """
    office, countries = _offices().get(phrase, ("", frozenset()))
    if not office or actor.country is None or (countries and actor.country not in countries):
        return actor
    if actor.country in _BODIES:
        found = _head(facts, actor.country, body, day)
    else:
        found = holder(facts, actor.country, office, day) if office != "head of body" else None
    if found is None:
        return actor
    reason = f"{actor.reason}; {found.reason}"
    return replace(
        actor,
        name=found.name,
        sectors=found.sectors or actor.sectors,
        entity=found.entity,
        start=found.start,
        end=found.end,
        reason=reason,
    )


def _head(facts: Facts, code: str, body: str, day: str) -> Actor | None:
    """The head of an international body, by the end of the office's name: "secretary general of NATO"."""
    norm = normalise(body)
    labels = {norm, *(normalise(facts.entity(n.entity).label) for n in facts.names.get(norm))}
    held = [Held(n, r, standing(r, day)) for n, r in facts.holders(code, "head of body")]
    fits = [h for h in held if h.standing.order < 2 and _of(h.role.office) in labels]
    return actor_of(facts, fits[0]) if len({h.entity for h in fits}) == 1 else None


def _of(office: str) -> str:
    return normalise(office.partition(" of ")[2])
