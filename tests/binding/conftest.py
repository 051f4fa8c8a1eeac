"""Reports coded from a line of text, and records by hand."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from msgspec import structs

from dateline.coder import Tools, code_article
from dateline.ontology import load_ontology
from dateline.reading import make_article
from dateline.records import (
    Actor,
    Attribution,
    Coded,
    Content,
    Cue,
    Day,
    Event,
    Evidence,
    Factuality,
    Party,
    Quoted,
    Span,
    Speaker,
)

PUBLISHED = "2024-03-05"  # a Tuesday


@pytest.fixture(scope="session")
def coded(tools: Tools) -> Callable[..., Coded]:
    """Codes a text with the frames alone, published on Tuesday 5 March 2024 unless told otherwise."""
    framed = dataclasses.replace(tools, lexicon=structs.replace(tools.lexicon, weights=None))

    def code(text: str, title: str = "", published: str | None = PUBLISHED) -> Coded:
        return code_article(make_article(text, title=title, published=published), framed)

    return code


@pytest.fixture(scope="session")
def party() -> Callable[[str], Party]:
    """A government by its country's code."""

    def make(country: str) -> Party:
        return Party(country, Span("text", 0, 3), country, country, ("GOV",), None, None, "by hand")

    return make


@pytest.fixture(scope="session")
def event(party: Callable[[str], Party]) -> Callable[..., Event]:
    """An event told at offset `at`: sides as codes joined by "+", days as ISO or None."""
    ontology = load_ontology()

    def make(kind: str, actors: str, recipients: str = "", *, at: int = 0, **other: Any) -> Event:
        start, end = other.pop("days", (PUBLISHED, PUBLISHED))
        dated = Span("text", at + 9, at + 12) if other.pop("dated", False) else None
        span = Span(other.pop("field", "text"), at, at + 8)
        sides = [tuple(party(c) for c in side.split("+") if c) for side in (actors, recipients)]
        values: dict[str, Any] = {
            "modes": (),
            "contexts": (),
            "status": "actual",
            "coders": ("frame",),
            "confidence": 0.8,
            "counts": {},
        } | other
        return Event(
            id="",
            article_id="a",
            type=kind,
            cameo=None,
            quad_class=ontology.quad_class(kind),
            plover_score=None,
            goldstein=None,
            factuality=Factuality(),
            actors=sides[0],
            recipients=sides[1],
            day=Day(start, end, "day", "", dated, "by hand"),
            place=None,
            says=(),
            trigger=Quoted("attacked", span),
            evidence=(Evidence(span, f"frame:{at}", "trigger"),),
            **values,
        )

    return make


@pytest.fixture(scope="session")
def attribution() -> Callable[..., Attribution]:
    """Who says the words from `start` to `end` of the text."""

    def make(name: str, start: int, end: int, *, parent: str | None = None, **other: Any) -> Attribution:
        actor = Actor(name, "KEN", ("GOV",)) if other.get("known", True) else None
        return Attribution(
            id=name.lower(),
            speaker=Speaker(name, (Span("text", 0, 1),), actor),
            cue=Cue("said", (Span("text", 1, 2),)),
            content=Content((Span("text", start, end),)),
            kind=other.get("kind", "direct"),
            stance="says",
            parent=parent,
        )

    return make
