import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

pytest.importorskip("deltalake", reason="needs the extra [data]")

from dateline.cli.main import app
from tests.review.conftest import make

runner = CliRunner()


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = str(make(tmp_path_factory.mktemp("drawn") / "events"))
    done = runner.invoke(app, ["review", "draw", where, "first", "--events", "12", "--sentences", "8"])
    assert (done.exit_code, "20 items" in done.stderr) == (0, True), done.stderr
    return where


@pytest.fixture
def events(drawn: str, tmp_path: Path) -> str:
    return str(shutil.copytree(drawn, tmp_path / "events"))


def kinds(where: str) -> list[str]:
    return [i["kind"] for i in json.loads(Path(where, "reviews/first.json").read_text(encoding="utf-8"))["items"]]


def decide(where: str, coder: str, event: str, sentence: str) -> str:
    lines = "".join(f"{event if kind == 'event' else sentence}\n" for kind in kinds(where))
    done = runner.invoke(app, ["review", "code", where, "first", "--coder", coder], input=lines)
    assert done.exit_code == 0, done.output
    return done.stderr


def test_from_a_sample_to_an_estimate(events: str) -> None:
    assert "20 decisions kept, 0 items left" in decide(events, "anna", "r", "0")
    told = runner.invoke(app, ["review", "estimate", events, "first", "--format", "csv"])
    rows = {(r["measure"], r["level"], r["type"]): r for r in csv.DictReader(io.StringIO(told.stdout))}
    assert (rows["precision", "parties", "all"]["value"], rows["recall", "event", "all"]["value"]) == ("1.0", "1.0")
    assert 0.5 < float(rows["recall", "event", "all"]["low"]) < 0.9
    assert "people decided on 20 of 20 items" in told.stderr
    machine = runner.invoke(app, ["review", "estimate", events, "first", "--machine", "--format", "csv"])
    assert "machines decided on 0 of 20 items" in machine.stderr


def test_two_coders_agree_and_a_third_settles(events: str) -> None:
    alone = runner.invoke(app, ["review", "agree", events, "first"])
    assert (alone.exit_code, "second one" in alone.stderr) == (2, True)
    decide(events, "anna", "r", "0")
    decide(events, "ben", "n", "0")
    told = runner.invoke(app, ["review", "agree", events, "first"])
    assert "coders anna, ben\nitems  20\nalike  0.400" in told.stdout
    estimated = runner.invoke(app, ["review", "estimate", events, "first", "--format", "csv"])
    assert "12 are disputed" in estimated.stderr
    lines = "r\n" * 12
    settled = runner.invoke(app, ["review", "code", events, "first", "--coder", "chief", "--adjudicate"], input=lines)
    assert "ben (person): not-an-event" in settled.stdout
    assert "12 decisions kept, 0 items left" in settled.stderr
    estimated = runner.invoke(app, ["review", "estimate", events, "first", "--format", "csv"])
    assert "disputed" not in estimated.stderr


def test_coders_are_blind_to_each_other(events: str) -> None:
    decide(events, "anna", "n # SECRET", "0")
    seen = runner.invoke(app, ["review", "code", events, "first", "--coder", "ben"], input="")
    assert "anna" not in seen.stdout
    assert "SECRET" not in seen.stdout
    assert "0 decisions kept, 20 items left" in seen.stderr


def test_skip_back_and_leave(events: str) -> None:
    first = "r" if kinds(events)[0] == "event" else "0"
    done = runner.invoke(
        app, ["review", "code", events, "first", "--coder", "anna"], input=f"s\nb\nnonsense\n{first}\nq\n{first}\n"
    )
    assert "'nonsense' is none of" in done.stdout
    assert "1 decisions kept, 19 items left" in done.stderr


def test_gold_goes_to_standard_output(events: str) -> None:
    first = ("r" if kinds(events)[0] == "event" else "0") + "\n"
    runner.invoke(app, ["review", "code", events, "first", "--coder", "anna"], input=first)
    for form, mark in (
        ("jsonl", '"article_id"'),
        ("sentences", "// Reviewed sentences"),
        ("cases", "# Reviewed reports"),
    ):
        done = runner.invoke(app, ["review", "export", events, "first", "--to", form, "--unchecked"])
        assert (done.exit_code, mark in done.stdout) == (0, True)


@pytest.mark.parametrize(
    "command",
    [["code", "{}", "absent", "--coder", "a"], ["export", "{}", "first", "--to", "xml"], ["draw", "{}", "first"]],
)
def test_what_is_wrong_is_one_line(events: str, command: list[str]) -> None:
    done = runner.invoke(app, ["review", *(c.format(events) for c in command)])
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1
