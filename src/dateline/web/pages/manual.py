"""The API's own page: each operation with its parameters, from the description that programs read."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.web.desk import Desk


def _show(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    described: dict[str, Any] = request.app.openapi()
    operations = [
        {
            "method": method.upper(),
            "path": path,
            "means": operation.get("description", ""),
            "parameters": operation.get("parameters", []),
        }
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    context = {"title": "API", "operations": operations, "sql": None, "twins": None}
    return desk.page(request, "manual.html", context, desk.shelf.newest())


routes = [Route("/api", _show, methods=["GET"])]
