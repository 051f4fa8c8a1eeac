"""Writers that are killed (-9) where it hurts, readers while one writes: a commit is in all tables or in none."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dateline.dataset import Dataset
from dateline.dataset.storing import Store
from dateline.errors import StoreError
from tests.dataset.making import contents, entries

ROOT = Path(__file__).parents[2]

# Each is run in a process of its own, after these lines, and dies in it.
BEGIN = """
import os, signal, sys
from dateline.dataset import Dataset, storing
from tests.dataset.making import article, entries
where = sys.argv[1]

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def on_call(owner, name, number, then=None):
    real, calls = getattr(owner, name), []
    def counted(*a, **k):
        calls.append(a)
        return (then or die)(*a, **k) if len(calls) == number else real(*a, **k)
    setattr(owner, name, counted)
    return real
"""

APPEND = "Dataset.open(where).append(entries(5, 10))"
FAULTS = {
    "between-two-tables": f"on_call(storing.Store, '_write', 4)\n{APPEND}",
    "before-the-commit": f"on_call(storing, '_write_commit', 1)\n{APPEND}",
    "while-a-file-is-written": f"""
import pyarrow as pa
def half(self, name, rows, mode):
    def batches():
        yield from rows.to_batches()
        die()
    real(self, name, pa.RecordBatchReader.from_batches(rows.schema, batches()), mode)
real = on_call(storing.Store, '_write', 3, half)
{APPEND}""",
    "while-compacting": "on_call(storing.Store, '_write', 3)\nDataset.open(where).compact()",
    "before-compaction-commits": "on_call(storing, '_write_commit', 1)\nDataset.open(where).compact()",
    "while-forgetting": """
on_call(storing.Store, '_write', 5)
Dataset.open(where).forget([article(1).article_id])""",
}


def child(script: str, where: Path) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = [sys.executable, "-c", BEGIN + script, str(where)]
    return subprocess.Popen(run, env=env, cwd=ROOT, text=True, stderr=subprocess.PIPE)


def killed(children: list[subprocess.Popen[str]]) -> None:
    for process in children:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL, errors


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of two small commits; tests copy it."""
    where = tmp_path_factory.mktemp("filled") / "d"
    made = Dataset.create(where)
    made.append(entries(0, 3))
    made.append(entries(3, 2))
    return where


def copied(filled: Path, where: Path) -> Path:
    shutil.copytree(filled, where)
    return where


def test_after_a_kill_at_any_point_the_next_writer_finds_whole_commits(tmp_path: Path, filled: Path) -> None:
    undisturbed = copied(filled, tmp_path / "undisturbed")
    before = contents(undisturbed)
    Dataset.open(undisturbed).append(entries(5, 10))
    after = contents(undisturbed)
    places = {name: copied(filled, tmp_path / name) for name in FAULTS}
    killed([child(script, places[name]) for name, script in FAULTS.items()])
    for name, where in places.items():
        assert contents(where) == before, name
        Dataset.open(where).append(entries(5, 10))
        assert contents(where) == after, name


def test_a_kill_leaves_tables_ahead_which_are_repaired_once(tmp_path: Path, filled: Path) -> None:
    where = copied(filled, tmp_path / "d")
    killed([child(FAULTS["between-two-tables"], where)])
    ahead = [n for n, v in Store(str(where)).head.tables.items() if _newest(where, n) > v]
    assert ahead
    Dataset.open(where).append(entries(5, 1))
    Dataset.open(where).append(entries(6, 1))
    assert [c.what for c in Dataset.open(where).commits()][-3:] == ["repair", "append", "append"]


def _newest(where: Path, table: str) -> int:
    return max(int(f.stem) for f in (where / "tables" / table / "_delta_log").glob("*.json"))


def test_making_that_is_killed_can_be_done_again(tmp_path: Path) -> None:
    scripts = {
        "tables": "on_call(storing, '_make_table', 5)\nDataset.create(where)",
        "commit": "on_call(storing, '_write_commit', 1)\nDataset.create(where)",
    }
    killed([child(script, tmp_path / name) for name, script in scripts.items()])
    for name in scripts:
        with pytest.raises(StoreError, match=r"make it again|no dataset there"):
            Dataset.open(tmp_path / name)
        Dataset.create(tmp_path / name).append(entries(0, 2))
        assert Dataset.open(tmp_path / name).version == 1


def test_forgetting_that_is_killed_before_files_are_removed_is_ended_by_the_next_writer(
    tmp_path: Path, filled: Path
) -> None:
    where = copied(filled, tmp_path / "d")
    old = set(where.glob("tables/texts/*.parquet"))
    script = "on_call(storing.DeltaTable, 'vacuum', 3)\nDataset.open(where).forget([article(1).article_id])"
    killed([child(script, where)])
    assert old & set(where.glob("tables/texts/*.parquet"))
    Dataset.open(where).append(entries(3, 1))
    gone = {f for f in old if not f.exists()}
    assert gone == old
    assert [c.what for c in Dataset.open(where).commits()][-4:] == ["append", "forget", "repair", "vacuum"]


def test_readers_never_see_half_a_commit(tmp_path: Path, filled: Path) -> None:
    where = copied(filled, tmp_path / "d")
    writer = child(
        "for n in range(5, 20, 3):\n    Dataset.open(where).append(entries(n, 3))\nDataset.open(where).compact()", where
    )
    seen: list[int] = []
    wrong: list[object] = []

    def watch() -> None:
        while writer.poll() is None:
            dataset = Dataset.open(where)
            counts = dataset.query(
                "SELECT (SELECT sum(events) FROM outcomes) AS told, (SELECT count(*) FROM events) AS events, "
                "(SELECT count(*) // 2 FROM parties) AS parties, (SELECT 2 * count(*) FROM texts) AS texts, "
                "(SELECT 2 * count(*) FROM articles) AS articles"
            ).to_pylist()[0]
            if len(set(counts.values())) != 1:
                wrong.append((dataset.version, counts))
            seen.append(dataset.version)

    watchers = [threading.Thread(target=watch) for _ in range(2)]
    for watcher in watchers:
        watcher.start()
    for watcher in watchers:
        watcher.join(60)
    _, errors = writer.communicate(timeout=60)
    assert writer.returncode == 0, errors
    assert not wrong
    assert len(set(seen)) > 3
    assert Dataset.open(where).query("SELECT count(*) AS n FROM outcomes")["n"][0].as_py() == 20
