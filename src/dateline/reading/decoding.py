"""Bytes to text: UTF-8, UTF-16, windows-1252 where it reads as text; other alphabets by a detector, if it is there."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from dateline.errors import InputError

CHUNK = 65_536

_CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\r\f") + b"\x7f"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"\w")
_ASCII_LETTERS = re.compile(r"[A-Za-z ]")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_UTF16_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

_ADVICE = "save the file as UTF-8 and read it again"
_BINARY = "this is not a text: extract the text first"
_MOST_CONTROLS = 0.05
_HEAD = 4_096
_MOST_ZEROS = 0.4
_MOSTLY_FOREIGN = 0.3


def decode(data: bytes) -> str:
    """The text of some bytes, with line ends as LF and no byte order mark; InputError where they are no text."""
    encoding = _UTF16_MARKS.get(data[:2])
    mark = 2 if encoding else 0
    encoding = encoding or _unmarked_utf16(data)
    if encoding:
        try:
            text = data[mark:].decode(encoding)
        except UnicodeDecodeError as error:
            raise InputError("bad-encoding", f"broken UTF-16 at byte {error.start + mark}: {_ADVICE}") from None
    else:
        data = data.removeprefix(codecs.BOM_UTF8)
        if b"\0" in data or len(data) - len(data.translate(None, _CONTROL_BYTES)) > _MOST_CONTROLS * len(data):
            raise InputError("binary", _BINARY)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            text = _decode_western(data, error.start)
    return unify_lines(text)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 whose mark was lost: English in it has a zero in nearly every other byte."""
    head = data[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < _MOST_ZEROS * len(head) or min(even, odd):
        return None
    return "utf-16-le" if odd else "utf-16-be"


def _decode_western(data: bytes, fault: int) -> str:
    """Windows-1252, unless the bytes are damaged UTF-8 or another alphabet."""
    failure = InputError("bad-encoding", f"neither UTF-8 (see byte {fault}) nor windows-1252: {_ADVICE}")
    high = len(_HIGH_BYTE.findall(data))
    if high > _MOSTLY_FOREIGN * len(data) and (foreign := _decode_foreign(data)):
        return foreign
    if 2 * sum(len(found) for found in _UTF8_SEQUENCE.findall(data)) > high:
        raise failure
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        raise failure from None
    # English in windows-1252 has a few accents and curly quotes; Cyrillic or Chinese bytes have little else.
    plain = len(_ASCII_LETTERS.findall(text))
    if _CONTROLS.search(text) or plain < 0.6 * len(text) or high > 0.2 * len(text):
        raise failure
    return text


def _decode_foreign(data: bytes) -> str | None:
    """Another alphabet, as its letters speak for it: a text that is dropped as Russian tells more than a broken one.

    English is never guessed at: with so few letters beyond ASCII a detector would invent some.
    """
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    best = from_bytes(data[:_HEAD]).best()
    try:
        text = data.decode(best.encoding) if best else None
    except UnicodeDecodeError:
        return None
    return text if text and not _CONTROLS.search(text) else None


def unify_lines(text: str) -> str:
    """The text with every line end as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def check_text(text: str, max_characters: int) -> None:
    """Raise InputError for a text that is too long, empty, binary, or broken Unicode."""
    if len(text) > max_characters:
        raise InputError("too-long", f"more than {max_characters:,} characters: split it into its reports")
    if not text.isascii() and _SURROGATE.search(text):
        raise InputError("bad-encoding", "half of a surrogate pair in the text: write it out again as UTF-8")
    if _CONTROLS.search(text) and ("\0" in text or len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text)):
        raise InputError("binary", _BINARY)
    if not _WORD.search(text):
        raise InputError("empty", "there is no word to read")


def as_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same stream with UTF-16 written as UTF-8, so that lines can be found; anything else passes as it is."""
    stream = iter(chunks)
    head = b""
    while len(head) < 3:
        chunk = next(stream, None)
        if chunk is None:
            break
        head += chunk
    encoding = _UTF16_MARKS.get(head[:2])
    if encoding is None:
        yield head.removeprefix(codecs.BOM_UTF8)
        yield from stream
        return
    # Broken pairs are passed on: the one line that holds them then fails as UTF-8, and not the whole stream.
    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
    yield decoder.decode(head[2:]).encode("utf-8", "surrogatepass")
    for chunk in stream:
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
    if decoder.getstate()[0]:
        yield b"\xff"


def split_lines(chunks: Iterable[bytes], limit: int) -> Iterator[bytes | None]:
    """The lines of a stream; None for a line longer than `limit`, which is passed over without being kept."""
    kept = bytearray()
    over = False
    for chunk in chunks:
        *whole, rest = chunk.split(b"\n")
        for piece in whole:
            over = over or len(kept) + len(piece) > limit
            yield None if over else bytes(kept + piece)
            kept.clear()
            over = False
        over = over or len(kept) + len(rest) > limit
        if over:
            kept.clear()
        else:
            kept += rest
    if over or kept:
        yield None if over else bytes(kept)
