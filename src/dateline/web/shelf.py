"""The dataset as the pages see it: one commit, its current events in memory; a newer one takes its place."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from dateline.dataset import Dataset
from dateline.errors import StoreError
from dateline.web.asking import Query

Made = TypeVar("Made")
KEPT = 512  # answers that a snapshot remembers
PINNED = 2  # older commits that are kept open
BATCH = 16_384
_FOLDER = files("dateline.web").joinpath("tables")
# what is asked again and again, as SQL over the dataset's own tables: every event with all that is filtered by, the
# articles without their texts, the parties, and the offices that reports name them by
TABLES = {
    name: _FOLDER.joinpath(f"{name}.sql").read_text(encoding="utf-8").strip()
    for name in ("carried", "reading", "actors", "offices")
}
_VIEWS = {"current_articles": "carried", "told": "reading"}  # of the dataset, which analysis asks: from memory too


class TooSlowError(StoreError):
    """A question took longer than it may."""


class Snapshot:
    """One commit. Answers never change, so they are remembered; safe in many threads."""

    def __init__(self, dataset: Dataset, seconds: float) -> None:
        self.dataset, self.version, self._seconds = dataset, dataset.version, seconds
        self._connection = dataset.connection()
        for name, sql in TABLES.items():
            self._connection.execute(f"CREATE TABLE {name} AS {sql}")
        for view, name in _VIEWS.items():
            self._connection.execute(f"CREATE OR REPLACE VIEW {view} AS FROM {name}")
        self._known: OrderedDict[object, Any] = OrderedDict()
        self._lock = threading.Lock()

    def rows(self, query: Query, limit: int = 10_000) -> list[dict[str, Any]]:
        """The first rows of an answer."""
        return self.remember((query, limit), lambda: self.table(query, limit).to_pylist())

    def one(self, query: Query) -> dict[str, Any] | None:
        """The first row, if there is any."""
        return next(iter(self.rows(query, 1)), None)

    def table(self, query: Query, limit: int = 10_000) -> pa.Table:
        """The first rows as Arrow; TooSlowError after the time that a question may take."""
        sql = f"SELECT * FROM ({query.sql}) LIMIT {limit}"
        return self.work(lambda c: c.sql(sql, params=query.values).to_arrow_reader(BATCH).read_all())

    def work(self, ask: Callable[[duckdb.DuckDBPyConnection], Made]) -> Made:
        """What a function makes of a connection of its own; TooSlowError after the time that a question may take."""
        cursor = self._connection.cursor()
        timer = threading.Timer(self._seconds, cursor.interrupt)
        timer.start()
        try:
            return ask(cursor)
        except duckdb.InterruptException as error:
            raise TooSlowError(f"the question took longer than {self._seconds:g} s: ask for less") from error
        except duckdb.IOException as error:
            raise StoreError("files of this commit are gone (something was forgotten): ask again") from error
        finally:
            timer.cancel()
            cursor.close()

    def stream(self, query: Query) -> Iterator[pa.RecordBatch]:
        """The whole answer, a batch at a time."""
        cursor = self._connection.cursor()
        try:
            reader = cursor.sql(query.sql, params=query.values).to_arrow_reader(BATCH)
            yield pa.RecordBatch.from_pylist([], reader.schema)  # so that an empty answer has its columns
            yield from reader
        finally:
            cursor.close()

    def remember(self, key: object, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once for a key."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                found: Made = self._known[key]
                return found
        made = make()
        with self._lock:
            self._known[key] = made
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        return made


class Shelf:
    """The newest snapshot, and a few older ones that were asked for.

    `prepare` is called with a newer snapshot before readers get it. Judgements alone make no newer one: what was judged
    is read from the dataset itself.
    """

    def __init__(self, where: str, seconds: float, prepare: Callable[[Snapshot], None] | None = None) -> None:
        self._where, self._seconds, self._prepare = where, seconds, prepare
        self._newest = Snapshot(Dataset.open(where), seconds)
        self._pinned: OrderedDict[int, Snapshot] = OrderedDict()
        self._lock = threading.Lock()
        self._renewing = threading.Lock()
        self._looked = time.monotonic()

    def newest(self) -> Snapshot:
        """The newest that is ready; a newer commit is made ready meanwhile, and is what the next reader sees."""
        now = time.monotonic()
        if now - self._looked > 1 and self._renewing.acquire(blocking=False):
            self._looked = now
            threading.Thread(target=self._renew, name="dateline-shelf", daemon=True).start()
        return self._newest

    def at(self, version: int) -> Snapshot:
        """As of a commit; StoreError where there is none, or it cannot be read any more."""
        newest = self.newest()
        if version == newest.version:
            return newest
        with self._lock:
            if version not in self._pinned:
                self._pinned[version] = Snapshot(Dataset.open(self._where, as_of=version), self._seconds)
                if len(self._pinned) > PINNED:
                    self._pinned.popitem(last=False)
            self._pinned.move_to_end(version)
            return self._pinned[version]

    def _renew(self) -> None:
        try:
            found = Dataset.open(self._where)
            if _codings(found) != _codings(self._newest.dataset):
                made = Snapshot(found, self._seconds)
                if self._prepare is not None:
                    self._prepare(made)
                self._newest = made
        except StoreError:
            pass  # a writer is in the middle of something: the old snapshot holds until the next look
        finally:
            self._looked = time.monotonic()
            self._renewing.release()


def _codings(dataset: Dataset) -> dict[str, int]:
    """The version of every table but that of judgements."""
    tables = next(c.tables for c in reversed(dataset.commits()) if c.number == dataset.version)
    return {name: version for name, version in tables.items() if name != "judgements"}
