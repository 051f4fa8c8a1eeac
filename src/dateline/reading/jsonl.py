"""JSON Lines: one record a line, {"id", "text", "title", "published", "outlet", "url"}; only the text is required."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

import msgspec

from dateline.errors import InputError
from dateline.records import Article

from .articles import Record, build_article
from .decoding import as_utf8, decode, split_lines
from .options import RECORD_FIELDS, BadInput, ReadOptions

_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def read_jsonl(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """One article or bad input for each line that is not blank; a bad line does not touch its neighbours."""
    keys = {**{field: field for field in RECORD_FIELDS}, **{field: key for key, field in options.mapping.items()}}
    for number, line in enumerate(split_lines(as_utf8(chunks), options.max_line_bytes), start=1):
        if line is not None and not line.strip():
            continue
        input_id = f"{name}:{number}"
        try:
            fields = _read_fields(line, keys, options.max_line_bytes)
            input_id = fields["id"] or input_id
            yield _read_article(fields, input_id, keys["text"], options)
        except InputError as error:
            yield BadInput(input_id, error.reason, f"line {number}: {error.detail}")


def _read_fields(line: bytes | None, keys: dict[str, str], limit: int) -> dict[str, str]:
    """Our fields of a record, each a text; what is absent or null is "", unknown keys are ignored."""
    if line is None:
        raise InputError("line-too-long", f"more than {limit:,} bytes: write one record a line")
    record = _read_json(decode(line))
    if not isinstance(record, dict):
        raise InputError("bad-record", f'a record is an object such as {{"text": "…"}}, not {_name_type(record)}')
    fields = {}
    for field, key in keys.items():
        value = record.get(key)
        if field == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            raise InputError("bad-record", f"{key!r} must be a string, not {_name_type(value)}")
        fields[field] = value or ""
    return fields


def _read_article(fields: dict[str, str], input_id: str, text_key: str, options: ReadOptions) -> Article:
    if not fields["text"]:
        raise InputError("empty", f"no text under {text_key!r}: use --map text=KEY if it has another name")
    record = Record(
        text=fields["text"],
        title=fields["title"],
        input_id=input_id,
        published=fields["published"],
        outlet=fields["outlet"],
        url=fields["url"],
    )
    return build_article(record, options)


def _read_json(line: str) -> object:
    try:
        value: object = msgspec.json.decode(line)
    except RecursionError:
        raise InputError("not-json", "nested too deeply") from None
    except msgspec.DecodeError as error:
        if _SURROGATE_ESCAPE.search(line) and _is_json(line):
            raise InputError("bad-encoding", "half of a surrogate pair: write it out again as UTF-8") from None
        raise InputError("not-json", f"{error}; each line must be one JSON object") from None
    return value


def _is_json(line: str) -> bool:
    """Whether the standard library reads it, which lets half a surrogate pair pass."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _name_type(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    names = {dict: "an object", list: "a list", int: "a number", float: "a number", str: "a string"}
    return names.get(type(value), "null")
