import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.main import app
from dateline.dataset import Dataset
from tests.dataset.conftest import reports

RUN = CliRunner()


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = tmp_path_factory.mktemp("cli") / "data"
    made = Dataset.create(where)
    old, new, _ = reports()
    made.append(old)
    made.append(new)
    return str(where)


def test_a_file_is_written_and_what_is_left_out_is_told(dataset: str, tmp_path: Path) -> None:
    out = tmp_path / "events.tab"
    done = RUN.invoke(app, ["export", dataset, "--to", "icews", "--out", str(out)])
    assert done.exit_code == 0, done.stderr
    assert done.stderr == "dateline: 4 events in 6 rows; left out: 1 no CAMEO code (hypothetical); left out: 1 no day\n"
    assert len(out.read_text().splitlines()) == 7
    assert [p.name for p in tmp_path.iterdir()] == ["events.tab"]


def test_standard_output_condition_and_older_commit(dataset: str) -> None:
    shown = RUN.invoke(app, ["export", dataset, "--to", "plover", "--out", "-", "--where", "type = 'PROTEST'"])
    assert [json.loads(line)["cameo"] for line in shown.stdout.splitlines()] == ["1412"]
    old = RUN.invoke(app, ["export", dataset, "--to", "keds", "--out", "-", "--as-of", "1"])
    assert [line.split("\t")[3] for line in old.stdout.splitlines()] == ["042", "070"]


@pytest.mark.parametrize("kind", ["parquet", "excel"])
def test_bytes_go_to_standard_output_too(dataset: str, kind: str) -> None:
    shown = RUN.invoke(app, ["export", dataset, "--to", kind, "--out", "-"])
    assert shown.exit_code == 0, shown.stderr
    assert shown.stdout_bytes.startswith({"parquet": b"PAR1", "excel": b"\xef\xbb\xbfevent_id"}[kind])


def test_wrong_arguments_are_one_line(dataset: str, tmp_path: Path) -> None:
    wrong = [
        ["export", dataset, "--to", "xls", "--out", "-"],
        ["export", dataset, "--to", "keds"],
        ["export", dataset, "--to", "keds", "--out", "-", "--where", "no = 1"],
        ["export", dataset, "--to", "postgresql://here/db", "--out", "x"],
        ["export", dataset, "--to", "postgresql://here/db", "--schema", "a-b"],
        ["release", dataset, "--out", str(tmp_path / "r"), "--licence", "my own"],
    ]
    for arguments in wrong:
        done = RUN.invoke(app, arguments)
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.stderr
        assert done.stderr.startswith("dateline: ")
    assert RUN.invoke(app, ["export", str(tmp_path), "--to", "keds", "--out", "-"]).exit_code == 5
    unwritable = ["export", dataset, "--to", "keds", "--out", str(tmp_path / "no" / "file")]
    assert RUN.invoke(app, unwritable).exit_code == 5
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_leaves_the_old_file(dataset: str, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    out.write_text("old")
    failing = ["export", dataset, "--to", "csv", "--out", str(out), "--where", "published > 'x'"]
    assert RUN.invoke(app, failing).exit_code == 2
    assert out.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["events.csv"]


def test_a_release_is_written(dataset: str, tmp_path: Path) -> None:
    out = tmp_path / "release"
    done = RUN.invoke(app, ["release", dataset, "--out", str(out), "--creators", "A. One; B. Two", "--title", "T"])
    assert done.exit_code == 0, done.stderr
    assert json.loads((out / "manifest.json").read_text())["creators"] == ["A. One", "B. Two"]
    assert "30 files of commit 2" in done.stderr
