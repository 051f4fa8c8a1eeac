"""The places of a report: names found, resolved together, and written down with how exactly they are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from dateline.records import Article, Place, Span
from dateline.trees import Tree
from dateline.where.gazetteer import Entry, Gazetteer
from dateline.where.naming import names_in
from dateline.where.resolving import Choice, Named, resolve
from dateline.where.surroundings import gather, peoples

_PRECISION: dict[str, tuple[Literal["country", "admin1", "admin2", "city", "region"], int]] = {
    "city": ("city", 1),
    "admin2": ("admin2", 3),
    "admin1": ("admin1", 4),
    "region": ("region", 5),
    "water": ("region", 5),
    "island": ("region", 5),
    "country": ("country", 6),
}
_SEVERAL = 7  # a region that lies in no one country
_WELL_KNOWN = 6.5  # weight of a unit or city that settles the country of an unknown place in it
_DATELINE_WEIGHT = 2.0  # a report is mostly about the country it is sent from


def find_places(
    article: Article, trees: Sequence[Tree], gazetteer: Gazetteer, told: Mapping[str, int] | None = None
) -> tuple[Place, ...]:
    """The places that the report names, the dateline's among them, in order; names not known stay in as `unknown`.

    `told` is how often the report names persons and bodies of a country.
    """
    opening = _dateline_spans(article)
    spans = [*opening, *names_in(trees, gazetteer)]
    names = _gather(article, spans, gazetteer)
    for i in range(len(opening)):
        names[i] = _heavier(names[i])
    votes = peoples((article.title, article.text), gazetteer, told) if names else []
    choices = resolve(names, votes)
    found = [_place(article, s, n, c, gazetteer) for s, n, c in zip(spans, names, choices, strict=True)]
    return tuple(sorted(found, key=lambda p: (p.span.field == "text", p.span.start, p.span.end)))


def place_spans(article: Article, spans: Sequence[Span], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places of names whose spans are given, one each, in the order given; no parse is needed."""
    order = sorted(range(len(spans)), key=lambda i: spans[i])
    names = _gather(article, [spans[i] for i in order], gazetteer, given=True)
    choices = resolve(names, peoples((article.title, article.text), gazetteer))
    placed = zip(order, names, choices, strict=True)
    found = {i: _place(article, spans[i], n, c, gazetteer) for i, n, c in placed}
    return tuple(found[i] for i in range(len(spans)))


def dateline_entry(article: Article, gazetteer: Gazetteer) -> Entry | None:
    """The place that the dateline names, or None."""
    names = _gather(article, _dateline_spans(article), gazetteer)
    choices = resolve(names, peoples((article.title, article.text), gazetteer)) if names else []
    return choices[0].entry if choices and choices[0] else None


def _gather(article: Article, spans: Sequence[Span], gazetteer: Gazetteer, *, given: bool = False) -> list[Named]:
    """The names in the order of their spans; those of the title and of the text do not touch."""
    out: list[Named] = []
    for field, group in _by_field(spans):
        out += gather(article.title if field == "title" else article.text, group, gazetteer, given=given)
    return out


def _by_field(spans: Sequence[Span]) -> list[tuple[str, list[Span]]]:
    groups: list[tuple[str, list[Span]]] = []
    for span in spans:
        if not groups or groups[-1][0] != span.field:
            groups.append((span.field, []))
        groups[-1][1].append(span)
    return groups


def _heavier(name: Named) -> Named:
    return Named(name.form, name.candidates, name.designated, name.inside, name.around, _DATELINE_WEIGHT)


def _dateline_spans(article: Article) -> list[Span]:
    """The names in the place of the dateline: one each for "TRIPOLI, Lebanon"."""
    line = article.dateline
    if line is None or not line.place:
        return []
    out, at = [], line.span.start
    lowered = article.text[: line.span.end].casefold()
    for part in line.place.replace("/", ",").split(","):
        words = part.strip()
        start = lowered.find(words.casefold(), at) if words else -1
        if start >= 0:
            at = start + len(words)
            out.append(Span("text", start, at))
    return out


def _place(article: Article, span: Span, name: Named, choice: Choice | None, gazetteer: Gazetteer) -> Place:
    text = (article.title if span.field == "title" else article.text)[span.start : span.end]
    if choice is None:
        countries = {e.country for e in name.inside if e.kind == "country" or e.weight > _WELL_KNOWN}
        country = countries.pop() if len(countries) == 1 else None
        reason = "not in the gazetteer; the words beside it name the country" if country else "not in the gazetteer"
        return Place(text, span, text, country, None, None, None, None, "unknown", reason)
    entry = choice.entry
    precision, code = _PRECISION[entry.kind]
    return Place(
        text=text,
        span=span,
        name=entry.name,
        country=entry.country or None,
        admin1=_admin1(entry, gazetteer),
        lat=entry.lat,
        lon=entry.lon,
        geonameid=entry.geonameid,
        precision=precision,
        reason=choice.reason,
        geoprecision=code if entry.country else _SEVERAL,
    )


def _admin1(entry: Entry, gazetteer: Gazetteer) -> str | None:
    return entry.name if entry.kind == "admin1" else gazetteer.name_of(entry.admin1) if entry.admin1 else None
