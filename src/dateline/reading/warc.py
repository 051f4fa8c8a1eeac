"""Crawls, WARC and ARC: the pages of their response records, each under the address it was fetched from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

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
_LONGEST_ADDRESS = 2_000
_BROKEN = (OSError, ValueError, EOFError)
# Address, host, time, type and length of what follows; addresses with spaces in them occur.
_ARC = re.compile(rb"(\S.*?) \S+ \d{1,20} \S+ (?:.* )?(\d{1,15})\s*")


def read_warc(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """One article or bad input for each response in a crawl; requests, metadata and repeats are passed over."""
    warc = import_extra("fastwarc.warc", _WHAT_FOR)
    stream = _File(chunks)
    records = _arc_records(warc, stream) if stream.peek(11) == b"filedesc://" else _warc_records(warc, stream)
    number = 0
    try:
        for address, record in records:
            number += 1
            input_id = address or f"{name}:{number}"
            try:
                yield from _read_response(record, input_id, options)
            except InputError as error:
                yield BadInput(input_id, error.reason, error.detail)
    except _BROKEN as error:
        yield BadInput(name, "broken-archive", f"after {number:,} responses: {error}: fetch it again")


def _read_response(record: Any, address: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """What a response holds; `record` stands before its HTTP header."""
    try:
        # "Quirks" are header lines that end with LF alone.
        record.parse_http(auto_decode="all", max_header_len=_MOST_HEADER, quirks_mode=True)
        headers, kind, charset = record.http_headers, record.http_content_type, record.http_charset
    except _BROKEN as error:
        raise InputError("bad-http", f"its HTTP header cannot be read: {error}") from None
    status = headers.status_code if headers else None
    if status != 200:
        raise InputError("http-status", f"the answer was {status or 'none'}, not a page")
    kind = (kind or "").lower()
    if kind not in _PAGES:
        raise InputError("not-a-page", f"{kind[:80]!r} is not read")
    body = _read_body(record)
    if kind == "text/plain":
        yield from read_text([body], address, options)
    else:
        yield page_article(read_page(body, charset=charset, url=address), address, options)


def _read_body(record: Any) -> bytes:
    try:
        body: bytes = record.reader.read(MOST_PAGE_BYTES + 1)
    except _BROKEN as error:
        raise InputError("broken-page", f"its body cannot be unpacked: {error}") from None
    if len(body) > MOST_PAGE_BYTES:
        raise InputError("too-large", f"a page of more than {MOST_PAGE_BYTES:,} bytes")
    return body


def _warc_records(warc: Any, stream: _File) -> Iterator[tuple[str, Any]]:
    """The responses with their addresses."""
    responses = warc.WarcRecordType.response
    for record in warc.ArchiveIterator(stream, record_types=responses, parse_http=False, fsspec_args=False):
        # Some writers put the address in angle brackets.
        yield (record.headers.get("WARC-Target-URI") or "").strip("<> ")[:_LONGEST_ADDRESS], record


def _arc_records(warc: Any, stream: _File) -> Iterator[tuple[str, Any]]:
    """The same of the older format, which is a line for each response and what the server sent; fastwarc has no ARC."""
    while line := stream.readline(_MOST_HEADER):
        if not line.strip():
            continue
        found = _ARC.fullmatch(line)
        if not found:
            raise ValueError(f"no ARC record: {line[:60]!r}")
        address, size = found[1].decode("utf-8", "replace"), int(found[2])
        sent = stream.read(min(size, MOST_PAGE_BYTES))
        stream.skip(size - len(sent))
        if not address.startswith("filedesc://"):
            record = warc.WarcRecord()
            record.init_headers(warc.WarcRecordType.response)
            record.is_http = True
            record.set_bytes_payload(sent)
            yield address[:_LONGEST_ADDRESS], record


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
