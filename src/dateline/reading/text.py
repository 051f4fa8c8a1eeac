"""Plain text: one file, one report, its headline on a line of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.errors import InputError
from dateline.records import Article

from .articles import Record, build_article
from .decoding import check_text, decode
from .headers import cut_headline
from .options import BadInput, ReadOptions


def read_text(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """The one article of a text file; no more of the file is read than an article may hold."""
    try:
        yield _read_page(chunks, name, options)
    except InputError as error:
        yield BadInput(name, error.reason, error.detail)


def _read_page(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Article:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        # A character takes four bytes at most; two more characters for a mark and a trailing line end.
        if len(data) > 4 * options.max_characters + 8:
            raise InputError("too-long", f"more than {options.max_characters:,} characters: split it into its reports")
    text = decode(bytes(data))
    check_text(text, options.max_characters)
    page = cut_headline(text)
    return build_article(Record(page.text, page.title, name, above=page.header), options)
