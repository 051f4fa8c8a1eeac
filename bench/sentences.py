"""The coder on the held-back families of our own sentences: types, details, confidence; frames and model apart."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from bench.loaded import Loaded
from dateline.coder import Tools, code_batch
from dateline.reading import make_article
from dateline.records import Coded, Event
from dateline.what import Lexicon
from training.sentences.reading import ITEMS, EventMark, Item, read_items

_BINS = 10


class Pair(NamedTuple):
    """A marked event beside the coded one of its type, either of which may be missing."""

    marked: EventMark | None
    coded: Event | None


def measure(loaded: Loaded) -> dict[str, Any]:
    """Figures of the whole coder, and of the frames and the model alone, on the held-back items."""
    items = [i for i in read_items(ITEMS) if isinstance(i, Item) and i.held]
    tools = loaded.tools
    alone = {
        "together": tools,
        "frames": with_lexicon(tools, replace(tools.lexicon, weights=None)),
        "model": with_lexicon(tools, replace(tools.lexicon, by_trigger={})),
    }
    return {name: rate(pair_up(items, own)) for name, own in alone.items()}


def with_lexicon(tools: Tools, lexicon: Lexicon) -> Tools:
    """The same tools with another lexicon."""
    return dataclasses.replace(tools, lexicon=lexicon)


def pair_up(items: Sequence[Item], tools: Tools) -> list[tuple[Item, list[Pair]]]:
    """Each item with its marked and coded events paired: same type, overlapping words first, one to one."""
    outcomes = code_batch([make_article(i.text, input_id=i.id) for i in items], tools)
    out = []
    for item, outcome in zip(items, outcomes, strict=True):
        events = list(outcome.events) if isinstance(outcome, Coded) else []
        out.append((item, list(_pairs(item, events))))
    return out


def _pairs(item: Item, events: list[Event]) -> Iterable[Pair]:
    left = list(events)
    taken: dict[int, Event] = {}
    for overlapping in (True, False):
        for n, mark in enumerate(item.events):
            if n in taken:
                continue
            for event in left:
                if event.type == mark.type and (not overlapping or _overlap(event, mark)):
                    taken[n] = event
                    left.remove(event)
                    break
    yield from (Pair(mark, taken.get(n)) for n, mark in enumerate(item.events))
    yield from (Pair(None, e) for e in left)


def _overlap(event: Event, mark: EventMark) -> bool:
    spans = [e.span for e in event.evidence if e.role == "trigger"]
    return any(s.start < end and start < s.end for s in spans for start, end in (mark.trigger, *mark.also))


def rate(paired: Sequence[tuple[Item, list[Pair]]]) -> dict[str, Any]:
    """The figures."""
    pairs = [p for _, ps in paired for p in ps]
    both = [(p.marked, p.coded) for p in pairs if p.marked and p.coded]
    found, gold = sum(p.coded is not None for p in pairs), sum(p.marked is not None for p in pairs)
    empty = [ps for i, ps in paired if not i.events]
    n: Counter[str] = Counter()
    for m, e in both:
        n["modes"] += set(m.modes) == set(e.modes)
        n["status"] += m.status == e.status
        n["contexts both"] += len(set(m.contexts) & set(e.contexts))
        n["contexts found"] += len(e.contexts)
        n["contexts gold"] += len(m.contexts)
        n["parties"] += _sides(m) == tuple(
            frozenset(p.country or "" for p in side) for side in (e.actors, e.recipients)
        )
    p, r = _share(len(both), found), _share(len(both), gold)
    return {
        "items": len(paired),
        "predictions_per_item": _share(found, len(paired)),
        "typed_p": p,
        "typed_r": r,
        "typed_f1": _f1(p, r),
        "modes": _share(n["modes"], len(both)),
        "status": _share(n["status"], len(both)),
        "contexts_f1": _f1(
            _share(n["contexts both"], n["contexts found"]), _share(n["contexts both"], n["contexts gold"])
        ),
        "both_sides_right": _share(n["parties"], len(both)),
        "calibration_error": calibration_error([(p.coded.confidence, p.marked is not None) for p in pairs if p.coded]),
        "without_events": len(empty),
        "kept_empty": _share(sum(not ps for ps in empty), len(empty)),
    }


def _sides(mark: EventMark) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(c for p in side for c, _ in p.codes) for side in (mark.actors, mark.recipients))


def calibration_error(scored: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over ten equal bins of confidence."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in scored:
        bins.setdefault(min(int(confidence * _BINS), _BINS - 1), []).append((confidence, right))
    gaps = (abs(sum(c - r for c, r in rows)) for rows in bins.values())
    return _share(sum(gaps), len(scored))


def _share(a: float, b: float) -> float:
    return a / b if b else 0.0


def _f1(p: float, r: float) -> float:
    return _share(2 * p * r, p + r)
