"""Reads YAML files; those that were packed when Dateline was installed, and are still the same, without parsing."""

from __future__ import annotations

import zlib
from functools import cache

import msgspec

from dateline.errors import LexiconError

from .packing import PACKED, Parsed, digest, parse


def read_yaml(text: str, name: str) -> Parsed:
    """What a YAML text says. `name` is its file, for the LexiconError that names the line of a fault."""
    ready = _packed().get(digest(text))
    if ready is not None:
        return msgspec.json.decode(ready, type=Parsed)
    from ruamel.yaml.error import MarkedYAMLError  # 0.1 s to import

    try:
        return parse(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise LexiconError(f"{name}:{line}: {error.problem}; see docs/frames.md for the form") from error


@cache
def _packed() -> dict[str, msgspec.Raw]:
    """The packed files by digest, each still JSON; none where the pack is missing or broken."""
    try:
        return msgspec.json.decode(zlib.decompress(PACKED.read_bytes()), type=dict[str, msgspec.Raw])
    except (OSError, zlib.error, msgspec.DecodeError):
        return {}
