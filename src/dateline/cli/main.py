"""`dateline`: the commands. Each parses its arguments, calls the library, and prints."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.actors import app as actors_app
from dateline.cli.analysis import analyse
from dateline.cli.dataset import compact, forget, history, info, query
from dateline.cli.dataset import diff as dataset_diff
from dateline.cli.exporting import export, release
from dateline.cli.grouping import group
from dateline.cli.lexicons import diff
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
from dateline.cli.places import app as gazetteer_app
from dateline.cli.places import places
from dateline.cli.quotes import quotes
from dateline.cli.review import app as review_app
from dateline.cli.runs import run
from dateline.cli.serving import mcp, serve
from dateline.cli.statuses import status
from dateline.cli.types import app as types_app
from dateline.cli.watching import watch

app = typer.Typer(
    name="dateline",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Reads English news reports and writes down who did what to whom, when, where, and who says so.\n\n"
    "Exit codes: 0 all inputs coded · 2 wrong argument · 3 some inputs dropped or failed · "
    "4 a frame breaks its sentences · 5 a run could not go on · 130 a run was asked to stop.",
)
lexicon_app = typer.Typer(no_args_is_help=True, help="The frames: check them, try a sentence, compare two versions.")
app.add_typer(lexicon_app, name="lexicon")
app.add_typer(actors_app, name="actors")
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(types_app, name="types")
app.add_typer(review_app, name="review")


class Output(StrEnum):
    """How `code` prints."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    ninjs = "ninjs"


@app.callback(invoke_without_command=True)
def main(
    version: Annotated[bool, typer.Option("--version", help="Print all five versions and leave.")] = False,  # noqa: FBT002 - typer reads options so
) -> None:
    """What stands before every command."""
    if version:
        from dateline.cli.printing import print_versions

        print_versions()
        raise typer.Exit


@app.command()
def code(  # noqa: PLR0913, PLR0917 - typer: an option is a parameter
    files: Files,
    output: Annotated[Output | None, typer.Option("--format", help="table on a terminal, jsonl elsewhere.")] = None,
    input_format: InputFormat = None,
    published: Published = None,
    outlet: Outlet = None,
    mapping: Mapping = "",
    not_after: NotAfter = None,
    lexicon: LexiconFolder = None,
    actors: ActorsTable = None,
    gazetteer: GazetteerFile = None,
    as_told: AsTold = False,  # noqa: FBT002 - typer reads options so
) -> None:
    """Code reports: one outcome an input."""
    from dateline import Coder
    from dateline.cli.running import run_code

    chosen = output or (Output.table if sys.stdout.isatty() else Output.jsonl)
    options = read_options(input_format, published, outlet, mapping, not_after)
    coder = Coder(lexicon, actors, gazetteer, as_told=as_told)
    raise typer.Exit(EXIT_CODES[run_code(files, options, chosen.value, coder)])


@app.command()
def explain(  # noqa: PLR0913, PLR0917 - typer: an option is a parameter
    files: Files,
    input_format: InputFormat = None,
    published: Published = None,
    outlet: Outlet = None,
    mapping: Mapping = "",
    not_after: NotAfter = None,
    lexicon: LexiconFolder = None,
    actors: ActorsTable = None,
    gazetteer: GazetteerFile = None,
    as_told: AsTold = False,  # noqa: FBT002 - typer reads options so
) -> None:
    """Show why each event was coded, and why the other sentences were not."""
    from dateline import Coder
    from dateline.cli.running import run_explain

    options = read_options(input_format, published, outlet, mapping, not_after)
    raise typer.Exit(EXIT_CODES[run_explain(files, options, Coder(lexicon, actors, gazetteer, as_told=as_told))])


@app.command()
def parse(
    file: Annotated[str, typer.Argument(metavar="FILE|-")],
    output: Annotated[str, typer.Option("--format", help="conllu.")] = "conllu",
    gold_tokens: Annotated[bool, typer.Option("--gold-tokens", help="FILE is CoNLL-U; keep its words.")] = False,  # noqa: FBT002 - typer reads options so
) -> None:
    """Show the analysis: words, tags, trees and names, as CoNLL-U."""
    from dateline.cli.running import run_parse

    raise typer.Exit(EXIT_CODES[run_parse(file, output, gold_tokens=gold_tokens)])


@app.command()
def schema() -> None:
    """Print the JSON Schema of one line of `code --format jsonl`."""
    from dateline.cli.printing import print_schema

    print_schema()


@lexicon_app.command("check")
def lexicon_check(
    folder: Annotated[Path | None, typer.Option("--lexicon", help="A folder of your own frames.")] = None,
) -> None:
    """Prove every frame by its own sentences."""
    from dateline.cli.running import run_lexicon_check

    raise typer.Exit(EXIT_CODES[run_lexicon_check(folder)])


@lexicon_app.command("try")
def lexicon_try(
    sentence: Annotated[str, typer.Argument()],
    folder: Annotated[Path | None, typer.Option("--lexicon", help="A folder of your own frames.")] = None,
) -> None:
    """Code one sentence and explain it."""
    from dateline.cli.running import run_lexicon_try

    raise typer.Exit(EXIT_CODES[run_lexicon_try(sentence, folder)])


lexicon_app.command("diff")(diff)
app.command("export")(export)
app.command("group")(group)
app.command("quotes")(quotes)
app.command("analyse")(analyse)
app.command("release")(release)
app.command("places")(places)
app.command("run")(run)
app.command("serve")(serve)
app.command("mcp")(mcp)
app.command("status")(status)
app.command("watch")(watch)
app.command("query")(query)
app.command("info")(info)
app.command("history")(history)
app.command("diff")(dataset_diff)
app.command("compact")(compact)
app.command("forget")(forget)
