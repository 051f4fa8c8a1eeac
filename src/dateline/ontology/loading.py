"""Builds the ontology from its tables, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from .checking import check
from .plover import CameoCode, Code, Context, Crossing, EventType, Mode, Ontology, Reading, Settling, StatusRule
from .table import Row, read_table

HERE = Path(__file__).parent

Key = TypeVar("Key")
Entry = TypeVar("Entry")


@cache
def load_ontology(folder: Path = HERE) -> Ontology:
    """The ontology of a folder of tables (ours if none is given), read and checked once per process."""
    cameo = _index(_read_cameo(folder), lambda entry: entry.code, lambda entry: entry.row)
    ontology = Ontology(
        types=_types(folder),
        contexts=_index(_read_contexts(folder), lambda entry: entry.name, lambda entry: entry.row),
        statuses=_index(_read_statuses(folder), lambda entry: entry.name, lambda entry: entry.row),
        sectors=_index(_read_sectors(folder), lambda entry: entry.code, lambda entry: entry.row),
        bodies=_index(_read_bodies(folder), lambda entry: entry.code, lambda entry: entry.row),
        cameo=cameo,
        crosswalk=_crosswalk(folder, cameo),
        readings=_index(_read_readings(folder), lambda entry: entry.cameo, lambda entry: entry.row),
        settlings=_index(_read_settlings(folder), lambda entry: (entry.type, entry.status), lambda entry: entry.row),
        version=_version(folder),
    )
    check(ontology)
    return ontology


def _index(
    entries: Iterable[Entry], key_of: Callable[[Entry], Key], row_of: Callable[[Entry], Row]
) -> dict[Key, Entry]:
    """The entries by key; a key that stands twice is a fault."""
    index: dict[Key, Entry] = {}
    for entry in entries:
        key = key_of(entry)
        if key in index:
            raise row_of(entry).fault(f"{key!r} stands twice; first on line {row_of(index[key]).line}")
        index[key] = entry
    return index


def _types(folder: Path) -> dict[str, EventType]:
    mode_rows = read_table(folder / "modes.tsv", ("type", "mode", "score", "adds_context", "gloss"))
    type_rows = read_table(folder / "types.tsv", ("type", "quad_class", "score", "recipient", "symmetric", "gloss"))
    names = {row["type"] for row in type_rows}
    for row in mode_rows:
        if row["type"] not in names:
            raise row.fault(f"unknown type {row['type']!r}")
    kinds = [_event_type(row, [mode for mode in mode_rows if mode["type"] == row["type"]]) for row in type_rows]
    return _index(kinds, lambda entry: entry.name, lambda entry: entry.row)


def _event_type(row: Row, mode_rows: Iterable[Row]) -> EventType:
    modes = [
        Mode(mode["mode"], mode.number("score"), mode["adds_context"] or None, mode["gloss"], mode)
        for mode in mode_rows
    ]
    score = row.number("score")
    if score is None:
        raise row.fault("a type needs a score")
    return EventType(
        name=row["type"],
        quad_class=row["quad_class"],
        score=score,
        recipient=row.flag("recipient"),
        symmetric=row.flag("symmetric"),
        gloss=row["gloss"],
        modes=_index(modes, lambda entry: entry.name, lambda entry: entry.row),
        row=row,
    )


def _read_contexts(folder: Path) -> list[Context]:
    rows = read_table(folder / "contexts.tsv", ("context", "gloss", "words"))
    return [Context(row["context"], row["gloss"], row.parts("words", "|"), row) for row in rows]


def _read_statuses(folder: Path) -> list[StatusRule]:
    rows = read_table(folder / "statuses.tsv", ("status", "cameo", "gloss"))
    return [StatusRule(row["status"], row["cameo"], row["gloss"], row) for row in rows]


def _read_sectors(folder: Path) -> list[Code]:
    rows = read_table(folder / "sectors.tsv", ("code", "primary", "gloss"))
    return [Code(row["code"], row["gloss"], row.flag("primary"), row) for row in rows]


def _read_bodies(folder: Path) -> list[Code]:
    rows = read_table(folder / "bodies.tsv", ("code", "gloss"))
    return [Code(code=row["code"], gloss=row["gloss"], primary=True, row=row) for row in rows]


def _read_cameo(folder: Path) -> list[CameoCode]:
    rows = read_table(folder / "cameo.tsv", ("code", "goldstein", "label"))
    return [CameoCode(row["code"], row.number("goldstein"), row["label"], row) for row in rows]


def _read_readings(folder: Path) -> list[Reading]:
    rows = read_table(folder / "crosswalk_from_cameo.tsv", ("cameo", "type", "mode", "contexts"))
    return [Reading(row["cameo"], row["type"], row["mode"] or None, row.parts("contexts", "+"), row) for row in rows]


def _read_settlings(folder: Path) -> list[Settling]:
    rows = read_table(folder / "settle.tsv", ("type", "status", "becomes_type", "becomes_status", "reason"))
    return [Settling(row["type"], row["status"], row["becomes_type"], row["becomes_status"], row) for row in rows]


def _crosswalk(folder: Path, cameo: dict[str, CameoCode]) -> dict[str, tuple[Crossing, ...]]:
    """The rows of each type, the one to try first in front; the order in the file means nothing."""
    rows = read_table(folder / "crosswalk.tsv", ("type", "mode", "contexts", "status", "priority", "cameo"))
    by_type: dict[str, list[Crossing]] = {}
    for row in rows:
        by_type.setdefault(row["type"], []).append(_crossing(row))

    def rank(crossing: Crossing) -> tuple[int, bool, int, float, str]:
        entry = cameo.get(crossing.cameo)
        strength = abs(entry.goldstein) if entry is not None and entry.goldstein is not None else 0.0
        return -crossing.conditions(), crossing.mode is None, -crossing.priority, -strength, crossing.cameo

    return {name: tuple(sorted(crossings, key=rank)) for name, crossings in by_type.items()}


def _crossing(row: Row) -> Crossing:
    priority = row.number("priority") or 0
    if priority != int(priority):
        raise row.fault("priority must be a whole number")
    return Crossing(
        type=row["type"],
        mode=row["mode"] or None,
        contexts=row.parts("contexts", "+"),
        status=row["status"] or None,
        priority=int(priority),
        cameo=row["cameo"],
        row=row,
    )


def _version(folder: Path) -> str:
    """Twelve hexadecimal digits of SHA-256 over names and bytes of the tables, by name."""
    digest = sha256()
    for path in sorted(folder.glob("*.tsv"), key=lambda path: path.name):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
