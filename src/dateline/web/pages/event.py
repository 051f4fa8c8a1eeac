"""One event: its words in the report, who says so, other reports of it, why it has its codes, what stood beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.web.asking import Query
from dateline.web.desk import Desk
from dateline.web.marking import Mark, Piece, paragraphs
from dateline.web.pages.listing import COLUMNS, ORDER
from dateline.web.shelf import Snapshot
from dateline.web.viewing import Asked, NotFoundError, View

AROUND = 1  # paragraphs before and after the words of the event
PARTIES = "SELECT * FROM parties WHERE event_id = ? AND version = ? ORDER BY side, position"
MOST = 2_000  # events and attributions of one article
_WHOSE = "SELECT article_id FROM reading WHERE event_id = ?"
_DAYS = "SELECT min(day_start) AS first, max(day_start) AS last, version FROM reading WHERE article_id = ? GROUP BY ALL"
_THOSE = """SELECT * FROM events WHERE article_id = ? AND version = ?
AND (day_start BETWEEN ? AND ? OR day_start IS NULL) ORDER BY event_id"""
_FILE = """SELECT event_id, x.role, x.text, x.by, x.reason, x.confidence,
       x.span.field AS field, x.span.start AS start, x.span."end" AS "end"
FROM (SELECT event_id, unnest(evidence) AS x FROM events JOIN current USING (article_id, version) WHERE event_id = ?)"""
_ARTICLE = """SELECT a.*, t.title, t.text, s.story, s.copy_of FROM articles a JOIN current USING (article_id, version)
LEFT JOIN (SELECT * FROM texts WHERE article_id = ?) t USING (article_id) LEFT JOIN stories s USING (article_id)
WHERE a.article_id = ?"""


def look(asked: Asked) -> View:
    """One event; its files hold its evidence, one row a piece."""
    asked.filter()
    event_id = asked.path["event_id"]
    snapshot = asked.snapshot
    event = event_of(snapshot, event_id)
    if event is None:
        raise NotFoundError(f"no event {event_id[:60]} in this dataset as of commit {snapshot.version}")
    title = f"{event['type']} {' '.join(event['modes'])}".strip()
    return View(
        f"{title}: {event['trigger_text'][:60]}",
        "event.html",
        Query(_FILE, (event_id,)),
        lambda: _page(asked, event),
    )


def _page(asked: Asked, event: Mapping[str, Any]) -> dict[str, Any]:
    snapshot = asked.snapshot
    article_id, version = event["article_id"], event["version"]
    found = article_of(snapshot, article_id)
    parties = snapshot.rows(Query(PARTIES, (event["event_id"], version)))
    said = attributions_of(snapshot, article_id, version)
    marks = event_marks(event, parties, said)
    row = snapshot.one(Query(f"SELECT {COLUMNS} FROM reading WHERE event_id = ?", (event["event_id"],)))
    return {
        "event": event,
        "row": row,
        "article": found,
        "parties": parties,
        "voices": [_voice(v, said) for v in event["voices"]],
        "excerpt": _excerpt(found, marks),
        "others": _others(snapshot, event["event_id"], row),
        "beside": _beside(snapshot, event),
        "review": _judgements(asked.desk, event["event_id"]),
    }


def event_of(snapshot: Snapshot, event_id: str) -> dict[str, Any] | None:
    """The event's whole row."""
    known = snapshot.one(Query(_WHOSE, (event_id,)))
    its = events_of(snapshot, known["article_id"]) if known else []
    return next((e for e in its if e["event_id"] == event_id), None)


def events_of(snapshot: Snapshot, article_id: str) -> list[dict[str, Any]]:
    """The whole rows of an article's events; their days are asked for first, since the table is sorted by them."""
    known = snapshot.one(Query(_DAYS, (article_id,)))
    if known is None:
        return []
    return snapshot.rows(Query(_THOSE, (article_id, known["version"], known["first"], known["last"])), MOST)


def article_of(snapshot: Snapshot, article_id: str) -> dict[str, Any] | None:
    """The article's row of its current coding, with title and text where the dataset still has them."""
    return snapshot.one(Query(_ARTICLE, (article_id, article_id)))


def attributions_of(snapshot: Snapshot, article_id: str, version: int) -> dict[str, dict[str, Any]]:
    """The attributions of one coding of an article, by id."""
    query = Query("SELECT * FROM attributions WHERE article_id = ? AND version = ?", (article_id, version))
    return {row["attribution_id"]: row for row in snapshot.rows(query, MOST)}


