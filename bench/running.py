"""Whole runs: words a second against the coder's own, what a second worker adds, memory from few articles to many.

`python -m bench.running --articles 1000 --many 50000` prints the figures without the rest of the bench; memory is
the peak of the parent and of its largest worker, in megabytes. Processor seconds hold where other programs share
the machine; those by the clock do not.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.articles import ARTICLES
from bench.distinct import write_distinct
from bench.gold import open_gold
from bench.loaded import Loaded

_ROOT = Path(__file__).parent.parent
_FEW, _MANY = 1_000, 3_000
_CODER = """
import sys, time
from pathlib import Path
from dateline import Coder, read
from dateline.records import Article
coder = Coder()
articles = [a for a in read([Path(sys.argv[1])]) if isinstance(a, Article)]
next(iter(coder(articles[:1])))
wall, cpu = time.perf_counter(), time.process_time()
for _ in coder(articles):
    pass
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
print(sum(len(f"{a.title} {a.text[a.body:]}".split()) for a in articles), wall, cpu)
"""


def measure(loaded: Loaded, few: int = _FEW, many: int = _MANY) -> dict[str, Any]:
    """Runs by one and by two workers over `few` articles, and by two over `many`."""
    records = loaded.gold.rows(ARTICLES)
    with TemporaryDirectory() as folder:
        small, large = Path(folder, "small.jsonl"), Path(folder, "large.jsonl")
        write_distinct(small, records, few)
        write_distinct(large, records, many)
        done = subprocess.run([sys.executable, "-c", _CODER, small], check=True, stdout=subprocess.PIPE, cwd=_ROOT)
        words, wall, cpu = map(float, done.stdout.split())
        one, two, more = _run(small, 1), _run(small, 2), _run(large, 2)
    return {
        "articles": few,
        "many_articles": many,
        "coder_words_per_second": words / wall,
        "one_worker": one,
        "two_workers": two,
        "many": more,
        "share_of_coder": one["words_per_second"] / (words / wall),
        "share_of_coder_by_cpu": one["words_per_cpu_second"] / (words / cpu),
        "second_worker": two["words_per_second"] / one["words_per_second"],
        "memory_growth": more["memory"] / two["memory"],
        "worker_memory_growth": more["worker_memory"] / two["worker_memory"],
    }


def _run(inputs: Path, workers: int) -> dict[str, float]:
    """What the report says; processor seconds are of all processes, loading left out by a run over nothing."""
    with TemporaryDirectory() as folder:
        into, nothing = Path(folder, "dataset"), Path(folder, "empty.jsonl")
        nothing.touch()
        loading = _spend("run", nothing, "--into", Path(folder, "none"), "--workers", workers, "--no-group")
        spent = _spend("run", inputs, "--into", into, "--workers", workers, "--no-group")
        report = json.loads((into / "runs" / "1.json").read_text(encoding="utf-8"))
    tally = report["tally"]
    return {
        "words_per_second": report["words_per_second"],
        "words_per_cpu_second": tally["words"] / (spent - loading * workers),
        "inputs": report["inputs"],
        "failed": tally["failed"],
        "memory": report["memory"],
        "worker_memory": report["worker_memory"],
    }


def _spend(*arguments: object) -> float:
    """Runs the command; the processor seconds of it and its workers."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, arguments)], cwd=_ROOT, stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode not in {0, 3}:
        raise RuntimeError(f"the run left with {done.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.running", description=__doc__)
    parser.add_argument("--articles", type=int, default=_FEW)
    parser.add_argument("--many", type=int, default=_MANY)
    options = parser.parse_args()
    gold = open_gold()
    if gold is None:
        sys.exit("DATELINE_SHARED names no folder of measuring sets")
    began = perf_counter()
    print(json.dumps(measure(Loaded(gold), options.articles, options.many), indent=2))
    print(f"{perf_counter() - began:.0f} s, load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
