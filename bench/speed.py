"""Speed and memory over whole articles, on one process and one thread. Never a floor: machines and neighbours differ."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from bench import gold
from dateline import Coder
from dateline.coder import code_article
from dateline.reading import make_article

SLOWEST = 10


def cpu() -> str:
    """The processor's name, where the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.processor())


def speed(shared: Path) -> dict[str, float | str]:
    """Words a second by stage and in all (tokens of ours; blank-parted words beside), load times, peak memory."""
    started = time.perf_counter()
    tools = Coder().tools
    loaded = time.perf_counter() - started
    rows = gold.rows(shared / "gold/articles/wikinews_dev.jsonl")
    articles = [make_article(r["text"], title=r.get("title") or "", published=r.get("published")) for r in rows]
    code_article(articles[0], tools)
    watch = _Watch()
    each: list[tuple[float, str]] = []
    tokens = 0
    for row, article in zip(rows, articles, strict=True):
        began = time.perf_counter()
        code_article(article, tools, watch.enter)
        watch.enter("")
        each.append((time.perf_counter() - began, str(row["id"])))
        tokens += sum(len(s.tokens) for s in tools.parser(article).sentences)
    total = sum(t for t, _ in each)
    out: dict[str, float | str] = {
        "cpu": cpu(),
        "load_average": round(os.getloadavg()[0], 1),
        "words_per_second": round(tokens / total),
        "blank_parted_words_per_second": round(sum(len(a.text.split()) for a in articles) / total),
        "tools_load_seconds": round(loaded, 2),
        "help_seconds": round(_help(), 2),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    out |= {f"words_per_second.{s}": round(tokens / t) for s, t in sorted(watch.seconds.items())}
    slowest = sorted(each, reverse=True)[:SLOWEST]
    return out | {f"slowest.{n}": f"{name} {1000 * t:.0f} ms" for n, (t, name) in enumerate(slowest, 1)}


class _Watch:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()  # type: ignore[type-var]
        self._stage, self._since = "", 0.0

    def enter(self, stage: str) -> None:
        now = time.perf_counter()
        if self._stage:
            self.seconds[self._stage] += now - self._since  # type: ignore[assignment]
        self._stage, self._since = stage, now


def _help() -> float:
    best = 9.0
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "dateline", "--help"], capture_output=True, check=True)
        best = min(best, time.perf_counter() - started)
    return best
