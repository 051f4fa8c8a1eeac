"""`dateline run`: inputs into a dataset, with progress while it runs and a report at its end."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.options import (
    EXIT_CODES,
    ActorsTable,
    AsTold,
    Files,
    GazetteerFile,
    InputFormat,
    LexiconFolder,
    Mapping,
    NotAfter,
    Outlet,
    Published,
    read_options,
)
from dateline.cli.progress import showing, tell
from dateline.errors import ConfigError, DatelineError

if TYPE_CHECKING:
    from dateline.running import Plan
    from dateline.running.course import Course

Into = Annotated[str, typer.Option("--into", metavar="DATASET", help="A folder or address; made where none is.")]
On = Annotated[str, typer.Option("--on", help="local, ray (the cluster that runs here), or ray://host:port.")]
Workers = Annotated[int | None, typer.Option(min=1, help="How many code at once; one a processor if not given.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Read so many inputs at most.")]
Batch = Annotated[int, typer.Option(min=1, help="Inputs a commit.")]
Patience = Annotated[float, typer.Option(min=1, help="Seconds that one article may take.")]


def run(  # noqa: PLR0913, PLR0917 - typer: an option is a parameter
    files: Files,
    into: Into,
    on: On = "local",
    workers: Workers = None,
    limit: Limit = None,
    batch: Batch = 512,
    patience: Patience = 300,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and count; write nothing.")] = False,  # noqa: FBT002 - typer reads options so
    no_group: Annotated[bool, typer.Option("--no-group", help="Leave stories and clusters as they are.")] = False,  # noqa: FBT002
    input_format: InputFormat = None,
    published: Published = None,
    outlet: Outlet = None,
    mapping: Mapping = "",
    not_after: NotAfter = None,
    lexicon: LexiconFolder = None,
    actors: ActorsTable = None,
    gazetteer: GazetteerFile = None,
    as_told: AsTold = False,  # noqa: FBT002
) -> None:
    """Code reports into a dataset. Stopped or killed at any moment, the same command goes on where it was."""
    options = read_options(input_format, published, outlet, mapping, not_after)
    try:
        from dateline.running import Plan
        from dateline.running.course import Course

        for place in files:
            _check_place(place)
        plan = Plan(options, lexicon, actors, gazetteer, on, workers, batch, patience, as_told)
        course = Course(files, options, limit)
        ended = _count(course, into, plan) if dry_run else _run(course, into, plan, group=not no_group)
    except DatelineError as error:
        sys.stderr.write(f"dateline: {error}\n")
        ended = "usage" if isinstance(error, ConfigError) else "stopped"
    raise typer.Exit(EXIT_CODES[ended])


def _check_place(place: str) -> None:
    """A mistyped path stops the run at its start; what a pattern or an address does not find is an outcome."""
    from glob import has_magic

    from dateline.reading import is_address

    if place != "-" and not is_address(place) and not has_magic(place) and not Path(place).exists():
        raise ConfigError(f"no such file or folder: {place}")


def _run(course: Course, into: str, plan: Plan, *, group: bool) -> str:
    from dateline.dataset import Dataset
    from dateline.running import run as run_plan

    dataset = Dataset.open(into) if Dataset.exists(into) else Dataset.create(into)
    with _stopping() as stopped, showing(course.share) as watch:
        report = run_plan(course, dataset, plan, watch=watch, stopped=stopped)
    sys.stdout.write(tell(report, into))
    if report.end == "interrupted":
        return "interrupted"
    dataset.compact(where_it_pays=True)
    if group and dataset.commits()[-1].what != "group":  # what has not changed since is grouped already
        from dateline.dataset.grouping import group as group_dataset

        sys.stderr.write("grouping\n")
        found = group_dataset(dataset)
        sys.stdout.write(
            f"the dataset: {found.articles:,} articles, {found.copies:,} copies, {found.stories:,} stories; "
            f"{found.events:,} events reported, {found.clusters:,} events\n"
        )
    return "partial" if report.tally.dropped or report.tally.failed else "ok"


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Whether somebody has asked us to stop (Ctrl-C, or a system that shuts down). Who asks twice does not wait."""
    asked: list[int] = []

    def ask(number: int, _: FrameType | None) -> None:
        asked.append(number)
        signal.signal(number, before[number])
        sys.stderr.write("dateline: stopping after this commit; once more to leave at once\n")

    before: dict[int, Any] = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, ask)
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _count(course: Course, into: str, plan: Plan) -> str:
    """What a run would meet: articles and their words, what was done before, what cannot be read and why."""
    from dateline import Coder
    from dateline.dataset import Dataset, InputKeys, Keys
    from dateline.records import Article

    version = Coder(plan.lexicon, plan.actors, plan.gazetteer, as_told=plan.as_told).tools.version
    dataset = Dataset.open(into) if Dataset.exists(into) else None
    done = dataset.done(dataset.version_number(version)) if dataset else Keys()
    keys, counts, reasons = InputKeys(), Counter[str](), Counter[str]()
    for item in course:
        if keys(item) in done:
            counts["done"] += 1
        elif isinstance(item, Article):
            counts["articles"] += 1
            counts["words"] += len(item.text.split())
        else:
            reasons[item.reason] += 1
    total = counts["done"] + counts["articles"] + reasons.total()
    sys.stdout.write(
        f"{total:,} inputs: {counts['articles']:,} articles to code ({counts['words']:,} words), "
        f"{counts['done']:,} done before, {reasons.total():,} that cannot be read\n"
    )
    for reason, n in reasons.most_common():
        sys.stdout.write(f"  {n:>9,}  {reason}\n")
    sys.stdout.write("nothing was written\n")
    return "ok"
