"""Who said what, as one row of short strings an attribution."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.records import Article, Attribution, Coded, Span

QUOTE_COLUMNS = (
    "input_id",
    "id",
    "speaker",
    "speaker_kind",
    "stands_for",
    "actor",
    "country",
    "sectors",
    "cue",
    "stance",
    "kind",
    "told_in",
    "chain",
    "words",
    "field",
    "start",
    "end",
)


def quote_rows(coded: Coded) -> Iterator[dict[str, Any]]:
    """The QUOTE_COLUMNS of each attribution, in text order.

    `stands_for` are the words behind a pronoun; `chain` are the speakers from the outermost (the agency or outlet
    before them) to this one; `words` is what is said, "…" where others come between; `start` and `end` bound it.
    """
    by_id = {a.id: a for a in coded.attributions}
    for a in coded.attributions:
        actor, spans = a.speaker.actor, a.content.spans
        yield {
            "input_id": coded.input_id,
            "id": a.id,
            "speaker": a.speaker.text,
            "speaker_kind": a.speaker.kind,
            "stands_for": "" if a.speaker.stands_for is None else a.speaker.stands_for.text,
            "actor": "" if actor is None else actor.name,
            "country": "" if actor is None else actor.country or "",
            "sectors": "" if actor is None else " ".join(actor.sectors),
            "cue": a.cue.text,
            "stance": a.stance,
            "kind": a.kind,
            "told_in": a.parent or "",
            "chain": " ← ".join(_chain(coded.article, a, by_id)),
            "words": " … ".join(_cut(coded.article, s) for s in spans),
            "field": spans[0].field,
            "start": spans[0].start,
            "end": spans[-1].end,
        }


def _chain(article: Article, a: Attribution, by_id: dict[str, Attribution]) -> list[str]:
    """The speakers, outermost first; a parent chain is never longer than there are attributions."""
    names: list[str] = []
    at: Attribution | None = a
    for _ in range(len(by_id)):
        if at is None:
            break
        speaker = at.speaker
        names.append(speaker.stands_for.text if speaker.stands_for is not None else speaker.text or "?")
        at = by_id.get(at.parent) if at.parent is not None else None
    agency = (article.dateline.agency if article.dateline else None) or article.outlet
    return [*([agency] if agency else []), *reversed(names)]


def _cut(article: Article, span: Span) -> str:
    source = article.title if span.field == "title" else article.text
    return " ".join(source[span.start : span.end].split())
