"""Whole runs: words a second against the coder's own, what a second worker adds, memory from few articles to many.

`python -m bench.running --articles 1000 --many 50000` prints the figures without the rest of the bench, `--only-memory`
those of memory alone: the peak of the parent and of its largest worker so far, in megabytes, after as many short
articles; at last that of the parent with all put together and grouped. `replayed` is a run of a coder that only replays
(bench/replaying.py), so that the parent can be measured over many articles in minutes: its workers' memory tells
nothing. Processor seconds hold where other programs share the machine; those by the clock do not.
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
from time import perf_counter, sleep
from typing import Any

from bench.articles import ARTICLES
from bench.distinct import write_distinct
from bench.gold import open_gold
from bench.loaded import Loaded
from bench.replaying import VARIABLE, write_replayed, write_said

_ROOT = Path(__file__).parent.parent
_FEW, _MANY, _REPLAYED = 1_000, 3_000, 50_000
_A_DAY = 1_000  # replayed articles
_SAID = "said.jsonl"
_WORDS = 80  # of a short article
_EVERY = 0.1  # seconds
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


def measure(loaded: Loaded, few: int = _FEW, many: int = _MANY, replayed: int = _REPLAYED) -> dict[str, Any]:
    """Runs by one and by two workers over `few` articles, and by two over `many` short ones."""
    records = loaded.gold.rows(ARTICLES)
    with TemporaryDirectory() as folder:
        small = Path(folder, "small.jsonl")
        write_distinct(small, records, few)
        done = subprocess.run([sys.executable, "-c", _CODER, small], check=True, stdout=subprocess.PIPE, cwd=_ROOT)
        words, wall, cpu = map(float, done.stdout.split())
        one, two = _run(small, 1), _run(small, 2)
    return {
        "articles": few,
        "coder_words_per_second": words / wall,
        "one_worker": one,
        "two_workers": two,
        "share_of_coder": one["words_per_second"] / (words / wall),
        "share_of_coder_by_cpu": one["words_per_cpu_second"] / (words / cpu),
        "second_worker": two["words_per_second"] / one["words_per_second"],
        **measure_memory(loaded, few, many, replayed),
    }


def measure_memory(loaded: Loaded, few: int, many: int, replayed: int = _REPLAYED) -> dict[str, Any]:
    """Memory after `few` short articles and after more of them, to `many` coded ones and to `replayed` ones."""
    records = loaded.gold.rows(ARTICLES)
    with TemporaryDirectory() as folder:
        inputs, said = Path(folder, "articles.jsonl"), Path(folder, _SAID)
        write_distinct(inputs, records, many, _WORDS)
        steps, peak = _watch("dateline", inputs, Path(folder, "coded"), _marks(few, many))
        write_said(said, records, _WORDS)
        write_replayed(inputs, said, replayed, _A_DAY)
        again, largest = _watch("bench.replaying", inputs, Path(folder, "replayed"), _marks(few, replayed))
    return {
        "many": {"articles": many, "failed": steps[-1]["failed"], "grouped_memory": peak},
        "memory_growth": steps[-1]["memory"] / steps[0]["memory"],
        "worker_memory_growth": steps[-1]["worker_memory"] / steps[0]["worker_memory"],
        "replayed": {
            "articles": replayed,
            "failed": again[-1]["failed"],
            "memory_growth": again[-1]["memory"] / again[0]["memory"],
            "grouped_memory": largest,
        },
        "details": {"steps": steps, "replayed": again},
    }


def _marks(few: int, many: int) -> list[int]:
    steps = [few * factor * 10**n for n in range(len(str(many))) for factor in (1, 5)]
    return [step for step in steps if step < many] + [many]


def _watch(program: str, inputs: Path, into: Path, marks: list[int]) -> tuple[list[dict[str, int]], int]:
    """The report as it stood when each mark was reached, and the peak of the parent at its end."""
    steps: list[dict[str, int]] = []
    peak = 0
    report = into / "runs" / "1.json"
    command = [sys.executable, "-m", program, "run", str(inputs), "--into", str(into), "--workers", "2"]
    environment = {**os.environ, VARIABLE: str(inputs.with_name(_SAID))}
    run = subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=subprocess.DEVNULL)
    while run.poll() is None:
        sleep(_EVERY)
        peak = max(peak, _peak(run.pid))
        steps += _reached(report, marks[len(steps) :])
    steps += _reached(report, marks[len(steps) :])
    if run.returncode not in {0, 3}:
        raise RuntimeError(f"the run left with {run.returncode}")
    return steps, peak


def _reached(report: Path, marks: list[int]) -> list[dict[str, int]]:
    """The report, where it has come to the first of the marks."""
    if not marks or not report.exists():
        return []
    found = json.loads(report.read_text(encoding="utf-8"))
    if found["inputs"] < marks[0]:
        return []
    step = {name: found[name] for name in ("inputs", "memory", "worker_memory")}
    return [{**step, "failed": found["tally"]["failed"]}]


def _peak(process: int) -> int:
    """Megabytes; 0 where it has just ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) // 1024


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
    parser.add_argument("--replayed", type=int, default=_REPLAYED)
    parser.add_argument("--only-memory", action="store_true")
    options = parser.parse_args()
    gold = open_gold()
    if gold is None:
        sys.exit("DATELINE_SHARED names no folder of measuring sets")
    began = perf_counter()
    taken = measure_memory if options.only_memory else measure
    print(json.dumps(taken(Loaded(gold), options.articles, options.many, options.replayed), indent=2))
    print(f"{perf_counter() - began:.0f} s, load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
