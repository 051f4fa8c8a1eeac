"""`dateline status`: how texts present given words: actual, historical, future, hypothetical or negated, and why."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.options import EXIT_CODES, Published
from dateline.errors import ConfigError, DatelineError, InputError

if TYPE_CHECKING:
    from dateline.coder import Parses
    from dateline.judging import Judged
    from dateline.records import Span

Row = dict[str, Any]


def status(
    source: Annotated[
        str,
        typer.Option(
            "--from",
            help='JSON lines of {"id", "text", "published"?, "spans": [{"start", "end"}, …]}, or - for standard input.',
        ),
    ],
    published: Published = None,
) -> None:
    """Show status and factuality of given event words, one JSON line an input, each with the words that say so."""
    raise typer.Exit(EXIT_CODES[_run(source, published)])


def _run(source: str, published: str | None) -> str:
    from dateline.parsing import load_parser

    done = "ok"
    try:
        parse = load_parser()
        for number, line in enumerate(_lines(source), 1):
            try:
                row = _judged(line, str(number), published, parse)
            except (InputError, ValueError, KeyError, TypeError) as error:
                sys.stderr.write(f"dateline: line {number}: {error}\n")
                done = "partial"
            else:
                sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    except BrokenPipeError:
        return "ok"
    except DatelineError as error:
        sys.stderr.write(f"dateline: {error}\n")
        return "usage"
    return done


def _judged(line: str, number: str, published: str | None, parse: Parses) -> Row:
    from dateline.judging import judge_spans
    from dateline.reading import make_article

    record = json.loads(line)
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise TypeError("not a record with a text")
    day = published or record.get("published")
    article = make_article(record["text"], input_id=str(record.get("id", number)), published=day)
    if article.text != record["text"]:
        raise ValueError("line ends are not \\n, or the text begins with a mark: the offsets would not hold")
    found = judge_spans(article, _spans(record, len(article.text)), parse)
    return {"id": article.input_id, "events": [_row(one) for one in found]}


def _row(judged: Judged) -> Row:
    import msgspec

    row: Row = msgspec.to_builtins(judged)
    span = row.pop("span")
    return {"start": span["start"], "end": span["end"], **row}


def _spans(record: Row, length: int) -> list[Span]:
    """From `spans` or `events`: objects with `start` and `end`, or pairs."""
    from dateline.records import Span

    out = []
    for one in record["spans"] if "spans" in record else record["events"]:
        start, end = (one["start"], one["end"]) if isinstance(one, dict) else one
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length):
            raise ValueError(f"no such span: {start}, {end}")
        out.append(Span("text", start, end))
    return out


def _lines(source: str) -> Iterator[str]:
    if source == "-":
        yield from (line for line in sys.stdin if line.strip())
        return
    try:
        with Path(source).open(encoding="utf-8") as handle:
            yield from (line for line in handle if line.strip())
    except OSError as error:
        raise ConfigError(f"{source}: {error}") from error
