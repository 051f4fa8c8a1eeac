"""Several tellings of one event in a report are one event with several pieces of evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import product

from msgspec.structs import replace

from dateline.binding.parties import codes
from dateline.records import Event, Party, Span

_OPEN = "9999"
_WEEK = 7
_IN_WORDS = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN"})  # a headline may give another mode


def merge(events: Sequence[Event], opening: Collection[Span] = ()) -> tuple[Event, ...]:
    """Joins tellings of one event; the fullest telling leads, in the order of the text (the title after it).

    `opening`: the sentences in which a report tells its news twice in other words, as in a headline and a lede.
    """
    groups: list[list[Event]] = []
    for event in events:
        home = next((g for g in groups if _belongs(event, g, opening)), None)
        if home is None:
            groups.append([event])
        else:
            home.append(event)
    return tuple(_join(g) for g in groups)


def _belongs(event: Event, group: Sequence[Event], opening: Collection[Span]) -> bool:
    """Whether it is the event of some telling, on a day that all allow: one without a day joins no two that differ."""
    return any(_same(event, other, opening) for other in group) and all(_days_meet(event, other) for other in group)


def _same(a: Event, b: Event, opening: Collection[Span]) -> bool:
    if a.type != b.type or (a.status == "negated") != (b.status == "negated"):
        return False
    if not (_parties_agree(a, b) and _days_meet(a, b)):
        return False
    if all(any(e.role == "sentence" and e.span in opening for e in event.evidence) for event in (a, b)):
        headline = a.trigger.span.field != b.trigger.span.field
        return (headline and a.type in _IN_WORDS) or _modes_agree(a, b)
    return _modes_agree(a, b) and _meet(a.actors, b.actors) and _meet(a.recipients, b.recipients)


def _meet(some: Sequence[Party], others: Sequence[Party]) -> bool:
    """Whether two sides of one country may have a party in common: a minister's criticism is not a union's."""
    return not some or not others or any(_may_be_one(p, q) for p, q in product(some, others))


def _may_be_one(p: Party, q: Party) -> bool:
    """By name, else by entity, else by sector; a state and its president are entities of two kinds, maybe one."""
    if p.name.casefold() == q.name.casefold() or (p.entity and p.entity == q.entity):
        return True
    if p.entity and q.entity and _kind(p.entity) == _kind(q.entity):
        return False
    return not p.sectors or not q.sectors or bool(set(p.sectors) & set(q.sectors))


def _kind(entity: str) -> str:
    """Of "person:usa:barack-obama" and the like; ids of Wikidata are of one kind."""
    return entity.partition(":")[0] if ":" in entity else ""


def _modes_agree(a: Event, b: Event) -> bool:
    """A visit is not the talks held on it; elsewhere a telling may leave the manner out."""
    if a.type == "CONSULT":
        return set(a.modes) == set(b.modes)
    return not a.modes or not b.modes or bool(set(a.modes) & set(b.modes))


def _parties_agree(a: Event, b: Event) -> bool:
    """The same countries in the same roles; a telling may leave one side out, or tell a mutual event from one side."""
    actors, recipients = (codes(a.actors), codes(b.actors)), (codes(a.recipients), codes(b.recipients))
    if a.type in ("CONSULT", "AGREE", "COOPERATE"):
        whole = actors[0] | recipients[0], actors[1] | recipients[1]
        return whole[0] == whole[1] or (min(map(len, whole)) > 1 and (whole[0] <= whole[1] or whole[1] <= whole[0]))
    return all(not x or not y or x == y for x, y in (actors, recipients)) and any(
        x == y and x for x, y in (actors, recipients)
    )


def _days_meet(a: Event, b: Event) -> bool:
    """Whether the intervals overlap; a day merely taken from the report gives way to one told within the week."""
    if a.day.start is None or b.day.start is None:
        return True
    if a.status == b.status == "historical" and (a.day.span is None or b.day.span is None):
        return True  # when the earlier act was, the other telling leaves out
    if a.day.start <= (b.day.end or _OPEN) and b.day.start <= (a.day.end or _OPEN):
        return True
    if a.day.span is not None and b.day.span is not None:
        return False
    early, late = sorted((a.day, b.day), key=lambda d: d.start or "")
    gap = date.fromisoformat(late.start or "") - date.fromisoformat(early.end or early.start or "")
    return gap.days <= _WEEK


def _join(group: list[Event]) -> Event:
    def fullness(event: Event) -> tuple[int, int, int, int]:
        told = len(codes(event.actors)) + len(codes(event.recipients))
        # a named day, a body rather than the headline, then the first telling
        return (-told, event.day.span is None, event.trigger.span.field == "title", event.trigger.span.start)

    lead = min(group, key=fullness)
    if len(group) == 1:
        return lead
    evidence = {(e.span, e.by, e.role): e for event in (lead, *group) for e in event.evidence}
    contexts = tuple(dict.fromkeys(c for event in (lead, *group) for c in event.contexts))
    modes = tuple(dict.fromkeys(m for event in (lead, *group) if _modes_agree(lead, event) for m in event.modes))
    status = "actual" if any(e.status == "actual" for e in group) and lead.status != "historical" else lead.status
    return replace(
        lead,
        evidence=tuple(evidence.values()),
        contexts=contexts,
        modes=modes,
        counts={k: c for event in (*group[::-1], lead) for k, c in event.counts.items()},
        status=status,
        coders=tuple(sorted({c for e in group for c in e.coders})),
        confidence=round(1 - _product(1 - e.confidence for e in group[:3]), 3),
    )


def _product(values: Iterable[float]) -> float:
    out = 1.0
    for v in values:
        out *= v
    return out
