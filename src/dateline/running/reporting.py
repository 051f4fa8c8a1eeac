"""The report of a run: counts that add up, what was slow, what failed and why, and what it ran on."""

from __future__ import annotations

import platform
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct

from dateline.errors import StoreError
from dateline.reading.extras import import_extra
from dateline.records import Version

from .shards import Plan, Tally

T = TypeVar("T")
End = Literal["unfinished", "finished", "interrupted"]
_NAME = re.compile(r"(\d+)\.json")


class RunReport(Struct, frozen=True):
    """A run so far, or at its end. Times are in seconds, memory in megabytes at its peak.

    `inputs` = `tally.coded` + `tally.dropped` + `tally.failed` + `tally.skipped`: all that are in the tables. Words are
    those between spaces. `end` is "unfinished" in the report of a run that was killed.
    """

    number: int
    end: End
    version: Version
    plan: Plan
    inputs: int
    tally: Tally
    seconds: float
    words_per_second: float
    articles_per_second: float
    workers: int
    commits: int
    memory: int
    worker_memory: int
    processors: tuple[str, ...]
    python: str = platform.python_version()
    system: str = platform.platform()


class ReportFile:
    """`runs/<n>.json` of a dataset, written whole each time: a reader never sees half of it."""

    def __init__(self, where: str) -> None:
        """StoreError where the dataset's folder cannot be written."""
        self._folder = f"{where}/runs"
        found = [_NAME.fullmatch(name) for name in self._attempt(_list, self._folder)]
        self.number = 1 + max((int(match[1]) for match in found if match), default=0)

    def write(self, report: RunReport) -> None:
        """In place of what was written before."""
        content = msgspec.json.format(msgspec.json.encode(report, enc_hook=str), indent=2)
        self._attempt(_put, f"{self._folder}/{self.number}.json", content + b"\n")

    def _attempt(self, act: Callable[..., T], *arguments: Any) -> T:
        try:
            return act(*arguments)
        except OSError as error:
            raise StoreError(f"{self._folder}: {error.strerror or error}") from error


def _list(folder: str) -> list[str]:
    if "://" not in folder:
        Path(folder).mkdir(exist_ok=True)
        return [path.name for path in Path(folder).iterdir()]
    store, path = import_extra("fsspec.core", "a run into an object store").url_to_fs(folder)
    store.invalidate_cache(path)
    return [name.rsplit("/", 1)[-1] for name in store.find(path, maxdepth=1)]  # where there is no such folder, none


def _put(address: str, content: bytes) -> None:
    if "://" not in address:
        unfinished = Path(f"{address}.part")
        unfinished.write_bytes(content)
        unfinished.replace(address)
        return
    store, path = import_extra("fsspec.core", "a run into an object store").url_to_fs(address)
    store.pipe_file(path, content)  # such stores show an object when it is whole
