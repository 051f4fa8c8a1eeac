"""Compaction: the many small files of a table become few, sorted as questions ask for them; the rows stay the same."""

from __future__ import annotations

import tempfile

import duckdb

from dateline.dataset.ordering import ordered
from dateline.dataset.querying import BOUNDS
from dateline.dataset.schema import SORTED_BY
from dateline.dataset.storing import Store

_SMALL = 32_000_000  # bytes of a file
_MANY = 8


def compact(store: Store, *, where_it_pays: bool = False) -> None:
    """Rewrite every table that lies in more than one file; only while `store.writing`.

    Where it pays is where many small files hold half of a table: so rows are written anew a few times, however often
    a table grows, and what older commits keep stays within a few times its size.
    """
    for name in SORTED_BY:
        sizes = store.sizes_now(name)
        if len(sizes) > 1 and (not where_it_pays or _pays(sizes)):
            rewrite(store, name)


def _pays(sizes: list[int]) -> bool:
    small = [size for size in sizes if size < _SMALL]
    return len(small) >= _MANY and 2 * sum(small) >= sum(sizes)


def rewrite(store: Store, name: str, leave_out: str | None = None) -> None:
    """Write a table anew in order, a batch at a time, without the rows that meet a condition; only while `writing`.

    What does not fit in memory is sorted on disk.
    """
    connection = duckdb.connect(":memory:", config={"temp_directory": tempfile.gettempdir(), **BOUNDS})
    files = store.files_now(name)
    if store.remote:
        connection.register("rows", store.scan(name))
        rows = connection.sql("FROM rows")
    elif files:
        rows = connection.read_parquet(files)
    else:
        return
    if leave_out is not None:
        if not rows.filter(leave_out).limit(1).fetchall():
            return
        rows = rows.filter(f"({leave_out}) IS NOT TRUE")
    with ordered(connection, rows, name) as found:
        store.overwrite(name, found)
