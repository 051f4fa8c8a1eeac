"""Runs killed (-9) where it hurts and at random moments, and resumed: the tables must be those of a run left alone.

`python -m bench.faults --articles 60 --moments 3` does less than the bench.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.articles import ARTICLES
from bench.distinct import write_distinct
from bench.gold import open_gold
from bench.loaded import Loaded
from dateline.dataset import Dataset
from dateline.dataset.schema import schemas

_ROOT = Path(__file__).parent.parent
_WORDS = 25  # an article: so many runs take little longer than their workers take to load
_STORING = "dateline.dataset.storing"
# Where the process dies.
POINTS = {
    "reading": "dateline.reading.jsonl:read_fields:50:before",
    "mid_batch": "dateline.running.accounting:Account.take:3:before",
    "while_a_table_is_written": f"{_STORING}:write_deltalake:7:within",
    "between_tables": f"{_STORING}:Store.append:14:after",
    "before_the_commit": f"{_STORING}:_write_commit:2:before",
    "after_the_commit": f"{_STORING}:_write_commit:2:after",
    "compacting": f"{_STORING}:Store.overwrite:4:after",
    "compacting_a_table": f"{_STORING}:Store.overwrite:3:within",
    "grouping": "dateline.dataset.tables:_fitting:2:before",
}


def measure(loaded: Loaded, articles: int = 500, moments: int = 30) -> dict[str, Any]:
    """How many kills there were, and how many tables differed afterwards from those of a run left alone."""
    with TemporaryDirectory() as folder:
        inputs = Path(folder, "articles.jsonl")
        write_distinct(inputs, loaded.gold.rows(ARTICLES), articles, _WORDS)
        plain = _Case(inputs, Path(folder, "plain"))
        began = perf_counter()
        plain.finish()
        lasts = perf_counter() - began
        wanted = plain.tables()
        points = [name for name, kills in _at_points(inputs, folder, wanted) if kills]
        differ, kills = _at_moments(inputs, folder, wanted, (lasts, moments))
    return {
        "articles": articles,
        "kills": len(points) + kills,
        "differ": differ + len(POINTS) - len(points),
        "details": {"survived": points, "seconds_of_a_run": round(lasts, 1)},
    }


class _Case:
    """One dataset, and the command that makes it."""

    def __init__(self, inputs: Path, into: Path) -> None:
        self._into = into
        self._words = ["run", str(inputs), "--into", str(into), "--workers", "2", "--batch", "32"]

    def start(self, hurt: str = "") -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "bench.hurting", *self._words],
            cwd=_ROOT,
            env={**os.environ, "HURT": hurt},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def finish(self) -> None:
        """RuntimeError where the run cannot end."""
        run = self.start()
        _, said = run.communicate()
        if run.returncode not in {0, 3}:
            raise RuntimeError(f"a run that nothing disturbed left with {run.returncode}: {said.decode()[-500:]}")

    def tables(self) -> dict[str, list[str]]:
        """All rows, sorted."""
        dataset = Dataset.open(self._into)
        return {name: sorted(map(repr, dataset.query(f"SELECT * FROM {name}").to_pylist())) for name in schemas()}


def _at_points(inputs: Path, folder: str, wanted: dict[str, list[str]]) -> Iterator[tuple[str, bool]]:
    """Each point, and whether the process died there and the tables came out the same."""
    for name, hurt in POINTS.items():
        case = _Case(inputs, Path(folder, name))
        hurt_run = case.start(hurt)
        hurt_run.communicate()
        died = hurt_run.returncode == -signal.SIGKILL
        case.finish()
        same = case.tables() == wanted
        found = f"{'died' if died else 'DID NOT DIE'}, {'same' if same else 'OTHER'} tables"
        print(f"killed at {name}: {found}", file=sys.stderr)
        yield name, died and same


def _at_moments(inputs: Path, folder: str, wanted: dict[str, list[str]], much: tuple[float, int]) -> tuple[int, int]:
    """Runs killed again and again, each until it ends all the same: tables that differ, and kills."""
    random, (lasts, moments) = Random(6), much
    differ = kills = rounds = 0
    while kills < moments:
        case = _Case(inputs, Path(folder, f"moments-{rounds}"))
        rounds += 1
        while kills < moments and _kill(case, random.uniform(0.1, 0.6) * lasts):
            kills += 1
            print(f"{kills} kills", file=sys.stderr)
        case.finish()
        found = case.tables()
        differ += sum(found[name] != rows for name, rows in wanted.items())
    return differ, kills


def _kill(case: _Case, seconds: float) -> bool:
    """Whether there was something to kill after so many seconds."""
    run = case.start()
    try:
        run.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        run.kill()
        run.communicate()
        return True
    return False


def main() -> None:
    """Prints what was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--moments", type=int, default=30)
    options = parser.parse_args()
    gold = open_gold()
    if gold is None:
        sys.exit("DATELINE_SHARED names no folder of measuring sets")
    print(json.dumps(measure(Loaded(gold), options.articles, options.moments), indent=2))


if __name__ == "__main__":
    main()
