"""`dateline export` and `dateline release`: a dataset in the formats of others, and as a folder for an archive."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dateline.cli.options import EXIT_CODES
from dateline.errors import ConfigError, DatelineError, StoreError

if TYPE_CHECKING:
    from dateline.dataset import Dataset
    from dateline.dataset.exporting import Exported

DatasetAt = Annotated[str, typer.Argument(metavar="DATASET", help="Its folder or address.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="A commit's number, or a day or time (ISO, UTC).")]


def export(  # noqa: PLR0913, PLR0917 - typer: an option is a parameter
    dataset: DatasetAt,
    to: Annotated[
        str,
        typer.Option(
            help="csv, excel, gdelt1, gdelt2, icews, keds, parquet, phoenix, plover, polecat, or postgresql://…"
        ),
    ],
    out: Annotated[str | None, typer.Option(metavar="PATH|-", help="A file, or - for standard output.")] = None,
    as_of: AsOf = None,
    where: Annotated[str | None, typer.Option(help="SQL that an event has to meet: \"type = 'ASSAULT'\".")] = None,
    schema: Annotated[str, typer.Option(help="Of a database: where the tables go.")] = "dateline",
) -> None:
    """Write a dataset's events in a format of others, or its tables into a PostgreSQL."""

    def work() -> None:
        from dateline.dataset import Dataset
        from dateline.dataset.exporting import is_database

        opened = Dataset.open(dataset, as_of)
        if is_database(to):
            if out is not None or where is not None:
                raise ConfigError("a database takes whole tables: leave out --out and --where")
            _publish(opened, to, schema)
        elif out is None:
            raise ConfigError("--out: a file, or - for standard output")
        else:
            _export(opened, to, out, where)

    ended(work)


def release(  # noqa: PLR0913, PLR0917 - typer: an option is a parameter
    dataset: DatasetAt,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="A new folder.")],
    title: Annotated[str, typer.Option(help="Of the dataset.")] = "Political event data",
    creators: Annotated[str, typer.Option(help="Names, parted by ;")] = "",
    licence: Annotated[str, typer.Option(help="SPDX id of the data's licence: CC-BY-4.0.")] = "",
    with_text: Annotated[bool, typer.Option("--with-text", help="Titles and texts, quotations uncut.")] = False,  # noqa: FBT002 - typer reads options so
    as_of: AsOf = None,
) -> None:
    """Write a folder ready for an archive: tables, codebook, metadata, checksums."""

    def work() -> None:
        from dateline.dataset import Dataset
        from dateline.dataset.releasing import About, write_release

        names = tuple(name.strip() for name in creators.split(";") if name.strip())
        opened = Dataset.open(dataset, as_of)
        about = About(title, names, licence or None, opened.version, with_text=with_text)
        files = write_release(opened.connection(), out, about)
        sys.stderr.write(f"dateline: {out}: {files} files of commit {opened.version}\n")

    ended(work)


def ended(work: Callable[[], None]) -> None:
    """Do it, and leave with the exit code of how it ended; errors of ours are one line."""
    done = "ok"
    try:
        from dateline.dataset.querying import telling

        with telling():
            work()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains when it closes it
    except DatelineError as error:
        sys.stderr.write(f"dateline: {error}\n")
        done = "usage" if isinstance(error, ConfigError) else "stopped"
    raise typer.Exit(EXIT_CODES[done])


def _export(opened: Dataset, to: str, out: str, where: str | None) -> None:
    from dateline.dataset.exporting import export as write

    with _opened(out) as stream:
        report = write(opened.connection(), to, stream, where)
    sys.stderr.write(_told(report))


def _publish(opened: Dataset, address: str, schema: str) -> None:
    from dateline.dataset.exporting.postgres import publish

    done = publish(opened.connection(), address, schema, opened.version)
    rows = ", ".join(f"{name} {count}" for name, count in done.rows.items())
    sys.stderr.write(f"dateline: {rows}; {done.written} rows written, {done.removed} removed\n")


def _told(report: Exported) -> str:
    left = "".join(f"; left out: {count} {reason}" for reason, count in report.left_out.items())
    return f"dateline: {report.events} events in {report.rows} rows{left}\n"


@contextmanager
def _opened(out: str) -> Iterator[BinaryIO]:
    """A file that is there whole or not at all; standard output as it comes."""
    if out == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(out)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise StoreError(f"{out}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
