"""Parses YAML files ahead of their use. ruamel.yaml alone is needed here: `hatch_build.py` runs this file by itself."""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path
from typing import Any, NamedTuple

PACKAGE = Path(__file__).parent.parent
PACKED = Path(__file__).with_name("parsed.json.z")


class Parsed(NamedTuple):
    """What a YAML file says, in dicts, lists and scalars, and the line on which each row of a list begins."""

    content: Any
    lines: tuple[int, ...]


def parse(text: str) -> Parsed:
    """A YAML document; MarkedYAMLError where it is none."""
    from ruamel.yaml import YAML

    # the round-trip reader keeps line numbers, and reads YAML 1.2: "on" and "NO" stay words
    found: Any = YAML(typ="rt").load(text)
    rows = range(len(found)) if isinstance(found, list) else ()
    return Parsed(found, tuple(found.lc.item(k)[0] + 1 for k in rows))


def digest(text: str) -> str:
    """The name of a text among those that are packed: its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()


def pack(package: Path = PACKAGE, to: Path = PACKED) -> None:
    """Writes what the package's YAML files say: zlib of JSON, digest of the text → `[content, lines]`."""
    from ruamel.yaml.error import MarkedYAMLError

    found = {}
    for path in sorted(package.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        try:
            parsed = parse(text)
        except MarkedYAMLError:
            continue  # who reads it will be told what is wrong, and where
        if json.loads(json.dumps(parsed.content, default=str)) == parsed.content:  # not so: days, keys that are numbers
            found[digest(text)] = parsed
    packed = zlib.compress(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    half = to.with_name(f"{to.name}.half")
    half.write_bytes(packed)
    half.replace(to)
