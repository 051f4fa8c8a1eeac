"""A user's own actors: a table that comes before all facts, and every fault in it with its line."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dateline.errors import ConfigError
from dateline.ontology import load_ontology
from dateline.who.facts import Entity, Facts, OwnRow, load_facts
from dateline.who.spelling import normalise

COLUMNS = ("name", "aliases", "country", "sectors", "start", "end", "wikidata")
_DAY = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
_ITEM = re.compile(r"^Q[1-9]\d*$")
_LARGEST = 64 * 1024 * 1024  # bytes of a table


class Fault(NamedTuple):
    """What is wrong on a line (from 1; the header is line 1)."""

    line: int
    message: str


class Table(NamedTuple):
    """What a file holds: the rows that are sound, the faults of the others, and a hash of its bytes."""

    rows: tuple[OwnRow, ...]
    faults: tuple[Fault, ...]
    digest: str


def load_own_facts(path: Path | None) -> Facts:
    """The facts with a user's table before them; ConfigError with all faults where it has any."""
    if path is None:
        return load_facts()
    table = read_actors(path)
    if table.faults:
        told = "\n".join(f"{path}:{f.line}: {f.message}" for f in table.faults)
        raise ConfigError(f"the table of actors has faults:\n{told}")
    facts = load_facts(table.rows)
    facts.version = f"{facts.version}+{table.digest[:8]}"
    return facts


def read_actors(path: Path) -> Table:
    """The table of a file of tab-separated columns (`COLUMNS`; aliases and sectors parted by bars or commas).

    ConfigError where the file cannot be read at all; what is wrong within it becomes a `Fault`.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise ConfigError(f"{path} is larger than {_LARGEST // 1024 // 1024} MiB")
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8: byte {error.start}") from error
    lines = text.splitlines()
    header = [c.strip().lower() for c in lines[0].split("\t")] if lines else []
    faults = list(_header_faults(header))
    rows: list[OwnRow] = []
    if not faults:
        known = _Known()
        for number, line in enumerate(lines[1:], 2):
            if line.strip() and not line.startswith("#"):
                found = list(known.faults(number, header, line))
                faults += found
                if not found:
                    rows.append(_row(dict(zip(header, _cells(line), strict=False))))
    return Table(tuple(rows), tuple(faults), hashlib.sha256(content).hexdigest())


def _header_faults(header: list[str]) -> Iterator[Fault]:
    missing = [c for c in ("name", "country", "sectors") if c not in header]
    if missing:
        yield Fault(1, f"the header lacks {', '.join(missing)}; columns are {', '.join(COLUMNS)}, parted by tabs")
    twice = sorted({c for c in header if header.count(c) > 1})
    if twice:
        yield Fault(1, f"the header has {', '.join(twice)} twice")


def _cells(line: str) -> list[str]:
    return [c.strip() for c in next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE), [])]


def _split(cell: str) -> list[str]:
    return [p.strip() for p in re.split(r"[|,]", cell) if p.strip()]


class _Known:
    """What rows are checked against: codes, and the terms of the rows before."""

    def __init__(self) -> None:
        ontology = load_ontology()
        self.sectors = frozenset(ontology.sectors)
        self.countries = frozenset(load_facts().labels) | frozenset(ontology.bodies)
        self.terms: dict[str, list[tuple[str, str, str, int]]] = {}

    def faults(self, number: int, header: list[str], line: str) -> Iterator[Fault]:
        """What is wrong with a row."""
        cells = _cells(line)
        if len(cells) > len(header):
            yield Fault(number, f"{len(cells)} cells, but the header has {len(header)} columns")
            return
        row = dict(zip(header, cells, strict=False))
        for message in (*self._codes(row), *_dates(row)):
            yield Fault(number, message)
        yield from self._clashes(number, row)

    def _codes(self, row: dict[str, str]) -> Iterator[str]:
        if not normalise(row.get("name", "")):
            yield "no name"
        country = row.get("country", "")
        if country not in self.countries:
            yield f"country {country!r} is neither ISO 3166 alpha-3 nor one of IGO UNO EUR NGO ISM IMG MNC"
        wrong = [s for s in _split(row.get("sectors", "")) if s not in self.sectors]
        if wrong:
            yield f"no PLOVER sector: {', '.join(wrong)}"
        item = row.get("wikidata", "")
        if item and not _ITEM.match(item):
            yield f"wikidata {item!r} is no item such as Q42"

    def _clashes(self, number: int, row: dict[str, str]) -> Iterator[Fault]:
        """The same name twice at one time, unless for one item of Wikidata: a person may hold two offices."""
        start, end, item = row.get("start", ""), row.get("end", "") or "9999", row.get("wikidata", "")
        for text in (row.get("name", ""), *row.get("aliases", "").split("|")):
            norm = normalise(text)
            for other_start, other_end, other_item, line in self.terms.get(norm, ()) if norm else ():
                same = item and item == other_item
                if not same and line != number and start < other_end and other_start < end:
                    yield Fault(number, f"{text!r} already stands in line {line} for the same time")
            self.terms.setdefault(norm, []).append((start, end, item, number))


def _dates(row: dict[str, str]) -> Iterator[str]:
    start, end = row.get("start", ""), row.get("end", "")
    wrong = [f"{name} {day!r}" for name, day in (("start", start), ("end", end)) if day and not _DAY.match(day)]
    if wrong:
        yield f"{', '.join(wrong)}: write a year, month or day such as 2021-03-26"
    elif start and end and end[: len(start)] < start[: len(end)]:
        yield f"ends {end} before it starts {start}"


def _row(row: dict[str, str]) -> OwnRow:
    names = [row["name"], *(a for a in row.get("aliases", "").split("|") if normalise(a))]
    entity = Entity(
        0,
        "actor",
        row["name"],
        row.get("wikidata", ""),
        row["country"],
        tuple(_split(row["sectors"])),
        row.get("start", ""),
        row.get("end", ""),
        "your table",
    )
    return OwnRow(entity, tuple(dict.fromkeys(normalise(n) for n in names)))
