"""What `watch` keeps: reports as JSON Lines in a file or a folder, and a small file of what it has seen."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

import msgspec
from msgspec import Struct

from dateline.errors import ConfigError, StoreError

MOST_SEEN = 1_000_000


class FeedState(Struct, frozen=True, omit_defaults=True):
    """What is known of a feed: where it has moved for good, what to say when asking again, and when that may be.

    `not_before` is in seconds since 1970; `waiting` are entries whose page is still to be had, with the tries so far.
    """

    moved: str | None = None
    etag: str | None = None
    modified: str | None = None
    not_before: float = 0.0
    failures: int = 0
    gone: bool = False
    waiting: dict[str, int] = {}


class Memory(Struct, frozen=True):
    """All that is known from one round to the next; `mark` is how far the output had come, `seen` the entries' keys."""

    feeds: dict[str, FeedState] = {}
    seen: dict[str, None] = {}
    mark: int = 0


class Output(Protocol):
    """Where reports go. `add` gives a mark; `after` gives the lines that a killed watcher wrote after a mark."""

    def after(self, mark: int) -> list[bytes]: ...

    def add(self, lines: Sequence[bytes], mark: int) -> int: ...


class FileOutput:
    """One file of JSON Lines that grows; the mark is its size in bytes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def after(self, mark: int) -> list[bytes]:
        """The whole lines after the mark; half a line at the end is cut off."""
        if not self._path.exists():
            return []
        with self._path.open("r+b") as file:
            file.seek(min(mark, self._path.stat().st_size))
            begin, tail = file.tell(), file.read()
            whole = tail.rfind(b"\n") + 1
            if whole < len(tail):
                file.truncate(begin + whole)
        return tail[:whole].splitlines()

    def add(self, lines: Sequence[bytes], mark: int) -> int:
        """The size with these lines in it."""
        with self._path.open("ab") as file:
            file.writelines(line + b"\n" for line in lines)
            _to_disk(file)
            return file.tell()


class FolderOutput:
    """A folder with a file for each round that brought news, there at once or not at all; the mark is its number."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def after(self, mark: int) -> list[bytes]:
        """The lines of the files after the mark."""
        return [line for number in range(mark + 1, self._last() + 1) for line in self._lines(number)]

    def add(self, lines: Sequence[bytes], mark: int) -> int:
        """The number of the new file."""
        self._path.mkdir(parents=True, exist_ok=True)
        number = max(mark, self._last()) + 1
        write_whole(self._name(number), b"".join(line + b"\n" for line in lines))
        return number

    def _last(self) -> int:
        names = [path.stem for path in self._path.glob("[0-9]*.jsonl")]
        return max((int(name) for name in names if name.isdigit()), default=0)

    def _lines(self, number: int) -> list[bytes]:
        path = self._name(number)
        return path.read_bytes().splitlines() if path.exists() else []

    def _name(self, number: int) -> Path:
        return self._path / f"{number:08}.jsonl"


class StandardOutput:
    """Standard output: what was printed is not read again."""

    def after(self, mark: int) -> list[bytes]:
        """Nothing."""
        return []

    def add(self, lines: Sequence[bytes], mark: int) -> int:
        """The mark as it was."""
        sys.stdout.buffer.writelines(line + b"\n" for line in lines)
        sys.stdout.buffer.flush()
        return mark


def open_output(into: Path | None) -> Output:
    """A file where the name ends in .jsonl, else a folder; standard output where none is named."""
    if into is None:
        return StandardOutput()
    return FileOutput(into) if into.suffix == ".jsonl" and not into.is_dir() else FolderOutput(into)


def state_beside(into: Path) -> Path:
    """Where the state of an output lies: hidden, so that a folder of reports can be read as it is."""
    return (
        into / ".watch.json" if isinstance(open_output(into), FolderOutput) else into.with_name(f".{into.name}.watch")
    )


def load_memory(path: Path) -> Memory:
    """What was kept, or a clean slate; StoreError where the file is none of ours."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Memory)
    except FileNotFoundError:
        return Memory()
    except msgspec.DecodeError as error:
        raise StoreError(f"{path} is no state of `dateline watch` ({error}): move it away to begin anew") from None


def save_memory(path: Path, memory: Memory) -> None:
    """Writes it whole or not at all; of more than a million entries the oldest are forgotten."""
    over = len(memory.seen) - MOST_SEEN
    if over > 0:
        memory = msgspec.structs.replace(memory, seen=dict(list(memory.seen.items())[over:]))
    write_whole(path, msgspec.json.encode(memory))


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that a reader sees the old one or the new one, whatever happens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    passing = path.with_name(f".{path.name}.part")
    with passing.open("wb") as file:
        file.write(data)
        _to_disk(file)
    passing.replace(path)


def _to_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Holds a state file for one watcher; ConfigError where another has it. No lock where the system has no flock."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f".{path.name}.lock").open("ab") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ConfigError(
                f"another `dateline watch` writes there ({path}): wait for it, or name another --into"
            ) from None
        yield
