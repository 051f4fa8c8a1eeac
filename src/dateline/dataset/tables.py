"""Dataset: what the rest of the house knows of the tables. Opens, reads, appends, and keeps its line of commits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pyarrow as pa

from dateline.dataset.compacting import compact
from dateline.dataset.describing import Info, describe
from dateline.dataset.diffing import between_commits, between_versions
from dateline.dataset.forgetting import Forgotten, find, forget, mentions
from dateline.dataset.keys import Keys
from dateline.dataset.querying import connect, run, stream, telling
from dateline.dataset.repeating import Known, done
from dateline.dataset.rows import Entry, Tables, to_table, to_tables
from dateline.dataset.schema import schemas
from dateline.dataset.storing import Commit, Store, is_dataset
from dateline.errors import StoreError
from dateline.records import Version


class Dataset:
    """Event data in versioned tables (docs/codebook.md), as of one commit; what it writes, it then sees.

    One object belongs to one thread, but `connection` may be called in any.
    """

    def __init__(self, store: Store, commit: Commit, *, pinned: bool) -> None:
        self._store, self._commit, self._pinned = store, commit, pinned
        self._reader: duckdb.DuckDBPyConnection | None = None
        self._new_versions: dict[int, Version] = {}
        self._known: Known | None = None

    @classmethod
    def create(cls, where: str | Path) -> Dataset:
        """A new dataset in a folder or at an object store's address; StoreError where one is there."""
        store = Store.make(str(where))
        return cls(store, store.head, pinned=False)

    @classmethod
    def open(cls, where: str | Path, as_of: int | str | None = None) -> Dataset:
        """A dataset as it is now, or read-only as of a commit: its number, or a day or time (ISO, UTC)."""
        store = Store(str(where))
        commit = store.head if as_of is None else store.find(as_of)
        return cls(store, commit, pinned=as_of is not None)

    @staticmethod
    def exists(where: str | Path) -> bool:
        """Whether a dataset, made to its end, is there."""
        return is_dataset(str(where))

    @property
    def where(self) -> str:
        """Its folder or address."""
        return self._store.where

    @property
    def version(self) -> int:
        """The number of the commit that is read."""
        return self._commit.number

    def commits(self) -> list[Commit]:
        """All that was done, oldest first, with the time of each."""
        return self._store.line()

    # ------------------------------------------------------------ reading

    @telling()
    def connection(self, megabytes: int | None = None) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection with a view per table and the ready views; it reads this commit, come what may.

        One with a bound of memory puts on disk what it cannot hold.
        """
        if self._store.remote or megabytes is not None:  # Arrow datasets are known to one connection alone
            return connect(self._store, self._commit, megabytes)
        if self._reader is None:
            self._reader = connect(self._store, self._commit)
        return self._reader.cursor()

    def query(self, sql: str, limit: int | None = None, seconds: float | None = None) -> pa.Table:
        """The rows of one SELECT: at most `limit` rows, in at most `seconds`; StoreError says what is wrong with it."""
        return run(self.connection(), sql, limit, seconds)

    def stream(self, sql: str, seconds: float | None = None) -> AbstractContextManager[pa.RecordBatchReader]:
        """The rows of one SELECT as they come, for `with`; StoreError as of `query`."""
        return stream(self.connection(), sql, seconds)

    # ------------------------------------------------------------ appending

    def version_number(self, version: Version) -> int:
        """The number that stands for a version here; a new one is written with the first rows that bear it."""
        found = {_version(row): row["version"] for row in self._versions()}
        found |= {v: n for n, v in self._new_versions.items()}
        if version not in found:
            self._new_versions[max(found.values(), default=0) + 1] = version
            return max(self._new_versions)
        return int(found[version])

    def done(self, version: int) -> Keys:
        """The keys of inputs that need no coding under a version: they have an outcome, or were forgotten."""
        return self._keys(done(version))

    def append(self, batch: Sequence[Entry] | Tables) -> int:
        """Add a batch in one commit and return its number; what is there already is not written twice.

        A batch is entries, all of one version, or the tables that `to_tables` made of them.
        """
        tables = batch if isinstance(batch, Mapping) else self._to_tables(batch)
        if not tables or not tables["outcomes"].num_rows:
            return self.version
        numbers = set(tables["outcomes"]["version"].to_pylist())
        if len(numbers) != 1:
            raise StoreError(f"a batch has one version, this one has {sorted(numbers)}")
        number = int(numbers.pop())
        with self._writing("append"):
            self._write_version(number)
            known = self._known_of(number)
            new = known.only_new(tables)
            for name, rows in new.items():
                self._store.append(name, rows)
        known.remember(new, self.version)
        self._known = known  # not before: what was not committed is not known
        return self.version

    def replace(self, tables: Mapping[str, pa.Table | Callable[[], pa.RecordBatchReader]], what: str) -> int:
        """Put tables that are computed from the whole dataset ("group") in the place of what stood there.

        What gives its rows as they come is asked for them when it is its turn to be written.
        """
        with self._writing(what):
            for name, rows in tables.items():
                self._store.overwrite(name, _fitting(name, rows() if callable(rows) else rows))
        return self.version

    def judge(self, rows: pa.Table) -> int:
        """Add judgements; one commit."""
        with self._writing("judge"):
            self._store.append("judgements", _fitting("judgements", rows))
        return self.version

    @telling()
    def compact(self, *, where_it_pays: bool = False) -> int:
        """Put the small files of each table together, sorted (events by day); one commit, the same rows.

        `where_it_pays` leaves tables alone that have few small files, or are large beside them.
        """
        with self._writing("compact"):
            compact(self._store, where_it_pays=where_it_pays)
        return self.version

    @telling()
    def forget(self, ids: Sequence[str]) -> Forgotten:
        """Remove articles (by article_id, or by input_id) from every table and every commit; leave a tombstone each.

        No commit before this one can be read afterwards. A run passes over what was forgotten, under any name.
        """
        with self._writing("forget"):
            target, unknown = find(self.connection(), ids)
            if target.keys:
                forget(self._store, target)
        beside = mentions(self.where, target.names)
        return Forgotten(target.articles, len(target.keys), tuple(unknown), beside)

    # ------------------------------------------------------------ comparing

    @telling()
    def diff(self, old: int | str, new: int | str) -> pa.Table:
        """The events that differ between two coding versions (1, 2), or two commits ("@3", "@2026-11-29").

        One row an event: `change` (added, removed, changed), `changed` (which fields), and each field as it was and is.
        """
        sides = [str(side) for side in (old, new)]
        if all(side.startswith("@") for side in sides):
            was, now = (connect(self._store, self._store.find(side[1:])) for side in sides)
            return between_commits(was, now)
        if not all(side.isdecimal() for side in sides):
            raise StoreError("compare two versions (1 2), or two commits (@3 @2026-11-29)")
        return between_versions(self.connection(), int(sides[0]), int(sides[1]))

    @telling()
    def info(self) -> Info:
        """What the dataset holds, in counts."""
        now = [f for name, version in self._commit.tables.items() for f in self._store.files(name, version)]
        return describe(self.connection(), self.version, self.where, now)

    # ------------------------------------------------------------ inside

    @contextmanager
    def _writing(self, what: str) -> Iterator[None]:
        if self._pinned:
            raise StoreError(
                f"{self.where}: opened as of commit {self.version}, read-only: open it without as_of to write"
            )
        with self._store.writing(what):
            self._commit, self._reader = self._store.head, None
            yield
        self._commit, self._reader = self._store.head, None

    def _to_tables(self, batch: Sequence[Entry]) -> Tables:
        versions = {entry[1].version for entry in batch}
        if len(versions) > 1:
            raise StoreError("a batch has one version: append what each version coded by itself")
        return to_tables(batch, self.version_number(versions.pop())) if versions else {}

    def _write_version(self, number: int) -> None:
        if self._known is not None and self._known.version == number:
            return
        stored = {row["version"]: _version(row) for row in self._versions()}
        ours = self._new_versions.get(number, stored.get(number))
        if ours is None:
            raise StoreError(f"no version {number} here: ask version_number for it")
        if number not in stored:
            self._store.append("versions", to_table("versions", [{"version": number, **msgspec.structs.asdict(ours)}]))
        elif stored[number] != ours:
            raise StoreError(f"another run has taken version {number} meanwhile: run again")

    def _versions(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._store.rows("versions", self._commit.tables["versions"]).to_pylist()
        return rows

    def _known_of(self, number: int) -> Known:
        known = self._known
        if known is None or (known.commit, known.version) != (self.version, number):
            return Known(self._keys, self.version, number)
        return known

    def _keys(self, sql: str) -> Keys:
        found = Keys()
        with self.stream(sql) as reader:
            for batch in reader:
                found.update(batch.column(0).to_pylist())
        return found


def _version(row: dict[str, Any]) -> Version:
    return Version(**{name: row[name] for name in Version.__struct_fields__})


def _fitting(name: str, rows: Any) -> Any:
    """Rows, or a reader of them, with the columns and types of a table; StoreError where they are others."""
    schema = schemas()[name]
    try:
        return (rows.select(schema.names) if isinstance(rows, pa.Table) else rows).cast(schema)
    except (KeyError, ValueError, TypeError) as error:
        raise StoreError(f"these are no rows of {name}: {error}") from error
