"""The options that commands share, the exit codes, and how options become `ReadOptions`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.reading import ReadOptions

EXIT_CODES = {
    "ok": 0,  # every input was coded
    "usage": 2,  # a wrong argument or setting; nothing was done
    "partial": 3,  # the run ended, but some inputs were dropped or failed
    "proof": 4,  # a frame does not keep its sentences, a table of actors has faults
    "stopped": 5,  # a run could not go on; what it had committed stays
    "interrupted": 130,  # a run was asked to stop; what it had committed stays
}

Files = Annotated[
    list[str],
    typer.Argument(metavar="FILES…|-", help="Files, folders, globs, addresses (s3://…), or - for standard input."),
]
InputFormat = Annotated[
    str | None, typer.Option("--input-format", help="The format of every input; else by its first bytes.")
]
Published = Annotated[str | None, typer.Option(help="Day of publication of every input, e.g. 2021-03-26.")]
Outlet = Annotated[str | None, typer.Option(help="Outlet of every input.")]
Mapping = Annotated[str, typer.Option("--map", help="Other names of fields or columns: text=body,published=pub.")]
NotAfter = Annotated[
    str | None, typer.Option("--not-after", help="Refuse later days of publication; tomorrow if not given.")
]
ActorsTable = Annotated[Path | None, typer.Option("--actors", help="A table of your own actors.")]
GazetteerFile = Annotated[Path | None, typer.Option("--gazetteer", help="A gazetteer that you built.")]
AsTold = Annotated[
    bool, typer.Option("--as-told", help="Leave out parties that only the place or the rest of the report suggests.")
]
LexiconFolder = Annotated[Path | None, typer.Option("--lexicon", help="A folder of your own frames.")]


def read_options(
    input_format: str | None, published: str | None, outlet: str | None, mapping: str, not_after: str | None = None
) -> ReadOptions:
    """How to read the inputs; a wrong option leaves with exit code 2."""
    from dateline.errors import ConfigError
    from dateline.reading import ReadOptions

    try:
        return ReadOptions(
            input_format=input_format,
            published=published,
            outlet=outlet,
            mapping=_field_names(mapping),
            not_after=not_after or _tomorrow(),
        )
    except ConfigError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(EXIT_CODES["usage"]) from error


def _tomorrow() -> str:
    """The day that begins next in UTC: where days begin first, it is today."""
    return (datetime.now(UTC).date() + timedelta(days=1)).isoformat()


def _field_names(mapping: str) -> dict[str, str]:
    """Given as ours=theirs, kept as theirs → ours."""
    from dateline.errors import ConfigError

    pairs = [p.split("=", 1) for p in mapping.split(",") if p]
    if any(len(p) != 2 for p in pairs):
        raise ConfigError(f"--map {mapping!r}: write pairs such as text=body,published=pub")
    return {theirs: ours for ours, theirs in pairs}
