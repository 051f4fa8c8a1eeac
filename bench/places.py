"""Places of the measuring set, with their spans given and from raw text; countries and event places of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.loaded import Loaded, plain
from bench.scoring import forms
from bench.scoring.places import score_country, score_event_places, score_places
from dateline.reading import make_article
from dateline.records import Coded, Span
from dateline.where import place_spans

OWN = Path(__file__).parent / "own"
HALVES = ("tune", "held")
_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
_TRIGGER = re.compile(r"\*([^*]+)\*")
Rows = list[dict[str, Any]]


class Marked(NamedTuple):
    """A text of ours without marks; `names` are start, end and country, "-" for no place, "*" for several countries."""

    half: str
    text: str
    names: list[tuple[int, int, str]]


class Told(NamedTuple):
    """A text with one event: where its word stands, and the country and place names that are right ("-" for none)."""

    half: str
    text: str
    trigger: tuple[int, int]
    country: str
    places: list[str]


def measure(loaded: Loaded) -> dict[str, Any]:
    """The places of gold texts; countries of names in context; places of events."""
    gold = loaded.gold.rows("gold/geo/dev.jsonl")
    raw = {g["id"]: forms.places(plain(o)) for g, o in zip(gold, loaded.code(gold), strict=True)}
    given = {g["id"]: _given(loaded, g) for g in gold}
    out = {"raw": _flat(score_places(gold, raw)), "spans_given": _flat(score_places(gold, given))}
    named = {g["id"]: {(p["start"], p["end"]) for p in given[g["id"]] if p["precision"] == "country"} for g in gold}
    rest = [{**g, "toponyms": [t for t in g["toponyms"] if (t["start"], t["end"]) not in named[g["id"]]]} for g in gold]
    for name, found in (("spans_given", given), ("raw", raw)):
        score = score_places(rest, found)
        del score["span"]  # the countries found are not in this gold
        out[f"{name}_without_countries"] = score
    for half in HALVES:
        out[f"own_{half}"] = _own(loaded, half)
        out[f"events_{half}"] = _events(loaded, half)
    return out


def _flat(score: dict[str, Any]) -> dict[str, Any]:
    span = score.pop("span")
    return {**score, **{f"span_{k}": span[k] for k in ("p", "r", "f1")}}


def _given(loaded: Loaded, record: dict[str, Any]) -> Rows:
    """Our places of the gold spans."""
    article = make_article(record["text"], input_id=record["id"])
    spans = [Span("text", t["start"], t["end"]) for t in record["toponyms"]]
    found = place_spans(article, spans, loaded.tools.gazetteer)
    return [
        {
            "start": p.span.start,
            "end": p.span.end,
            "precision": p.precision,
            "country": p.country,
            "lat": p.lat,
            "lon": p.lon,
        }
        for p in found
    ]


def _own(loaded: Loaded, half: str) -> dict[str, Any]:
    texts = [m for m in read_marked() if m.half == half]
    outcomes = loaded.code([{"id": str(n), "text": m.text} for n, m in enumerate(texts)])
    return score_country([m.names for m in texts], [forms.places(plain(o)) for o in outcomes])


def _events(loaded: Loaded, half: str) -> dict[str, Any]:
    texts = [t for t in read_told() if t.half == half]
    outcomes = loaded.code([{"id": str(n), "text": t.text, "date": "2024-03-05"} for n, t in enumerate(texts)])
    events = [plain(o)["events"] if isinstance(o, Coded) else [] for o in outcomes]
    return score_event_places([(t.trigger, t.country, t.places) for t in texts], events)


def read_marked() -> list[Marked]:
    """The texts of `own/places.txt`."""
    out = []
    for half, line in _lines(OWN / "places.txt"):
        text, names, last = "", [], 0
        for mark in _MARK.finditer(line):
            text += line[last : mark.start()]
            names.append((len(text), len(text) + len(mark[1]), mark[2]))
            text += mark[1]
            last = mark.end()
        out.append(Marked(half, text + line[last:], names))
    return out


def read_told() -> list[Told]:
    """The texts of `own/event_places.txt`."""
    out = []
    for half, line in _lines(OWN / "event_places.txt"):
        told, _, gold = line.rpartition(" => ")
        country, _, places = gold.partition(" ")
        text = told.replace(" | ", "\n\n")
        mark = _TRIGGER.search(text)
        assert mark is not None, line
        text = text[: mark.start()] + mark[1] + text[mark.end() :]
        out.append(Told(half, text, (mark.start(), mark.end() - 2), country, places.split("/")))
    return out


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    half = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") and line[2:] in HALVES:
            half = line[2:]
        elif line and half:
            yield half, line
