"""Outcomes to rows: the tables of one batch, as Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from dateline.dataset.schema import CODING_TABLES, TEXT_TABLES, schemas
from dateline.records import (
    Actor,
    Article,
    Attribution,
    Coded,
    Dropped,
    Event,
    Failed,
    Outcome,
    Party,
    Place,
    Span,
    Voice,
)
from dateline.sifting import sign

Row = dict[str, Any]
Tables = Mapping[str, pa.Table]


class Entry(NamedTuple):
    """An outcome and the key of its input; `article_id` where an article was read but not coded."""

    input_key: str
    outcome: Outcome
    article_id: str | None = None


def to_tables(shard: Sequence[Entry | tuple[str, Outcome]], version: int) -> dict[str, pa.Table]:
    """The rows of a batch, by table; an article that comes twice in it has its rows once, and is marked `repeated`.

    `version` is the dataset's number for what coded (`Dataset.version_number`).
    """
    rows: dict[str, list[Row]] = {name: [] for name in ("outcomes", *CODING_TABLES, *TEXT_TABLES)}
    coded: set[str] = set()
    for entry in (Entry(*e) for e in shard):
        outcome = entry.outcome
        known = isinstance(outcome, Coded) and outcome.article.article_id in coded
        rows["outcomes"].append(_outcome(entry, version, repeated=known))
        if isinstance(outcome, Coded) and not known:
            coded.add(outcome.article.article_id)
            for table, made in _coding(outcome):
                rows[table].append({**made, "version": version})
            rows["texts"].append(_text(outcome.article))
            rows["signatures"].append(_signature(outcome.article))
    return {name: to_table(name, made) for name, made in rows.items()}


def to_table(name: str, rows: list[Row]) -> pa.Table:
    """Rows as the Arrow table `name`; half surrogate pairs, which Arrow cannot hold, become question marks."""
    schema = schemas()[name]
    try:
        return pa.Table.from_pylist(rows, schema)
    except UnicodeEncodeError:
        return pa.Table.from_pylist([_whole(r) for r in rows], schema)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {k: _whole(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_whole(v) for v in value]
    return value


def _outcome(entry: Entry, version: int, *, repeated: bool) -> Row:
    outcome = entry.outcome
    row: Row = {
        "input_key": entry.input_key,
        "version": version,
        "input_id": outcome.input_id,
        "article_id": entry.article_id,
        "repeated": repeated,
        "events": 0,
    }
    match outcome:
        case Coded():
            article_id = outcome.article.article_id
            return {**row, "outcome": "coded", "article_id": article_id, "events": len(outcome.events)}
        case Dropped():
            return {**row, "outcome": "dropped", "reason": outcome.reason, "detail": outcome.detail}
        case Failed():
            return {**row, "outcome": "failed", "stage": outcome.stage, "error": outcome.error}


def _coding(outcome: Coded) -> Iterator[tuple[str, Row]]:
    article, article_id = outcome.article, outcome.article.article_id
    yield "articles", _article(article)
    for event in outcome.events:
        yield "events", _event(event, article)
        for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
            for position, party in enumerate(parties, 1):
                row = {"event_id": event.id, "article_id": article_id, "side": side, "position": position}
                words = {"text": party.text, "span": _span(party.span), "reason": party.reason}
                yield "parties", {**row, **words, **_who(party)}
    for said in outcome.attributions:
        yield "attributions", _attribution(said, article_id)
    for time in outcome.times:
        kept = ("text", "type", "value", "start", "end", "precision", "reason")
        yield "times", {"article_id": article_id, "span": _span(time.span), **_fields(time, kept)}
    for place in outcome.places:
        yield "places", {"article_id": article_id, "span": _span(place.span), **_fields(place, ("text", *_PLACE))}


def _article(article: Article) -> Row:
    published, dateline = article.published, article.dateline
    return {
        "article_id": article.article_id,
        "outlet": article.outlet,
        "url": article.url,
        "published": _day(published.day) if published else None,
        "published_by": published.by if published else None,
        "published_at": published.instant if published else None,
        "day_refused": article.day_refused,
        "dateline": dateline.text if dateline else None,
        "dateline_place": dateline.place if dateline else None,
        "dateline_day": dateline.day if dateline else None,
        "agency": dateline.agency if dateline else None,
        "characters": len(article.text),
        "words": len(article.text.split()),
        "body": article.body,
    }


def _text(article: Article) -> Row:
    return {"article_id": article.article_id, "title": article.title, "text": article.text}


def _signature(article: Article) -> Row:
    signature = sign(article)
    return {"article_id": article.article_id, "bands": signature.bands, "shingles": signature.shingles}


_PLACE = ("name", "country", "admin1", "lat", "lon", "geonameid", "precision", "reason", "geoprecision")
_EVENT = ("type", "modes", "contexts", "cameo", "quad_class", "plover_score", "goldstein", "status", "confidence")


def _event(event: Event, article: Article) -> Row:
    return {
        "event_id": event.id,
        "article_id": event.article_id,
        **_fields(event, (*_EVENT, "coders")),
        **_fields(event.factuality, ("tense", "polarity", "certainty")),
        "day_start": _day(event.day.start),
        "day_end": _day(event.day.end),
        "day_precision": event.day.precision,
        "day_text": event.day.text,
        "day_span": _span(event.day.span),
        "day_reason": event.day.reason,
        **_where(event.place),
        **_side("actor", event.actors),
        **_side("recipient", event.recipients),
        "trigger_text": event.trigger.text,
        "trigger_span": _span(event.trigger.span),
        "counts": [
            {"kind": kind, "low": c.low, "high": c.high, "span": _span(c.span)} for kind, c in event.counts.items()
        ],
        "evidence": [
            {
                "text": _words(article, e.span),
                "span": _span(e.span),
                **_fields(e, ("by", "role", "reason", "confidence")),
            }
            for e in event.evidence
        ],
        "voices": [_voice(v) for v in event.says],
    }


def _where(place: Place | None) -> Row:
    """The place's columns; coordinates and ids have no `place_` before them, for no others could be meant."""
    if place is None:
        return {}
    named = {f"place_{n}": getattr(place, n) for n in ("name", "country", "admin1", "precision", "text", "reason")}
    return {**named, "place_span": _span(place.span), **_fields(place, ("lat", "lon", "geonameid", "geoprecision"))}


