"""Packed inputs: .gz, .bz2, .xz and .zst are looked through; the members of a .zip are inputs of their own."""

from __future__ import annotations

import bz2
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any

from dateline.errors import InputError

from .decoding import CHUNK
from .extras import import_extra
from .options import BadInput, ReadOptions
from .streaming import Stream, chunks_of

_MAGIC = (
    (re.compile(rb"\x1f\x8b\x08"), "gzip"),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), "bzip2"),
    (re.compile(rb"\xfd7zXZ\0"), "xz"),
    (re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), "zstd"),
    (re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"), "zip"),
)
_SUFFIX = re.compile(r"\.(?:gz|bz2|xz|zst|zstd)$", re.IGNORECASE)
_LAYERS = 4
_ROOM = 64 << 20  # bytes that any file may unpack to, whatever its ratio
_SLICE = 64
_MEMORY = 1 << 27  # bytes that a window of xz or zstd may take
_DOCUMENT_PARTS = ("[Content_Types].xml", "mimetype")
_BROKEN = (OSError, EOFError, ValueError, RuntimeError, struct.error, zlib.error, lzma.LZMAError, zipfile.BadZipFile)


class _Budget:
    """What one file may unpack to: so many times its size, and never more than the options allow."""

    def __init__(self, options: ReadOptions) -> None:
        self.packed = self.unpacked = 0
        self.most, self._ratio = options.max_unpacked_bytes, options.max_ratio

    def count(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The packed bytes as they are, counted."""
        for chunk in chunks:
            self.packed += len(chunk)
            yield chunk

    def spend(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The unpacked bytes as they are; InputError where they are too many."""
        for chunk in filter(None, chunks):
            self.unpacked += len(chunk)
            if self.unpacked > self.most or self.unpacked > max(_ROOM, self._ratio * self.packed):
                raise InputError(
                    "bomb", f"unpacks to over {self.unpacked >> 20:,} MiB: unpack it yourself if it is news"
                )
            yield chunk


def unpack(name: str, stream: Stream, options: ReadOptions) -> Iterator[tuple[str, Stream] | BadInput]:
    """The unpacked inputs in one input, with their names; a stream must be gone through before the next is taken."""
    yield from _unpack(name, stream, _Budget(options), _LAYERS)


def bare_name(name: str) -> str:
    """The name without the suffix of its packing: "news.csv.gz" is "news.csv"."""
    return _SUFFIX.sub("", name)


def _unpack(name: str, stream: Stream, budget: _Budget, layers: int) -> Iterator[tuple[str, Stream] | BadInput]:
    head = stream.head(trickles=name == "-")
    kind = next((kind for magic, kind in _MAGIC if magic.match(head)), None)
    if kind is None:
        yield name, stream
    elif not layers:
        yield BadInput(name, "bomb", f"packed more than {_LAYERS} times over: unpack it first")
    elif kind == "zip":
        yield from _members(name, stream, budget, layers)
    else:
        packed: Iterable[bytes] = budget.count(stream) if layers == _LAYERS else stream
        unpacked = budget.spend(_inflate(packed, kind))
        yield from _unpack(name, Stream(unpacked), budget, layers - 1)


def _inflate(packed: Iterable[bytes], kind: str) -> Iterator[bytes]:
    new, drain = _INFLATERS[kind]
    inflater: Any = None
    try:
        for chunk in packed:
            data = chunk
            # A stream may have several members; zeros between them are padding.
            while data := data if inflater else data.lstrip(b"\0"):
                inflater = inflater or new()
                data = yield from drain(inflater, data)
                inflater = None if inflater.eof else inflater
        if inflater:
            raise EOFError("it is cut off")
    except _BROKEN as error:
        raise InputError("broken-archive", f"{kind}: {error}: fetch or pack it again") from None


# Each gives what a member unpacks to in pieces, however much it blows up, and returns what follows the member's end.


def _drain_zlib(inflater: Any, data: bytes) -> Generator[bytes, None, bytes]:
    full = True
    while full:
        piece = inflater.decompress(data, CHUNK)
        data = inflater.unconsumed_tail
        full = not inflater.eof and (bool(data) or len(piece) == CHUNK)
        yield piece
    return bytes(inflater.unused_data)


def _drain_blocks(inflater: Any, data: bytes) -> Generator[bytes, None, bytes]:
    while True:
        yield inflater.decompress(data, CHUNK)
        data = b""
        if inflater.eof or inflater.needs_input:
            return bytes(inflater.unused_data)


def _drain_zstd(inflater: Any, data: bytes) -> Generator[bytes, None, bytes]:
    # This library bounds no piece: four bytes may be a block of 128 kB, a slice therefore 2 MB.
    for start in range(0, len(data), _SLICE):
        yield inflater.decompress(data[start : start + _SLICE])
        if inflater.eof:
            return bytes(inflater.unused_data) + data[start + _SLICE :]
    return b""


def _new_zstd() -> Any:
    return import_extra("zstandard", "reading .zst").ZstdDecompressor(max_window_size=_MEMORY).decompressobj()


_Drain = Callable[[Any, bytes], Generator[bytes, None, bytes]]
_INFLATERS: dict[str, tuple[Callable[[], Any], _Drain]] = {
    "gzip": (lambda: zlib.decompressobj(wbits=31), _drain_zlib),
    "bzip2": (bz2.BZ2Decompressor, _drain_blocks),
    "xz": (lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY), _drain_blocks),
    "zstd": (_new_zstd, _drain_zstd),
}


def _members(name: str, stream: Stream, budget: _Budget, layers: int) -> Iterator[tuple[str, Stream] | BadInput]:
    """The files in a zip, in its order; hidden ones are left out."""
    try:
        with stream.as_file(budget.most) as file, zipfile.ZipFile(file) as archive:
            budget.packed = budget.packed or file.seek(0, 2)
            infos = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
            if any(info.filename in _DOCUMENT_PARTS for info in infos):
                yield BadInput(name, "unknown-format", "an office document or e-book: save it as text, HTML or PDF")
                return
            if not infos:
                yield BadInput(name, "empty", "there is no file in the zip")
            for info in infos:
                member = f"{name}/{info.filename}"
                if info.flag_bits & 1:
                    yield BadInput(member, "encrypted", "it has a password: unpack it first")
                else:
                    chunks = Stream(budget.spend(_inflate_member(archive, info)))
                    try:
                        yield from _unpack(member, chunks, budget, layers - 1)
                    except InputError as error:
                        yield BadInput(member, error.reason, error.detail)
    except _BROKEN as error:
        yield BadInput(name, "broken-archive", f"zip: {error}: fetch or pack it again")


def _inflate_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(info) as member:
            yield from chunks_of(member)
    except _BROKEN as error:
        raise InputError("broken-archive", f"zip: {error}: fetch or pack it again") from None


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in path.split("/"))
