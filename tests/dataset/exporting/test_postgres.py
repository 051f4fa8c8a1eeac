"""Against a PostgreSQL of our own, started for these tests in a temporary folder, without a port."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from dateline.dataset import Dataset
from dateline.dataset.exporting.postgres import publish
from dateline.dataset.schema import schemas
from dateline.errors import ConfigError, StoreError

Ask = Callable[[str], list[tuple[Any, ...]]]
SERVER_USER = "postgres"  # runs the server where we are root: as root it refuses to


def _as_user(command: list[str]) -> list[str]:
    return ["runuser", "-u", SERVER_USER, "--", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parent.parent.name))
    if not found:
        pytest.skip("no PostgreSQL under /usr/lib/postgresql (apt-get install postgresql)")
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        pytest.skip("PostgreSQL does not run as root, and PATH has no runuser (/usr/sbin)")
    home = Path(tempfile.mkdtemp(prefix="dateline-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, SERVER_USER)
    data, programs = home / "data", found[-1].parent

    def run(*command: str) -> None:
        subprocess.run(_as_user([str(programs / command[0]), *command[1:]]), check=True, capture_output=True, cwd=home)

    try:
        run("initdb", "-D", str(data), "-A", "trust", "-U", "dateline", "-E", "UTF8", "--no-sync", "--no-instructions")
        quiet = f"-k {home} -c listen_addresses='' -c fsync=off"
        run("pg_ctl", "-D", str(data), "-w", "-l", str(home / "log"), "-o", quiet, "start")
        try:
            yield f"postgresql://dateline@/postgres?host={home}"
        finally:
            run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home)


@pytest.fixture
def database(address: str) -> Iterator[Ask]:
    """Asks the server; what a test published is gone for the next."""
    dbapi = pytest.importorskip("adbc_driver_postgresql.dbapi")
    with dbapi.connect(address, autocommit=True) as connection, connection.cursor() as cursor:

        def ask(sql: str) -> list[tuple[Any, ...]]:
            cursor.execute(sql)
            return list(cursor.fetchall())

        yield ask
        cursor.execute("DROP SCHEMA IF EXISTS dateline, other CASCADE")


def test_every_row_arrives_and_twice_doubles_nothing(sample: Path, address: str, database: Ask) -> None:
    dataset = Dataset.open(sample)
    first = publish(dataset.connection(), address, "dateline", dataset.version)
    assert first.rows["events"] == 8
    assert first.rows["outcomes"] == 5
    assert first.written == sum(first.rows.values())
    for table, rows in first.rows.items():
        assert database(f"SELECT count(*) FROM dateline.{table}") == [(rows,)]
        assert dataset.query(f"SELECT count(*) AS n FROM {table}")["n"].to_pylist() == [rows]
    again = publish(dataset.connection(), address, "dateline", dataset.version)
    assert (again.rows, again.written, again.removed) == (first.rows, 0, 0)


def test_what_changed_is_changed_and_what_left_is_removed(sample: Path, address: str, database: Ask) -> None:
    old, new = Dataset.open(sample, as_of=1), Dataset.open(sample)
    publish(new.connection(), address, "dateline", new.version)
    back = publish(old.connection(), address, "dateline", old.version)
    assert back.removed > 0
    assert database("SELECT count(*) FROM dateline.events") == [(2,)]
    assert database("SELECT obj_description('dateline'::regnamespace)") == [("Dateline dataset, commit 1",)]
    database("UPDATE dateline.events SET cameo = '999' WHERE type = 'AID' RETURNING 1")
    assert publish(old.connection(), address, "dateline", old.version).written == 1
    assert database("SELECT cameo FROM dateline.events WHERE type = 'AID'") == [("070",)]


def test_values_have_the_types_of_the_database(sample: Path, address: str, database: Ask) -> None:
    dataset = Dataset.open(sample)
    publish(dataset.connection(), address, "other", dataset.version)
    assert database("SELECT event_id FROM other.events WHERE 'military' = ANY(contexts) AND version = 2")
    assert database(
        "SELECT counts->0->>'low', (trigger_span->>'start')::int FROM other.events WHERE type = 'PROTEST'"
    ) == [("3", 10)]
    assert database("SELECT trigger_text FROM other.events WHERE type = 'PROTEST'") == [
        ('a\tbreak\nand "quotes",\r\u2028here',)
    ]
    assert database("SELECT count(*) FROM other.current_events") == [(6,)]
    assert database("SELECT to_regclass('other.texts') IS NULL, day_start::text FROM other.current_events LIMIT 1") == [
        (True, "2024-03-04")
    ]
    about = "SELECT col_description('other.events'::regclass, 1)"
    assert database(about) == [("article_id-n",)]


def test_no_nul_breaks_it(tmp_path: Path, address: str, database: Ask) -> None:
    texts = ["\0", "a\0\0b", "\\\0", "\\u0000", "\\\\u0000", '"\0"']
    kept = {"version": 1, "type": "DATE", "value": "", "precision": "day", "reason": ""}
    rows = [
        {**kept, "article_id": f"{n:016x}", "text": t, "span": {"field": t, "start": 0, "end": 1}}
        for n, t in enumerate(texts)
        for _ in "12"
    ]
    dataset = Dataset.create(tmp_path / "nul")
    dataset.replace({"times": pa.Table.from_pylist(rows, schemas()["times"])}, "group")
    publish(dataset.connection(), address, "dateline", dataset.version)
    found = database("SELECT position, text, span->>'field' FROM dateline.times ORDER BY article_id, position")
    plain = [t.replace("\0", "") for t in texts]
    assert found == [(n, t, t) for t in plain for n in (1, 2)]


def test_a_database_that_is_not_there_and_a_bad_name(sample: Path, tmp_path: Path) -> None:
    tables = Dataset.open(sample).connection()
    with pytest.raises(StoreError, match="the database refuses") as refused:
        publish(tables, f"postgresql://me:secret@/none?host={tmp_path}", "dateline", 1)
    assert "secret" not in str(refused.value)
    for name in ("public; DROP TABLE x", "Upper", "", "é"):
        with pytest.raises(ConfigError, match="--schema"):
            publish(tables, "postgresql://", name, 1)
