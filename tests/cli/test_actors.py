from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from dateline.cli.main import app

RUN = CliRunner()


def test_who_on_a_day() -> None:
    done = RUN.invoke(app, ["actors", "who", "Shoigu", "--on", "2015-01-01"])
    assert done.exit_code == 0
    assert "Sergei Shoigu (RUS GOV MIL)" in done.stdout


def test_one_json_line_a_mention(tmp_path: Path) -> None:
    path = tmp_path / "mentions.jsonl"
    path.write_text('{"mention": "Macron", "on": "2020-01-01"}\n\n{"mention": "Nobody At All"}\n', encoding="utf-8")
    done = RUN.invoke(app, ["actors", "who", "--from", str(path)])
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["mention"], first["on"], first["candidates"][0]["country"]) == ("Macron", "2020-01-01", "FRA")
    assert set(first["candidates"][0]) == {
        *("name", "entity", "country", "sectors", "office", "start", "end", "status", "reason")
    }
    assert second["candidates"] == []


def test_wrong_arguments_leave_with_two(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("[]\n", encoding="utf-8")
    for words in (["who"], ["who", "A", "--from", "x"], ["who", "A", "--on", "soon"], ["who", "--from", str(path)]):
        assert RUN.invoke(app, ["actors", *words]).exit_code == 2
    assert RUN.invoke(app, ["actors", "build", "--out", str(tmp_path / "x.tsv")]).exit_code == 2


def test_check_says_line_and_leaves_with_four(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("name\tcountry\tsectors\nAna Roth\tDEU\tGOV\n", encoding="utf-8")
    assert RUN.invoke(app, ["actors", "check", str(path)]).exit_code == 0
    path.write_text("name\tcountry\tsectors\nAna Roth\tDEU\tXYZ\n", encoding="utf-8")
    done = RUN.invoke(app, ["actors", "check", str(path)])
    assert done.exit_code == 4
    assert f"{path}:2:" in done.stdout
