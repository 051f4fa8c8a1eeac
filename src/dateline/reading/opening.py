"""Where inputs lie: files, folders, globs, standard input, and addresses such as s3://, which fsspec opens."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from glob import has_magic, iglob
from pathlib import Path
from stat import S_ISREG
from typing import IO, Any

from msgspec import Struct

from dateline.errors import ConfigError

from .extras import import_extra
from .options import BadInput

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+(::[a-z0-9+.-]+)*://")


class Input(Struct, frozen=True):
    """One file to read: its `name` in outcomes and its `address`, a path, a URL, or "-" for standard input."""

    name: str
    address: str


def find_inputs(places: Iterable[Path | str]) -> Iterator[Input | BadInput]:
    """The inputs at these places, folders and globs in sorted order; nothing is opened. The records can be pickled."""
    for place in places:
        if place == "-":
            yield Input("-", "-")
        elif is_address(place):
            yield from _find_remote(str(place))
        else:
            yield from _find_local(place)


def check_places(names: Iterable[str]) -> list[Path | str]:
    """Places as a command line gives them; ConfigError for one that is not there, before anything is read."""
    places: list[Path | str] = []
    for name in names:
        if os.path.lexists(name):
            places.append(Path(name))
            continue
        if name != "-" and not is_address(name):
            if not has_magic(name):
                raise ConfigError(f"no such file or folder: {name}")
            if next(_match(name), None) is None:
                raise ConfigError(f"no file matches {name}")
        places.append(name)
    return places


def _match(pattern: str) -> Iterator[str]:
    return iglob(pattern, recursive=True)  # noqa: PTH207 - Path.glob refuses absolute patterns


def is_address(place: Path | str) -> bool:
    """Whether it is a URL and not a path."""
    return isinstance(place, str) and bool(_ADDRESS.match(place))


def open_input(found: Input) -> AbstractContextManager[IO[bytes]]:
    """The bytes of an input; OSError where it cannot be opened, ConfigError where fsspec lacks a library for it."""
    if found.address == "-":
        return nullcontext(sys.stdin.buffer)
    if is_address(found.address):
        store, path = _store(found.address)
        opened: AbstractContextManager[IO[bytes]] = store.open(path, "rb")
        return opened
    return Path(found.address).open("rb")


def _find_local(place: Path | str) -> Iterator[Input | BadInput]:
    path = Path(place)
    if isinstance(place, str) and has_magic(place) and not os.path.lexists(path):
        matches = sorted(_match(place))
        if not matches:
            yield BadInput(_clean(place), "not-found", "no file matches: check the pattern")
        for match in matches:
            # Folders that a pattern meets by the way ("**") are not walked: their files match by themselves.
            if not Path(match).is_dir():
                yield _as_input(_clean(match), match)
    elif path.is_dir():
        yield from (_as_input(_clean(found.relative_to(path).as_posix()), str(found)) for found in _walk(path))
    else:
        yield Input(_clean(path.name), str(path))


def _as_input(name: str, path: str) -> Input | BadInput:
    """A file that was found and not named: a pipe among them would be waited for until somebody writes into it."""
    try:
        regular = S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - as a path or as it was matched
    except OSError:
        regular = True  # opening it will say what is wrong
    return Input(name, path) if regular else BadInput(name, "unreadable", "a pipe, socket or device: name it itself")


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


def _clean(name: str) -> str:
    """The name as UTF-8 can write it: file systems allow bytes that are none."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _find_remote(address: str) -> Iterator[Input | BadInput]:
    store, path = _store(address)
    try:
        if has_magic(path):
            found = sorted(p for p in store.glob(path) if not store.isdir(p))
            names = found
        elif store.isdir(path):
            found = sorted(p for p in store.find(path) if not _is_hidden(p.removeprefix(path)))
            names = [p.removeprefix(path).lstrip("/") for p in found]
        else:
            found, names = [path], [path.rsplit("/", 1)[-1]]
    except OSError as error:
        yield BadInput(address, "unreadable", f"{error.strerror or error}: check the address and your rights")
        return
    if not found:
        yield BadInput(address, "not-found", "no file matches: check the pattern")
    for name, full in zip(names, found, strict=True):
        yield Input(_clean(name), store.unstrip_protocol(full))


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _store(address: str) -> tuple[Any, str]:
    """The file system of an address and the path in it."""
    fsspec = import_extra("fsspec.core", "reading addresses such as s3://")
    try:
        store, path = fsspec.url_to_fs(address)
    except ImportError as error:
        raise ConfigError(f"{address}: {error}") from None
    except ValueError as error:
        raise ConfigError(f"{address}: {error}: use a path, or an address that fsspec knows") from None
    return store, path
