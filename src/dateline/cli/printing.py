"""What the commands print: versions, the schema, and outcomes as a table, JSON lines, CSV or ninjs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from typing import Any

import msgspec

from dateline.explaining import COLUMNS, event_row, ninjs_item
from dateline.records import Coded, Dropped, Failed, Outcome

Printer = Callable[[Outcome], None]


def print_versions() -> None:
    """Code, model, lexicon, ontology and facts: what an event's coding depends on."""
    from dateline import Coder

    version = Coder().tools.version
    for name in version.__struct_fields__:
        sys.stdout.write(f"{name:<9} {getattr(version, name)}\n")


def json_schema() -> dict[str, Any]:
    """The JSON Schema of one outcome, made from the records."""
    schema = msgspec.json.schema(Coded | Dropped | Failed)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Dateline outcome, schema version 1"
    return schema


def print_schema() -> None:
    """The schema, indented."""
    sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")


def print_jsonl(outcome: Outcome) -> None:
    """One line of JSON."""
    sys.stdout.write(msgspec.json.encode(outcome, order="deterministic").decode() + "\n")


def print_ninjs(outcome: Outcome) -> None:
    """One line, a ninjs item with its events; what is not coded prints nothing."""
    if isinstance(outcome, Coded):
        sys.stdout.write(msgspec.json.encode(ninjs_item(outcome)).decode() + "\n")


def csv_printer() -> Printer:
    """One row an event; the header first. Outcomes without events print nothing."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("input_id", "article_id", "event_id", "type", "modes", "cameo", *COLUMNS[1:]))

    def write(outcome: Outcome) -> None:
        if isinstance(outcome, Coded):
            for e in outcome.events:
                codes = (outcome.input_id, e.article_id, e.id, e.type, "|".join(e.modes), e.cameo or "")
                writer.writerow((*codes, *event_row(e, outcome)[1:]))

    return write


def print_table(outcome: Outcome) -> None:
    """A table of the events under the report's name; one line where there is none."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    if not isinstance(outcome, Coded):
        parts = (
            (outcome.reason, outcome.detail) if isinstance(outcome, Dropped) else (f"{outcome.stage}:", outcome.error)
        )
        why = escape(" ".join(parts))
        console.print(f"[bold]{escape(outcome.input_id)}[/]  {type(outcome).__name__.lower()}: {why}")
        return
    article = outcome.article
    day = f"  {article.published.day}" if article.published else "  no publication day"
    console.print(f"[bold]{escape(outcome.input_id)}[/]{day}  {escape(' '.join(article.title.split()))}")
    if not outcome.events:
        console.print("  no events; `dateline explain` says why\n")
        return
    table = Table(show_lines=True)
    for column in COLUMNS[:-1]:
        table.add_column(column, overflow="fold")
    for e in outcome.events:
        table.add_row(*(escape(cell) for cell in event_row(e, outcome)[:-1]))
    console.print(table)


def printer(output: str) -> Printer:
    """The printer of an output format."""
    return (
        csv_printer() if output == "csv" else {"jsonl": print_jsonl, "ninjs": print_ninjs, "table": print_table}[output]
    )
