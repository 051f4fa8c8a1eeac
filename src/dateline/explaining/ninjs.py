"""A coded report as a news item for newsrooms: ninjs 3.1 (IPTC), its events listed, and in full in a body of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from dateline.explaining.rows import day
from dateline.records import Article, Coded, Event, Party, Place

STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}
EVENTS_ROLE = "coded-events"


def ninjs_item(coded: Coded) -> dict[str, Any]:
    """The item, ready for JSON; readers that do not know our events skip a body whose role and type they do not use.

    The schema allows no keys of others, so nothing is added to it. Times without an hour are midnight UTC.
    """
    article = coded.article
    item: dict[str, Any] = {
        "uri": article.url or f"urn:dateline:article:{article.article_id}",
        "standard": STANDARD,
        "type": "text",
        "representationType": "full",
        "language": "en",
        "altIds": [
            {"role": "article_id", "value": article.article_id},
            {"role": "input_id", "value": coded.input_id},
        ],
        "headlines": [{"role": "main", "value": article.title}] if article.title else [],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(article.text),
                "wordCount": len(article.text.split()),
                "value": article.text,
            },
            {"role": EVENTS_ROLE, "contentType": "application/json", "value": _coding(coded)},
        ],
        "events": [_event(event) for event in coded.events],
        "places": _places(coded.events),
        "infoSources": [{"name": name} for name in _sources(article)],
    }
    if article.published:
        item["versionCreated"] = article.published.instant or f"{article.published.day}T00:00:00+00:00"
    if article.dateline and article.dateline.place:
        item["located"] = article.dateline.place
    return item


def _coding(coded: Coded) -> str:
    """Events, attributions and versions as the records have them, in JSON; spans count the main body and headline."""
    whole = {"events": coded.events, "attributions": coded.attributions, "version": coded.version}
    return msgspec.json.encode(whole, order="deterministic").decode()


def _event(event: Event) -> dict[str, str]:
    """One line for a reader, and the type as a literal."""
    sides = (_names(event.actors), " ".join((event.type, *event.modes)), _names(event.recipients))
    when = day(event.day)
    name = " · ".join(part for part in (*sides, "" if when == "?" else when, event.status) if part)
    return {"name": name, "rel": "coded", "uri": f"urn:dateline:event:{event.id}", "literal": event.type}


def _names(group: Sequence[Party]) -> str:
    return ", ".join(" ".join(party.name.split()) for party in group)


def _places(events: Sequence[Event]) -> list[dict[str, str]]:
    """The places of the events, each once."""
    found = {(e.place.geonameid, e.place.name): _place(e.place) for e in events if e.place}
    return list(found.values())


def _place(place: Place) -> dict[str, str]:
    known = {"uri": f"https://sws.geonames.org/{place.geonameid}/"} if place.geonameid else {}
    return {"name": place.name, "rel": "event", **known}


def _sources(article: Article) -> list[str]:
    agency = article.dateline.agency if article.dateline else None
    return list(dict.fromkeys(name for name in (article.outlet, agency) if name))
