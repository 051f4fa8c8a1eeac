"""The Delta tables of a dataset under one line of commits: a change is in all tables or in none (decision 0024)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as pads
from deltalake import CommitProperties, DeltaTable, Transaction, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from msgspec import Struct
from msgspec.structs import replace
from pyarrow.fs import FileSystem, LocalFileSystem, SubTreeFileSystem

from dateline.dataset.locking import locked
from dateline.dataset.schema import schemas
from dateline.errors import StoreError

COMMITS = "commits"
_LINE = "dateline"  # the application whose transaction numbers in the Delta log of `commits` are the commits' numbers
_COMMITS_SCHEMA = pa.schema(
    [
        pa.field("commit", pa.int64(), nullable=False),
        pa.field("what", pa.string(), nullable=False),
        pa.field("oldest", pa.int64(), nullable=False),
        pa.field("vacuumed", pa.bool_(), nullable=False),
        pa.field("tables", pa.map_(pa.string(), pa.int64()), nullable=False),
    ]
)
_REOPEN = 16  # commits; an open Delta table keeps each of its own in memory, and slows down with them
# Nothing expires by itself: an old commit can be read until `dateline forget` says otherwise. Statistics, which Delta
# keeps for ever in its log as plain text, are kept of ids and days alone, so that no word of an article is in them.
# A table that is opened holds 30 kB for each commit since its last checkpoint, and 5 for each before.
_CONFIGURATION = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
    "delta.checkpointInterval": str(_REOPEN),
}
_WITH_STATISTICS = ("commit", "article_id", "event_id", "version", "day_start", "day_end", "published")
_GROUP_ROWS = {"texts": 2_048, "signatures": 8_192}  # rows that are large, and are looked up one by one
_PATIENCE = 60.0
_UNFIT = "*?[]|^%" + ("" if sys.platform == "win32" else "\\")  # in a path: patterns to DuckDB, errors to Delta


class Commit(Struct, frozen=True):
    """One row of the line: what was done, the Delta version of every table after it, the oldest commit still readable.

    `at` is when (UTC, ISO), as Delta's log says; "" in a commit that was read for its tables alone.
    """

    number: int
    what: str
    oldest: int
    vacuumed: bool
    tables: dict[str, int]
    at: str = ""


class Store:
    """The tables in a folder or under an address (`s3://…`), as of the newest commit; all writing is done here."""

    def __init__(self, where: str, patience: float = _PATIENCE) -> None:
        self.where, self.patience = _place(where), patience
        self.remote = "://" in where
        try:
            self._commits = DeltaTable(f"{self.where}/{COMMITS}")
        except (TableNotFoundError, DeltaError, OSError, ValueError) as error:
            raise StoreError(f"{where}: no dataset there (or its making was interrupted: make it again)") from error
        number = self._commits.transaction_version(_LINE)
        if number is None:
            raise StoreError(f"{where}: the making of this dataset was interrupted: make it again")
        self.head = self.commit(number)
        self._open: dict[str, DeltaTable] = {}
        self._fresh = number

    @classmethod
    def make(cls, where: str) -> Store:
        """Empty tables and their first commit; finishes what an interrupted making left."""
        where = _place(where)
        with _lock(where, _PATIENCE):
            if is_dataset(where):
                raise StoreError(f"{where}: there is a dataset already")
            for name, schema in schemas().items():
                _make_table(f"{where}/tables/{name}", schema)
            commits = _make_table(f"{where}/{COMMITS}", _COMMITS_SCHEMA)
            _write_commit(commits, Commit(0, "create", 0, vacuumed=True, tables=dict.fromkeys(schemas(), 0)))
        return cls(where)

    def commit(self, number: int) -> Commit:
        """A row of the line; StoreError where there is none."""
        rows = self._as_arrow(COMMITS, self._commits).to_table(filter=pads.field("commit") == number).to_pylist()
        if not rows:
            newest = self._commits.transaction_version(_LINE)
            raise StoreError(f"{self.where}: no commit {number}; the newest is {newest}")
        row = rows[0]
        tables = dict(row["tables"])
        if set(tables) != set(schemas()):
            raise StoreError(f"{self.where}: made by another version of dateline, with other tables")
        return Commit(row["commit"], row["what"], row["oldest"], row["vacuumed"], tables)

    def times(self) -> dict[int, datetime]:
        """When each commit was made, by its number."""
        found = {int(h["commit"]): h["timestamp"] for h in self._commits.history() if "commit" in h}
        return {n: datetime.fromtimestamp(found[n] / 1000, UTC) for n in sorted(found)}

    def line(self) -> list[Commit]:
        """All commits, oldest first."""
        at = {n: t.isoformat(timespec="milliseconds") for n, t in self.times().items()}
        rows = self._as_arrow(COMMITS, self._commits).to_table().sort_by("commit").to_pylist()
        made = [(r["commit"], r["what"], r["oldest"], r["vacuumed"], dict(r["tables"])) for r in rows]
        return [Commit(*m, at=at.get(m[0], "")) for m in made]

    def find(self, as_of: int | str) -> Commit:
        """The commit of a number, or the last one made by a day or time (ISO; a day counts whole; UTC)."""
        number = int(as_of) if str(as_of).isdecimal() else self._by(str(as_of))
        found = self.commit(number)
        if number < self.head.oldest:
            raise StoreError(
                f"{self.where}: commit {number} cannot be read any more: articles were forgotten in commit "
                f"{self.head.oldest}, and their text with every commit before it"
            )
        return found

    def _by(self, moment: str) -> int:
        try:
            until = _end_of(moment)
        except ValueError:
            raise StoreError(
                f"{moment!r} is neither a commit's number nor a day or time (2026-11-29, 2026-11-29T18:00)"
            ) from None
        made = [n for n, at in self.times().items() if at < until]
        if not made:
            raise StoreError(f"{self.where}: the dataset did not exist by {moment}")
        return max(made)

    def table(self, name: str, version: int) -> DeltaTable:
        """A table as of one of its Delta versions."""
        return self._opened(name, version)

    def rows(self, name: str, version: int) -> pa.Table:
        """All rows of a small table as of one of its Delta versions."""
        return self.as_arrow(name, version).to_table()

    def as_arrow(self, name: str, version: int) -> pads.Dataset:
        """A table as of one of its Delta versions, for those that read no files."""
        return self._as_arrow(f"tables/{name}", self.table(name, version))

    def _as_arrow(self, folder: str, table: DeltaTable) -> pads.Dataset:
        """A table as Arrow reads it, by file systems of its own where it has one.

        Delta's is Python, which Arrow's threads call even while the interpreter ends: that aborts it.
        """
        if self._arrow is None:
            return table.to_pyarrow_dataset()
        files, path = self._arrow
        return table.to_pyarrow_dataset(filesystem=SubTreeFileSystem(f"{path}/{folder}", files))

    @cached_property
    def _arrow(self) -> tuple[FileSystem, str] | None:
        """Arrow's file system and the path in it; asked for once, since a bucket's region is asked of the network."""
        if not self.remote:
            return LocalFileSystem(), self.where
        try:
            found: tuple[FileSystem, str] = FileSystem.from_uri(self.where)
        except (ValueError, OSError):
            return None
        return found

    def files(self, name: str, version: int) -> list[str]:
        """The Parquet files of a table as of one of its Delta versions: paths, or addresses."""
        return self._files(name, self.table(name, version))

    def _files(self, name: str, table: DeltaTable) -> list[str]:
        found = sorted(table.file_uris())
        if self.remote:
            return found
        # Delta writes what is no ASCII in a folder's name as %C3%A9; the files themselves lie straight in the folder
        return [f"{self.where}/tables/{name}/{uri.rpartition('/')[2]}" for uri in found]

    # ------------------------------------------------------------ writing

    @contextmanager
    def writing(self, what: str) -> Iterator[None]:
        """Hold the lock, repair, let the caller change tables, commit them all: what is not committed never was."""
        with _lock(self.where, self.patience):
            self._catch_up()
            self._repair()
            yield
            self._commit(what)

    def append(self, name: str, rows: pa.Table) -> None:
        """Add rows to a table; only while `writing`."""
        if rows.num_rows:
            self._write(name, rows, "append")

    def overwrite(self, name: str, rows: pa.Table | pa.RecordBatchReader) -> None:
        """Put rows in the place of all that a table holds; only while `writing`."""
        self._write(name, rows, "overwrite")

    def files_now(self, name: str) -> list[str]:
        """The files that the newest version of a table lies in; only while `writing`."""
        return self._files(name, self._latest(name))

    def sizes_now(self, name: str) -> list[int]:
        """The bytes of each of these files; only while `writing`."""
        return [int(size) for size in self._latest(name).get_add_actions()["size_bytes"].to_pylist()]

    def scan(self, name: str) -> pads.Dataset:
        """The newest version of a table, as Arrow reads it; only while `writing`."""
        return self._as_arrow(f"tables/{name}", self._latest(name))

    def forget_history(self) -> None:
        """Make every older commit unreadable and remove its files; where it is killed, the next writer ends it."""
        self.head = replace(self.head, oldest=self.head.number + 1, vacuumed=False)
        self._commit("forget", always=True)
        self._vacuum()

    def _write(self, name: str, rows: Any, mode: Any) -> None:
        table = self._latest(name)
        properties = WriterProperties(compression="ZSTD", max_row_group_size=_GROUP_ROWS.get(name, 131_072))
        try:
            once = CommitProperties(max_commit_retries=0)
            write_deltalake(table, rows, mode=mode, writer_properties=properties, commit_properties=once)
        except CommitFailedError as error:
            raise StoreError(f"{self.where}: another process wrote to {name} at the same time: try again") from error
        except (DeltaError, OSError) as error:
            raise StoreError(f"{self.where}: {name} cannot be written: {error}") from error

    def _latest(self, name: str) -> DeltaTable:
        if name not in self._open:
            self._open[name] = self._opened(name)
        return self._open[name]

    def _opened(self, name: str, version: int | None = None) -> DeltaTable:
        try:
            table = DeltaTable(f"{self.where}/tables/{name}", version=version)
        except (DeltaError, OSError) as error:
            raise StoreError(f"{self.where}: {name} cannot be read: {error}") from error
        found = [field.name for field in table.schema().fields]
        if found != schemas()[name].names:
            raise StoreError(
                f"{self.where}: its table {name} has other columns than this version of dateline writes: "
                "code again into a new dataset, or read it with the version that made it"
            )
        return table

    def _catch_up(self) -> None:
        if self.head.number - self._fresh >= _REOPEN:
            self._commits, self._open, self._fresh = DeltaTable(f"{self.where}/{COMMITS}"), {}, self.head.number
        self._commits.update_incremental()
        number = self._commits.transaction_version(_LINE)
        if number is not None and number != self.head.number:
            self.head = self.commit(number)

    def _repair(self) -> None:
        """Undo what a killed writer left in some tables, and end a removal of files that it began."""
        for name, version in self.head.tables.items():
            table = self._latest(name)
            table.update_incremental()
            if table.version() != version:
                table.restore(version)
        self._commit("repair")
        if not self.head.vacuumed:
            self._vacuum()

    def _vacuum(self) -> None:
        for name in self.head.tables:
            self._latest(name).vacuum(0, dry_run=False, enforce_retention_duration=False, full=True)
        self.head = replace(self.head, vacuumed=True)
        self._commit("vacuum", always=True)

    def _commit(self, what: str, *, always: bool = False) -> None:
        tables = {name: self._latest(name).version() for name in self.head.tables}
        if tables == self.head.tables and not always:
            return
        made = Commit(self.head.number + 1, what, self.head.oldest, self.head.vacuumed, tables)
        _write_commit(self._commits, made)
        self.head = made


def is_dataset(where: str) -> bool:
    """Whether a dataset, made to its end, is there."""
    path = f"{_place(where)}/{COMMITS}"
    return DeltaTable.is_deltatable(path) and DeltaTable(path).transaction_version(_LINE) is not None


def _place(where: str) -> str:
    """A folder or address without the last slash; StoreError where Delta or DuckDB would take it for another."""
    if "://" not in where and (wrong := sorted(set(str(Path(where).absolute())) & set(_UNFIT))):
        raise StoreError(f"{where}: a dataset cannot lie in a path with {' '.join(wrong)}: choose another")
    return where.rstrip("/")


def _make_table(path: str, schema: pa.Schema) -> DeltaTable:
    kept = ",".join(name for name in schema.names if name in _WITH_STATISTICS)
    configuration = {**_CONFIGURATION, "delta.dataSkippingStatsColumns": kept}
    return DeltaTable.create(path, schema, mode="ignore", configuration=configuration)


def _write_commit(commits: DeltaTable, made: Commit) -> None:
    row = {"commit": made.number, "what": made.what, "oldest": made.oldest, "vacuumed": made.vacuumed}
    rows = pa.Table.from_pylist([{**row, "tables": list(made.tables.items())}], _COMMITS_SCHEMA)
    properties = CommitProperties(
        custom_metadata={"commit": str(made.number)},
        max_commit_retries=0,
        app_transactions=[Transaction(_LINE, made.number)],
    )
    try:
        write_deltalake(commits, rows, mode="append", commit_properties=properties)
    except (CommitFailedError, DeltaError) as error:
        raise StoreError(f"{commits.table_uri}: another process committed at the same time: try again") from error


def _lock(where: str, patience: float) -> Any:
    """An object store has no lock: there a second writer loses the race for a commit, and says so."""
    if "://" in where:
        return nullcontext()
    folder = Path(where)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{where}: {error.strerror}") from error
    return locked(folder / ".lock", patience)


def _end_of(moment: str) -> datetime:
    """The first instant after a day or a time."""
    if len(moment) == len("2026-11-29"):
        day = date.fromisoformat(moment)
        return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
    at = datetime.fromisoformat(moment)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)) + timedelta(milliseconds=1)
