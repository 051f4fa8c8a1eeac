"""Forgetting: an article's text and rows leave every table, and the versions that still held them are removed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
from msgspec import Struct

from dateline.dataset.compacting import rewrite
from dateline.dataset.repeating import tombstone
from dateline.dataset.rows import to_table
from dateline.dataset.schema import schemas
from dateline.dataset.storing import Store


class Forgotten(Struct, frozen=True):
    """What was forgotten: articles, inputs, ids that name nothing here, files beside the tables that still name one."""

    articles: tuple[str, ...]
    inputs: int
    unknown: tuple[str, ...]
    mentioned_in: tuple[str, ...]


class Target(Struct, frozen=True):
    """The rows to take out: articles by id, inputs by key, with the outcome rows that are left for them."""

    articles: tuple[str, ...]
    keys: tuple[str, ...]
    tombstones: pa.Table
    names: tuple[str, ...]


def find(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> tuple[Target, list[str]]:
    """What ids stand for: an article, or an input with all articles of its name; and the ids that stand for nothing."""
    wanted = list(dict.fromkeys(ids))
    rows = connection.execute(
        """
        WITH wanted AS (SELECT unnest($ids::VARCHAR[]) AS id),
        named AS (
            SELECT DISTINCT article_id FROM outcomes
            WHERE article_id IN (FROM wanted) OR input_id IN (FROM wanted)
        )
        SELECT input_key, version, input_id, article_id FROM outcomes
        WHERE outcome <> 'forgotten' AND (article_id IN (FROM named) OR input_id IN (FROM wanted))
        ORDER BY ALL
        """,
        {"ids": wanted},
    ).fetchall()
    articles = tuple(sorted({r[3] for r in rows if r[3] is not None}))
    stones = [tombstone(key, version, article_id) for key, version, _, article_id in rows]
    names = {name for _, _, input_id, article_id in rows for name in (input_id, article_id) if name}
    unknown = [i for i in wanted if i not in names]
    keys = tuple(dict.fromkeys(r[0] for r in rows))
    return Target(articles, keys, to_table("outcomes", stones), tuple(sorted(names))), unknown


def forget(store: Store, target: Target) -> None:
    """Take the rows out, leave the tombstones, and make older commits unreadable; only while `store.writing`.

    Tables are written anew. Delta's own deletion writes strings of another kind, in which Arrow then finds nothing.
    """
    for name, schema in schemas().items():
        column = next((c for c in _ID if c in schema.names), None)
        if name != "outcomes" and column is not None and target.articles:
            rewrite(store, name, f"{_ID[column]} IN ({_listed(target.articles)})")
    rewrite(store, "outcomes", f"input_key IN ({_listed(target.keys)})")
    store.append("outcomes", target.tombstones)
    store.forget_history()


# A judgement's item is an event_id, "article_id-n", or a sentence, "article_id:n".
_ID = {"article_id": "article_id", "event_id": "split_part(event_id, '-', 1)", "item": "item[:16]"}


def _listed(ids: Sequence[str]) -> str:
    """Ids, which are hexadecimal digits and nothing else, as parts of a condition."""
    return ", ".join(f"'{int(i, 16):016x}'" for i in ids)


def mentions(where: str, names: Sequence[str]) -> tuple[str, ...]:
    """Files in the dataset's folder, beside its tables, that name what was forgotten: run reports and samples."""
    folder, wanted = Path(where), [n.encode() for n in names]
    if "://" in where or not wanted:
        return ()
    beside = (f for f in sorted(folder.rglob("*")) if f.is_file() and f.relative_to(folder).parts[0] not in _TABLES)
    return tuple(f.relative_to(folder).as_posix() for f in beside if any(n in f.read_bytes() for n in wanted))


_TABLES = ("tables", "commits", ".lock")
