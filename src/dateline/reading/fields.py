"""Records of fields, whatever holds them: an object of JSON, a row of a table."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.errors import InputError
from dateline.records import Article

from .articles import Record, build_article
from .options import RECORD_FIELDS, ReadOptions


def record_keys(options: ReadOptions) -> dict[str, str]:
    """Our fields and the names that they have in the records, ours unless `--map` says another."""
    return {**{field: field for field in RECORD_FIELDS}, **{field: key for key, field in options.mapping.items()}}


def pick_fields(record: object, keys: Mapping[str, str]) -> dict[str, str]:
    """Our fields of a record, each a text; what is absent or null is "", unknown keys are ignored."""
    if not isinstance(record, dict):
        raise InputError("bad-record", f'a record is an object such as {{"text": "…"}}, not {name_type(record)}')
    fields = {}
    for field, key in keys.items():
        value = record.get(key)
        if field == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            raise InputError("bad-record", f"{key!r} must be a string, not {name_type(value)}")
        fields[field] = value or ""
    return fields


def read_fields(fields: Mapping[str, str], input_id: str, text_key: str, options: ReadOptions) -> Article:
    """The article of a record; InputError where it has no text or cannot be read."""
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


def name_type(value: object) -> str:
    """What a value of JSON is, for one who is not a programmer."""
    if isinstance(value, bool):
        return "true or false"
    names = {dict: "an object", list: "a list", int: "a number", float: "a number", str: "a string"}
    return names.get(type(value), "null")
