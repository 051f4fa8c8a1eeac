from pathlib import Path

from typer.testing import CliRunner

from dateline.cli.main import app

runner = CliRunner()
FRAME = """
- id: mine.{verb}
  codes: SUPPORT
  verb: [{verb}]
  actor: subject
  recipient: object
  codes these: {{"Kenya {verb}ed Uganda.": KEN > UGA}}
  not these: [Kenya looked at Uganda.]
"""


def _folder(path: Path, verb: str) -> str:
    path.mkdir()
    for name, text in (("frames", FRAME.format(verb=verb)), ("words", "{}"), ("certainty", "{}")):
        (path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return str(path)


def test_diff_shows_frames_and_sentences(tmp_path: Path) -> None:
    folders = [_folder(tmp_path / "old", "hug"), _folder(tmp_path / "new", "pamper")]
    done = runner.invoke(app, ["lexicon", "diff", *folders])
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[:2] == ["removed  mine.hug", "added    mine.pamper"]
    assert any(line.startswith("  + SUPPORT: Kenya") for line in lines)
    assert "1 frames added, 1 removed, 0 changed" in lines[-1]


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    done = runner.invoke(app, ["lexicon", "diff", str(tmp_path / "nowhere")])
    assert done.exit_code == 2
    assert "nowhere" in done.stderr