def _side(side: str, parties: tuple[Party, ...]) -> Row:
    countries = {f"{side}_countries": list(dict.fromkeys(p.country or "" for p in parties))}
    if not parties:
        return countries
    first = parties[0]
    return {
        **countries,
        f"{side}_country": first.country,
        f"{side}_sector": first.sectors[0] if first.sectors else None,
        f"{side}_name": first.name,
    }


def _who(actor: Any) -> Row:
    """Name, entity, country, sectors and office of a party or an actor."""
    return _fields(actor, ("name", "entity", "country", "sectors", "office"))


def _known(actor: Actor | None) -> Row:
    return _who(actor) if actor else {"sectors": ()}


def _voice(voice: Voice) -> Row:
    return {"attribution": voice.attribution, "text": voice.text, "span": _span(voice.span), **_known(voice.actor)}


def _attribution(said: Attribution, article_id: str) -> Row:
    speaker = said.speaker
    return {
        "attribution_id": said.id,
        "article_id": article_id,
        **_fields(said, ("parent", "kind", "stance")),
        "speaker_text": speaker.text,
        "speaker_spans": _spans(speaker.spans),
        "speaker_kind": speaker.kind,
        "stands_for": speaker.stands_for.text if speaker.stands_for else None,
        **_known(speaker.actor),
        "cue_text": said.cue.text,
        "cue_spans": _spans(said.cue.spans),
        "content_spans": _spans(said.content.spans),
    }


def _fields(record: Any, names: Iterable[str]) -> Row:
    return {name: getattr(record, name) for name in names}


def _span(span: Span | None) -> Row | None:
    return None if span is None else {"field": span.field, "start": span.start, "end": span.end}


def _spans(spans: Iterable[Span]) -> list[Row | None]:
    return [_span(s) for s in spans]


def _words(article: Article, span: Span) -> str:
    text: str = getattr(article, span.field)
    return text[span.start : span.end]


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
