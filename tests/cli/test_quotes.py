import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.main import EXIT_CODES, app
from dateline.explaining import QUOTE_COLUMNS

runner = CliRunner()
TEXT = 'Ali Juma met reporters. "The war is over," he said. A senior official denied that troops had left.'


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_json_is_one_array_of_who_said_what(report: str) -> None:
    done = runner.invoke(app, ["quotes", report, report, "--format", "json"])
    assert done.exit_code == EXIT_CODES["ok"]
    rows = json.loads(done.stdout)
    assert [row["speaker"] for row in rows] == ["he", "A senior official"] * 2
    assert (rows[0]["stands_for"], rows[0]["kind"], rows[0]["words"]) == ("Ali Juma", "direct", "The war is over")
    assert (rows[1]["speaker_kind"], rows[1]["stance"]) == ("anonymous", "denies")
    assert TEXT[rows[0]["start"] : rows[0]["end"]] == rows[0]["words"]


def test_an_array_of_nothing_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "quiet.txt"
    path.write_text("The army shelled the town on Monday.", encoding="utf-8")
    assert json.loads(runner.invoke(app, ["quotes", str(path), "--format", "json"]).stdout) == []


def test_lines_are_the_default_where_there_is_no_terminal(report: str) -> None:
    done = runner.invoke(app, ["quotes", report, "--direct"])
    assert [json.loads(line)["speaker"] for line in done.stdout.splitlines()] == ["he"]


def test_csv_has_a_row_an_attribution(report: str) -> None:
    done = runner.invoke(app, ["quotes", report, "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert tuple(rows[0]) == QUOTE_COLUMNS
    assert [row["cue"] for row in rows] == ["said", "denied"]


def test_the_table_says_whom_a_pronoun_stands_for(report: str) -> None:
    done = runner.invoke(app, ["quotes", report, "--format", "table"], env={"COLUMNS": "200"})
    assert "he = Ali Juma" in done.stdout
    assert "said (asserts, direct)" in done.stdout


def test_a_missing_file_is_a_wrong_argument() -> None:
    assert runner.invoke(app, ["quotes", "nowhere.txt"]).exit_code == EXIT_CODES["usage"]
