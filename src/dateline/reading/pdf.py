"""PDF: the text of one document, page by page; there is none in pictures of pages.

The day on which a file was made is not taken for that of publication: what was printed or scanned later would be dated
wrongly, and nobody would see it. The page and the dateline say it, or `--published`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.errors import InputError
from dateline.records import Article

from .articles import Record, build_article
from .decoding import check_text, unify_lines
from .extras import import_extra
from .headers import cut_headline
from .options import BadInput, ReadOptions
from .streaming import as_file

_MOST_PAGES = 200
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]")
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
# What a parser of so loose a format raises where a file is broken on purpose.
_BROKEN = (
    *(ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError, RuntimeError),
    *(OSError, EOFError, MemoryError),
)


def read_pdf(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """The one article of a PDF."""
    pypdf = import_extra("pypdf", "reading PDF")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports every fault of a file on standard error
    try:
        with as_file(chunks, options.max_document_bytes) as file:
            text = _read_pages(pypdf.PdfReader(file, strict=False), options.max_characters)
    except (pypdf.errors.PyPdfError, *_BROKEN) as error:
        detail = (str(error).splitlines() or [""])[0][:200]
        raise InputError("broken-pdf", f"{type(error).__name__}: {detail}: print it to PDF again") from None
    check_text(text, options.max_characters)
    page = cut_headline(text)
    yield build_article(Record(page.text, page.title, name, above=page.header), options)


def _read_pages(reader: Any, most: int) -> str:
    """The text of all pages, a blank line between two; InputError where it is locked or too long."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError("encrypted", "it has a password: take it off first")
    if len(reader.pages) > _MOST_PAGES:
        raise InputError("too-long", f"more than {_MOST_PAGES} pages: split it into its reports")
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text().strip())
        if sum(map(len, pages)) > most:
            raise InputError("too-long", f"more than {most:,} characters: split it into its reports")
    text = "\n\n".join(page for page in pages if page)
    if not text.strip():
        raise InputError("no-text", "its pages are pictures: recognise their text (OCR) first")
    # Glyphs without a character in the font's table come out as control characters.
    return _HYPHEN.sub("", _CONTROLS.sub("", unify_lines(text.encode("utf-8", "replace").decode())))
