"""Which names of the facts a report has, before any phrase is read; towns are where the report's places lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.records import Article, Place
from dateline.trees import Tree, surnames
from dateline.who.facts import Entity, Facts
from dateline.who.gazetteer import PLACES, Hit, made, scan
from dateline.who.home import ABROAD, day_of
from dateline.who.people import bare

_HALVES = {"North": "PRK", "South": "KOR"}  # of Korea
_UNITS = frozenset({"city", "admin2", "admin1", "unknown"})  # precisions of places that lie in one country


@dataclass(frozen=True, repr=False)
class Names:
    """The names of a report by sentence, in text order; `day` is the one on which they are to hold, ISO or None."""

    article: Article
    trees: Sequence[Tree]
    facts: Facts
    day: str | None
    hits: dict[int, list[Hit]]

    def countries(self) -> Counter[str]:
        """How often persons and bodies of each country are named; not countries, peoples and places themselves."""
        told = (h for hits in self.hits.values() for h in hits if h.form not in PLACES and not h.weak and not h.rivals)
        return Counter(
            h.entity.country
            for h in told
            if h.entity.country in self.facts.labels and not ABROAD & set(h.entity.sectors)
        )


def spot_names(article: Article, trees: Sequence[Tree], facts: Facts) -> Names:
    """The names of the facts in a report."""
    day, persons = day_of(article), surnames(trees)
    return Names(article, trees, facts, day, {t.index: scan(t, facts, day, persons) for t in trees})


def with_towns(names: Names, places: Sequence[Place]) -> dict[int, list[Hit]]:
    """The names by sentence; a town of many is where the report's other names put it, and all other towns join."""
    towns = _Towns(names, places)
    out = {tree.index: sorted(towns.beside(tree, names.hits[tree.index])) for tree in names.trees}
    countries = {h.entity.country for hits in out.values() for h in hits if h.form in PLACES}
    if not countries.isdisjoint(_HALVES.values()):
        out = {t.index: sorted([*out[t.index], *_halves(t, out[t.index], names.facts)]) for t in names.trees}
    return out


def _halves(tree: Tree, hits: Sequence[Hit], facts: Facts) -> Iterator[Hit]:
    """ "The North", "North and South Korea", where a report names one of them."""
    taken = {w for h in hits for w in range(h.start, h.end)}
    for i, token in enumerate(tree.tokens):
        if token.text not in _HALVES or i in taken or token.relation in ("flat", "compound"):
            continue
        alone = [tree[c].text.lower() for c in tree.children(i, "det")] == ["the"] and not tree.children(i, "nmod")
        if alone or (i + 2 < len(tree) and tree[i + 1].lemma == "and" and i + 2 in taken):
            known = facts.names.get(f"{token.text.lower()} korea")
            yield made(tree, facts, (i, i + 1), facts.entity(known[0].entity))._replace(form="country")


class _Towns:
    """The places of a report that lie in one country, and what its other names say of them."""

    def __init__(self, names: Names, places: Sequence[Place]) -> None:
        inside = [p for p in places if p.country in names.facts.labels and p.precision in _UNITS]
        self._at = {(p.span.field, p.span.start): p for p in inside}
        self._names = names
        self._told = frozenset(names.countries())
        self._named = {(p.country, p.text) for p in places if p.country}

    def beside(self, tree: Tree, hits: Sequence[Hit]) -> list[Hit]:
        """The names of a sentence and its towns."""
        out = [self._moved(tree, hit) for hit in hits]
        taken = {w for h in out for w in range(h.start, h.end)}
        for start in range(len(tree)):
            hit = self._new(tree, start) if start not in taken else None
            if hit is not None and taken.isdisjoint(range(hit.start, hit.end)) and not self._rules(tree, hit):
                out.append(hit)
        owners = {h.end: h.entity.country for h in out if h.place}
        return [h for h in out if not _is_owned(tree, h, owners)]

    def _moved(self, tree: Tree, hit: Hit) -> Hit:
        """A town of the facts, which know one of each name; regions and capitals are well enough known."""
        place = self._at.get((tree.sentence.field, tree[hit.start].start)) if hit.form == "city" else None
        if place is None or place.country == hit.entity.country or place.span.end < tree[hit.end - 1].end:
            return hit
        told = place.country in self._told or any(c == place.country and t != place.text for c, t in self._named)
        return hit._replace(entity=_entity(place), rivals=()) if told else hit

    def _new(self, tree: Tree, start: int) -> Hit | None:
        """A place that the facts do not know, where the model took it for one too."""
        place = self._at.get((tree.sentence.field, tree[start].start))
        if place is None or tree[start].name != "B-LOC":
            return None
        end = start + 1
        while end < len(tree) and tree[end].end <= place.span.end:
            end += 1
        hit = made(tree, self._names.facts, (start, end), _entity(place))
        articled = any(tree[c].text.lower() == "the" for c in tree.children(hit.top, "det"))
        return None if articled and place.precision == "city" else hit  # "the Clyde" is no town

    def _rules(self, tree: Tree, hit: Hit) -> bool:
        """Whether it is the surname of one in high office on the day: "Noda" is a town of Japan too."""
        facts, day = self._names.facts, self._names.day
        if day is None or hit.end - hit.start > 1:
            return False
        near = self._told | {country for country, _ in self._named if country}
        found = bare(facts, tree[hit.start].text, day, near=near)
        return found is not None and "current" in found.reason


def _is_owned(tree: Tree, hit: Hit, owners: Mapping[int, str]) -> bool:
    """ "Peru's Toledo": no town of Spain, but somebody of Peru."""
    if hit.form != "city" or hit.start < 1 or tree[hit.start - 1].text not in ("'s", "’s"):
        return False
    return owners.get(hit.start - 1, hit.entity.country) != hit.entity.country


def _entity(place: Place) -> Entity:
    number = f"geonames:{place.geonameid}" if place.geonameid else ""
    return Entity(0, "place", place.name or place.text, number, place.country or "", (), "", "", "gazetteer")
