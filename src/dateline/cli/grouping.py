"""`dateline group`: copies, stories, and the same event in other articles."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline.cli.options import EXIT_CODES
from dateline.errors import DatelineError


def group(
    dataset: Annotated[str, typer.Argument(metavar="DATASET", help="A dataset's folder or address.")],
) -> None:
    """Mark copies, and join what tells of one story and of one event; nothing is removed."""
    try:
        from dateline.dataset import Dataset
        from dateline.dataset.grouping import group as group_dataset

        found = group_dataset(Dataset.open(dataset))
    except DatelineError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(EXIT_CODES["usage"]) from error
    sys.stdout.write(
        f"{found.articles} articles: {found.copies} copies of others, {found.stories} stories\n"
        f"{found.events} events reported: {found.clusters} events\n"
    )
