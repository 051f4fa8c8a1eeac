"""A user's own event types: `types.yaml` in their lexicon folder, added to PLOVER's."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.errors import LexiconError

from .checking import QUAD_CLASSES
from .loading import load_ontology
from .plover import Crossing, EventType, Mode, Ontology
from .table import Row
from .yaml import read_yaml

FILE = "types.yaml"
_NAME = re.compile(r"[A-Z]{2,30}")
_MODE = re.compile(r"[a-z][a-z-]{1,30}")


class _Written(Struct, frozen=True, forbid_unknown_fields=True, rename=lambda name: name.replace("_", " ")):
    """A type as written. `modes`: names, or names with their scores."""

    name: str
    quad_class: str
    score: float
    gloss: str = ""
    recipient: bool = False
    symmetric: bool = False
    modes: list[str] | dict[str, float | None] = []
    cameo: str | None = None


def own_types(folder: Path | None) -> tuple[str, ...]:
    """The names of the types that a lexicon folder adds, in its order; LexiconError says what is wrong where."""
    return tuple(written.name for written, _ in _read(folder)) if folder else ()


def with_own_types(ontology: Ontology, folder: Path | None) -> Ontology:
    """The ontology and the types of a lexicon folder; it stays as it is where the folder has no `types.yaml`."""
    found = _read(folder) if folder else []
    if folder is None or not found:
        return ontology
    types, crosswalk = dict(ontology.types), dict(ontology.crosswalk)
    for written, row in found:
        if written.name in types:
            raise row.fault(f"{written.name} is a type already; give yours another name")
        if written.cameo is not None and written.cameo not in ontology.cameo:
            raise row.fault(f"cameo {written.cameo!r} is no CAMEO code")
        types[written.name] = _event_type(written, row)
        codes = [] if written.cameo is None else [written.cameo]
        crosswalk[written.name] = tuple(Crossing(written.name, None, (), None, 0, code, row) for code in codes)
    digest = sha256(ontology.version.encode() + (folder / FILE).read_bytes())
    return replace(ontology, types=types, crosswalk=crosswalk, version=digest.hexdigest()[:12])


def add_own_type(folder: Path, name: str, traits: tuple[str, float]) -> None:
    """Adds a type with its quad class and score to the folder's `types.yaml`, unless it stands there already.

    Raises LexiconError where name, quad class or score are none; the file then stays as it was.
    """
    written = {"name": name, "quad class": traits[0], "score": traits[1]}
    _written(written, Row("type", 1, {}))
    if name in load_ontology().types:
        raise LexiconError(f"{name} is a type already; give yours another name")
    if name not in own_types(folder):
        path = folder / FILE
        before = path.read_text(encoding="utf-8").rstrip("\n") + "\n" if path.is_file() else ""
        entry = f"- name: {name}\n  quad class: {traits[0]}\n  score: {traits[1]:g}\n"
        path.write_text(before.lstrip("\n") + entry, encoding="utf-8")


def _read(folder: Path) -> list[tuple[_Written, Row]]:
    path = folder / FILE
    if not path.is_file():
        return []
    content, lines = read_yaml(path.read_text(encoding="utf-8"), str(path))
    rows: Any = content or []
    if not isinstance(rows, list):
        raise LexiconError(f"{path}:1: a file of types is a list; every type begins with '- name: …'")
    return [_written(one, Row(str(path), line, {})) for line, one in zip(lines, rows, strict=True)]


def _written(one: Any, row: Row) -> tuple[_Written, Row]:
    try:
        written = msgspec.convert(one, _Written)
    except msgspec.ValidationError as error:
        raise row.fault(f"{error}; see docs/frames.md for the form") from error
    if not _NAME.fullmatch(written.name):
        raise row.fault(f"name {written.name!r} must be 2 to 30 capital letters")
    if written.quad_class not in QUAD_CLASSES:
        raise row.fault(f"quad class {written.quad_class!r} must be one of {', '.join(QUAD_CLASSES)}")
    for mode in written.modes:
        if not _MODE.fullmatch(mode):
            raise row.fault(f"mode {mode!r} must be lower-case letters and hyphens")
    if not all(-10 <= score <= 10 for score in (written.score, *_scores(written).values()) if score is not None):
        raise row.fault("scores lie between -10 and 10")
    return written, row


def _scores(written: _Written) -> dict[str, float | None]:
    return dict(written.modes) if isinstance(written.modes, dict) else dict.fromkeys(written.modes)


def _event_type(written: _Written, row: Row) -> EventType:
    return EventType(
        name=written.name,
        quad_class=written.quad_class,
        score=written.score,
        recipient=written.recipient,
        symmetric=written.symmetric,
        gloss=written.gloss,
        modes={name: Mode(name, score, None, "", row) for name, score in _scores(written).items()},
        row=row,
    )
