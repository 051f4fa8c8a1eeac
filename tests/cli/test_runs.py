"""`dateline run` before it runs: what it counts, and what it refuses. Its runs are tested in tests/running."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.cli.main import EXIT_CODES, app
from dateline.cli.progress import showing, tell
from dateline.reading import ReadOptions
from dateline.records import Version
from dateline.running import Plan, RunReport
from dateline.running.course import Course
from dateline.running.shards import Failure, Slow, Tally

runner = CliRunner()
TEXT = "Kenya expelled two Ugandan diplomats on Tuesday."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    rows = [{"id": "a", "text": TEXT}, {"id": "b", "text": ""}, {"id": "c", "text": f"{TEXT} It rained."}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_dry_run_counts_and_writes_nothing(reports: Path, tmp_path: Path) -> None:
    done = runner.invoke(app, ["run", str(reports), "--into", str(tmp_path / "d"), "--dry-run"])
    assert done.exit_code == EXIT_CODES["ok"]
    assert done.stdout.startswith("3 inputs: 2 articles to code (16 words), 0 done before, 1 that cannot be read")
    assert not (tmp_path / "d").exists()
    limited = runner.invoke(app, ["run", str(reports), "--into", str(tmp_path / "d"), "--dry-run", "--limit", "1"])
    assert limited.stdout.startswith("1 inputs: 1 articles")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such.txt", "--into", "d"], "no such file or folder: no-such.txt"),
        (["{reports}", "--into", "{tmp}/d", "--on", "moon"], "no such place to run"),
        (["{reports}", "--into", "{tmp}/d", "--lexicon", "{tmp}/none"], "none"),
        (["{reports}", "--into", "{reports}"], "reports.jsonl"),
    ],
)
def test_wrong_arguments_are_one_line(arguments: list[str], said: str, reports: Path, tmp_path: Path) -> None:
    given = [a.format(reports=reports, tmp=tmp_path) for a in arguments]
    done = runner.invoke(app, ["run", *given])
    assert done.exit_code in {EXIT_CODES["usage"], EXIT_CODES["stopped"]}
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def _report(**known: Any) -> RunReport:
    tally = Tally(
        coded=7,
        dropped=2,
        failed=1,
        events=20,
        words=900,
        reasons={"failed: who: ValueError": 1, "dropped: empty": 2},
        slowest=(Slow(2.5, "x", 300),),
        failures=(Failure("y", "who", "ValueError: no"),),
    )
    plain: dict[str, Any] = {
        "number": 4,
        "end": "finished",
        "version": Version("1", "2", "3", "4", "5"),
        "plan": Plan(),
        "inputs": 10,
        "tally": tally,
        "seconds": 30.0,
        "words_per_second": 30.0,
        "articles_per_second": 0.3,
        "workers": 2,
        "commits": 1,
        "memory": 100,
        "worker_memory": 200,
        "processors": ("one",),
    }
    return RunReport(**(plain | known))


def test_the_summary_names_reasons_failures_and_the_slowest() -> None:
    shown = tell(_report(processors=("one", "other")), "d")
    assert "10 inputs: 7 coded, 2 dropped, 1 failed, 0 done before; 20 events" in shown
    assert shown.index("2  dropped: empty") < shown.index("1  failed: who: ValueError")
    assert "y: who: ValueError: no" in shown
    assert "x (2.5 s, 300 words)" in shown
    assert "processors of several kinds" in shown
    assert shown.endswith("report: d/runs/4.json\n")


def test_lines_tell_the_time_left(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.cli.progress._EVERY", 0.0)
    shares: Callable[[int], float] = lambda inputs: inputs / 40  # noqa: E731
    with showing(shares) as watch:
        watch(_report())
        watch(_report(inputs=20, seconds=90.0))
    lines = capsys.readouterr().err.splitlines()
    assert "left" not in lines[0]
    assert lines[1].endswith("about 2 min left")


def test_the_course_knows_its_share(reports: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT * 20, encoding="utf-8")
    course = Course([reports, other], ReadOptions())
    shares = [course.share(n) for n, _ in enumerate(course, 1)]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1, abs=0.05)
    assert course.share(2) == pytest.approx(0.5)
    assert Course(["-"], ReadOptions()).share(3) is None
    assert Course(["-"], ReadOptions(), limit=6).share(3) == 0.5
