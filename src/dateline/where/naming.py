"""Names in the trees that are places of the gazetteer; longest first. Unknown names stay unknown and are left out."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.records import Article, Place
from dateline.trees import Tree
from dateline.where.gazetteer import Entry, Gazetteer


def find_places(article: Article, trees: Sequence[Tree], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The countries and cities that the text names, in order."""
    out = []
    for tree in trees:
        i = 0
        while i < len(tree):
            length, entry = _longest(tree, i, gazetteer)
            if entry is not None:
                out.append(_place(article, tree, tuple(range(i, i + length)), entry))
            i += max(length, 1)
    return tuple(out)


def _longest(tree: Tree, i: int, gazetteer: Gazetteer) -> tuple[int, Entry | None]:
    token = tree[i]
    if not token.text[:1].isupper():
        return 0, None
    for length in gazetteer.starts.get(token.text.casefold(), ()):
        words = tree.tokens[i : i + length]
        entry = gazetteer.by_form.get(" ".join(t.text for t in words).casefold())
        if (
            entry is not None
            and len(words) == length
            and all(t.name.endswith("-LOC") or t.upos in ("ADP", "DET", "PUNCT") for t in words)
        ):
            return length, entry
    return 0, None


def _place(article: Article, tree: Tree, words: tuple[int, ...], entry: Entry) -> Place:
    span = tree.span(words)
    return Place(
        text=(article.title if span.field == "title" else article.text)[span.start : span.end],
        span=span,
        name=entry.name,
        country=entry.country,
        admin1=None,
        lat=entry.lat,
        lon=entry.lon,
        geonameid=entry.geonameid,
        precision=entry.precision,
        reason="a country's name" if entry.precision == "country" else "the largest city of this name",
    )
