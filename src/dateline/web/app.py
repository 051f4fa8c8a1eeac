"""The server: the pages, the API, what guards them, and how errors are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from dateline import __version__
from dateline.errors import ConfigError, StoreError
from dateline.web.api import routes as api_routes
from dateline.web.contract import Described
from dateline.web.desk import THEMES, Desk
from dateline.web.entering import routes as entering_routes
from dateline.web.guarding import Guard, TooLargeError
from dateline.web.pages.book import routes as page_routes
from dateline.web.settings import Settings, check_settings
from dateline.web.shelf import TooSlowError
from dateline.web.viewing import NotFoundError
from dateline.web.warming import warm, warm_soon

HERE = Path(__file__).parent


def make_app(settings: Settings, *, warmed: bool = False) -> ASGIApp:
    """The whole server over one dataset; `warmed` makes common answers beforehand.

    ConfigError for unsafe settings, StoreError where there is no dataset.
    """
    check_settings(settings)
    desk = Desk(settings, (lambda snapshot: warm(desk, snapshot)) if warmed else None)
    app = Described(
        title="Dateline",
        version=__version__,
        summary="News reports in, political event data out: who did what to whom, when, where, and who says so.",
        docs_url=None,  # FastAPI's pages of documentation load scripts from elsewhere: ours is /api
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        routes=[
            Mount("/static", StaticFiles(directory=HERE / "static"), name="static"),
            Route("/theme", _theme, methods=["GET"]),
            *entering_routes,
            *page_routes,
        ],
    )
    app.include_router(api_routes)
    app.state.desk = desk
    for kind, status in (
        (ConfigError, 400),
        (NotFoundError, 404),
        (TooSlowError, 503),
        (StoreError, 409),
        (TooLargeError, 413),
        (404, 404),
        (405, 405),
    ):
        app.add_exception_handler(kind, _told(status))
    if warmed:
        warm_soon(desk)
    return Guard(GZipMiddleware(app, minimum_size=1_024), desk.gate)


def _told(status: int) -> Callable[[Request, Exception], Response]:
    """Says what is wrong, as a page to a browser and as JSON or a line to a program."""

    def tell(request: Request, error: Exception) -> Response:
        words = str(getattr(error, "detail", None) or error)
        if request.url.path.startswith("/v1/"):
            return JSONResponse({"error": words}, status)
        if "text/html" not in request.headers.get("accept", ""):
            return PlainTextResponse(words + "\n", status)
        desk: Desk = request.app.state.desk
        context = {
            "title": "Not there" if status == 404 else "That does not work",
            "words": words,
            "sql": None,
            "twins": None,
        }
        return desk.page(request, "fault.html", context, desk.shelf.newest(), status)

    return tell


def _theme(request: Request) -> Response:
    """Light, dark, or as the system has it; then back to where the reader was."""
    chosen = request.query_params.get("to", "auto")
    if chosen not in THEMES:
        raise ConfigError(f"to: one of {', '.join(THEMES)}")
    back = request.query_params.get("back", "/")
    # a path of ours: "//host" and "/\host" would lead elsewhere
    safe = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    answer = RedirectResponse(back if safe else "/", status_code=303)
    answer.set_cookie("theme", chosen, max_age=31_536_000, samesite="strict", httponly=True)
    return answer
