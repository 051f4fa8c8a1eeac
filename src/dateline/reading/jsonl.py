"""JSON records, {"id", "text", "title", "published", "outlet", "url"}, one a line or in an array; all need a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.errors import InputError
from dateline.records import Article

from .decoding import as_utf8, decode, split_lines
from .fields import pick_fields, read_fields, record_keys
from .options import BadInput, ReadOptions
from .values import parse_json, read_json, split_values


def read_jsonl(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """One article or bad input for each line that is not blank; a bad line does not touch its neighbours."""
    keys = record_keys(options)
    for number, line in enumerate(split_lines(as_utf8(chunks), options.max_line_bytes), start=1):
        if line is not None and not line.strip():
            continue
        input_id = f"{name}:{number}"
        try:
            fields = pick_fields(_read_line(line, options.max_line_bytes), keys)
            input_id = fields["id"] or input_id
            yield read_fields(fields, input_id, keys["text"], options)
        except InputError as error:
            yield BadInput(input_id, error.reason, f"line {number}: {error.detail}")


def _read_line(line: bytes | None, limit: int) -> object:
    if line is None:
        raise InputError("line-too-long", f"more than {limit:,} bytes: write one record a line")
    return parse_json(decode(line), "each line must be one JSON object")


def read_json_records(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """One article or bad input for each record of an array, or for each object of several."""
    keys = record_keys(options)
    number = 0
    for number, data in enumerate(split_values(chunks, options.max_line_bytes), start=1):
        input_id = f"{name}:{number}"
        try:
            fields = pick_fields(read_json(data, options.max_line_bytes), keys)
            input_id = fields["id"] or input_id
            yield read_fields(fields, input_id, keys["text"], options)
        except InputError as error:
            yield BadInput(input_id, error.reason, f"record {number}: {error.detail}")
    if not number:
        yield BadInput(name, "empty", "there is no record in it")
