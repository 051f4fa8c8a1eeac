"""A coded outcome, as JSON has it, to what the scorers compare."""

from __future__ import annotations

from typing import Any

from dateline.judging import Judged

Row = dict[str, Any]


def events(row: Row) -> list[Row]:
    """Its events without the negated ones: gold lists what happened."""
    return [
        {
            "actor": [_party(p) for p in e["actors"]],
            "recipient": [_party(p) for p in e["recipients"]],
            "type": e["type"],
            "cameo": e.get("cameo"),
            "mode": (e.get("modes") or [None])[0],
            "trigger": (e.get("trigger") or {}).get("text", ""),
        }
        for e in row.get("events", [])
        if e.get("status") != "negated"
    ]


def _party(party: Row) -> Row:
    country = party.get("country")
    sectors = list(party.get("sectors") or ())
    ends = _ends(party.get("span") or {})
    return {"text": party.get("text"), "code": country, "country": country, "sectors": sectors, **ends}


def _ends(span: Row) -> Row:
    return {"start": span.get("start"), "end": span.get("end")}


def _in_text(span: Row) -> bool:
    return bool(span.get("field", "text") == "text")


def times(row: Row) -> list[Row]:
    """Its time expressions in the text."""
    found = [t for t in row.get("times", []) if _in_text(t["span"])]
    return [{**_ends(t["span"]), "type": t["type"], "value": t["value"]} for t in found]


def places(row: Row) -> list[Row]:
    """Its places in the text."""
    found = [p for p in row.get("places", []) if _in_text(p["span"])]
    return [{**_ends(p["span"]), "lat": p["lat"], "lon": p["lon"], "country": p["country"]} for p in found]


def attributions(row: Row) -> list[Row]:
    """Its attributions with the parts in the text."""
    return [
        {
            "id": a["id"],
            "source": _spans(a.get("speaker")),
            "cue": _spans(a.get("cue")),
            "content": _spans(a.get("content")),
            "nested_in": a.get("parent"),
            "kind": a.get("kind"),
        }
        for a in row.get("attributions", [])
    ]


def _spans(part: Row | None) -> list[list[int]]:
    return [[s["start"], s["end"]] for s in (part or {}).get("spans", []) if _in_text(s)]


# What the statuses are called in the factuality gold of MEANTIME.
_CLASSES = {
    "actual": "actual",
    "historical": "actual",
    "future": "planned",
    "negated": "denied",
    "hypothetical": "hypothetical",
}


def classes(row: Row) -> list[Row]:
    """Where its events' triggers stand in the text, and how the events are presented."""
    found = [e for e in row.get("events", []) if _in_text(e["trigger"]["span"])]
    return [{**_ends(e["trigger"]["span"]), "class": _CLASSES[e["status"]]} for e in found]


def given(judged: Judged) -> Row:
    """A given word's span and how it is presented; what no word stands for counts as actual."""
    return {"start": judged.span.start, "end": judged.span.end, "class": _CLASSES[judged.status or "actual"]}
