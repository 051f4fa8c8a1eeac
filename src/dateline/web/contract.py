"""What the API promises, as JSON Schema: rows as `columns.tsv` describes them, outcomes as the records are."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI

from dateline.dataset.schema import Column, columns
from dateline.records import Coded, Dropped, Failed
from dateline.web.filtering import FACETS, OTHER, PARTIES, PLAIN

Schema = dict[str, Any]
_SPAN: Schema = {
    "type": "object",
    "properties": {"field": {"enum": ["text", "title"]}, "start": {"type": "integer"}, "end": {"type": "integer"}},
}
_TYPES: dict[str, Schema] = {
    "string": {"type": "string"},
    "int32": {"type": "integer"},
    "int64": {"type": "integer"},
    "double": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "span": _SPAN,
    "count": {"type": "object"},
    "evidence": {"type": "object"},
    "voice": {"type": "object"},
}
_MORE = {  # columns of the list of events that are computed from others
    "outlet": ("string", "Who published the report"),
    "published": ("date", "Day of publication"),
    "speaker": ("string", "The outermost voice behind the event"),
    "speaker_country": ("string", "Its country"),
    "story": ("string", "The story: the first article of all that report it"),
    "cluster": ("string", "The first report of the same event in any article"),
    "is_copy": ("bool", "The report is a near-duplicate of an earlier one"),
    "sentence": ("string", "The sentence that tells the event"),
}
_FILTERS = {
    "q": "Words that all stand in the event's sentence; words in quotation marks stay together",
    "from": "First day of the event (ISO)",
    "to": "Last day on which it may begin (ISO)",
    "confidence": "The least confidence, 0 to 1",
    "party": "A code on either side: KEN, KEN GOV, --- REB",
}


def row_schema(table: str) -> Schema:
    """A row of a table, or of `reading`, the list of events."""
    if table == "reading":
        known = {c.name: c for c in columns() if c.table == "events"}
        fields = {
            **{n: _field(c) for n, c in known.items() if n in _listed()},
            **{n: _more(*m) for n, m in _MORE.items()},
        }
        return {"type": "object", "properties": fields, "required": ["event_id", "article_id", "type", "status"]}
    chosen = [c for c in columns() if c.table == table]
    return {"type": "object", "properties": {c.name: _field(c) for c in chosen}, "required": [c.name for c in chosen]}


def pages_of(rows: Schema, name: str) -> Schema:
    """An answer that is paged: the rows, the cursor of the next page, the commit."""
    fields = {
        name: {"type": "array", "items": rows},
        "next": _or_null({"type": "string"}),
        "commit": {"type": "integer"},
    }
    return {"type": "object", "properties": fields, "required": list(fields)}


def answers(schema: Schema, *, faults: tuple[int, ...] = (400,)) -> dict[int | str, dict[str, Any]]:
    """The responses of an operation."""
    told = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
    means = {
        400: "A parameter cannot be read",
        401: "Give the token",
        403: "Not from here",
        404: "There is none",
        409: "The dataset cannot be read as asked",
        413: "The body is over 8 MB",
        503: "The question took too long",
    }
    common = (401, 403, 409, 503)
    return {
        200: {"description": "As asked", "content": {"application/json": {"schema": schema}}},
        **{n: {"description": means[n], "content": {"application/json": {"schema": told}}} for n in (*faults, *common)},
    }


def parameter(name: str, means: str, schema: Schema | None = None) -> dict[str, Any]:
    """An optional parameter of an address."""
    return {"name": name, "in": "query", "description": means, "schema": schema or {"type": "string", "maxLength": 300}}


def filter_parameters() -> list[dict[str, Any]]:
    """Those by which events are chosen, on pages and here."""
    many: Schema = {"type": "array", "items": {"type": "string", "maxLength": 300}, "maxItems": 50}
    named = [parameter(f.name, f"{f.label}; several: any of them", many) for f in FACETS]
    plain = [parameter(name, f"Exactly this {column}", many) for name, column in {**PLAIN, **PARTIES}.items()]
    days = {"from": {"type": "string", "format": "date"}, "to": {"type": "string", "format": "date"}}
    share = {"confidence": {"type": "number", "minimum": 0, "maximum": 1}, "party": many}
    return [*named, *plain, *(parameter(n, _FILTERS[n], {**days, **share}.get(n)) for n in OTHER)]


def outcome_schema() -> Schema:
    """What coding a text gives: a line of `dateline code --format jsonl`."""
    return {"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("Coded", "Dropped", "Failed")]}


class Described(FastAPI):
    """A server whose description of itself holds our records."""

    def openapi(self) -> dict[str, Any]:
        """OpenAPI 3.1."""
        made = super().openapi()
        _, parts = msgspec.json.schema_components((Coded, Dropped, Failed), ref_template="#/components/schemas/{name}")
        made.setdefault("components", {}).setdefault("schemas", {}).update(parts)
        return made


def _listed() -> frozenset[str]:
    from dateline.web.pages.listing import COLUMNS

    return frozenset(name.strip() for name in COLUMNS.split(","))


def _field(column: Column) -> Schema:
    made = _type(column.type)
    return {**(_or_null(made) if column.may_be_null else made), "description": column.meaning}


def _more(kind: str, means: str) -> Schema:
    return {**_or_null(_TYPES[kind]), "description": means}


def _type(name: str) -> Schema:
    if name.startswith("list<"):
        return {"type": "array", "items": _type(name[5:-1])}
    return dict(_TYPES[name])


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
