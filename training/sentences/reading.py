"""Marked items as records: the notation of README.md, read line by line; every fault has its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dateline.ontology import load_ontology

ITEMS = Path(__file__).parent / "items"
STYLES = frozenset("agency broadcast local release readout".split())
REGIONS = frozenset("Africa Americas Asia Europe MiddleEast Oceania World".split())
STATUSES = frozenset("historical future hypothetical negated".split())
_MARK = re.compile(r"\[([^\[\]{}]*)\]\{([^{}]*)\}")
_ROLE = re.compile(r"([ardps])([1-9]?)")
_NUMBER = re.compile(r"([#=])([1-9])")

Extent = tuple[int, int]


class NotationError(ValueError):
    """A line that breaks the notation; the message says how."""


@dataclass(frozen=True)
class PartyMark:
    """A party as marked: where it stands and who it is, as (country or "", sectors) pairs."""

    extent: Extent
    codes: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass
class EventMark:
    """An event as marked. Extents are (start, end) in the item's plain text; `also` are further tellings."""

    type: str = ""
    modes: tuple[str, ...] = ()
    status: str = "actual"
    contexts: tuple[str, ...] = ()
    trigger: Extent = (0, 0)
    also: list[Extent] = field(default_factory=list)
    actors: list[PartyMark] = field(default_factory=list)
    recipients: list[PartyMark] = field(default_factory=list)
    days: list[Extent] = field(default_factory=list)
    places: list[Extent] = field(default_factory=list)
    speakers: list[Extent] = field(default_factory=list)


@dataclass(frozen=True)
class Item:
    """One item: plain text, its events by number, and the family it stands in."""

    id: str
    family: str
    style: str
    region: str
    held: bool
    text: str
    events: tuple[EventMark, ...]
    path: Path
    line: int


@dataclass(frozen=True)
class _Heading:
    family: str
    style: str
    region: str
    held: bool


@cache
def _codes() -> tuple[dict[str, frozenset[str]], frozenset[str], frozenset[str], frozenset[str]]:
    """Modes by type, contexts, sectors, bodies."""
    ontology = load_ontology()
    modes = {name: frozenset(kind.modes) for name, kind in ontology.types.items()}
    return modes, frozenset(ontology.contexts), frozenset(ontology.sectors), frozenset(ontology.bodies)


def read_items(folder: Path = ITEMS) -> Iterator[Item | tuple[Path, int, str]]:
    """Every item of a folder in order of file and line; a fault is a (file, line, message) in its place."""
    for path in sorted(folder.rglob("*.txt")):
        heading, count = None, 0
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("//"):
                continue
            try:
                if line.startswith("#"):
                    heading, count = _heading(line), 0
                    continue
                count += 1
                yield _item(line, heading, count, (path, number))
            except NotationError as fault:
                yield path, number, str(fault)


def _heading(line: str) -> _Heading:
    parts = [p.strip() for p in line.removeprefix("##").split("|")]
    if not line.startswith("## ") or len(parts) not in {3, 4} or not re.fullmatch(r"[a-z0-9-]+", parts[0]):
        raise NotationError("a heading is '## name | style | region' or '## name | style | region | held'")
    if parts[1] not in STYLES or parts[2] not in REGIONS or parts[3:] not in ([], ["held"]):
        raise NotationError(f"unknown style, region or fourth part in {line!r}")
    return _Heading(parts[0], parts[1], parts[2], held=bool(parts[3:]))


def _item(line: str, heading: _Heading | None, count: int, where: tuple[Path, int]) -> Item:
    if heading is None:
        raise NotationError("an item before any heading")
    if count > 6:
        raise NotationError(f"more than six items in family {heading.family}")
    text, marks = "", []
    last = 0
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        marks.append(((len(text), len(text) + len(mark[1])), mark[2].split()))
        text += mark[1]
        last = mark.end()
    text += line[last:]
    if re.search(r"[\[\]{}]", text):
        raise NotationError("a bracket that is no mark (marks do not nest)")
    path, number = where
    name = f"{path.stem}:{heading.family}:{count}"
    events = _events(marks)
    if heading.family.startswith("none-") and events:
        raise NotationError("an event in a family that is named none-")
    return Item(name, heading.family, heading.style, heading.region, heading.held, text, events, path, number)


def _events(marks: list[tuple[Extent, list[str]]]) -> tuple[EventMark, ...]:
    events: dict[int, EventMark] = {}
    for extent, labels in marks:
        if labels and labels[0] in _codes()[0]:
            number, event = _event(extent, labels)
            if number in events and events[number].type:
                raise NotationError(f"event {number} is named twice (another telling is '=N')")
            events[number] = event
    for extent, labels in marks:
        if not labels:
            raise NotationError("a mark without labels")
        if labels[0] in _codes()[0]:
            continue
        _tie(extent, labels, events)
    if sorted(events) != list(range(1, len(events) + 1)):
        raise NotationError(f"event numbers {sorted(events)} do not count from 1")
    return tuple(events[n] for n in sorted(events))


def _event(extent: Extent, labels: list[str]) -> tuple[int, EventMark]:
    modes_of, contexts, _, _ = _codes()
    event, number = EventMark(type=labels[0], trigger=extent), 1
    for label in labels[1:]:
        if (match := _NUMBER.fullmatch(label)) and match[1] == "#":
            number = int(match[2])
        elif label in modes_of[event.type]:
            event.modes += (label,)
        elif label in STATUSES:
            event.status = label
        elif label[:1] == "+" and label[1:] in contexts:
            event.contexts += (label[1:],)
        elif label != "actual":
            raise NotationError(f"{label!r} is no mode of {event.type}, no status and no +context")
    return number, event


def _tie(extent: Extent, labels: list[str], events: dict[int, EventMark]) -> None:
    roles = [m for label in labels if (m := _ROLE.fullmatch(label))]
    again = [m for label in labels if (m := _NUMBER.fullmatch(label)) and m[1] == "="]
    rest = labels[len(roles) + len(again) :]
    if not roles and not again:
        raise NotationError(f"{labels[0]!r} is neither a type nor a role")
    codes = _who(rest) if rest else ()
    for match in [*roles, *again]:
        number = int(match[2] or 1)
        if number not in events:
            raise NotationError(f"{match[0]!r} belongs to an event that is not there")
        event = events[number]
        if match[1] in {"a", "r"}:
            if not codes:
                raise NotationError("a party needs its code: a country or '-', and sectors")
            (event.actors if match[1] == "a" else event.recipients).append(PartyMark(extent, codes))
        else:
            {"d": event.days, "p": event.places, "s": event.speakers, "=": event.also}[match[1]].append(extent)


def _who(labels: list[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    _, _, sectors, bodies = _codes()
    out = []
    for part in " ".join(labels).split("&"):
        country, *rest = part.split() or [""]
        if country != "-" and country not in bodies and not re.fullmatch(r"[A-Z]{3}", country):
            raise NotationError(f"{country!r} is no country code, body or '-'")
        if country in sectors and country not in bodies:
            raise NotationError(f"{country!r} is a sector; the country comes first ('-' for none)")
        if unknown := [s for s in rest if s not in sectors]:
            raise NotationError(f"{unknown[0]!r} is no sector")
        out.append(("" if country == "-" else country, tuple(rest)))
    return tuple(out)
