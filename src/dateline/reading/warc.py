"""Crawls, WARC and ARC: the pages of their response records, each under the address it was fetched from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from dateline.errors import InputError
from dateline.records import Article

from .decoding import CHUNK
from .extras import import_extra
from .html import MOST_PAGE_BYTES, page_article, read_page
from .options import BadInput, ReadOptions
from .text import read_text

_WHAT_FOR = "reading crawls"
_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
_MOST_HEADER = 65_536
_MOST_SENT = MOST_PAGE_BYTES + _MOST_HEADER + 1
_LONGEST_ADDRESS = 2_000
_NO_PAGES = ("dns:", "whois:", "ftp:", "filedesc:")
_BROKEN = (OSError, ValueError, EOFError)
# Address, host, time, type and length of what follows; addresses with spaces in them occur.
_ARC = re.compile(rb"(\S.*?) \S+ \d{1,20} \S+ (?:.* )?(\d{1,15})\s*")


class _Answer(Struct, frozen=True):
    status: int | None
    kind: str
    charset: str | None
    body: bytes


def read_warc(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """One article or bad input for each response in a crawl; requests, metadata and repeats are passed over."""
    warc = import_extra("fastwarc.warc", _WHAT_FOR)
    stream = _File(chunks)
    responses = _arc_responses(stream) if stream.peek(11) == b"filedesc://" else _warc_responses(warc, stream)
    number = 0
    try:
        for address, sent in responses:
            if address.lower().startswith(_NO_PAGES):
                continue
            number += 1
            input_id = address or f"{name}:{number}"
            try:
                yield from _read_response(warc, sent, input_id, options)
            except InputError as error:
                yield BadInput(input_id, error.reason, error.detail)
    except _BROKEN as error:
        yield BadInput(name, "broken-archive", f"after {number:,} responses: {error}: fetch it again")
    else:
        if not number:
            yield BadInput(name, "empty", "there is no response in this crawl")


def _warc_responses(warc: Any, stream: _File) -> Iterator[tuple[str, bytes]]:
    """The addresses of the responses, and what the server sent."""
    kind = warc.WarcRecordType.response
    for record in warc.ArchiveIterator(stream, record_types=kind, parse_http=False, fsspec_args=False):
        # Some writers put the address in angle brackets.
        address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
        yield address[:_LONGEST_ADDRESS], record.reader.read(_MOST_SENT)


def _arc_responses(stream: _File) -> Iterator[tuple[str, bytes]]:
    """The same of the older format, which fastwarc does not read: a line for each response, then what was sent."""
    while line := stream.readline(_MOST_HEADER):
        if not line.strip():
            continue
        found = _ARC.fullmatch(line)
        if not found:
            raise ValueError(f"no ARC record: {line[:60]!r}")
        address, size = found[1].decode("utf-8", "replace"), int(found[2])
        sent = stream.read(min(size, _MOST_SENT))
        stream.skip(size - len(sent))
        yield address[:_LONGEST_ADDRESS], sent


def _read_response(warc: Any, sent: bytes, address: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    answer = _unpack(warc, sent)
    if answer.status != 200:
        raise InputError("http-status", f"the answer was {answer.status or 'none'}, not a page")
    if answer.kind not in _PAGES:
        raise InputError("not-a-page", f"{answer.kind[:80]!r} is not read")
    if len(answer.body) > MOST_PAGE_BYTES:
        raise InputError("too-large", f"a page of more than {MOST_PAGE_BYTES:,} bytes")
    if answer.kind == "text/plain":
        yield from read_text([answer.body], address, options)
    else:
        yield page_article(read_page(answer.body, charset=answer.charset, url=address), address, options)


def _unpack(warc: Any, sent: bytes) -> _Answer:
    """What was sent, taken apart; InputError where that cannot be done."""
    try:
        return _take_apart(warc, sent, "all")
    except _BROKEN:
        pass
    try:
        # Some crawlers unpack a body and leave the header that says it is packed.
        return _take_apart(warc, sent, "none")
    except _BROKEN as error:
        raise InputError("bad-http", f"the answer cannot be made out: {error}") from None


def _take_apart(warc: Any, sent: bytes, packing: str) -> _Answer:
    # A record of its own: a body that cannot be unpacked then leaves the rest of the crawl alone.
    record = warc.WarcRecord()
    record.init_headers(warc.WarcRecordType.response)
    record.is_http = True
    record.set_bytes_payload(sent)
    # "Quirks" are header lines that end with LF alone.
    record.parse_http(auto_decode=packing, max_header_len=_MOST_HEADER, quirks_mode=True)
    status = record.http_headers.status_code if record.http_headers else None
    kind = (record.http_content_type or "").lower()
    body = record.reader.read(MOST_PAGE_BYTES + 1) if status == 200 and kind in _PAGES else b""
    return _Answer(status, kind, record.http_charset, body)


class _File:
    """Chunks as a file that is read once, from front to back."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._kept = b""
        self._at = 0

    def tell(self) -> int:
        """Bytes read so far."""
        return self._at

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, fewer only at the end."""
        pieces = [self._kept]
        missing = size - len(self._kept)
        while size < 0 or missing > 0:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            pieces.append(chunk)
            missing -= len(chunk)
        data = b"".join(pieces)
        data, self._kept = (data, b"") if size < 0 else (data[:size], data[size:])
        self._at += len(data)
        return data

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, which stay."""
        head = self.read(size)
        self._kept, self._at = head + self._kept, self._at - len(head)
        return head

    def readline(self, limit: int) -> bytes:
        """The next line, or its first `limit` bytes."""
        while b"\n" not in self._kept and len(self._kept) < limit:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            self._kept += chunk
        return self.read(min(self._kept.find(b"\n") + 1 or limit, limit))

    def skip(self, size: int) -> None:
        """Passes over `size` bytes."""
        while size > 0 and (passed := len(self.read(min(size, CHUNK)))):
            size -= passed
