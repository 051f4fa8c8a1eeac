"""`dateline actors`: check a table of your own, ask who a name is, renew the facts from Wikidata."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import ConfigError, DatelineError

if TYPE_CHECKING:
    from dateline.who import Facts

app = typer.Typer(no_args_is_help=True, help="Who is who: check your own table, ask for a name, renew from Wikidata.")
_USAGE, _PROOF = 2, 4

Table = Annotated[Path | None, typer.Option("--actors", help="A table of your own actors.")]


@app.command("check")
def check(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Print every fault of a table of actors with its line; exit code 4 where there is any."""
    from dateline.who.own import read_actors

    try:
        table = read_actors(file)
    except DatelineError as error:
        _leave(error)
    for fault in table.faults:
        sys.stdout.write(f"{file}:{fault.line}: {fault.message}\n")
    sys.stdout.write(f"{len(table.rows)} actors, {len(table.faults)} faults\n")
    raise typer.Exit(_PROOF if table.faults else 0)


@app.command("who")
def who(
    name: Annotated[str | None, typer.Argument(help="A name, as a report writes it.")] = None,
    on: Annotated[str | None, typer.Option("--on", help="The day, e.g. 2021-03-26.")] = None,
    source: Annotated[
        str | None, typer.Option("--from", help='A JSONL file of {"mention", "on"}, or - for standard input.')
    ] = None,
    actors: Table = None,
) -> None:
    """Show who a name may stand for on a day, best first, with reasons; --from gives one JSON line a mention."""
    from dateline.who.own import load_own_facts

    if (name is None) == (source is None):
        _leave(ConfigError("give a name, or --from FILE"))
    try:
        facts = load_own_facts(actors)
        if source is not None:
            for line in _answers(facts, source, on):
                sys.stdout.write(line + "\n")
        else:
            _show(facts, name or "", _day(on))
    except DatelineError as error:
        _leave(error)


@app.command("build")
def build(  # noqa: PLR0913, PLR0917 - typer: an option is a parameter
    out: Annotated[Path, typer.Option("--out", help="The table to write.")],
    wikidata: Annotated[bool, typer.Option("--wikidata", help="Ask Wikidata; needs the internet.")] = False,  # noqa: FBT002 - typer reads options so
    country: Annotated[list[str] | None, typer.Option("--country", help="ISO alpha-3; all if none is given.")] = None,
    since: Annotated[int, typer.Option("--since", help="Offices that ended before this year are left out.")] = 2010,
    endpoint: Annotated[str | None, typer.Option("--endpoint", help="Another SPARQL endpoint.")] = None,
    cache: Annotated[Path | None, typer.Option("--cache", help="A folder that keeps the answers.")] = None,
) -> None:
    """Write a table of holders of office, to be used with --actors."""
    from dateline.who import load_facts
    from dateline.who.renewing import ENDPOINT, Source, build_table

    if not wikidata:
        _leave(ConfigError("say --wikidata: it is the only source so far"))
    try:
        facts = load_facts()
        codes = country or sorted(c for c, item in facts.items.items() if item)
        lines = list(build_table(facts, codes, since, Source(endpoint or ENDPOINT, cache)))
        part = out.with_name(out.name + ".part")
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        part.replace(out)
    except OSError as error:
        _leave(ConfigError(f"{out} cannot be written: {error.strerror}"))
    except DatelineError as error:
        _leave(error)
    sys.stderr.write(f"{len(lines) - 1} terms of {len(codes)} countries\n")


def _leave(error: DatelineError) -> None:
    sys.stderr.write(f"dateline: {error}\n")
    raise typer.Exit(_USAGE) from error


def _day(on: object) -> str | None:
    from datetime import date

    if on is None:
        return None
    try:
        return date.fromisoformat(str(on)).isoformat()
    except ValueError as error:
        raise ConfigError(f"{on!r} is no day such as 2021-03-26") from error


def _answers(facts: Facts, source: str, on: str | None) -> Iterator[str]:
    """One JSON line a mention of the file; a line that is none is an error with its number."""
    import msgspec

    from dateline.who.asking import ask

    for number, line in enumerate(_lines(source), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            mention = row["mention"]
            day = _day(row.get("on") or on)
        except (ValueError, KeyError, TypeError, AttributeError, ConfigError) as error:
            raise ConfigError(f"line {number}: {error}; write {{'mention': …, 'on': '2021-03-26'}}") from error
        if not isinstance(mention, str):
            raise ConfigError(f"line {number}: the mention is no text")
        answer = {"mention": mention, "on": day, "candidates": msgspec.to_builtins(ask(facts, mention, day))}
        yield json.dumps(answer, ensure_ascii=False)


def _lines(source: str) -> Iterator[str]:
    if source == "-":
        yield from sys.stdin
        return
    try:
        with Path(source).open(encoding="utf-8") as lines:
            yield from lines
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{source} cannot be read: {error}") from error


def _show(facts: Facts, name: str, day: str | None) -> None:
    from dateline.who.asking import ask

    found = ask(facts, name, day)
    if not found:
        sys.stdout.write(f"{name}: nobody known by that name\n")
    for c in found:
        codes = " ".join((c.country or "---", *c.sectors))
        office = f", {c.office}" if c.office else ""
        sys.stdout.write(
            f"{c.status:<8} {c.name} ({codes}){office}  [{c.entity or 'unconfirmed'}]\n         {c.reason}\n"
        )
