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
OF_PEOPLE = frozenset({"adjective", "demonym", "people"})
_IN = frozenset({"in", "across", "inside", "throughout", "around"})
_LOCAL = frozenset({"COP", "REB", "UAF", "OPP", "CVL", "LAB", "EDU", "PTY", "PRM", "CRM", "AGR"})  # seldom abroad
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

    That of the dateline, unless the report names another one alone, as where things are (those `at_home`): much is told
    of Syria from Beirut, but in Ankara ministers of any country speak.
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


def is_at_home(tree: Tree, hit: Hit, facts: Facts) -> bool:
    """Whether a name says where things are told to be: "in Syria", "shelled Homs", "Syrian POLICE".

    "Ethiopian troops", presidents, envoys and embassies may be anywhere; so may who is thanked or condemns.
    """
    if hit.place and hit.form not in OF_PEOPLE:
        relation, preposition = tree[hit.top].relation, tree.preposition(hit.top)
        if (relation in ("obl", "nmod") and preposition in _IN) or (relation == "obj" and hit.form != "country"):
            return True
    behind = takewhile(lambda t: t.upos in _NOMINAL, (t for t in tree.tokens[hit.end :] if t.text not in ("'s", "’s")))
    found = (facts.agents.get(singular(normalise(t.text))) for t in behind)
    agent = next((a for a in found if a is not None), None) if tree[hit.top].relation in _BESIDE else None
    if agent is None:
        return False
    rules = "government" in facts.words.get(agent.phrase, frozenset())
    return rules or (agent.kind != "post" and agent.sectors[:1] != () and agent.sectors[0] in _LOCAL)


def all_about(counts: Mapping[str, int], home: str | None, sentences: int) -> frozenset[str] | None:
    """All countries that the report is about; None where it is too short to name them."""
    return frozenset({*counts, home or ""}) if sentences >= _LONG else None
