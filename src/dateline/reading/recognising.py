"""Which format some bytes are: by their first bytes, and by the file's name only where those leave it open."""

from __future__ import annotations

import csv
import re
from pathlib import PurePosixPath

import msgspec

from dateline.errors import InputError

from .decoding import as_utf8
from .options import RECORD_FIELDS, ReadOptions

_HINTS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv", ".tab": "csv",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".eml": "eml", ".mbox": "mbox", ".xml": "xml",
}  # fmt: skip
_MAGIC = (
    (re.compile(rb"PAR1"), "parquet"),
    (re.compile(rb"\s*%PDF-"), "pdf"),
    (re.compile(rb"\s*WARC/\d|filedesc://"), "warc"),
)
_MBOX = re.compile(rb"From \S+ .*\d\d:\d\d.*\n")
_PROLOGUE = re.compile(
    rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE\s+([\w:.-]+)[^\[>]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL | re.I
)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)(?=[\s/>])")
_ROOTS = {
    "newsml": "newsml", "newsitem": "newsml", "newsmessage": "newsml", "packageitem": "newsml", "conceptitem": "newsml",
    "knowledgeitem": "newsml", "planningitem": "newsml", "catalogitem": "newsml", "nitf": "nitf",
    "rss": "feed", "feed": "feed", "rdf": "feed", "html": "html",
}  # fmt: skip
_HTML = frozenset(
    "a article aside b blockquote body br center div em figure font footer h1 h2 h3 h4 h5 h6 head header hr i img"
    " link main meta nav ol p pre script section small span strong style table title ul".split()
)
_NINJS_KEYS = re.compile(
    rb'"(?:\$standard|standard|representationtype|pubstatus|versioncreated|usageterms|altids|headlines|bodies|'
    rb'body_\w+|bylines?|infosources?|contentcreated|headline|eventdetails|plannedcoverage)"\s*:',
    re.IGNORECASE,
)
_RECORD = re.compile(rb'\s*\{\s*["}]')
_ARRAY = re.compile(rb"\s*\[\s*[\]\[{]")
_FIELD_LINE = re.compile(rb"([!-9;-~]+):(?:[ \t].*|)(?:\r?\n[ \t].*)*\r?\n")
_MAIL_FIELDS = frozenset(
    {b"from", b"to", b"subject", b"date", b"message-id", b"received", b"mime-version", b"return-path"}
)
_MAIL_MARKS = frozenset({b"message-id", b"received", b"mime-version", b"return-path"})
_DELIMITERS = ",;\t|"


def recognise(head: bytes, name: str, options: ReadOptions) -> str:
    """The format of an input that begins with `head`; InputError where it is XML of a kind that we do not read."""
    for magic, kind in _MAGIC:
        if magic.match(head):
            return kind
    text = b"".join(as_utf8([head]))
    hint = _HINTS.get(PurePosixPath(name).suffix.lower(), "text")
    begin = text.lstrip()[:1]
    if begin == b"<":
        return _recognise_markup(text, hint)
    if begin == b"{" and _RECORD.match(text):
        return _recognise_object(text, options)
    if begin == b"[" and _ARRAY.match(text):
        return "ninjs" if _is_ninjs(text, options) else "json"
    if _MBOX.match(text):
        return "mbox"
    if _is_mail(text.lstrip()):
        return "eml"
    if find_delimiter(text, options):
        return "csv"
    return _as_text(hint)


def _recognise_markup(text: bytes, hint: str) -> str:
    prologue = _PROLOGUE.match(text)
    root = _ROOT.match(text, prologue.end() if prologue else 0)
    declared = prologue[1] if prologue else None
    name = (root[1] if root else declared or b"").decode("ascii", "replace").lower()
    if name in _ROOTS:
        return _ROOTS[name]
    if (declared or b"").lower() == b"html" or name in _HTML:
        return "html"
    if root and (hint == "xml" or text.lstrip().startswith((b"<?xml", b"<!DOCTYPE")) or b"xmlns" in text[:1_000]):
        raise InputError("unknown-format", f"XML of a kind that is not read (<{name[:50]}>): extract its text first")
    return _as_text(hint)


def _as_text(hint: str) -> str:
    """The format that a name hints at where the bytes are plain words."""
    return "text" if hint == "xml" else hint


def _recognise_object(text: bytes, options: ReadOptions) -> str:
    if _is_ninjs(text, options):
        return "ninjs"
    first, _, rest = text.strip().partition(b"\n")
    if not rest or _is_json(first):
        return "jsonl"
    return "json" if first.rstrip().endswith((b"{", b"[", b",")) else "jsonl"


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line)
    except (ValueError, RecursionError):
        return False
    return True


def _is_ninjs(text: bytes, options: ReadOptions) -> bool:
    """Whether the keys are those of a news item and not of a record as `--map` or our own names have it."""
    keys = {key for key, field in options.mapping.items() if field == "text"} or {"text"}
    plain = any(re.search(rb'"%s"\s*:' % re.escape(key.encode()), text) for key in keys)
    return not plain and re.search(rb'"uri"\s*:', text) is not None and _NINJS_KEYS.search(text) is not None


def _is_mail(text: bytes) -> bool:
    """Whether it opens with fields of a mail's header, one of them such as only mail has."""
    seen = set()
    at = 0
    while found := _FIELD_LINE.match(text, at):
        seen.add(found[1].lower())
        at = found.end()
    return len(seen & _MAIL_FIELDS) >= 2 and bool(seen & _MAIL_MARKS)


def find_delimiter(text: bytes, options: ReadOptions) -> str | None:
    """What parts the columns of a table that has ours in its first line, or None where that is no header."""
    line = text.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").partition(b"\n")[0].rstrip(b"\r").decode("latin-1")
    wanted = {field for field in RECORD_FIELDS if field not in options.mapping.values()} | set(options.mapping)
    texts = {key for key, field in options.mapping.items() if field == "text"} or {"text"}
    for delimiter in _DELIMITERS:
        names = header_names(line, delimiter)
        known = [name for name in names if name in wanted]
        if len(names) > 1 and len(known) > 1 and texts & set(names):
            return delimiter
    return None


def header_names(line: str, delimiter: str) -> list[str]:
    """The names of the columns in the first line of a table."""
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []
