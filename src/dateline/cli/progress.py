"""What `dateline run` shows: a bar on a terminal, a line now and then elsewhere, and the report at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.running import RunReport

Share = Callable[[int], float | None]
_EVERY = 15.0  # seconds between two lines
_SHOWN = 5


@contextmanager
def showing(share: Share) -> Iterator[Callable[[RunReport], None]]:
    """What is to be told how far a run is; `share` gives the part of the whole that so many inputs are."""
    left = _TimeLeft(share)
    if not sys.stderr.isatty():
        yield _Lines(left)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(24), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("loading", total=None)

        def watch(report: RunReport) -> None:
            done = share(report.inputs)
            progress.update(
                task, description=_line(report, left(report)), total=1 if done else None, completed=done or 0
            )

        yield watch


class _Lines:
    """A line on standard error every so often."""

    def __init__(self, left: _TimeLeft) -> None:
        self._left, self._last = left, monotonic()

    def __call__(self, report: RunReport) -> None:
        left = self._left(report)
        if monotonic() - self._last >= _EVERY:
            self._last = monotonic()
            sys.stderr.write(_line(report, left) + "\n")
            sys.stderr.flush()


class _TimeLeft:
    """Seconds left by the pace since the first input was coded: what was done before goes by in no time."""

    def __init__(self, share: Share) -> None:
        self._share = share
        self._began: tuple[float, float] | None = None

    def __call__(self, report: RunReport) -> float | None:
        share = self._share(report.inputs)
        if share is None or report.inputs == report.tally.skipped:
            return None
        if self._began is None:
            self._began = report.seconds, share
        seconds, part = report.seconds - self._began[0], share - self._began[1]
        return seconds / part * (1 - share) if part > 0 else None


def _line(report: RunReport, left: float | None) -> str:
    rates = f"{report.words_per_second:,.0f} words/s, {report.articles_per_second:,.1f} articles/s"
    return f"{_counts(report)}; {rates}" + (f"; about {_span(left)} left" if left is not None else "")


def _counts(report: RunReport) -> str:
    tally = report.tally
    return (
        f"{report.inputs:,} inputs: {tally.coded:,} coded, {tally.dropped:,} dropped, {tally.failed:,} failed, "
        f"{tally.skipped:,} done before; {tally.events:,} events"
    )


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 2:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"


def tell(report: RunReport, into: str) -> str:
    """The report in words: counts that add up, reasons, failures, the slowest articles."""
    tally = report.tally
    lines = [_counts(report)]
    lines += [f"  {n:>9,}  {reason}" for reason, n in sorted(tally.reasons.items(), key=lambda r: (-r[1], r[0]))]
    lines += [f"  {f.input_id}: {f.stage}: {f.error}" for f in tally.failures[:_SHOWN]]
    if len(tally.failures) > _SHOWN:
        lines.append("  and more: see the outcomes that failed")
    if tally.slowest:
        slowest = ", ".join(f"{s.input_id} ({s.seconds:.1f} s, {s.words:,} words)" for s in tally.slowest[:3])
        lines.append(f"slowest: {slowest}")
    lines.append(
        f"{tally.words:,} words in {_span(report.seconds)} by {report.workers} workers: "
        f"{report.words_per_second:,.0f} words/s; memory {report.memory:,} MB and {report.worker_memory:,} MB a worker"
    )
    if len(report.processors) > 1:
        kinds = "; ".join(report.processors)
        lines.append(f"processors of several kinds, which may read a tree differently (decision 0016): {kinds}")
    return "\n".join([*lines, f"report: {into}/runs/{report.number}.json", ""])
