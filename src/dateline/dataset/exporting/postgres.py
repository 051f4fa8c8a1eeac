"""A dataset in PostgreSQL: its tables as they are, in one schema, in one transaction. Needs the extra [postgres].

A row has a key, so publishing twice changes nothing, and a row that left the dataset leaves the database. Readers see
the old state or the new one. Texts and signatures stay at home.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dateline.dataset.exporting.keys import KEYS
from dateline.dataset.exporting.lines import ask
from dateline.dataset.schema import Column, columns, schemas
from dateline.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

_AT_HOME = ("texts", "signatures")
_NUMBERED = ("article_id", "version", "position")  # of tables whose rows have no name
_TYPES = {
    "string": "text",
    "int32": "integer",
    "int64": "bigint",
    "double": "double precision",
    "bool": "boolean",
    "date": "date",
    "list<string>": "text[]",
}
_JSON = "jsonb"
_NUL = r"'(^|[^\\])((?:\\\\)*)(?:\\u0000)+'"  # JSON's way to write it, behind an even number of backslashes
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class Published(Struct, frozen=True):
    """Rows of each table as they stand in the database now, and how many were added or changed, and removed."""

    rows: dict[str, int]
    written: int
    removed: int


def publish(tables: DuckDBPyConnection, address: str, schema: str, version: int) -> Published:
    """Makes a schema of a database hold what a dataset holds at commit `version`; `tables` is its `connection()`.

    ConfigError where the extra is missing or the schema's name is no plain one, StoreError where the database refuses.
    """
    if not _NAME.fullmatch(schema):
        raise ConfigError(f"--schema {schema!r}: a small letter, then small letters, digits and _")
    try:
        from adbc_driver_manager import Error
        from adbc_driver_postgresql import dbapi
    except ImportError as error:
        raise ConfigError("PostgreSQL needs the extra [postgres]: pip install 'dateline[postgres]'") from error
    try:
        with dbapi.connect(address) as connection, connection.cursor() as cursor:
            done = _publish(tables, cursor, schema, version)
            connection.commit()
            return done
    except Error as error:
        raise StoreError(f"the database refuses: {' '.join(str(error).split())}") from error


def _publish(tables: DuckDBPyConnection, cursor: Any, schema: str, version: int) -> Published:
    import pyarrow as pa

    cursor.execute("SELECT pg_advisory_xact_lock(hashtext('dateline ' || $1))", (schema,))
    cursor.fetchall()
    cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    rows: dict[str, int] = {}
    written = removed = 0
    for name in (n for n in schemas() if n not in _AT_HOME):
        table = _Table(schema, name)
        for statement in table.making():
            cursor.execute(statement)
        found = ask(tables, table.question())
        reader = pa.RecordBatchReader.from_batches(found.schema, iter(found.rows))
        rows[name] = cursor.adbc_ingest(table.stage, reader, mode="create", temporary=True)
        cursor.execute(f"CREATE UNIQUE INDEX ON {table.stage} ({table.listed(table.key)})")
        written += _count(cursor, table.upserting())
        removed += _count(cursor, table.removing())
        cursor.execute(f"DROP TABLE {table.stage}")
    for statement in _closing(schema, version):
        cursor.execute(statement)
    return Published(rows, written, removed)


def _count(cursor: Any, statement: str) -> int:
    cursor.execute(f"WITH done AS ({statement} RETURNING 1) SELECT count(*) FROM done")
    return int(cursor.fetchone()[0])


def _closing(schema: str, version: int) -> Iterator[str]:
    """What a visitor finds: the commit, and the current events by name."""
    yield f"COMMENT ON SCHEMA {schema} IS 'Dateline dataset, commit {version}'"
    yield (
        f"CREATE OR REPLACE VIEW {schema}.current_events AS SELECT e.* FROM {schema}.events e JOIN "
        f"(SELECT article_id, max(version) AS version FROM {schema}.articles GROUP BY article_id) newest "
        "USING (article_id, version)"
    )
    yield f"COMMENT ON VIEW {schema}.current_events IS 'The events of each article in its newest coding'"


class _Table:
    """The SQL of one table, here and there."""

    def __init__(self, schema: str, name: str) -> None:
        self.name, self.target, self.stage = name, f"{schema}.{name}", f"dateline_{name}"
        self.key = KEYS.get(name, _NUMBERED)
        self.columns = [c for c in columns() if c.table == name]
        if name not in KEYS:
            number = Column(name, "position", "int32", may_be_null=False, meaning="Place in the article, from 1")
            self.columns.insert(2, number)

    @staticmethod
    def listed(names: tuple[str, ...]) -> str:
        """Names of columns: some are words of SQL."""
        return ", ".join(f'"{name}"' for name in names)

    def question(self) -> str:
        """The rows in DuckDB: records as JSON, no NUL (PostgreSQL has no place for it)."""
        made = ", ".join(f'{_value(c)} AS "{c.name}"' for c in self.columns)
        return f"SELECT {made} FROM {self.name}"

    def making(self) -> Iterator[str]:
        """The table, its columns, and what they mean; a column that came later is added."""
        lines = [f'"{c.name}" {_type(c)}{"" if c.may_be_null else " NOT NULL"}' for c in self.columns]
        yield f"CREATE TABLE IF NOT EXISTS {self.target} ({', '.join(lines)}, PRIMARY KEY ({self.listed(self.key)}))"
        for c in self.columns:
            yield f'ALTER TABLE {self.target} ADD COLUMN IF NOT EXISTS "{c.name}" {_type(c)}'
            meaning = c.meaning.replace("'", "''")
            yield f"COMMENT ON COLUMN {self.target}.\"{c.name}\" IS '{meaning}'"

    def upserting(self) -> str:
        """Rows that are new or changed; a row that is there already is not touched."""
        names = tuple(c.name for c in self.columns)
        given = ", ".join(f'"{c.name}"::{_type(c)}' for c in self.columns)
        rest = tuple(n for n in names if n not in self.key)
        change = ", ".join(f'"{n}" = excluded."{n}"' for n in rest)
        differ = " OR ".join(f'there."{n}" IS DISTINCT FROM excluded."{n}"' for n in rest)
        return (
            f"INSERT INTO {self.target} AS there ({self.listed(names)}) SELECT {given} FROM {self.stage} "
            f"ON CONFLICT ({self.listed(self.key)}) DO UPDATE SET {change} WHERE {differ}"
        )

    def removing(self) -> str:
        """Rows that the dataset no longer has."""
        same = " AND ".join(f'here."{n}" = there."{n}"' for n in self.key)
        return f"DELETE FROM {self.target} there WHERE NOT EXISTS (SELECT FROM {self.stage} here WHERE {same})"


def _type(column: Column) -> str:
    return _TYPES.get(column.type, _JSON)


def _value(column: Column) -> str:
    name = f'"{column.name}"'
    if column.name == "position" and column.table not in KEYS:
        order = 'span, text, "type", "value"' if column.table == "times" else "span, text, name, geonameid"
        return f"row_number() OVER (PARTITION BY article_id, version ORDER BY {order})::INTEGER"
    if column.type == "string":
        return f"replace({name}, chr(0), '')"
    if column.type == "list<string>":
        return f"[replace(word, chr(0), '') FOR word IN {name}]"
    if _type(column) == _JSON:
        return f"regexp_replace(to_json({name})::VARCHAR, {_NUL}, '\\1\\2', 'g')"
    return name
