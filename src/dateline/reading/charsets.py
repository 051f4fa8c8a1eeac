"""Bytes of a web page to text: UTF-8 where it is that, else what mark, header, page and, last, letter counts say."""

from __future__ import annotations

import codecs
import re

from dateline.errors import InputError

from .extras import import_extra

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels by which pages mean a larger set than the label's own (WHATWG Encoding, "Names and labels").
_MEANT = {
    "ascii": "windows-1252",
    "cp932": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "windows-1252",
    "iso8859-9": "windows-1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
_UNKNOWN_TO_PYTHON = {"x-sjis": "cp932", "windows-874": "cp874", "ks_c_5601-1989": "cp949", "x-gbk": "gb18030"}
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,500}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_HEAD = 4_096
_SAMPLE = 20_000
_MOST_LOST = 0.01
_HIGH = bytes(range(128, 256))
_FEW_HIGH = 0.1


def decode_page(data: bytes, declared: str | None = None) -> str:
    """The text of a page's bytes; `declared` is the charset of its header. InputError where they are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if data[:2] in {b"<\0", b"\0<"}:
        return data.decode("utf-16-le" if data[1] == 0 else "utf-16-be", "replace")
    if data[:_HEAD].count(0) > _MOST_LOST * len(data[:_HEAD]):
        raise InputError("binary", "its bytes are no text")
    written = _DECLARED.search(data[:_HEAD])
    labels = [label for label in (declared, written[1].decode("ascii", "replace") if written else None) if label]
    # A page that is UTF-8 to the last byte is UTF-8, whatever it says; ISO-2022 hides in ASCII.
    if not data.isascii() or not any(label.casefold().startswith("iso-2022") for label in labels):
        text = _decode_utf8(data)
        if text is not None:
            return text
    for label in labels:
        text = _decode_as(data, label)
        if text is not None:
            return text
    return _decode_by_letters(data)


def _decode_utf8(data: bytes) -> str | None:
    """The text where the bytes are UTF-8; a character cut at the very end is left off."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.start >= len(data) - 3 and error.reason == "unexpected end of data"
        return data[: error.start].decode("utf-8") if cut else None


def _decode_as(data: bytes, label: str) -> str | None:
    """The text in the charset of a label; None where there is no such charset, or over one in a hundred is lost."""
    label = _UNKNOWN_TO_PYTHON.get(label.casefold(), label)
    try:
        name = codecs.lookup(label).name
        text = data.decode(_MEANT.get(name, name), "replace")
    except (LookupError, ValueError):  # unknown, or a codec that is no charset ("hex", "punycode")
        return None
    return text if text.count("\ufffd") <= _MOST_LOST * len(text) else None


def _decode_by_letters(data: bytes) -> str:
    """The text in the charset that its letters speak for; bytes that fit none are replaced."""
    # The head of a page is ASCII in any charset: the middle has the words.
    middle = max(0, len(data) // 2 - _SAMPLE // 2)
    sample = data[middle : middle + _SAMPLE]
    # In English a few accents and curly quotes are all there is, too little to tell an alphabet by.
    if len(sample) - len(sample.translate(None, _HIGH)) <= _FEW_HIGH * len(sample):
        return data.decode("windows-1252", "replace")
    best = import_extra("charset_normalizer", "reading web pages").from_bytes(sample).best()
    return data.decode(best.encoding if best else "windows-1252", "replace")