def event_marks(
    event: Mapping[str, Any], parties: Sequence[Mapping[str, Any]], said: Mapping[str, Mapping[str, Any]]
) -> dict[str, list[Mark]]:
    """The marks of an event in `text` and `title`, each with what was made of the words."""
    out: dict[str, list[Mark]] = {"text": [], "title": []}

    def put(span: Mapping[str, Any] | None, role: str, note: str) -> None:
        if span is not None and span["field"] in out:
            out[span["field"]].append(Mark(span["start"], span["end"], role, note))

    for p in parties:
        put(p["span"], p["side"], f"{p['side']}: {p['name']} {p['country'] or ''} {' '.join(p['sectors'])}".strip())
    put(event["day_span"], "day", f"day: {event['day_start'] or '?'}")
    put(event["place_span"], "place", f"place: {event['place_name']}")
    for c in event["counts"]:
        put(
            c["span"],
            "count",
            f"{c['kind']}: {c['low']}" + ("" if c["high"] == c["low"] else f" to {c['high'] or 'more'}"),
        )
    for voice in event["voices"]:
        put(voice["span"], "speaker", f"says so: {voice['name'] or voice['text']}")
        its = said.get(voice["attribution"] or "", {})
        for span in its.get("cue_spans", ()):
            put(span, "cue", "the word of saying")
    put(event["trigger_span"], "trigger", f"{event['type']} {' '.join(event['modes'])}".strip())
    return out


def _voice(voice: Mapping[str, Any], said: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    its = said.get(voice["attribution"] or "", {})
    return {**voice, **{k: its.get(k) for k in ("cue_text", "stance", "kind", "speaker_kind", "stands_for")}}


def _excerpt(article: Mapping[str, Any] | None, marks: Mapping[str, list[Mark]]) -> list[dict[str, Any]]:
    """The paragraphs that hold a mark and their neighbours, the title first where it holds one."""
    if article is None or article["text"] is None:
        return []
    out = []
    if marks["title"]:
        out.append({"field": "title", "pieces": paragraphs(article["title"], marks["title"]), "gap": False})
    blocks = paragraphs(article["text"], marks["text"])
    wanted = sorted(
        {
            n
            for i, b in enumerate(blocks)
            if _holds(b)
            for n in range(i - AROUND, i + AROUND + 1)
            if 0 <= n < len(blocks)
        }
    )
    for before, group in _runs(wanted):
        out.append({"field": "text", "pieces": [blocks[n] for n in group], "gap": before})
    return out


def _holds(block: Iterable[Piece]) -> bool:
    return any(piece.roles for piece in block)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[bool, list[int]]]:
    """Neighbouring numbers together; the flag says that some were left out before them."""
    group: list[int] = []
    for n in numbers:
        if group and n != group[-1] + 1:
            yield group[0] > 0, group
            group = []
        group.append(n)
    if group:
        yield group[0] > 0, group


def _others(snapshot: Snapshot, event_id: str, row: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    if row is None:
        return []
    query = Query(
        f"SELECT {COLUMNS} FROM reading WHERE cluster = ? AND event_id <> ? ORDER BY {ORDER}",
        (row["cluster"], event_id),
    )
    return snapshot.rows(query, 50)


def _beside(snapshot: Snapshot, event: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """What else the same sentences hold: other events, times and places that were read and not taken."""
    spans = [e["span"] for e in event["evidence"] if e["role"] == "sentence"] or [event["trigger_span"]]
    key = (event["article_id"], event["version"])

    def inside(span: Mapping[str, Any] | None) -> bool:
        return span is not None and any(
            s["field"] == span["field"] and s["start"] <= span["start"] < s["end"] for s in spans
        )

    events = events_of(snapshot, event["article_id"])
    times = snapshot.rows(Query("SELECT * FROM times WHERE article_id = ? AND version = ?", key), MOST)
    places = snapshot.rows(Query("SELECT * FROM places WHERE article_id = ? AND version = ?", key), MOST)
    return {
        "events": [e for e in events if e["event_id"] != event["event_id"] and inside(e["trigger_span"])],
        "times": [t for t in times if inside(t["span"]) and t["span"] != event["day_span"]],
        "places": [p for p in places if inside(p["span"]) and p["span"] != event["place_span"]],
    }


def _judgements(desk: Desk, event_id: str) -> list[dict[str, Any]]:
    """Read from the newest commit: decisions are written while pages are read."""
    found = desk.dataset().connection().sql("SELECT * FROM judgements WHERE item = ?", params=[event_id])
    return sorted(found.to_arrow_table().to_pylist(), key=lambda j: (j["at"], j["judgement_id"]))
