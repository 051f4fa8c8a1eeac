import json
from pathlib import Path

from typer.testing import CliRunner

from dateline.cli.main import app

runner = CliRunner()

TYPES = """
- name: BLOCKADE
  quad class: material conflict
  score: -7
  modes: {naval: -8}
"""
FRAMES = """
- id: blockade.port
  codes: BLOCKADE
  modes: [naval]
  verb: [blockade]
  object: [port, harbour, coast]
  actor: subject
  recipient: ["object's", of]
  codes these:
    "Turkish warships blockaded the port of Latakia in Syria.": BLOCKADE/naval:TUR > SYR
    "Kenya will blockade Ugandan ports.": KEN > UGA | future
  not these:
    - Kenya opened Ugandan ports.
"""


def _lexicon(tmp_path: Path) -> Path:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    (folder / "types.yaml").write_text(TYPES, encoding="utf-8")
    (folder / "blockade.yaml").write_text(FRAMES, encoding="utf-8")
    return folder


def test_a_type_of_ones_own_is_coded_without_python(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Ethiopian soldiers blockaded Eritrean ports on Monday.", encoding="utf-8")
    done = runner.invoke(app, ["code", str(report), "--lexicon", str(_lexicon(tmp_path)), "--format", "jsonl"])
    assert done.exit_code == 0
    (event,) = json.loads(done.stdout)["events"]
    assert (event["type"], event["modes"], event["quad_class"]) == ("BLOCKADE", ["naval"], "material conflict")
    assert (event["plover_score"], event["cameo"]) == (-8.0, None)
    assert [[p["country"] for p in event[side]] for side in ("actors", "recipients")] == [["ETH"], ["ERI"]]


def test_frames_of_an_unknown_type_say_so(tmp_path: Path) -> None:
    folder = _lexicon(tmp_path)
    (folder / "types.yaml").unlink()
    done = runner.invoke(app, ["lexicon", "try", "Kenya will blockade Ugandan ports.", "--lexicon", str(folder)])
    assert done.exit_code == 2
    assert "BLOCKADE" in done.stderr
