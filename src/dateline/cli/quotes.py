"""`dateline quotes`: who said what, as a table, JSON, JSON lines or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.options import EXIT_CODES, Files, InputFormat, Mapping, Outlet, Published, read_options

if TYPE_CHECKING:
    from dateline.reading import ReadOptions
    from dateline.records import Outcome

Row = dict[str, Any]


class QuoteOutput(StrEnum):
    """How `quotes` prints."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


def quotes(  # noqa: PLR0913, PLR0917 - typer: an option is a parameter
    files: Files,
    output: Annotated[
        QuoteOutput | None, typer.Option("--format", help="table on a terminal, jsonl elsewhere.")
    ] = None,
    direct: Annotated[bool, typer.Option("--direct", help="Only words in quotation marks.")] = False,  # noqa: FBT002 - typer reads options so
    input_format: InputFormat = None,
    published: Published = None,
    outlet: Outlet = None,
    mapping: Mapping = "",
) -> None:
    """List who said what: one row an attribution."""
    chosen = output or (QuoteOutput.table if sys.stdout.isatty() else QuoteOutput.jsonl)
    options = read_options(input_format, published, outlet, mapping)
    raise typer.Exit(EXIT_CODES[_run(files, options, chosen, direct=direct)])


def _run(files: list[str], options: ReadOptions, output: QuoteOutput, *, direct: bool) -> str:
    from dateline import Coder
    from dateline.cli.running import each_outcome
    from dateline.explaining import quote_rows
    from dateline.records import Coded

    makers = {"table": _tables, "json": _array, "jsonl": _lines, "csv": _sheet}
    show, close = makers[output.value]()

    def print_quotes(outcome: Outcome) -> None:
        if isinstance(outcome, Coded):
            show([row for row in quote_rows(outcome) if not direct or row["kind"] != "indirect"])

    done = each_outcome(files, options, Coder(), print_quotes)
    sys.stdout.write(close)
    return done


Printer = tuple[Callable[[list[Row]], None], str]  # prints the rows of one input; what ends the output


def _lines() -> Printer:
    return lambda rows: sys.stdout.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), ""


def _array() -> Printer:
    """One JSON array, written as the rows come."""
    before = iter(("",))
    sys.stdout.write("[")

    def show(rows: list[Row]) -> None:
        for row in rows:
            sys.stdout.write(next(before, ",") + "\n" + json.dumps(row, ensure_ascii=False))

    return show, "\n]\n"


def _sheet() -> Printer:
    from dateline.explaining import QUOTE_COLUMNS

    writer = csv.DictWriter(sys.stdout, QUOTE_COLUMNS, lineterminator="\n")
    writer.writeheader()
    return writer.writerows, ""


def _tables() -> Printer:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()

    def show(rows: list[Row]) -> None:
        table = Table(show_lines=True)
        for column in ("who", "sort", "says", "what", "chain"):
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*(escape(cell) for cell in _cells(row)))
        if rows:
            console.print(f"[bold]{escape(rows[0]['input_id'])}[/]")
            console.print(table)

    return show, ""


def _cells(row: Row) -> tuple[str, ...]:
    who = (row["speaker"] or "?") + (f" = {row['stands_for']}" if row["stands_for"] else "")
    codes = f" ({row['country'] or '---'} {row['sectors']})" if row["actor"] else ""
    says = f"{row['cue']} ({row['stance']}, {row['kind']})"
    return who + codes, row["speaker_kind"], says, row["words"], row["chain"] if row["told_in"] else ""
