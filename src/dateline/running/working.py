"""What a worker does with an errand: outcomes, their rows and their tally. The same on every kind of machine."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from dateline import Coder
from dateline.dataset.rows import Entry, to_tables
from dateline.reading import make_article
from dateline.records import Article, Coded, Dropped, Failed, Outcome

from .shards import LISTED, SLOWEST, Beat, Done, Errand, Failure, Item, Plan, Ready, Slow, Tally

_FIRST = "Kenya expelled two Ugandan diplomats on Tuesday, a spokesman said."


class Worker:
    """Loads the tools once, then does errands one after the other."""

    def __init__(self, plan: Plan) -> None:
        """LexiconError, ModelError or ConfigError where the tools cannot be loaded."""
        self._coder = Coder(plan.lexicon, plan.actors, plan.gazetteer, as_told=plan.as_told)
        list(self._coder([make_article(_FIRST)]))  # what is loaded at first use, so that no article is blamed for it
        self.ready = Ready(self._coder.tools.version, name_processor())

    def __call__(self, errand: Errand, tell: Callable[[Beat], None]) -> Done:
        """The rows of an errand; `tell` hears of each input before it is begun."""
        outcomes: list[Outcome] = []
        seconds = []
        for position, (_, item) in enumerate(errand.items):
            tell(Beat(errand.shard, errand.start, position))
            began = perf_counter()
            outcomes.extend(self._coder([item]))
            seconds.append(perf_counter() - began)
        return make_done(errand, outcomes, seconds)


def make_done(errand: Errand, outcomes: Sequence[Outcome], seconds: Sequence[float]) -> Done:
    """What an errand comes back as: an outcome and the seconds it took for each of its inputs."""
    entries = [
        Entry(key, outcome, item.article_id if isinstance(item, Article) else None)
        for (key, item), outcome in zip(errand.items, outcomes, strict=True)
    ]
    tables = to_tables(entries, errand.version)
    tally = count(errand.items, outcomes, seconds)
    return Done(errand.shard, errand.start, len(errand.items), tables, tally, peak_memory())


def count(items: Sequence[Item], outcomes: Sequence[Outcome], seconds: Sequence[float]) -> Tally:
    """The outcomes counted; words are those between spaces, and of articles alone."""
    kinds = Counter(type(o) for o in outcomes)
    words = [len(f"{i.title} {i.text[i.body :]}".split()) if isinstance(i, Article) else 0 for _, i in items]
    slowest = [Slow(round(s, 3), o.input_id, n) for s, o, n in zip(seconds, outcomes, words, strict=True)]
    failures = [Failure(o.input_id, o.stage, o.error) for o in outcomes if isinstance(o, Failed)]
    return Tally(
        coded=kinds[Coded],
        dropped=kinds[Dropped],
        failed=kinds[Failed],
        events=sum(len(o.events) for o in outcomes if isinstance(o, Coded)),
        words=sum(words),
        seconds=sum(seconds),
        reasons=dict(Counter(_reason(o) for o in outcomes if not isinstance(o, Coded))),
        slowest=tuple(sorted(slowest, reverse=True)[:SLOWEST]),
        failures=tuple(failures[:LISTED]),
    )


def _reason(outcome: Dropped | Failed) -> str:
    if isinstance(outcome, Dropped):
        return f"dropped: {outcome.reason}"
    return f"failed: {outcome.stage}: {outcome.error.partition(':')[0]}"


def name_processor() -> str:
    """The processor's architecture and name, and whether it has VNNI, where the system says so.

    That decides how fast it reads, not what; see decision 0016.
    """
    name, exact = platform.processor(), ""
    info = Path("/proc/cpuinfo")
    if info.is_file():
        fields = dict(line.split("\t:", 1) for line in _lines(info) if "\t:" in line)
        fields = {key.strip(): value.strip() for key, value in fields.items()}
        name = fields.get("model name", name)
        exact = ", VNNI" if "vnni" in fields.get("flags", "") else ""
    return f"{platform.machine()}, {name or 'unknown'}{exact}"


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def peak_memory() -> int:
    """The most memory that this process has held, in megabytes; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if status.is_file():  # ru_maxrss would count what the parent held when it started us
        held = [line.split()[1] for line in _lines(status) if line.startswith("VmHWM:")]
        return int(held[0]) // 1024 if held else 0
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 20  # in bytes on macOS, the other system that has it
