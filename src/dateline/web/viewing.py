"""A view: one address, its page, its twins (JSON, CSV, Parquet), its charts as SVG, and the SQL behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from markupsafe import Markup
from msgspec import Struct
from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.errors import ConfigError, StoreError
from dateline.web.asking import Query
from dateline.web.desk import Desk
from dateline.web.drawing import alone
from dateline.web.filtering import Filter, read_filter
from dateline.web.shelf import Snapshot
from dateline.web.streaming import TYPES, Rows, respond, shown_sql

COMMON = ("as_of", "chart")
Choice = TypeVar("Choice", bound=str)
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


class NotFoundError(Exception):
    """No such event, article or page."""


class Asked(Struct, frozen=True):
    """What came with the address: parts of its path, its parameters, and the dataset as of the commit it names."""

    snapshot: Snapshot
    desk: Desk
    path: Mapping[str, str]
    parameters: ImmutableMultiDict[str, str]
    can_write: bool

    def text(self, name: str, default: str = "", limit: int = 300) -> str:
        """A parameter, shortened to what any name of ours may be."""
        return (self.parameters.get(name) or default)[:limit]

    def choice(self, name: str, choices: Sequence[Choice]) -> Choice:
        """One of the choices, the first if none was asked for; ConfigError for another."""
        value = self.parameters.get(name) or choices[0]
        for known in choices:
            if known == value:
                return known
        raise ConfigError(f"{name}: one of {', '.join(choices)}")

    def whole(self, name: str, default: int, most: int) -> int:
        """A whole number from 0 to `most`."""
        value = self.parameters.get(name, "")
        if not value:
            return default
        if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) <= most):
            raise ConfigError(f"{name}: a whole number from 0 to {most}")
        return int(value)

    def only(self, *own: str) -> None:
        """ConfigError for a parameter that is none of these."""
        for name in self.parameters:
            if name not in (*COMMON, *own):
                raise ConfigError(f"no such parameter: {name[:40]}")

    def filter(self, *own: str) -> Filter:
        """The filter of the address; `own` are the page's other parameters."""
        return read_filter(self.parameters.multi_items(), also=(*COMMON, *own))


class View(Struct, frozen=True):
    """`rows` are what the twins hold; `page` (for the template) and `charts` are made only when asked for."""

    title: str
    template: str
    rows: Rows
    page: Callable[[], dict[str, Any]]
    charts: Mapping[str, Callable[[], Markup]] = {}
    sql: Query | None = None  # where `rows` were computed from the answer


Look = Callable[[Asked], View]


def routes_of(path: str, look: Look) -> list[Route]:
    """The page at `path`, and its files: `path.json`, `.jsonl`, `.csv`, `.parquet`, `.svg` (`?chart=` names one)."""

    def page(request: Request) -> Response:
        asked = asked_of(request)
        view = look(asked)
        return _page(request, asked, view)

    def twin(request: Request) -> Response:
        asked = asked_of(request)
        suffix = request.path_params["suffix"]
        if suffix not in TYPES and suffix != "svg":
            raise NotFoundError(f"no such form: {suffix}; there are {', '.join((*TYPES, 'svg'))}")
        view = look(asked)
        name = path.strip("/").split("/")[0] or "overview"
        if suffix != "svg":
            return respond(view.rows, suffix, asked.snapshot, name)
        return _chart(view, asked.text("chart"))

    file = f"{path}.{{suffix}}" if path != "/" else "/overview.{suffix}"
    return [Route(file, twin, methods=["GET"]), Route(path, page, methods=["GET"])]


def asked_of(request: Request) -> Asked:
    """What a request asks for; ConfigError where it names no commit, StoreError where that cannot be read."""
    desk: Desk = request.app.state.desk
    as_of = request.query_params.get("as_of", "")
    if not as_of:
        snapshot = desk.shelf.newest()
    elif as_of.isascii() and as_of.isdigit() and len(as_of) < 10:
        snapshot = desk.shelf.at(int(as_of))
    else:
        raise ConfigError("as_of: the number of a commit")
    can_write = desk.gate.knows(request.headers)
    return Asked(snapshot, desk, request.path_params, request.query_params, can_write)


def _page(request: Request, asked: Asked, view: View) -> Response:
    charts = {name: draw() for name, draw in view.charts.items()}
    sql = view.sql or (view.rows if isinstance(view.rows, Query) else None)
    context = {
        "title": view.title,
        "charts": charts,
        "sql": shown_sql(sql) if sql else None,
        "twins": _twins(request, asked, view),
        "address": str(request.url.path),
        **view.page(),
    }
    return asked.desk.page(request, view.template, context, asked.snapshot)


def _twins(request: Request, asked: Asked, view: View) -> dict[str, str]:
    """What each file is called, and its address; `permanent` names the commit."""
    path = request.url.path if request.url.path != "/" else "/overview"
    pairs = [(k, v) for k, v in request.query_params.multi_items() if v and k not in ("as_of", "cursor")]
    now = ImmutableMultiDict([*pairs, ("as_of", str(asked.snapshot.version))])
    query = _encoded(now.multi_items())
    out = {suffix: f"{path}.{suffix}?{query}" for suffix in TYPES}
    for name in view.charts:
        out[f"{name}.svg"] = f"{path}.svg?{_encoded([*now.multi_items(), ('chart', name)])}"
    return {**out, "permanent": f"{request.url.path}?{query}"}


def _encoded(pairs: Iterable[tuple[str, str]]) -> str:
    from urllib.parse import urlencode

    return urlencode(list(pairs))


def _chart(view: View, name: str) -> Response:
    if not view.charts:
        raise NotFoundError("this page has no chart")
    draw = view.charts.get(name) if name else next(iter(view.charts.values()))
    if draw is None:
        raise NotFoundError(f"no such chart; there are {', '.join(view.charts)}")
    return Response(alone(draw()), media_type="image/svg+xml", headers={"content-security-policy": SVG_POLICY})


__all__ = ["Asked", "ConfigError", "NotFoundError", "StoreError", "View", "routes_of"]
