import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

pytest.importorskip("deltalake", reason="needs the extra [data]")
pytest.importorskip("networkx", reason="needs the extra [analysis]")

from dateline.cli.main import app
from tests.review.conftest import make

runner = CliRunner()


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make(tmp_path_factory.mktemp("analysed") / "events"))


def ask(*arguments: str) -> list[dict]:
    done = runner.invoke(app, ["analyse", *arguments, "--format", "jsonl"])
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_question_is_answered(events: str, tmp_path: Path) -> None:
    both = ask("series", events, "--actor", "KEN", "--recipient", "UGA", "--both", "--every", "day")
    assert [(r["actor"], r["events"]) for r in both] == [("KEN", 12), ("UGA", 12)]
    assert ask("surges", events, "--type", "ASSAULT")[0]["surge"] is False
    assert ask("changes", events)[0]["mean"] == 24
    assert [r["events"] for r in ask("network", events)] == [12, 12]
    assert {r["node"] for r in ask("network", events, "--of", "nodes")} == {"KEN", "UGA"}
    assert ask("concentration", events, "--of", "outlet")[0]["holder"] == "Post"
    assert ask("concentration", events)[0] == {"status": "all", "measure": "events", "value": 24.0}
    assert ask("coverage", events, "--every", "month")[0]["articles"] == 12
    ged = tmp_path / "ged.csv"
    ged.write_text("type_of_violence,country,country_id,date_start,best\n1,Kenya,501,2024-03-08,2\n", encoding="utf-8")
    assert ask("compare", events, "--with", str(ged), "--of", "countries")[0]["theirs"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ["series", "--both"],
        ["series", "--actor", "Kenya"],
        ["series", "--count", "copies"],
        ["network", "--of", "moon"],
        ["concentration", "--of", "moon"],
        ["compare"],
        ["compare", "--with", "a", "--of", "moon"],
        ["surges", "--of", "plover_score"],
        ["gossip"],
    ],
)
def test_what_cannot_be_asked_is_said_with_exit_code_2(events: str, wrong: list[str]) -> None:
    done = runner.invoke(app, ["analyse", wrong[0], events, *wrong[1:]])
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr
