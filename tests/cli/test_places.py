import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.main import app

RUN = CliRunner()


def given(tmp_path: Path, *lines: object) -> tuple[int, list[dict[str, object]], str]:
    path = tmp_path / "spans.jsonl"
    path.write_text("".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in lines), encoding="utf-8")
    done = RUN.invoke(app, ["places", "--from", str(path)])
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_given_spans_are_placed_in_their_order(tmp_path: Path) -> None:
    text = "Police in Tripoli, Lebanon, said so."
    code, rows, _ = given(tmp_path, {"id": "a", "text": text, "spans": [[19, 26], [10, 17]]})
    assert code == 0
    assert rows[0]["id"] == "a"
    assert [(p["text"], p["country"]) for p in rows[0]["places"]] == [("Lebanon", "LBN"), ("Tripoli", "LBN")]  # type: ignore[attr-defined]


def test_toponyms_do_as_well_and_broken_lines_are_told(tmp_path: Path) -> None:
    good = {"text": "Police in Nairobi.", "toponyms": [{"start": 10, "end": 17}]}
    bad = ["{", "[]", {"text": "x"}, {"text": "Police", "spans": [[0, 99]]}, {"text": "Police", "spans": [["a"]]}]
    code, rows, errors = given(tmp_path, *bad, good)
    assert (code, len(rows), errors.count("dateline: line")) == (3, 1, 5)
    assert rows[0]["id"] == "6"


def test_one_of_files_and_from_is_needed(tmp_path: Path) -> None:
    assert RUN.invoke(app, ["places"]).exit_code == 2
    assert RUN.invoke(app, ["places", "--from", str(tmp_path / "none.jsonl")]).exit_code == 2


def test_gazetteer_find_and_build(tmp_path: Path) -> None:
    found = RUN.invoke(app, ["gazetteer", "find", "Nairobi"])
    assert found.stdout.startswith("Nairobi\tcity\t")
    assert RUN.invoke(app, ["gazetteer", "build", str(tmp_path / "none.zip")]).exit_code == 2


@pytest.mark.parametrize("command", [["places", "x.txt"], ["gazetteer", "find", "Nairobi"]])
def test_a_wrong_gazetteer_is_a_wrong_setting(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "x.txt").write_text("Police in Nairobi said so.")
    arguments = [a.replace("x.txt", str(tmp_path / "x.txt")) for a in command]
    assert RUN.invoke(app, [*arguments, "--gazetteer", str(tmp_path / "none.sqlite")]).exit_code == 2
