"""What every page has at hand: the dataset, who may write, the templates."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dateline.dataset import Dataset
from dateline.ontology import load_ontology
from dateline.records import Article, Outcome, Version
from dateline.web.guarding import Pass, read_cookie
from dateline.web.marking import visible
from dateline.web.naming import FILTERS
from dateline.web.settings import Settings
from dateline.web.shelf import Shelf, Snapshot

if TYPE_CHECKING:
    from dateline import Coder

HERE = Path(__file__).parent
THEMES = ("auto", "light", "dark")


class Desk:
    """Made once for a server."""

    def __init__(self, settings: Settings, prepare: Callable[[Snapshot], None] | None = None) -> None:
        self.settings = settings
        self.gate = Pass(settings)
        self.shelf = Shelf(settings.dataset, settings.seconds, prepare)
        self._templates = make_templates()
        self._coding, self._opening = threading.Lock(), threading.Lock()
        self._dataset = Dataset.open(settings.dataset)

    def dataset(self) -> Dataset:
        """As of the newest commit: what people decide is read there, while pages show an older one."""
        found = Dataset.open(self.settings.dataset)
        with self._opening:
            if found.version != self._dataset.version:
                self._dataset = found
            return self._dataset

    def code(self, articles: Sequence[Article]) -> list[Outcome]:
        """Codes texts that a reader gives; one after the other, since each takes a core."""
        with self._coding:
            return list(self._coder(articles))

    @cached_property
    def _coder(self) -> Coder:
        from dateline import Coder

        return Coder()

    @property
    def version(self) -> Version:
        """What codes here."""
        return self._coder.tools.version

    def page(
        self, request: Request, template: str, context: Mapping[str, Any], snapshot: Snapshot, status: int = 200
    ) -> Response:
        """A page in its frame."""
        theme = read_cookie(request.headers, "theme")
        frame = {
            "theme": theme if theme in THEMES else "auto",
            "commit": snapshot.version,
            "pinned": request.query_params.get("as_of"),
            "here": str(request.url.path),
            "where": f"{request.url.path}?{request.url.query}".rstrip("?"),
            "form_word": self.gate.form if self.gate.by_cookie(request.headers) else None,
            "has_token": self.settings.token is not None,
        }
        html = self._templates.get_template(template).render({**frame, **context})
        return HTMLResponse(html, status)

    def bare(self, request: Request, template: str, context: Mapping[str, Any], status: int) -> Response:
        """A page for one who may not see the dataset yet."""
        return HTMLResponse(self._templates.get_template(template).render(context), status)


def make_templates() -> jinja2.Environment:
    """All words from outside are escaped, and characters that would turn lines around are shown as signs."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(FILTERS)
    environment.globals["types"] = lambda: sorted(load_ontology().types)
    return environment


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
