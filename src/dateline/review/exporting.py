"""Exporting gold: JSON lines, training sentences in their notation (training/sentences), and cases (cases/)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from dateline.review.collecting import Gold, GoldEvent, Mark, collect_gold

__all__ = ["FORMATS", "Gold", "collect_gold", "write_gold"]

_ROLES = {"actor": "a", "recipient": "r", "day": "d", "place": "p", "speaker": "s"}
_FAMILY = 6  # items that a family of training sentences may have
_COLUMNS = ("event", "status", "actor", "recipient", "day", "place", "says")


def write_gold(found: Iterable[Gold], form: str, *, unchecked: bool = False) -> tuple[str, dict[str, int]]:
    """The text of a file in one of FORMATS, and how many sentences were left out of it, by reason.

    JSON lines hold all; sentences and cases those that are complete, with `unchecked` also those in which nobody
    looked for missed events.
    """
    left: dict[str, int] = {}
    lines: list[str] = []
    kept: list[Gold] = []
    for gold in found:
        why = None if form == "jsonl" else _unfit(gold, unchecked=unchecked)
        if why:
            left[why] = left.get(why, 0) + 1
        else:
            kept.append(gold)
    lines.extend(FORMATS[form](kept, left))
    return "".join(f"{line}\n" for line in lines), dict(sorted(left.items()))


def _unfit(gold: Gold, *, unchecked: bool) -> str | None:
    if not gold.decided:
        return "an event coded in it is not settled"
    if not gold.complete and not unchecked:
        return "nobody looked for missed events"
    return None


def _json_lines(found: Iterable[Gold], _left: dict[str, int]) -> Iterator[str]:
    for gold in found:
        yield msgspec.json.encode(gold, order="deterministic").decode()


# ---------------------------------------------------------------- training sentences


def _sentences(found: Iterable[Gold], left: dict[str, int]) -> Iterator[str]:
    """Families of six, those without an event apart."""
    kinds: dict[str, list[tuple[Gold, str]]] = {"": [], "none-": []}
    for gold in found:
        line, why = _notation(gold)
        if why:
            left[why] = left.get(why, 0) + 1
        else:
            kinds["" if gold.events else "none-"].append((gold, line))
    yield "// Reviewed sentences: types and parties are a person's word; modes, contexts, days, places and speakers"
    yield "// of events that were coded are the machine's."
    for prefix, items in kinds.items():
        for n in range(0, len(items), _FAMILY):
            name = re.sub(r"[^a-z0-9-]+", "-", items[n][0].sample.lower())
            yield f"## {prefix}review-{name}-{n // _FAMILY + 1} | agency | World"
            yield from (line for _, line in items[n : n + _FAMILY])


def _notation(gold: Gold) -> tuple[str, str | None]:
    """The sentence with its marks, or why it cannot be written so."""
    if faults := [f for e in gold.events for f in e.faults]:
        return "", faults[0]
    if re.search(r"[\[\]{}]", gold.text):
        return "", "brackets in the text"
    if gold.text.startswith(("#", "//")):
        return "", "the text begins as a heading or a remark does"
    if len(gold.events) > 9:
        return "", "more than nine events"
    placed = _placed(gold.events)
    if placed is None:
        return "", "marks overlap"
    out, last = "", 0
    for (start, end), labels in sorted(placed.items()):
        out += f"{gold.text[last:start]}[{gold.text[start:end]}]{{{labels}}}"
        last = end
    return " ".join((out + gold.text[last:]).split()), None


def _placed(events: tuple[GoldEvent, ...]) -> dict[tuple[int, int], str] | None:
    """Labels by extent; None where triggers or parties overlap. Days, places and speakers give way."""
    labels: dict[tuple[int, int], str] = {}
    parties: dict[tuple[int, int], tuple[list[str], list[str]]] = {}
    extras: dict[tuple[int, int], list[str]] = {}
    for number, event in enumerate(events, 1):
        for mark in event.marks:
            extent = (mark.start, mark.end)
            if mark.role == "trigger":
                if extent in labels:
                    return None
                labels[extent] = _trigger(event, number)
            elif mark.role in {"actor", "recipient"}:
                roles, codes = parties.setdefault(extent, ([], []))
                _add(roles, _role(mark, number))
                _add(codes, mark.code.replace("---", "-"))
            else:
                _add(extras.setdefault(extent, []), _role(mark, number))
    for extent, (roles, codes) in parties.items():
        if _overlaps(extent, labels):
            return None
        also = extras.pop(extent, [])
        labels[extent] = " ".join((*also, *roles, " & ".join(codes)))
    for extent, roles in extras.items():
        if not _overlaps(extent, labels):
            labels[extent] = " ".join(roles)
    return labels


def _trigger(event: GoldEvent, number: int) -> str:
    status = () if event.status == "actual" else (event.status,)
    which = () if number == 1 else (f"#{number}",)
    return " ".join((event.type, *event.modes, *status, *(f"+{c}" for c in event.contexts), *which))


def _role(mark: Mark, number: int) -> str:
    return _ROLES[mark.role] + ("" if number == 1 else str(number))


def _add(into: list[str], label: str) -> None:
    if label not in into:
        into.append(label)


def _overlaps(extent: tuple[int, int], labels: dict[tuple[int, int], str]) -> bool:
    return any(start < extent[1] and extent[0] < end for start, end in labels)


# ---------------------------------------------------------------- cases


def _cases(found: Iterable[Gold], left: dict[str, int]) -> Iterator[str]:
    """A case a sentence; an event that was missed has no day, place and speaker to write."""
    yield "# Reviewed reports"
    yield ""
    yield "Types and parties are a person's word; modes, days, places and speakers are as the machine coded them."
    for gold in found:
        if any(e.day is None for e in gold.events):
            why = "a missed event has no day, place and speaker"
            left[why] = left.get(why, 0) + 1
            continue
        yield ""
        yield f"## {gold.sample} {gold.article_id} {gold.field} {gold.start}"
        yield ""
        if gold.published:
            yield from (f"Published: {gold.published}", "")
        yield f"> {' '.join(gold.text.split())}"
        yield ""
        if not gold.events:
            yield "No events."
            continue
        yield f"| {' | '.join(_COLUMNS)} |"
        yield f"| {' | '.join('-' * len(c) for c in _COLUMNS)} |"
        yield from (f"| {' | '.join(_cells(e))} |" for e in gold.events)


def _cells(event: GoldEvent) -> tuple[str, ...]:
    cells = (
        " ".join((event.type, *event.modes)),
        event.status,
        *(" + ".join(" ".join(c.split()[:2]) for c in side) or "-" for side in (event.actors, event.recipients)),
        event.day or "?",
        event.place or "-",
        " ← ".join(event.says or ()) or "-",
    )
    return tuple(" ".join(c.replace("|", "/").split()) for c in cells)


FORMATS: dict[str, Callable[[Iterable[Gold], dict[str, int]], Iterator[str]]] = {
    "jsonl": _json_lines,
    "sentences": _sentences,
    "cases": _cases,
}
