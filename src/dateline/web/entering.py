"""Giving the token once: a form that answers with a cookie, and leaving again."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.errors import ConfigError
from dateline.web.desk import Desk
from dateline.web.guarding import COOKIE


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form, the last of each name; ConfigError for any other kind of body."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise ConfigError("send a form")
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return {name: values[-1] for name, values in parse_qs(body, keep_blank_values=True, max_num_fields=100).items()}
    except ValueError as error:
        raise ConfigError("the form has too many fields") from error


def _ask(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    return desk.bare(request, "enter.html", {"title": "Token", "wrong": False}, 200)


async def _enter(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    form = await read_form(request)
    if not desk.gate.fits(form.get("token", "")):
        return desk.bare(request, "enter.html", {"title": "Token", "wrong": True}, 401)
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(COOKIE, desk.gate.session, samesite="strict", httponly=True)
    return answer


def _leave(request: Request) -> Response:
    answer = RedirectResponse("/", status_code=303)
    answer.delete_cookie(COOKIE)
    return answer


routes = [
    Route("/enter", _ask, methods=["GET"]),
    Route("/enter", _enter, methods=["POST"]),
    Route("/leave", _leave, methods=["POST"]),
]
