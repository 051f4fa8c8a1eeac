import csv
import io
import json
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import Result
from msgspec.structs import replace
from typer.testing import CliRunner

from dateline.cli.main import app
from dateline.dataset import Dataset, Entry
from tests.dataset.making import NEW, article, coded, entries, event


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words])


@pytest.fixture
def where(tmp_path: Path) -> Path:
    made = Dataset.create(tmp_path / "d")
    made.append(entries(0, 8))
    report = replace(article(20), outlet="\x1b[31m[bold]Red\u202e")
    made.append([Entry("00000000000000aa", coded(report, event(report, 1), version=NEW))])
    return tmp_path / "d"


def test_query_prints_rows_in_each_format(where: Path) -> None:
    sql = "SELECT article_id, published, [1, 2] AS listed FROM articles ORDER BY 1"
    rows = [json.loads(line) for line in run("query", where, sql).stdout.splitlines()]
    assert len(rows) == 8
    assert rows[0]["listed"] == [1, 2]
    sheet = list(csv.DictReader(io.StringIO(run("query", where, sql, "--format", "csv").stdout)))
    assert [r["article_id"] for r in sheet] == [r["article_id"] for r in rows]
    assert (sheet[0]["listed"], sheet[0]["published"]) == ("[1, 2]", "")
    parquet = run("query", where, sql, "--format", "parquet").stdout_bytes
    assert pq.read_table(io.BytesIO(parquet)).num_rows == 8


def test_a_table_shows_hostile_text_inert(where: Path) -> None:
    shown = run("query", where, "SELECT outlet FROM articles", "--format", "table").stdout
    assert "\\x1b[31m[bold]Red\\x202e" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_long_table_is_cut_and_says_so(where: Path) -> None:
    done = run("query", where, "FROM range(1500)", "--format", "table")
    assert "the first 1000 rows" in done.stderr
    assert "1499" not in done.stdout


def test_info_and_history_tell_what_is_there(where: Path) -> None:
    told = run("info", where).stdout
    assert "inputs     9: 8 coded, 1 dropped" in told
    assert "dropped    1 too-short" in told
    assert "events     15, 2024-03-04 to 2024-03-04" in told
    assert "version 2  1 articles, 1 events: code 2" in told
    assert "\x1b" not in told
    assert "inputs     8" in run("info", where, "--as-of", "1").stdout
    lines = run("history", where).stdout.splitlines()
    assert [line.split()[-1] for line in lines] == ["create", "append", "append"]


def test_compact_diff_and_forget(where: Path) -> None:
    assert "commit 3" in run("compact", where).stderr
    assert "nothing to do" in run("compact", where).stderr
    done = run("diff", where, "@1", "@2", "--format", "jsonl")
    assert json.loads(done.stdout)["change"] == "added"
    assert "1 articles differ: 1 events added, 0 removed, 0 changed" in done.stderr
    done = run("forget", where, article(0).article_id, "nobody")
    assert (done.exit_code, "1 articles forgotten" in done.stderr) == (5, True)
    assert "unknown here: nobody" in done.stderr
    assert "(cannot be read any more)" in run("history", where).stdout


def test_what_is_wrong_is_one_line(where: Path) -> None:
    for words in (
        ("query", where, "DELETE FROM events"),
        ("query", where.parent / "none", "SELECT 1"),
        ("query", where, "SELECT 1", "--as-of", "soon"),
        ("info", where.parent),
        ("diff", where, "1", "x"),
        ("history", where.parent / "none"),
    ):
        done = run(*words)
        assert (done.exit_code, len(done.stderr.splitlines())) == (5, 1), words
        assert done.stderr.startswith("dateline: ")


def test_without_the_extra_one_line_names_it(monkeypatch: pytest.MonkeyPatch, where: Path) -> None:
    for name in [m for m in sys.modules if m == "dateline.dataset" or m.startswith("dateline.dataset.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = run("query", where, "SELECT 1")
    assert done.exit_code == 2
    assert done.stderr == "dateline: datasets need the extra [data]: pip install 'dateline[data]'\n"
