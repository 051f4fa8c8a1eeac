"""Without measuring sets the bench is skipped; with a folder that cannot be read it fails."""

from pathlib import Path

import pytest

from bench.__main__ import main
from bench.gold import VARIABLE
from bench.report import flat


def test_no_folder_named_is_skipped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["bench"])
    for value in ("", None):
        monkeypatch.setenv(VARIABLE, "") if value == "" else monkeypatch.delenv(VARIABLE)
        assert main() == 0
        assert "skipped" in capsys.readouterr().out


def test_a_folder_that_cannot_be_read_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.argv", ["bench"])
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone"))
    assert main() == 1
    assert "gone" in capsys.readouterr().err


def test_an_unknown_step_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["bench", "evnts"])
    with pytest.raises(SystemExit):
        main()


def test_figures_get_dotted_names_and_details_none() -> None:
    assert flat("names", {"uner": {"f1": 0.5, "details": {"x": 1}}, "n": 3}) == {"names.uner.f1": 0.5, "names.n": 3}
