"""Newsletters: single mails (.eml) and mailboxes (mbox); the plain text of each, else the words of its HTML."""

from __future__ import annotations

import email
import re
from collections.abc import Iterable, Iterator
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from dateline.errors import InputError
from dateline.records import Article

from .articles import Record, build_article
from .charsets import decode_page
from .html import html_to_text
from .options import BadInput, ReadOptions
from .streaming import read_whole

_FROM = re.compile(rb"From \S+ .*\d\d:\d\d")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_MOST_PARTS = 200
_LONGEST_FIELD = 2_000
# What email.message raises for headers and parts that are broken on purpose.
_BROKEN = (
    MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
    OverflowError,
)


def read_eml(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """The one article of a mail."""
    yield _read_mail(read_whole(chunks, options.max_document_bytes), name, options)


def read_mbox(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """One article or bad input for each mail of a mailbox."""
    for number, data in enumerate(_split_mails(chunks, options.max_document_bytes), start=1):
        input_id = f"{name}:{number}"
        if data is None:
            yield BadInput(input_id, "too-large", f"more than {options.max_document_bytes:,} bytes in one mail")
        else:
            yield _read_mail(_QUOTED_FROM.sub(rb"\1", data), input_id, options)


def _split_mails(chunks: Iterable[bytes], limit: int) -> Iterator[bytes | None]:
    """The mails of a mailbox without the lines that part them; None for one of more than `limit` bytes."""
    kept: bytearray | None = None
    begun, blank, rest = False, True, b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > limit:
            kept, rest = None, b""
        for line in lines:
            if blank and _FROM.match(line):
                if begun:
                    yield bytes(kept) if kept is not None else None
                kept, begun = bytearray(), True
            elif kept is not None:
                kept += line + b"\n"
                kept = kept if len(kept) <= limit else None
            blank = not line.strip()
    if begun:
        yield bytes(kept + rest) if kept is not None else None


def _read_mail(data: bytes, input_id: str, options: ReadOptions) -> Article | BadInput:
    try:
        mail = email.message_from_bytes(data.lstrip())
        return build_article(_read_parts(mail, input_id), options)
    except InputError as error:
        return BadInput(input_id, error.reason, error.detail)
    except _BROKEN as error:
        return BadInput(input_id, "broken-mail", f"{type(error).__name__}: {str(error)[:200]}: export it again")


def _read_parts(mail: Message, input_id: str) -> Record:
    return Record(
        text=_read_text(mail),
        title=" ".join(_field(mail, "Subject").split()),
        input_id=input_id,
        published=_read_time(_field(mail, "Date")),
        outlet=" ".join(parseaddr(_field(mail, "From"))[0].split()) or None,
    )


def _read_text(mail: Message) -> str:
    """The plain text of the mail, else its HTML without tags; attachments are left alone."""
    marked = ""
    for part in islice(mail.walk(), _MOST_PARTS):
        kind = part.get_content_type()
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if kind == "text/plain" and (text := _payload(part).strip()):
            return text
        if kind == "text/html" and not marked:
            marked = html_to_text(_payload(part))
    if not marked:
        raise InputError("no-text", "a mail without plain text or HTML")
    return marked


def _payload(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return decode_page(payload, part.get_content_charset()) if isinstance(payload, bytes) else ""


def _field(mail: Message, name: str) -> str:
    """A field of the header, its encoded words decoded; "" where there is none."""
    written = next((value for key, value in mail.raw_items() if key.lower() == name.lower()), "")
    bare = str(written)[:_LONGEST_FIELD].encode("utf-8", "surrogateescape")
    try:
        if not bare.isascii():
            return decode_page(bare)
        pieces = decode_header(bare.decode())
        return "".join(decode_page(p, charset) if isinstance(p, bytes) else p for p, charset in pieces)
    except (MessageError, ValueError, InputError):
        return bare.decode("utf-8", "replace")  # a field that is broken is no reason to lose the mail


def _read_time(written: str) -> str | None:
    """The time of a Date field in ISO; the field itself where it is broken, so that it is refused with a reason."""
    if not written:
        return None
    try:
        return parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, IndexError):
        return written
