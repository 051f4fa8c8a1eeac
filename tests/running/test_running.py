"""Real runs, by real processes: what is killed, and when, makes no difference to the tables."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.running.making import ROOT, command, dateline, records, write

Rows = Callable[[Path], dict[str, list[str]]]

# Where the parent dies: each leaves something else half done.
HURTS = [
    "dateline.running.accounting:Account.take:3:before",  # rows made, not written
    "dateline.dataset.storing:Store.append:9:after",  # in some tables of a commit, not in all
    "dateline.dataset.storing:write_deltalake:6:within",  # a table file begun
]


def report(dataset: Path, number: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((dataset / "runs" / f"{number}.json").read_text(encoding="utf-8"))
    return found


def test_the_report_adds_up(undisturbed: Path) -> None:
    found = report(undisturbed, 1)
    tally = found["tally"]
    assert found["end"] == "finished"
    assert found["inputs"] == len(records()) == tally["coded"] + tally["dropped"] + tally["failed"] + tally["skipped"]
    assert tally["reasons"] == {"dropped: empty": 1, "dropped: not-english": 1}
    assert tally["events"] >= 30
    assert tally["slowest"][0]["seconds"] >= tally["slowest"][1]["seconds"]


def test_a_run_that_is_killed_again_and_again_ends_as_if_nothing_had_been(
    reports: Path, undisturbed: Path, rows: Rows, tmp_path: Path
) -> None:
    order = ("run", reports, "--into", tmp_path / "d", "--workers", 1, "--batch", 3)
    for hurt in HURTS:
        assert dateline(*order, hurt=hurt).returncode == -signal.SIGKILL, hurt
    order = ("run", reports, "--into", tmp_path / "d", "--workers", 2, "--batch", 4)
    assert dateline(*order).returncode == 3
    assert rows(tmp_path / "d") == rows(undisturbed)
    last = report(tmp_path / "d", len(HURTS) + 1)
    assert last["end"] == "finished"
    assert last["tally"]["skipped"] > 0
    assert last["inputs"] == len(records())


def test_poison_costs_one_article(reports: Path, undisturbed: Path, rows: Rows, tmp_path: Path) -> None:
    given = records()
    given.insert(8, {"id": "bad", "text": "POISON is no word for a worker. Kenya expelled two diplomats."})
    inputs = write(tmp_path / "reports.jsonl", given)
    run = dateline("run", inputs, "--into", tmp_path / "d", "--workers", 1)
    assert run.returncode == 3, run.stderr
    found, plain = rows(tmp_path / "d"), rows(undisturbed)
    (more,) = set(found["outcomes"]) - set(plain["outcomes"])
    assert "'error': 'killed its worker'" in more
    found["outcomes"].remove(more)
    assert found == plain
    (failure,) = report(tmp_path / "d", 1)["tally"]["failures"]
    assert failure["error"] == "killed its worker: the worker was killed by SIGKILL"
    assert "bad: worker: killed its worker" in run.stdout


def test_a_run_that_is_asked_to_stop_commits_and_leaves_no_worker(
    reports: Path, undisturbed: Path, rows: Rows, tmp_path: Path
) -> None:
    given = [*records(), {"id": "slow", "text": "STUCK is where the worker is. Kenya expelled two diplomats."}]
    inputs = write(tmp_path / "reports.jsonl", given)
    order = ("run", inputs, "--into", tmp_path / "d", "--workers", 1, "--batch", 19)
    run = _start(*order)
    _wait_for((tmp_path / "d" / "runs" / "1.json").exists)
    workers = _children(run.pid)
    run.send_signal(signal.SIGINT)
    out, _ = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "19 inputs: 17 coded" in out
    assert report(tmp_path / "d", 1)["end"] == "interrupted"
    assert workers
    _wait_for(lambda: not any(map(_lives, workers)))
    grouped = ("stories", "clusters")  # a run that goes on to its end does that
    found, plain = rows(tmp_path / "d"), rows(undisturbed)
    assert found == {name: [] if name in grouped else made for name, made in plain.items()}


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to see the children of a process")
def test_workers_leave_when_their_parent_is_killed(tmp_path: Path) -> None:
    inputs = write(tmp_path / "slow.jsonl", [{"id": "slow", "text": "STUCK is where the worker is."}])
    run = _start("run", inputs, "--into", tmp_path / "d", "--workers", 1)
    _wait_for(lambda: len(_children(run.pid)) >= 2)  # the worker, and the tracker of multiprocessing
    workers = _children(run.pid)
    run.kill()
    run.communicate(timeout=60)
    _wait_for(lambda: not any(map(_lives, workers)))


def _start(*arguments: object) -> subprocess.Popen[str]:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command(*arguments), cwd=ROOT, text=True, **pipes)


def _children(pid: int) -> list[int]:
    return [int(p) for task in Path(f"/proc/{pid}/task").iterdir() for p in (task / "children").read_text().split()]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def _wait_for(condition: Callable[[], bool], seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.05)
