"""`dateline places` and `dateline gazetteer`: what texts name, where given names are, gazetteers of your own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.options import EXIT_CODES, Files, GazetteerFile, InputFormat, Mapping, Outlet, Published, read_options
from dateline.errors import ConfigError, DatelineError, InputError

if TYPE_CHECKING:
    from dateline.records import Outcome, Span
    from dateline.where import Gazetteer

Row = dict[str, Any]
app = typer.Typer(no_args_is_help=True, help="Gazetteers: build one from a dump of GeoNames, look a name up.")


def places(  # noqa: PLR0913, PLR0917 - typer: an option is a parameter
    files: Files = [],  # noqa: B006 - typer reads the default, nothing writes to it
    source: Annotated[
        str | None,
        typer.Option(
            "--from", help='JSON lines of {"id", "text", "spans": [[start, end], …]}, or - for standard input.'
        ),
    ] = None,
    input_format: InputFormat = None,
    published: Published = None,
    outlet: Outlet = None,
    mapping: Mapping = "",
    gazetteer: GazetteerFile = None,
) -> None:
    """List the places that reports name, one JSON line an input; with --from, where the names at given spans are."""
    if bool(files) == (source is not None):
        typer.echo("dateline: give FILES, or --from FILE", err=True)
        raise typer.Exit(EXIT_CODES["usage"])
    if source is not None:
        raise typer.Exit(EXIT_CODES[_given(source, gazetteer)])
    options = read_options(input_format, published, outlet, mapping)
    from dateline import Coder
    from dateline.cli.running import each_outcome

    raise typer.Exit(EXIT_CODES[each_outcome(files, options, Coder(gazetteer=gazetteer), _show)])


def _show(outcome: Outcome) -> None:
    from dateline.records import Coded

    if isinstance(outcome, Coded):
        _print(outcome.input_id, outcome.places)


def _print(name: str, found: Any) -> None:
    import msgspec

    sys.stdout.write(json.dumps({"id": name, "places": msgspec.to_builtins(found)}, ensure_ascii=False) + "\n")


def _given(source: str, gazetteer: Path | None) -> str:
    from dateline.where import load_gazetteer

    done = "ok"
    try:
        table = load_gazetteer(gazetteer)
        for number, line in enumerate(_lines(source), 1):
            try:
                _print(*_placed(line, str(number), table))
            except (InputError, ValueError, KeyError, TypeError) as error:
                sys.stderr.write(f"dateline: line {number}: {error}\n")
                done = "partial"
    except BrokenPipeError:
        return "ok"
    except DatelineError as error:
        sys.stderr.write(f"dateline: {error}\n")
        return "usage"
    return done


def _placed(line: str, number: str, table: Gazetteer) -> tuple[str, Any]:
    """The record's id, and the places of its spans in the order given."""
    from dateline.reading import make_article
    from dateline.where import place_spans

    record = json.loads(line)
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise TypeError("not a record with a text")
    article = make_article(record["text"], input_id=str(record.get("id", number)))
    if article.text != record["text"]:
        raise ValueError("line ends are not \\n, or the text begins with a mark: the offsets would not hold")
    return article.input_id, place_spans(article, _spans(record, len(article.text)), table)


def _spans(record: Row, length: int) -> list[Span]:
    """From `spans`, pairs, or from `toponyms`, objects with `start` and `end`."""
    from dateline.records import Span

    given = record["spans"] if "spans" in record else [[t["start"], t["end"]] for t in record["toponyms"]]
    for start, end in given:
        if not 0 <= start < end <= length:
            raise ValueError(f"no such span: {start}, {end}")
    return [Span("text", start, end) for start, end in given]


def _lines(source: str) -> Iterator[str]:
    if source == "-":
        yield from (line for line in sys.stdin if line.strip())
        return
    try:
        with Path(source).open(encoding="utf-8") as handle:
            yield from (line for line in handle if line.strip())
    except OSError as error:
        raise ConfigError(f"{source}: {error}") from error


@app.command("build")
def build(
    dump: Annotated[Path, typer.Argument(metavar="DUMP", help="allCountries.zip of GeoNames, or one country's.")],
    out: Annotated[Path, typer.Option("--out", help="Where to write it.")] = Path("gazetteer.sqlite"),
) -> None:
    """Build a gazetteer from a dump of GeoNames and the places in the package; use it with --gazetteer."""
    from dateline.where import load_gazetteer
    from dateline.where.geonames import build as build_from

    try:
        count = build_from(dump, out, load_gazetteer())
    except (DatelineError, OSError) as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(EXIT_CODES["usage"]) from error
    sys.stdout.write(f"{count} places, {out.stat().st_size >> 20} MB: {out}\n")


@app.command("find")
def find(
    name: Annotated[str, typer.Argument(help="A name, as a report writes it.")],
    gazetteer: GazetteerFile = None,
) -> None:
    """Show the places of a name, best known first."""
    from dateline.where import load_gazetteer

    try:
        table = load_gazetteer(gazetteer)
    except DatelineError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(EXIT_CODES["usage"]) from error
    for e in table.look_up(name):
        inside = ", ".join(filter(None, (table.name_of(e.admin1) if e.admin1 else "", e.country)))
        sys.stdout.write(f"{e.name}\t{e.kind}\t{inside}\t{e.lat:.3f}\t{e.lon:.3f}\t{e.geonameid or ''}\n")
