"""Reading: whatever news comes as to articles, one at a time; each input ends as an article or a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dateline.errors import InputError
from dateline.records import Article

from .articles import make_article
from .delimited import read_csv
from .feeds import read_feed
from .html import read_html
from .jsonl import read_json_records, read_jsonl
from .mail import read_eml, read_mbox
from .newsml import read_newsml
from .ninjs import read_ninjs
from .nitf import read_nitf
from .opening import Input, check_places, find_inputs, is_address, open_input
from .options import BadInput, ReadOptions
from .parquet import read_parquet
from .pdf import read_pdf
from .recognising import recognise
from .streaming import Stream, chunks_of
from .text import read_text
from .unpacking import bare_name, unpack
from .warc import read_warc

__all__ = [
    "READERS",
    "BadInput",
    "Input",
    "ReadOptions",
    "check_places",
    "find_inputs",
    "is_address",
    "make_article",
    "read",
    "read_input",
]

Reader = Callable[[Iterable[bytes], str, ReadOptions], Iterator[Article | BadInput]]

# A reader is given chunks to go through once (a `Stream`, where it must seek), the input's name, and the options. It
# may let InputError through: that ends this input with a reason. Libraries of [news] are imported inside (`extras.py`).
READERS: dict[str, Reader] = {
    "text": read_text,
    "jsonl": read_jsonl,
    "json": read_json_records,
    "csv": read_csv,
    "parquet": read_parquet,
    "newsml": read_newsml,
    "nitf": read_nitf,
    "ninjs": read_ninjs,
    "mbox": read_mbox,
    "eml": read_eml,
    "pdf": read_pdf,
    "html": read_html,
    "feed": read_feed,
    "warc": read_warc,
}


def read(places: Iterable[Path | str], options: ReadOptions) -> Iterator[Article | BadInput]:
    """The articles of files, folders, globs, addresses and "-", standard input; nothing is read ahead."""
    for found in find_inputs(places):
        if isinstance(found, BadInput):
            yield found
        else:
            yield from read_input(found, options)


def read_input(found: Input, options: ReadOptions) -> Iterator[Article | BadInput]:
    """The articles of one input, packed or not; what is wrong with the whole of it is one BadInput."""
    try:
        with open_input(found) as opened:
            stream = Stream(chunks_of(opened), opened if found.address != "-" and opened.seekable() else None)
            for item in unpack(found.name, stream, options):
                if isinstance(item, BadInput):
                    yield item
                else:
                    yield from _read_stream(*item, options)
    except FileNotFoundError:
        yield BadInput(found.name, "not-found", "there is no such file: check the path")
    except InputError as error:
        yield BadInput(found.name, error.reason, error.detail)
    except OSError as error:
        yield BadInput(found.name, "unreadable", f"{error.strerror or error}: check the file and its permissions")


def _read_stream(name: str, stream: Stream, options: ReadOptions) -> Iterator[Article | BadInput]:
    try:
        head = stream.head(trickles=name == "-")
        kind = options.input_format or recognise(head, bare_name(name), options)
        yield from READERS[kind](stream, name, options)
    except InputError as error:
        yield BadInput(name, error.reason, error.detail)
