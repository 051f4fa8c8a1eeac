"""`dateline query`, `info`, `history`, `diff`, `compact` and `forget`: what one does with a dataset by itself."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exporting import AsOf, DatasetAt, ended
from dateline.cli.sheets import SheetFormat, print_rows
from dateline.errors import StoreError

if TYPE_CHECKING:
    import pyarrow as pa

    from dateline.dataset.describing import Info

_MEGABYTE = 1_000_000


def query(
    dataset: DatasetAt,
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT; docs/codebook.md has tables and views.")],
    output: SheetFormat = None,
    as_of: AsOf = None,
) -> None:
    """Ask a dataset by SQL: its tables, and the views current, flat, dyads, daily and monthly."""

    def work() -> None:
        from dateline.dataset import Dataset

        with Dataset.open(dataset, as_of).stream(sql) as reader:
            print_rows(reader, output)

    ended(work)


def info(dataset: DatasetAt, as_of: AsOf = None) -> None:
    """Say what a dataset holds: inputs by outcome, versions, days, outlets, size."""

    def work() -> None:
        from dateline.dataset import Dataset

        for name, value in _told(Dataset.open(dataset, as_of).info()):
            sys.stdout.write(f"{name:<10} {value}\n")

    ended(work)


def history(dataset: DatasetAt) -> None:
    """List the commits of a dataset: number, time (UTC), what was done; each can be read with --as-of."""

    def work() -> None:
        from dateline.dataset import Dataset

        opened = Dataset.open(dataset)
        commits = opened.commits()
        for commit in commits:
            gone = "  (cannot be read any more)" if commit.number < commits[-1].oldest else ""
            sys.stdout.write(f"{commit.number:>6}  {commit.at}  {commit.what}{gone}\n")

    ended(work)


def diff(
    dataset: DatasetAt,
    old: Annotated[str, typer.Argument(help="A coding version (1), or a commit: @3, @2026-11-29.")],
    new: Annotated[str, typer.Argument(help="The other.")],
    output: SheetFormat = None,
) -> None:
    """Show the events that differ between two coding versions, or two commits; the counts go to standard error."""

    def work() -> None:
        from dateline.dataset import Dataset

        found = Dataset.open(dataset).diff(old, new)
        print_rows(found.to_reader(), output)
        sys.stderr.write(_counted(found))

    ended(work)


def compact(dataset: DatasetAt) -> None:
    """Put the many small files of a dataset together, events sorted by day; the rows stay the same."""

    def work() -> None:
        from dateline.dataset import Dataset

        opened = Dataset.open(dataset)
        before = opened.version
        done = f"commit {opened.version}" if opened.compact() > before else "nothing to do"
        sys.stderr.write(f"dateline: {done}\n")

    ended(work)


def forget(
    dataset: DatasetAt,
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="An article_id, or an input_id.")],
) -> None:
    """Remove articles from every table and every older version; no commit before this can be read afterwards."""

    def work() -> None:
        from dateline.dataset import Dataset

        done = Dataset.open(dataset).forget(ids)
        sys.stderr.write(f"dateline: {len(done.articles)} articles forgotten, {done.inputs} inputs\n")
        for path in done.mentioned_in:
            sys.stderr.write(f"dateline: {path} in the dataset still names one of them: remove it\n")
        if done.unknown:
            raise StoreError(f"unknown here: {', '.join(done.unknown)}")

    ended(work)


def _told(info: Info) -> Iterable[tuple[str, str]]:
    """What is known of a dataset, a line each."""
    yield "commit", str(info.commit)
    yield "inputs", f"{info.inputs}: {_list(info.outcomes)}"
    if info.dropped:
        yield "dropped", _list(info.dropped)
    if info.failed:
        yield "failed in", _list(info.failed)
    yield "articles", f"{info.articles}; {info.repeated} inputs repeat one"
    yield "published", _days(info.published)
    yield "outlets", f"{info.outlets}: {_list(info.top_outlets)}" if info.outlets else "0"
    yield "events", f"{info.events}, {_days(info.days)}"
    for row in info.versions:
        parts = " ".join(f"{name} {row[name]}" for name in ("code", "model", "lexicon", "ontology", "facts"))
        yield f"version {row['version']}", f"{row['articles']} articles, {row['events']} events: {parts}"
    kept = "" if info.bytes_kept is None else f"; {info.bytes_kept / _MEGABYTE:.1f} MB with all older commits"
    yield "size", f"{info.bytes_now / _MEGABYTE:.1f} MB{kept}"


def _list(counts: dict[str, int]) -> str:
    named = (f"{count} {''.join(c if c.isprintable() else '?' for c in name)}" for name, count in counts.items())
    return ", ".join(named) or "none"


def _days(days: tuple[str | None, str | None]) -> str:
    return f"{days[0]} to {days[1]}" if days[0] else "no day known"


def _counted(found: pa.Table) -> str:
    changes = Counter(found["change"].to_pylist())
    fields = Counter(field for fields in found["changed"].to_pylist() for field in fields)
    articles = len(set(found["article_id"].to_pylist()))
    in_fields = f" ({_list(dict(fields.most_common()))})" if fields else ""
    return (
        f"dateline: {articles} articles differ: {changes['added']} events added, {changes['removed']} removed, "
        f"{changes['changed']} changed{in_fields}\n"
    )
