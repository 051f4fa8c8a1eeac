"""Reading: files, folders and standard input to articles, one at a time; each input ends as an article or a reason."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal

from dateline.records import Article

from .articles import make_article
from .decoding import CHUNK, as_utf8
from .jsonl import read_jsonl
from .options import BadInput, ReadOptions
from .text import read_text

__all__ = ["READERS", "BadInput", "ReadOptions", "make_article", "read"]

Reader = Callable[[Iterable[bytes], str, ReadOptions], Iterator[Article | BadInput]]

READERS: dict[str, Reader] = {"text": read_text, "jsonl": read_jsonl}
SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl"}

_RECORD_START = re.compile(rb'\s*\{\s*["}]')
_SNIFF = 4_096


def read(paths: Iterable[Path | Literal["-"]], options: ReadOptions) -> Iterator[Article | BadInput]:
    """The articles of files, folders (walked in sorted order) and "-", standard input; nothing is read ahead."""
    for path in paths:
        if path == "-":
            yield from _read_stdin(options)
        elif isinstance(path, Path) and path.is_dir():
            for found in _walk(path):
                yield from _read_file(found, found.relative_to(path).as_posix(), options)
        else:
            yield from _read_file(Path(path), Path(path).name, options)


def _walk(folder: Path) -> Iterator[Path]:
    """The files under a folder in sorted order, hidden ones left out; links to folders are not followed."""
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    for name, is_folder in found:
        if name.startswith("."):
            continue
        if is_folder:
            yield from _walk(folder / name)
        else:
            yield folder / name


def _read_file(path: Path, name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    kind = options.input_format or SUFFIXES.get(path.suffix.lower(), "text")
    try:
        with path.open("rb") as stream:
            yield from READERS[kind](_chunks(stream), name, options)
    except FileNotFoundError:
        yield BadInput(name, "not-found", "there is no such file: check the path")
    except OSError as error:
        yield BadInput(name, "unreadable", f"{error.strerror}: check the file and its permissions")


def _read_stdin(options: ReadOptions) -> Iterator[Article | BadInput]:
    """Standard input as JSON Lines where it begins like a record, else as one text."""
    chunks = _chunks(sys.stdin.buffer)
    kind = options.input_format
    if kind is None:
        head: list[bytes] = []
        for chunk in chunks:
            head.append(chunk)
            if sum(map(len, head)) >= _SNIFF or chunk.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n{"):
                break
        kind = "jsonl" if _RECORD_START.match(b"".join(as_utf8(head))) else "text"
        chunks = chain(head, chunks)
    yield from READERS[kind](chunks, "-", options)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read1(CHUNK) if hasattr(stream, "read1") else stream.read(CHUNK):
        yield chunk
