from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import dateline.who
from training.facts.build import stored

FILE = Path(dateline.who.__file__).parent / "facts.sqlite"


def test_the_file_is_small_and_sound() -> None:
    assert FILE.stat().st_size < 8_000_000
    with closing(sqlite3.connect(f"file:{FILE}?mode=ro&immutable=1", uri=True)) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        sources = {s for (s,) in base.execute("SELECT source FROM sources")}
        for table in ("entities", "roles", "agents"):
            used = {s for (s,) in base.execute(f"SELECT DISTINCT source FROM {table}")}
            assert used <= sources


def test_phrases_are_stored_as_they_are_looked_up() -> None:
    assert stored("Members of Parliament") == "member of parliament"
    assert stored("the gunmen") == "gunman"
