"""Finds what is inconsistent in the tables; each fault names the file and the line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from dateline.errors import LexiconError
from dateline.records import Status

from .plover import Crossing, Ontology
from .table import Row

QUAD_CLASSES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
FEWEST_WORDS = 8


def check(ontology: Ontology) -> None:
    """Raises LexiconError, naming file and line, at the first inconsistency of the tables."""
    for find in (_types, _contexts, _statuses, _settlings, _cameo, _crosswalk, _coverage, _readings):
        for fault in find(ontology):
            raise fault


def _score(row: Row, score: float | None) -> Iterator[LexiconError]:
    if score is not None and not -10 <= score <= 10:
        yield row.fault(f"score {score:g} is outside -10 to 10")


def _types(ontology: Ontology) -> Iterator[LexiconError]:
    for kind in ontology.types.values():
        yield from _score(kind.row, kind.score)
        if kind.quad_class not in QUAD_CLASSES:
            yield kind.row.fault(f"quad class {kind.quad_class!r} must be one of {', '.join(QUAD_CLASSES)}")
        for mode in kind.modes.values():
            yield from _score(mode.row, mode.score)
            if mode.context is not None and mode.context not in ontology.contexts:
                yield mode.row.fault(f"unknown context {mode.context!r}")


def _contexts(ontology: Ontology) -> Iterator[LexiconError]:
    for context in ontology.contexts.values():
        if len(context.words) < FEWEST_WORDS:
            yield context.row.fault(f"{len(context.words)} words; give at least {FEWEST_WORDS}")
        for index, word in enumerate(context.words):
            if not word or word != " ".join(word.lower().split()):
                yield context.row.fault(f"word {word!r} must be lower-case, with single spaces")
            if word in context.words[:index]:
                yield context.row.fault(f"word {word!r} stands twice")


def _statuses(ontology: Ontology) -> Iterator[LexiconError]:
    for rule in ontology.statuses.values():
        if rule.name not in get_args(Status):
            yield rule.row.fault(f"unknown status {rule.name!r}")
        if rule.cameo not in ("yes", "listed", "no"):
            yield rule.row.fault(f"cameo must be yes, listed or no, not {rule.cameo!r}")
    for name in get_args(Status):
        if name not in ontology.statuses:
            yield LexiconError(f"statuses.tsv: no row for status {name!r}")


def _settlings(ontology: Ontology) -> Iterator[LexiconError]:
    for settling in ontology.settlings.values():
        for name in (settling.type, settling.becomes_type):
            if name not in ontology.types:
                yield settling.row.fault(f"unknown type {name!r}")
        for status in (settling.status, settling.becomes_status):
            if status not in ontology.statuses:
                yield settling.row.fault(f"unknown status {status!r}")


def _cameo(ontology: Ontology) -> Iterator[LexiconError]:
    for entry in ontology.cameo.values():
        yield from _score(entry.row, entry.goldstein)
        if not (entry.code.isdigit() and 2 <= len(entry.code) <= 4):
            yield entry.row.fault(
                f"code {entry.code!r} must have two to four digits; a spreadsheet may have cut a leading 0"
            )
        elif len(entry.code) > 2 and entry.code[:-1] not in ontology.cameo:
            yield entry.row.fault(f"code {entry.code} has no parent {entry.code[:-1]}")
        elif ontology.goldstein(entry.code) is None:
            yield entry.row.fault(f"neither {entry.code} nor a parent has a Goldstein score")


def _reference(ontology: Ontology, row: Row) -> Iterator[LexiconError]:
    """Faults in the type, mode, contexts and code that a crosswalk row names."""
    if row["type"] not in ontology.types:
        yield row.fault(f"unknown type {row['type']!r}")
    elif row["mode"] and not ontology.is_mode(row["type"], row["mode"]):
        yield row.fault(f"{row['type']} has no mode {row['mode']!r}")
    for context in row.parts("contexts", "+"):
        if context not in ontology.contexts:
            yield row.fault(f"unknown context {context!r}")
    if row["cameo"] not in ontology.cameo:
        yield row.fault(f"code {row['cameo']!r} is not in cameo.tsv")


def _crosswalk(ontology: Ontology) -> Iterator[LexiconError]:
    seen: dict[tuple[object, ...], Crossing] = {}
    for crossing in (crossing for rows in ontology.crosswalk.values() for crossing in rows):
        yield from _reference(ontology, crossing.row)
        if crossing.status is not None and crossing.status not in ontology.statuses:
            yield crossing.row.fault(f"unknown status {crossing.status!r}")
        key = (crossing.type, crossing.mode, frozenset(crossing.contexts), crossing.status)
        if key in seen:
            yield crossing.row.fault(f"the same conditions as line {seen[key].row.line}")
        seen[key] = crossing


def _coverage(ontology: Ontology) -> Iterator[LexiconError]:
    """Faults where an event of a type or mode would go without a CAMEO code of its own."""
    for kind in ontology.types.values():
        plain = {row.mode for row in ontology.crosswalk.get(kind.name, ()) if not row.contexts and row.status is None}
        if None not in plain:
            yield kind.row.fault(f"crosswalk.tsv has no row for {kind.name} without conditions")
        for mode in kind.modes.values():
            if mode.name not in plain:
                yield mode.row.fault(f"crosswalk.tsv has no row for {kind.name} {mode.name} without other conditions")


def _readings(ontology: Ontology) -> Iterator[LexiconError]:
    for reading in ontology.readings.values():
        yield from _reference(ontology, reading.row)
    for entry in ontology.cameo.values():
        if not entry.code.startswith("01") and entry.code not in ontology.readings:
            yield entry.row.fault(f"crosswalk_from_cameo.tsv has no row for {entry.code}")
