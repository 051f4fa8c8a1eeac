"""When a report was written, and the country that it is of as far as its dateline and the countries in it tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from itertools import takewhile
from typing import NamedTuple

from dateline.records import Article
from dateline.trees import Tree
from dateline.who.facts import Facts
from dateline.who.gazetteer import Hit
from dateline.who.spelling import normalise, singular

# A report is of a country that has more than this share of all the countries that its names are of. Where none has, the
# place of an event tells more (`binding/homing.py`).
_SHARE = 0.7
_LONG = 5  # sentences of a report that may be expected to name every country it is about
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_PERSONS = frozenset({"full", "short"})
_BESIDE = frozenset({"amod", "compound", "nmod:poss"})
ABROAD = frozenset({"JRN", "BUS"})


def day_of(article: Article) -> str | None:
    """The day of publication, else that of the dateline; ISO."""
    if article.published is not None:
        return article.published.day
    return article.dateline.day if article.dateline is not None else None


def count_countries(sentences: Iterable[Iterable[Hit]], states: Container[str], *, all_bodies: bool) -> Counter[str]:
    """How often each country is named: itself, by a region or a city; with `all_bodies` by its people and bodies too.

    Media and companies are left out: who reports, and what is sold, is of other countries than the report's.
    """
    used = (h for hits in sentences for h in hits if h.use in ("plain", "led"))
    told = (h for h in used if h.place or (all_bodies and not h.weak and not ABROAD & set(h.entity.sectors)))
    return Counter(h.entity.country for h in told if h.entity.country in states)


class Home(NamedTuple):
    """The country that a report is of, the reason, that of its dateline, and whether its words name that one too."""

    country: str | None
    reason: str
    dateline: str | None = None
    sure: bool = True


def report_country(article: Article, facts: Facts, counts: Mapping[str, int], at_home: Container[str]) -> Home:
    """The country that a report is of; `counts` says how often its words name each.

    That of the dateline, unless the report names another one alone, and not only by its troops (those `at_home` are
    named otherwise): much is told of Syria from Beirut.
    """
    most = max(counts, key=lambda c: counts[c], default=None)
    place = article.dateline.place if article.dateline is not None else None
    written = _country_of(facts, place or "")
    if written and (most not in at_home or len(counts) > 1 or most == written):
        sure = written in counts or len(counts) < 2
        return Home(written, f"country from the report: dateline {place}", written, sure)
    if most is None or counts[most] <= _SHARE * sum(counts.values()):
        return Home(None, "", written)
    reason = "the only country named" if len(counts) == 1 else "the one named most"
    return Home(most, f"country from the report: {reason}", written)


def _country_of(facts: Facts, place: str) -> str | None:
    """Of a place as a dateline writes it: "Beirut", "FREETOWN, Sierra Leone", "Paris, Texas"."""
    for part in (place, *reversed(place.split(","))):
        towns = (facts.entity(n.entity).country for n in facts.names.get(normalise(part)) if n.rank == 0)
        country = next((c for c in towns if c), None)
        if country is not None:
            return country
    return None


def is_sent(tree: Tree, hit: Hit, facts: Facts) -> bool:
    """ "Ethiopian TROOPS", who may be anywhere; "the Egyptian PRESIDENT Mubarak arrived"."""
    behind = takewhile(lambda t: t.upos in _NOMINAL, tree.tokens[hit.end :])
    found = (facts.agents.get(singular(normalise(t.text))) for t in behind)
    agent = next((a for a in found if a is not None), None) if tree[hit.top].relation in _BESIDE else None
    if agent is not None and agent.sectors[:1] == ("MIL",):
        return True
    calls = any("calls" in facts.words.get(t.lemma, frozenset()) for t in tree.tokens)
    return calls and ((agent is not None and agent.kind == "post") or hit.form in _PERSONS)


def all_about(counts: Mapping[str, int], home: str | None, sentences: int) -> frozenset[str] | None:
    """All countries that the report is about; None where it is too short to name them."""
    return frozenset({*counts, home or ""}) if sentences >= _LONG else None
