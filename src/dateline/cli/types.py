"""`dateline types learn`: an event type of one's own from example sentences."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import EXIT_CODES

app = typer.Typer(no_args_is_help=True, help="Event types of your own, taught by example.")


@app.callback()
def main() -> None:
    """What stands before every command."""


@app.command()
def learn(
    file: Annotated[Path, typer.Argument(metavar="FILE", help='A sentence a line; "- " before what is no such event.')],
    name: Annotated[str, typer.Option("--name", help="The type's name, in capital letters.")],
    out: Annotated[Path, typer.Option("--out", help="The lexicon folder to write into; then use --lexicon.")],
    quad_class: Annotated[str, typer.Option(help="Written into types.yaml for a new type.")] = "material conflict",
    score: Annotated[float, typer.Option(help="PLOVER score, -10 to 10, for a new type.")] = 0.0,
) -> None:
    """Learn a type from 10 to 20 sentences, and print how well it does on those held out."""
    raise typer.Exit(EXIT_CODES[_run(file, name, out, (quad_class, score))])


def _run(file: Path, name: str, out: Path, traits: tuple[str, float]) -> str:
    from dateline.errors import DatelineError
    from dateline.ontology import add_own_type
    from dateline.parsing import load_parser, load_similarity
    from dateline.teaching import read_lesson, save_head, teach

    try:
        lesson = read_lesson(file)
        out.mkdir(parents=True, exist_ok=True)
        add_own_type(out, name, traits)
        head, held_out = teach(name, lesson, load_parser(), load_similarity())
        path = save_head(head, out)
    except (DatelineError, OSError) as error:
        sys.stderr.write(f"dateline: {error}\n")
        return "usage"
    sys.stdout.write(
        f"{name}: {held_out.examples} examples, {len(lesson.opposites)} that are not; held out in turn, "
        f"{held_out.found} of {held_out.examples} found, {held_out.false} of {held_out.others} others taken for one: "
        f"precision {held_out.precision:.2f}, recall {held_out.recall:.2f}, F1 {held_out.f1:.2f}\n"
        f"{path}: code with --lexicon {out}\n"
    )
    return "ok"
