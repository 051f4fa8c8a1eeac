"""When a report was written, and the country that it is of as far as its dateline and the countries in it tell."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.records import Article
from dateline.who.facts import Facts
from dateline.who.spelling import normalise


def day_of(article: Article) -> str | None:
    """The day of publication, else that of the dateline; ISO."""
    if article.published is not None:
        return article.published.day
    return article.dateline.day if article.dateline is not None else None


def report_country(article: Article, facts: Facts, counts: Mapping[str, int]) -> tuple[str | None, str]:
    """The country and the reason; `counts` says how often the report names each country."""
    line = article.dateline
    if line is not None and line.place:
        for name in facts.names.get(normalise(line.place)):
            country = facts.entity(name.entity).country
            if name.rank == 0 and country:
                return country, f"country from the report: dateline {line.place}"
    if not counts:
        return None, ""
    ranked = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    if len(ranked) == 1:
        return ranked[0][0], "country from the report: the only country named"
    if ranked[0][1] > ranked[1][1]:
        return ranked[0][0], "country from the report: the one named most"
    return None, ""
