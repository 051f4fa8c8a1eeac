"""The article reader: the report with all that was read in it, and, read again, what was passed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.records import Coded, Dropped, Failed
from dateline.web.asking import Query
from dateline.web.marking import PART, Mark, paragraphs, window_of
from dateline.web.pages.event import MOST, article_of, attributions_of, event_marks, events_of
from dateline.web.shelf import Snapshot
from dateline.web.viewing import Asked, NotFoundError, View

_FILE = "SELECT * FROM reading WHERE article_id = ? ORDER BY event_id"
AGAIN = 100_000  # characters of a text that is read again for a page


def look(asked: Asked) -> View:
    """One article; its files hold its events."""
    asked.filter("event", "at", "again")
    article_id, snapshot = asked.path["article_id"], asked.snapshot
    article = article_of(snapshot, article_id)
    if article is None:
        raise NotFoundError(f"no article {article_id[:60]} in this dataset as of commit {snapshot.version}")
    title = article["title"] or article["url"] or article_id
    return View(title[:120], "article.html", Query(_FILE, (article_id,)), lambda: _page(asked, article))


def _page(asked: Asked, article: Mapping[str, Any]) -> dict[str, Any]:
    snapshot, article_id = asked.snapshot, article["article_id"]
    events = events_of(snapshot, article_id)
    said = attributions_of(snapshot, article_id, article["version"])
    chosen = asked.text("event")
    text = article["text"] or ""
    start = next(
        (
            e["trigger_span"]["start"]
            for e in events
            if e["event_id"] == chosen and e["trigger_span"]["field"] == "text"
        ),
        0,
    )
    window = window_of(len(text), asked.whole("at", start, 1_000_000_000))
    marks = _marks(snapshot, events, said, chosen)
    return {
        "article": article,
        "events": events,
        "attributions": list(said.values()),
        "headline": paragraphs(article["title"] or "", marks["title"]),
        "body": paragraphs(text, marks["text"], window),
        "window": window,
        "parts": range(0, len(text), PART) if len(text) > PART else (),
        "chosen": chosen,
        "again": _again(asked, article) if asked.text("again") else None,
    }


def _marks(
    snapshot: Snapshot, events: list[dict[str, Any]], said: Mapping[str, Mapping[str, Any]], chosen: str
) -> dict[str, list[Mark]]:
    """All events' words, or one's, and who says what."""
    out: dict[str, list[Mark]] = {"text": [], "title": []}
    parties: dict[str, list[dict[str, Any]]] = {}
    if events:
        key = (events[0]["article_id"], events[0]["version"])
        for p in snapshot.rows(Query("SELECT * FROM parties WHERE article_id = ? AND version = ?", key), 4 * MOST):
            parties.setdefault(p["event_id"], []).append(p)
    for event in events:
        if chosen and event["event_id"] != chosen:
            continue
        for field, marks in event_marks(event, parties.get(event["event_id"], []), said).items():
            out[field] += [_leading(m, event["event_id"]) for m in marks]
    for a in said.values() if not chosen else ():
        for role, name in (("content", "content_spans"), ("speaker", "speaker_spans"), ("cue", "cue_spans")):
            for span in a[name]:
                if span["field"] in out:
                    who = a["name"] or a["speaker_text"] or "unnamed"
                    out[span["field"]].append(Mark(span["start"], span["end"], role, f"{role}: {who} {a['stance']}"))
    return out


def _leading(mark: Mark, event_id: str) -> Mark:
    """A trigger leads to its event."""
    return Mark(mark.start, mark.end, mark.role, mark.note, event_id) if mark.role == "trigger" else mark


def _again(asked: Asked, article: Mapping[str, Any]) -> dict[str, Any]:
    """What the coder of this installation makes of the text now, with the sentences that it passed over and why."""
    from dateline.reading import make_article

    if article["text"] is None:
        return {"why": "The dataset holds no text of this article."}
    if len(article["text"]) > AGAIN:
        return {"why": f"The text is longer than {AGAIN:,} characters: read it again with `dateline explain`."}
    published = article["published"].isoformat() if article["published"] else None
    made = make_article(
        article["text"], title=article["title"] or "", published=published, outlet=article["outlet"], url=article["url"]
    )
    (outcome,) = asked.desk.code([made])
    match outcome:
        case Coded():
            texts = {"text": made.text, "title": made.title}
            misses = [
                {
                    "sentence": texts[m.sentence.field][m.sentence.start : m.sentence.end],
                    "word": texts[m.span.field][m.span.start : m.span.end],
                    "frame": m.frame,
                    "failed": m.failed,
                }
                for m in outcome.near_misses
            ]
            return {"events": len(outcome.events), "misses": misses, "version": outcome.version}
        case Dropped():
            return {"why": f"The text is dropped now: {outcome.reason}."}
        case Failed():
            return {"why": f"The text fails now in {outcome.stage}: {outcome.error}"}
