"""Words per second, stage by stage, in a process of its own with one thread; memory; loading; the slowest articles."""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bench.articles import ARTICLES
from bench.loaded import Loaded

_ROOT = Path(__file__).parent.parent
_MEGABYTE = 1024  # ru_maxrss counts kilobytes on Linux


def measure(loaded: Loaded) -> dict[str, Any]:
    """Runs this module as a program, so that memory and loading are those of the coder alone."""
    loaded.gold.read(ARTICLES)
    command = [sys.executable, "-m", "bench.speed", str(loaded.gold.folder / ARTICLES)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=_ROOT)  # errors show
    found: dict[str, Any] = json.loads(done.stdout)
    found["help_seconds"] = min(_help_seconds() for _ in range(3))
    return found


def _help_seconds() -> float:
    began = perf_counter()
    subprocess.run([sys.executable, "-m", "dateline", "--help"], check=True, capture_output=True)
    return perf_counter() - began


def machine() -> dict[str, Any]:
    """The processor, how many of it, and how busy the machine is."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        models = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        name = models[0] if models else name
    load = os.getloadavg()[0]
    return {"cpu": name, "cores": os.cpu_count(), "load_average": round(load, 2), "python": platform.python_version()}


def _run(path: Path) -> dict[str, Any]:
    before = machine()["load_average"]
    began = perf_counter()
    from dateline import Coder, read
    from dateline.coder import code_article
    from dateline.records import Article

    tools = Coder().tools
    loading = perf_counter() - began
    articles = [a for a in read([path]) if isinstance(a, Article)]
    code_article(articles[0], tools)  # the first call pays for what is built lazily
    watch = _Watch()
    slowest: list[tuple[float, str]] = []
    cpu = process_time()
    for article in articles:
        whole = watch.code(article, lambda a: code_article(a, tools, watch.enter))
        slowest.append((whole, article.input_id))
    cpu = process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE
    tokens = [_words(a) for a in articles]
    by_id = {a.input_id: n for a, n in zip(articles, tokens, strict=True)}
    words, wall = sum(tokens), sum(s for s, _ in slowest)
    stages = {k: round(words / v) for k, v in watch.seconds.items()}
    slowest.sort(reverse=True)
    return {
        "words_per_second": round(words / wall),
        "words_per_cpu_second": round(words / cpu),
        "articles": len(articles),
        "words": words,
        "whitespace_words": sum(len(f"{a.title} {a.text[a.body :]}".split()) for a in articles),
        "seconds": wall,
        "load_seconds": loading,
        "peak_memory_mb": round(peak),
        "load_average": before,
        "details": {
            "words_per_second_by_stage": stages,
            "share_of_time_by_stage": {k: v / wall for k, v in watch.seconds.items()},
            "slowest": [f"{i}: {s * 1000:.0f} ms, {by_id[i]} words" for s, i in slowest[:10]],
        },
    }


def _words(article: Any) -> int:
    from dateline.parsing.sentences import split_sentences

    cuts = [*split_sentences(article.title), *split_sentences(article.text, article.body)]
    return sum(len(c.words) for c in cuts)


class _Watch:
    """Adds up the seconds between a stage's beginning and the next one's."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage = ""
        self._since = 0.0

    def enter(self, stage: str) -> None:
        now = perf_counter()
        if self._stage:
            self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now

    def code(self, article: Any, coder: Any) -> float:
        """Seconds that `coder` takes for the article; the dropped ones count too."""
        from dateline.errors import InputError

        began = perf_counter()
        try:
            coder(article)
        except InputError:
            pass
        finally:
            self.enter("")
        return perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(_run(Path(sys.argv[1]))))
