"""The day of a report at the place it was sent from: near midnight it is another than the day in UTC."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec.structs import replace

from dateline.records import Article
from dateline.where.gazetteer import Gazetteer
from dateline.where.placing import dateline_entry


def to_local_day(article: Article, gazetteer: Gazetteer) -> Article:
    """The article with the day of publication that the dateline's place had when it was published.

    It stays as it is where the time of publication or its offset is not known, or the place or its time zone is not.
    """
    published = article.published
    if published is None or published.instant is None:
        return article
    entry = dateline_entry(article, gazetteer)
    zone = gazetteer.zone_of(entry) if entry and entry.kind == "city" else None
    if zone is None:
        return article
    try:
        day = datetime.fromisoformat(published.instant).astimezone(ZoneInfo(zone)).date()
    except (ZoneInfoNotFoundError, OverflowError):
        return article
    return replace(article, published=replace(published, day=day.isoformat(), zone=zone))
