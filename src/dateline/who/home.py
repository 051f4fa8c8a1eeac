"""When a report was written, and the country that it is of as far as its dateline and the countries in it tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping

from dateline.records import Article
from dateline.who.facts import Facts
from dateline.who.gazetteer import Hit
from dateline.who.spelling import normalise

# A report is of a country that has more than this share of all the countries that its names are of. Where none has, the
# place of an event tells more (`binding/homing.py`).
_SHARE = 0.7
_LONG = 5  # sentences of a report that may be expected to name every country it is about
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


def report_country(article: Article, facts: Facts, counts: Mapping[str, int]) -> tuple[str | None, str]:
    """The country and the reason; `counts` says how often the report names each country."""
    line = article.dateline
    if line is not None and line.place:
        for name in facts.names.get(normalise(line.place)):
            country = facts.entity(name.entity).country
            if name.rank == 0 and country:
                return country, f"country from the report: dateline {line.place}"
    most = max(counts, key=lambda c: counts[c], default=None)
    if most is None or counts[most] <= _SHARE * sum(counts.values()):
        return None, ""
    reason = "the only country named" if len(counts) == 1 else "the one named most"
    return most, f"country from the report: {reason}"


def all_about(counts: Mapping[str, int], home: str | None, sentences: int) -> frozenset[str] | None:
    """All countries that the report is about; None where it is too short to name them."""
    return frozenset({*counts, home or ""}) if sentences >= _LONG else None
