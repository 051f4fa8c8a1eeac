"""A coded outcome in the form the scorers read. Negated events are left out: the gold sets list what happened."""

from __future__ import annotations

from typing import Any

from dateline.records import Coded, Party, Span


def events(coded: Coded) -> list[dict[str, Any]]:
    """Events with their parties, for `scoring.events`."""
    return [
        {
            "actor": [_party(p) for p in e.actors],
            "recipient": [_party(p) for p in e.recipients],
            "type": e.type,
            "cameo": e.cameo,
            "mode": e.modes[0] if e.modes else None,
            "trigger": e.trigger.text,
        }
        for e in coded.events
        if e.status != "negated"
    ]


def _party(p: Party) -> dict[str, Any]:
    sector = p.sectors[0] if p.sectors else None
    code = p.country
    return {"text": p.text, "code": code, "country": code, "sector": sector, "start": p.span.start, "end": p.span.end}


def times(coded: Coded) -> list[dict[str, Any]]:
    """Time expressions of the text, for `scoring.times`."""
    return [
        {"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value}
        for t in coded.times
        if t.span.field == "text"
    ]


def attributions(coded: Coded) -> list[dict[str, Any]]:
    """Attributions with their links, for `scoring.attributions`."""
    return [
        {
            "id": a.id,
            "source": _spans(a.speaker.spans),
            "cue": _spans(a.cue.spans),
            "content": _spans(a.content.spans),
            "nested_in": a.parent,
            "kind": a.kind,
        }
        for a in coded.attributions
    ]


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans if s.field == "text"]


def places(coded: Coded) -> list[dict[str, Any]]:
    """Places of the text, for `scoring.places`."""
    return [
        {"start": p.span.start, "end": p.span.end, "lat": p.lat, "lon": p.lon, "country": p.country}
        for p in coded.places
        if p.span.field == "text"
    ]
