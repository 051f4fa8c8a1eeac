"""Bytes as they come: chunks to go through once, a head to look at first, a file for the formats that must seek."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from dateline.errors import InputError

from .decoding import CHUNK

HEAD = CHUNK
_IN_MEMORY = 8_000_000


class Stream:
    """The bytes of one input, to be gone through once; `file` is where they come from, if that can seek."""

    def __init__(self, chunks: Iterable[bytes], file: IO[bytes] | None = None) -> None:
        self._chunks = iter(chunks)
        self._kept: list[bytes] = []
        self._file = file

    def head(self, *, trickles: bool = False) -> bytes:
        """The first bytes, up to about `HEAD`, which stay in the stream; of one that trickles, a line with words."""
        kept = b"".join(self._kept)
        while len(kept) < HEAD:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            kept += chunk
            if trickles and b"\n" in kept.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n{["):
                break
        self._kept = [kept] if kept else []
        return kept

    def __iter__(self) -> Iterator[bytes]:
        while self._kept:
            yield self._kept.pop(0)
        yield from self._chunks

    def as_file(self, limit: int) -> IO[bytes]:
        """The same bytes as a file that can seek: its own, or a temporary one of at most `limit` bytes."""
        if self._file is not None:
            self._file.seek(0)
            return self._file
        return _spool(self, limit)


def as_file(chunks: Iterable[bytes], limit: int) -> IO[bytes]:
    """A file that can seek with the bytes of a reader's chunks; InputError where they are more than `limit`."""
    return chunks.as_file(limit) if isinstance(chunks, Stream) else _spool(chunks, limit)


def _spool(chunks: Iterable[bytes], limit: int) -> IO[bytes]:
    file = cast("IO[bytes]", SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - the reader goes through it
    size = 0
    for chunk in chunks:
        size += len(chunk)
        _check_size(size, limit)
        file.write(chunk)
    file.seek(0)
    return file


def read_whole(chunks: Iterable[bytes], limit: int) -> bytes:
    """All bytes of one document; InputError where they are more than `limit`."""
    data = bytearray()
    for chunk in chunks:
        data += chunk
        _check_size(len(data), limit)
    return bytes(data)


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise InputError("too-large", f"more than {limit:,} bytes for one document: split it")


def chunks_of(stream: IO[bytes]) -> Iterator[bytes]:
    """The bytes of an open file, piece by piece."""
    read = getattr(stream, "read1", stream.read)
    while chunk := read(CHUNK):
        yield chunk
