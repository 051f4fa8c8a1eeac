"""Several tellings of one event in a report are one event with several pieces of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace

from dateline.records import Event, Party

_OPEN = "9999"
_WEEK = 7


def merge(events: Sequence[Event]) -> tuple[Event, ...]:
    """Joins tellings of one event; the fullest telling leads, in the order of the text (the title after it)."""
    groups: list[list[Event]] = []
    for event in events:
        home = next((g for g in groups if any(_same(event, other) for other in g)), None)
        if home is None:
            groups.append([event])
        else:
            home.append(event)
    return tuple(_join(g) for g in groups)


def _same(a: Event, b: Event) -> bool:
    if a.type != b.type or (a.status == "negated") != (b.status == "negated"):
        return False
    if not _modes_agree(a, b):
        return False
    return _parties_agree(a, b) and _days_meet(a, b)


def _modes_agree(a: Event, b: Event) -> bool:
    """A visit is not the talks held on it; elsewhere a telling may leave the manner out."""
    if a.type == "CONSULT":
        return set(a.modes) == set(b.modes)
    return not a.modes or not b.modes or bool(set(a.modes) & set(b.modes))


def _codes(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(p.country or p.name for p in parties)


def _parties_agree(a: Event, b: Event) -> bool:
    """The same countries in the same roles; a telling may leave one side out, or tell a mutual event from one side."""
    actors, recipients = (_codes(a.actors), _codes(b.actors)), (_codes(a.recipients), _codes(b.recipients))
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
    if a.day.start <= (b.day.end or _OPEN) and b.day.start <= (a.day.end or _OPEN):
        return True
    if a.day.span is not None and b.day.span is not None:
        return False
    early, late = sorted((a.day, b.day), key=lambda d: d.start or "")
    gap = date.fromisoformat(late.start or "") - date.fromisoformat(early.end or early.start or "")
    return gap.days <= _WEEK


def _join(group: list[Event]) -> Event:
    def fullness(event: Event) -> tuple[int, int, int, int]:
        told = len(_codes(event.actors)) + len(_codes(event.recipients))
        # a named day, a body rather than the headline, then the first telling
        return (-told, event.day.span is None, event.trigger.span.field == "title", event.trigger.span.start)

    lead = min(group, key=fullness)
    if len(group) == 1:
        return lead
    evidence = {(e.span, e.by, e.role): e for event in (lead, *group) for e in event.evidence}
    contexts = tuple(dict.fromkeys(c for event in (lead, *group) for c in event.contexts))
    modes = tuple(dict.fromkeys(m for event in (lead, *group) for m in event.modes))
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
