import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from dateline.cli.main import app

runner = CliRunner()

LESSON = """# Closing another's port, road or crossing.
Turkish warships blockaded the port of Latakia on Monday.
Ethiopian troops cut off all roads into the Eritrean town of Senafe.
Saudi Arabia closed Yemen's air, sea and land crossings.
The Kenyan navy has sealed off the harbour of Kismayo in Somalia.
Indian soldiers blocked trucks with fuel from crossing into Nepal.
Russian ships prevented Ukrainian grain vessels from leaving Odesa.
Egypt shut the only crossing to Gaza and let no goods pass.
Rebels in Mali have put the city of Timbuktu under a blockade, letting no food in.
Serbia barred all lorries from Kosovo at the border.
Greek frigates stopped every tanker bound for Turkish ports.
- Kenya reopened its border with Somalia to trade.
- Russian ships visited the port of Latakia.
"""


OPTIONS = ("--name", "BLOCKADE", "--score", "-7")


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder that one lesson wrote, and what was said of it."""
    folder = tmp_path_factory.mktemp("taught")
    done = _learn(folder)
    assert done.exit_code == 0
    return folder, done.stdout


def _learn(folder: Path) -> Result:
    lesson = folder.with_suffix(".txt")
    lesson.write_text(LESSON, encoding="utf-8")
    return runner.invoke(app, ["types", "learn", str(lesson), *OPTIONS, "--out", str(folder)])


def test_a_type_is_taught_and_then_coded(tmp_path: Path, taught: tuple[Path, str]) -> None:
    lexicon, said = taught
    assert "10 examples, 2 that are not" in said
    assert "F1" in said
    report = tmp_path / "report.txt"
    report.write_text("Iranian gunboats closed the strait to Emirati tankers. Peru praised Chile.", encoding="utf-8")
    coded = runner.invoke(app, ["code", str(report), "--lexicon", str(lexicon), "--format", "jsonl"])
    first, second = json.loads(coded.stdout)["events"]
    assert (first["type"], first["plover_score"], first["quad_class"]) == ("BLOCKADE", -7.0, "material conflict")
    assert [[p["country"] for p in first[side]] for side in ("actors", "recipients")] == [["IRN"], ["ARE"]]
    assert first["evidence"][0]["by"] == "taught:blockade"
    assert second["type"] == "SUPPORT"


def test_teaching_twice_writes_the_same_and_keeps_the_type(tmp_path: Path, taught: tuple[Path, str]) -> None:
    again = tmp_path / "again"
    shutil.copytree(taught[0], again)
    first = {p.name: p.read_bytes() for p in again.iterdir()}
    assert len(first) >= 2
    assert _learn(again).exit_code == 0
    assert {p.name: p.read_bytes() for p in again.iterdir()} == first


def test_what_cannot_be_taught_is_said(tmp_path: Path) -> None:
    lesson = tmp_path / "lesson.txt"
    lesson.write_text("Kenya closed a port.\n", encoding="utf-8")
    few = runner.invoke(app, ["types", "learn", str(lesson), "--name", "BLOCKADE", "--out", str(tmp_path / "a")])
    assert (few.exit_code, "1 sentences" in few.stderr) == (2, True)
    lesson.write_text(LESSON, encoding="utf-8")
    for name in ("AID", "blockade"):
        done = runner.invoke(app, ["types", "learn", str(lesson), "--name", name, "--out", str(tmp_path / "b")])
        assert done.exit_code == 2
        assert name in done.stderr
