"""The API, version 1: the same questions as on the pages, for programs. Described at /v1/openapi.json (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from fastapi import APIRouter
from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dateline.analysis import count_series, mark_surges
from dateline.dataset.schema import schemas
from dateline.errors import ConfigError, InputError
from dateline.web.asking import Query
from dateline.web.contract import (
    answers,
    filter_parameters,
    outcome_schema,
    pages_of,
    parameter,
    row_schema,
)
from dateline.web.desk import Desk
from dateline.web.filtering import condition
from dateline.web.pages.dyad import EVERY
from dateline.web.pages.event import PARTIES, article_of, event_of
from dateline.web.pages.events import page_of
from dateline.web.pages.listing import COLUMNS, ORDER
from dateline.web.pages.selecting import PARAMETERS, UNITS, party_of, read_selection, spanning
from dateline.web.streaming import TYPES, dumps, respond
from dateline.web.viewing import Asked, NotFoundError, asked_of

MOST = 1_000
DEFAULT = 100
HIDDEN = ("signatures",)  # of no use outside
_CURRENT = "JOIN current USING (article_id, version)"
_DATE, _WHOLE = {"type": "string", "format": "date"}, {"type": "integer", "minimum": 0}
LIMIT = parameter("limit", f"At most so many rows (default {DEFAULT})", {**_WHOLE, "maximum": MOST})
CURSOR = parameter("cursor", "`next` of the page before", {"type": "string", "maxLength": 600})
AS_OF = parameter("as_of", "Number of a commit: the dataset as it was then", _WHOLE)
PAGED = [LIMIT, CURSOR]
Handler = Callable[[Request], Response]
ROWS = {"type": "array", "items": {"type": "object"}}


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """A report to code. `published` is a day, ISO or as news write it."""

    text: str
    title: str = ""
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


def _answer(value: Any) -> Response:
    return Response(dumps(value), media_type="application/json")


def about(request: Request) -> Response:
    """What is served: the commit, what coded, how many events."""
    asked = asked_of(request)
    total = asked.snapshot.one(Query("SELECT count(*) AS events FROM reading"))
    versions = asked.snapshot.rows(Query("SELECT * FROM versions ORDER BY version"), 100)
    return _answer({"commit": asked.snapshot.version, "events": total["events"] if total else 0, "versions": versions})


async def code(request: Request) -> Response:
    """Code one text. Nothing is kept."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise ConfigError("send JSON: content-type: application/json")
    try:
        asked = msgspec.json.decode(await request.body(), type=Text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ConfigError(f"the body is not as described: {error}") from error
    return await run_in_threadpool(_coded, request.app.state.desk, asked)


def _coded(desk: Desk, asked: Text) -> Response:
    from dateline.reading import make_article
    from dateline.records import Dropped

    known = {n: getattr(asked, n) for n in ("title", "published", "outlet", "url")}
    try:
        outcome: Any = desk.code([make_article(asked.text, input_id="text", **known)])[0]
    except InputError as error:
        outcome = Dropped("text", error.reason, error.detail, desk.version)
    return Response(msgspec.json.encode(outcome, order="deterministic"), media_type="application/json")


def events(request: Request) -> Response:
    """Events that the filter lets through, newest first."""
    asked = asked_of(request)
    where = condition(asked.filter("limit", "cursor"))
    rows, following = page_of(asked.snapshot, where, asked.text("cursor", limit=600), _limit(asked))
    return _answer({"events": rows, "next": following, "commit": asked.snapshot.version})


def event(request: Request) -> Response:
    """One event in full, with evidence, voices and parties."""
    asked = asked_of(request)
    event_id = asked.path["event_id"]
    found = event_of(asked.snapshot, event_id)
    if found is None:
        raise NotFoundError(f"no event {event_id[:60]}")
    parties = asked.snapshot.rows(Query(PARTIES, (event_id, found["version"])))
    return _answer({"event": found, "parties": parties, "commit": asked.snapshot.version})


def article(request: Request) -> Response:
    """One article: what is known of it, its text where the dataset has it, its events."""
    asked = asked_of(request)
    article_id = asked.path["article_id"]
    found = article_of(asked.snapshot, article_id)
    if found is None:
        raise NotFoundError(f"no article {article_id[:60]}")
    its = Query(f"SELECT {COLUMNS} FROM reading WHERE article_id = ? ORDER BY event_id", (article_id,))
    return _answer({"article": found, "events": asked.snapshot.rows(its, MOST), "commit": asked.snapshot.version})


def attributions(request: Request) -> Response:
    """Who said what: speaker, cue, content, stance."""
    asked = asked_of(request)
    known = {"article": "article_id", "speaker": "name", "country": "country", "stance": "stance", "kind": "kind"}
    return _answer(_paged(asked, "attributions", "article_id, attribution_id", known))


def actors(request: Request) -> Response:
    """Parties of events, by name and country, the busiest first."""
    from dateline.web.pages.actor import actors_query

    asked = asked_of(request)
    asked.filter("name", "limit", "cursor")
    rows, following = _sliced(asked, actors_query(asked.text("name").strip()))
    return _answer({"actors": rows, "next": following, "commit": asked.snapshot.version})


def series(request: Request) -> Response:
    """Events by day, week or month between two parties (or of one, or of all), with surges marked; zero-filled."""
    asked = asked_of(request)
    asked.filter("actor", "recipient", "every", *PARAMETERS)
    selection = read_selection(asked, actor=party_of(asked, "actor"), recipient=party_of(asked, "recipient"))
    selection = spanning(asked.snapshot, selection)
    every = asked.choice("every", EVERY)
    rows = mark_surges(asked.snapshot.work(lambda c: count_series(c, selection, every)))
    return _answer({"series": rows.to_pylist(), "commit": asked.snapshot.version})


def export(request: Request) -> Response:
    """A whole table, or the events that a filter lets through, as a stream: memory does not grow with its size."""
    asked = asked_of(request)
    name, suffix = asked.path["table"], asked.path["suffix"]
    if suffix not in TYPES:
        raise NotFoundError(f"no such form; there are {', '.join(TYPES)}")
    if name == "events":
        where = condition(asked.filter())
        rows = Query(f"SELECT {COLUMNS} FROM reading WHERE {where.sql} ORDER BY {ORDER}", where.values)
        return respond(rows, suffix, asked.snapshot, name)
    asked.only()
    if name not in schemas() or name in HIDDEN:
        raise NotFoundError(f"no such table; there are {', '.join(t for t in schemas() if t not in HIDDEN)}")
    return respond(Query(f"SELECT * FROM {name}"), suffix, asked.snapshot, name)


def _limit(asked: Asked) -> int:
    return max(1, asked.whole("limit", DEFAULT, MOST))


def _paged(asked: Asked, table: str, order: str, known: dict[str, str]) -> dict[str, Any]:
    """Rows of a table whose columns have the values asked for."""
    asked.only(*known, "limit", "cursor")
    given = [(column, asked.text(name)) for name, column in known.items() if asked.text(name)]
    where = " AND ".join(["true", *(f"t.{column} = ?" for column, _ in given)])
    query = Query(f"SELECT t.* FROM {table} t {_CURRENT} WHERE {where} ORDER BY {order}", tuple(v for _, v in given))
    rows, following = _sliced(asked, query)
    return {table: rows, "next": following, "commit": asked.snapshot.version}


def _sliced(asked: Asked, query: Query) -> tuple[list[dict[str, Any]], str | None]:
    """Rows from a position on; the cursor holds the position and the commit that it is one of."""
    start, _, commit = asked.text("cursor", "0").partition("@")
    if not (start.isascii() and start.isdigit() and len(start) < 12):
        raise ConfigError("cursor: not one that was given out here")
    if commit and commit != str(asked.snapshot.version):
        raise ConfigError(f"cursor: of commit {commit[:12]}, ask with as_of={commit[:12]}")
    size = _limit(asked)
    rows = asked.snapshot.rows(Query(f"{query.sql} LIMIT {size + 1} OFFSET {int(start)}", query.values), size + 1)
    more = len(rows) > size
    return rows[:size], f"{int(start) + size}@{asked.snapshot.version}" if more else None


def _object(**properties: Any) -> dict[str, Any]:
    known = {**properties, "commit": {"type": "integer"}}
    return {"type": "object", "properties": known, "required": list(known)}


def make_routes() -> APIRouter:
    """The operations and what they promise."""
    made = APIRouter(prefix="/v1")
    for path, handler, schema, parameters in _operations():
        faults = (400, 404) if "{" in path else (400,)
        made.add_api_route(
            path, handler, responses=answers(schema, faults=faults), openapi_extra={"parameters": [*parameters, AS_OF]}
        )
    body = {"required": True, "content": {"application/json": {"schema": msgspec.json.schema(Text)["$defs"]["Text"]}}}
    told = answers(outcome_schema(), faults=(400, 413))
    made.add_api_route("/code", code, methods=["POST"], responses=told, openapi_extra={"requestBody": body})
    tables = [t for t in schemas() if t not in HIDDEN]
    where = [_path("table", tables), _path("suffix", list(TYPES)), *filter_parameters(), AS_OF]
    made.add_api_route("/export/{table}.{suffix}", export, responses=_streams(), openapi_extra={"parameters": where})
    return made


def _operations() -> Iterator[tuple[str, Handler, dict[str, Any], list[dict[str, Any]]]]:
    """Path, handler, what it answers, what it may be asked."""
    listed = row_schema("reading")
    its = {"article": {"type": "object"}, "events": {"type": "array", "items": listed}}
    whole = {"event": row_schema("events"), "parties": {"type": "array", "items": row_schema("parties")}}
    said = [parameter(n, f"Exactly this {n}") for n in ("article", "speaker", "country", "stance", "kind")]
    chosen = [
        *(parameter(n, "A country, or a sector of one: RUS, RUS MIL, --- REB") for n in ("actor", "recipient")),
        parameter("from", "First day; else a month before the first report is published", _DATE),
        parameter("to", "Last day; else that of the last report", _DATE),
        parameter("every", "Length of a period", {"enum": list(EVERY)}),
        parameter("unit", "An event counts once, once a story, or once a report", {"enum": list(UNITS)}),
        *(parameter(n, "One of several values") for n in ("type", "quad", "status", "outlet", "place_country")),
    ]
    yield "/about", about, _object(events=_WHOLE, versions=ROWS), []
    yield "/events", events, pages_of(listed, "events"), [*filter_parameters(), *PAGED]
    yield "/events/{event_id}", event, _object(**whole), [_path("event_id")]
    yield "/articles/{article_id}", article, _object(**its), [_path("article_id")]
    yield "/attributions", attributions, pages_of(row_schema("attributions"), "attributions"), [*said, *PAGED]
    yield "/actors", actors, pages_of({"type": "object"}, "actors"), [parameter("name", "Words of the name"), *PAGED]
    yield "/series", series, _object(series=ROWS), chosen


def _path(name: str, values: list[str] | None = None) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"enum": values} if values else {"type": "string"}}


def _streams() -> dict[int | str, dict[str, Any]]:
    out = answers({"type": "object"}, faults=(400, 404))
    kinds = {kind.partition(";")[0]: {"schema": {"type": "string"}} for kind in TYPES.values()}
    out[200]["content"] = {**kinds, "application/json": {"schema": {"type": "object"}}}
    return out


routes = make_routes()
