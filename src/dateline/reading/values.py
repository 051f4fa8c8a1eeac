"""A stream of JSON cut into its values without holding it: objects one after the other, or the elements of an array."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from dateline.errors import InputError

from .decoding import as_utf8, decode

_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
# A whole string, or one that the chunk cuts (perhaps after a backslash); or a mark outside strings.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+("|\\?\Z)|[\[\]{},]', re.DOTALL)
_REST = re.compile(rb'(?:[^"\\]++|\\.)*+("|\\?\Z)', re.DOTALL)


class _Cut(Struct):
    """Where the cutting stands: `kept` are the bytes of the value so far, None where it is too long to keep."""

    limit: int
    depth: int = 0
    base: int = 0  # the depth at which values stand: 1 in an array
    kept: bytearray | None = msgspec.field(default_factory=bytearray)
    in_string: bool = False
    escaped: bool = False

    def keep(self, piece: bytes) -> None:
        if self.kept is not None:
            self.kept += piece
            if len(self.kept) > self.limit:
                self.kept = None

    def take(self) -> Iterator[bytes | None]:
        """The value, if there is more than space."""
        value, self.kept = self.kept, bytearray()
        if value is None or value.strip():
            yield None if value is None else bytes(value)

    def open_string(self, ending: bytes) -> None:
        self.in_string, self.escaped = ending != b'"', ending == b"\\"


def split_values(chunks: Iterable[bytes], limit: int) -> Iterator[bytes | None]:
    """The values of a stream as bytes, those of a top array one by one; None for one of more than `limit` bytes.

    What is no JSON comes out as some piece that `read_json` refuses.
    """
    cut = _Cut(limit)
    for chunk in filter(None, as_utf8(chunks)):
        start = at = 0
        if cut.in_string and (rest := _REST.match(chunk, int(cut.escaped))):
            at = rest.end()
            cut.open_string(rest[1])
        for token in _TOKEN.finditer(chunk, at):
            if token[1] is not None:
                cut.open_string(token[1])
            elif token[0] in b"[{" and _opens_top(cut, token[0], chunk[start : token.start()]):
                start = token.end()
            elif (end := _step(cut, token)) is not None:
                cut.keep(chunk[start:end])
                yield from cut.take()
                start = token.end()
        cut.keep(chunk[start:])
    yield from cut.take()
    if cut.base:
        yield b"["  # the array was cut off


def _opens_top(cut: _Cut, mark: bytes, before: bytes) -> bool:
    """Whether this bracket opens an array at the top, in which the values stand; else it opens one level more."""
    if mark == b"[" and cut.depth == cut.base == 0 and not (cut.kept or b"").strip() and not before.strip():
        cut.depth = cut.base = 1
        cut.kept = bytearray()
        return True
    cut.depth += 1
    return False


def _step(cut: _Cut, token: re.Match[bytes]) -> int | None:
    """Take a comma or a closing bracket: where the value ends, if it ends here."""
    if token[0] in b"[{":
        return None
    if token[0] == b",":
        return token.start() if cut.depth == cut.base else None
    if cut.base and cut.depth == cut.base:
        cut.depth = cut.base = 0
        return token.start()
    cut.depth -= 1
    if cut.depth > 0:
        return None
    cut.depth = 0
    return token.end()


def read_json(data: bytes | None, limit: int) -> object:
    """The value in the bytes of one record; InputError where that is none, or None: more than `limit` bytes."""
    if data is None:
        raise InputError("record-too-long", f"more than {limit:,} bytes: one record is one report")
    return parse_json(decode(data))


def parse_json(written: str, advice: str = "write it out again") -> object:
    """The value; InputError where it is none, with advice."""
    try:
        value: object = msgspec.json.decode(written)
    except RecursionError:
        raise InputError("not-json", "nested too deeply") from None
    except msgspec.DecodeError as error:
        if _SURROGATE_ESCAPE.search(written) and _is_json(written):
            raise InputError("bad-encoding", "half of a surrogate pair: write it out again as UTF-8") from None
        raise InputError("not-json", f"{error}; {advice}") from None
    return value


def _is_json(written: str) -> bool:
    """Whether the standard library reads it, which lets half a surrogate pair pass."""
    try:
        json.loads(written)
    except (ValueError, RecursionError):
        return False
    return True
