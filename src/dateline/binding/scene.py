"""Everything that is known of a report once its questions have been answered, with the look-ups binding needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from dateline.records import Article, Attribution, Candidate, Mention, Place, Quantity, Span, Time
from dateline.trees import Tree

EDGES = frozenset({"border", "frontier"})
_Placed = TypeVar("_Placed", Time, Place)


class Scene:
    """A report's trees, and the answers to all questions."""

    def __init__(  # noqa: PLR0913 - one keyword an answer: the coder names each where it hands them over
        self,
        article: Article,
        trees: Sequence[Tree],
        *,
        mentions: Sequence[Mention],
        times: Sequence[Time],
        places: Sequence[Place],
        attributions: Sequence[Attribution],
        candidates: Sequence[Candidate] = (),
        quantities: Sequence[Quantity] = (),
    ) -> None:
        self.article, self.trees = article, trees
        self.mentions, self.times, self.places = mentions, times, places
        self.attributions, self.candidates, self.quantities = attributions, candidates, quantities
        self.contexts_in: dict[int, Counter[str]] = {}  # by sentence: how often it tells each context, once asked

    @cached_property
    def mention_at(self) -> dict[tuple[int, int], Mention]:
        return {(m.sentence, m.head): m for m in self.mentions}

    @cached_property
    def elsewhere(self) -> frozenset[Span]:
        """The phrases that are of other countries than the report's."""
        return frozenset(m.span for m in self.mentions if m.elsewhere)

    @cached_property
    def attribution_by_id(self) -> dict[str, Attribution]:
        return {a.id: a for a in self.attributions}

    @cached_property
    def event_words(self) -> dict[int, frozenset[int]]:
        """By sentence: the words that name its events."""
        out: dict[int, frozenset[int]] = {}
        for c in self.candidates:
            out[c.sentence] = out.get(c.sentence, frozenset()) | {c.head}
        return out

    def ruler_of(self, place: Place | None) -> str | None:
        """The country that rules a place, as parties have it: Guantanamo is in Cuba, and of the United States.

        None for "near the border of Chad", on either side of which it may be.
        """
        return (
            self._rulers.get(place.span, place.country) if place is not None and place.span not in self._edges else None
        )

    @cached_property
    def _edges(self) -> frozenset[Span]:
        """The places whose border is meant."""
        named = ((t, top, place) for t in self.trees for top, place in self.places_in.get(t.index, ()))
        return frozenset(p.span for t, top, p in named if t.lemma(t[top].head) in EDGES)

    @cached_property
    def towns(self) -> frozenset[Span]:
        """The names of towns and cities."""
        return frozenset(p.span for p in self.places if p.precision == "city")

    @cached_property
    def _rulers(self) -> dict[Span, str]:
        """The countries of names that stand for a place alone."""
        alone = ((m.span, m.actors[0]) for m in self.mentions if len(m.actors) == 1)
        return {span: actor.country for span, actor in alone if actor.country and not actor.sectors}

    def cut(self, span: Span) -> str:
        """The words of the article under a span."""
        return getattr(self.article, span.field)[span.start : span.end]  # type: ignore[no-any-return]

    def words_under(self, tree: Tree, span: Span) -> tuple[int, ...]:
        """The tokens of a sentence that lie in a span."""
        if span.field != tree.sentence.field or span.end <= tree.sentence.start or span.start >= tree.sentence.end:
            return ()
        return tuple(i for i, t in enumerate(tree.tokens) if t.start >= span.start and t.end <= span.end)

    @cached_property
    def times_in(self) -> dict[int, list[tuple[int, Time]]]:
        """By sentence: each time expression with its top word."""
        return self._tops(self.times)

    @cached_property
    def places_in(self) -> dict[int, list[tuple[int, Place]]]:
        return self._tops(self.places)

    def _tops(self, things: Sequence[_Placed]) -> dict[int, list[tuple[int, _Placed]]]:
        out: dict[int, list[tuple[int, _Placed]]] = {}
        for tree in self.trees:
            for thing in things:
                words = self.words_under(tree, thing.span)
                if words:
                    inside = set(words)
                    top = next((w for w in words if tree[w].head not in inside), words[0])
                    out.setdefault(tree.index, []).append((top, thing))
        return out
