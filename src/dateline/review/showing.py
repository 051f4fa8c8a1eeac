"""What a coder sees of an item: the sentence and its neighbours, what is coded in it; nothing of other coders."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dateline.parsing.sentences import split_sentences
from dateline.review.decisions import Side
from dateline.review.notation import write_parties
from dateline.review.samples import Item

if TYPE_CHECKING:
    import duckdb

_WIDE = 300  # code points of text on either side of the sentence
_HUGE = 4_000  # and of the sentence itself


class Coding(Struct, frozen=True):
    """An event as coded: codes of its parties, and where its trigger stands."""

    event_id: str
    type: str
    modes: tuple[str, ...]
    status: str
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    day: str
    place: str
    trigger: str
    field: str
    start: int
    end: int

    def line(self) -> str:
        """The event in one line, as corrections are written."""
        kind = "/".join((self.type, *self.modes))
        codes = (write_parties(tuple(Side(s.code) for s in side)) for side in (self.actors, self.recipients))
        return f"{kind}: {' > '.join(codes)} | {self.status} @ {' '.join(self.trigger.split())}"


class Card(Struct, frozen=True):
    """An item to decide on. `before`, `sentence` and `after` are text as it stands, None where the text is not kept.

    `events` are those coded in the sentence, of an event item it alone; `elsewhere` those coded in the rest of the
    article: an event told there is not missed here. `start` and `end` bound the sentence in `item.field`.
    """

    item: Item
    outlet: str | None
    published: str | None
    title: str
    before: str
    sentence: str | None
    after: str
    events: tuple[Coding, ...]
    elsewhere: tuple[Coding, ...]
    start: int
    end: int


def show(connection: duckdb.DuckDBPyConnection, item: Item) -> Card:
    """The item's card, from the version of the coding that was drawn."""
    row = _one(
        connection.sql(
            """
            SELECT a.outlet, a.published::VARCHAR AS published, a.body, t.title, t.text
            FROM articles a LEFT JOIN texts t USING (article_id) WHERE a.article_id = ? AND a.version = ?
            """,
            params=[item.article_id, item.version],
        )
    )
    text = row.get(item.field)
    start, end = _around(item, text, row.get("body") or 0)
    codings = tuple(_codings(connection, item))
    inside = tuple(c for c in codings if c.field == item.field and start <= c.start < end)
    own = tuple(c for c in codings if c.event_id == item.item) if item.kind == "event" else inside
    return Card(
        item=item,
        outlet=row.get("outlet"),
        published=row.get("published"),
        title=row.get("title") or "",
        before="" if text is None else text[max(0, start - _WIDE) : start],
        sentence=None if text is None else text[start:end],
        after="" if text is None else text[end : end + _WIDE],
        events=own,
        elsewhere=tuple(c for c in codings if c not in own),
        start=start,
        end=end,
    )


def as_text(card: Card) -> str:
    """The card for a terminal: control characters of hostile texts are taken out."""
    where = f"{card.outlet or 'outlet unknown'}, {card.published or 'day unknown'}"
    lines = [f"{where}: {_plain(card.title)}" if card.title else where, ""]
    if card.sentence is None:
        lines.append("(the text is not in this dataset)")
    else:
        lines.append(f"… {_plain(card.before[-_WIDE:])} >>> {_marked(card)} <<< {_plain(card.after)} …")
    lines.append("")
    lines += [
        f"coded here: {_plain(c.line())}  [{c.day}{', ' + _plain(c.place) if c.place else ''}]" for c in card.events
    ]
    if not card.events:
        lines.append("coded here: nothing")
    lines += [f"elsewhere:  {_plain(c.line())}" for c in card.elsewhere]
    return "\n".join(lines) + "\n"


def _marked(card: Card) -> str:
    """The sentence, the coded event's words between stars."""
    sentence, item = card.sentence or "", card.item
    if item.kind == "sentence":
        return _plain(sentence[:_HUGE])
    first, last = item.start - card.start, item.end - card.start
    return f"{_plain(sentence[:first][-_HUGE:])}*{_plain(sentence[first:last])}*{_plain(sentence[last:][:_HUGE])}"


def _plain(text: str) -> str:
    """One line; no control characters, and none that turn the direction of writing."""
    return "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")


def _around(item: Item, text: str | None, body: int) -> tuple[int, int]:
    """The sentence that an event's trigger stands in."""
    if item.kind == "sentence" or text is None:
        return item.start, item.end
    for cut in split_sentences(text, body if item.field == "text" else 0):
        if cut.words[0][0] <= item.start < cut.words[-1][1]:
            return cut.words[0][0], max(cut.words[-1][1], item.end)
    return item.start, item.end


def _codings(connection: duckdb.DuckDBPyConnection, item: Item) -> Iterator[Coding]:
    """The events of the item's article under its version, in the order of the text."""
    given = [item.article_id, item.version]
    parties = _rows(
        connection.sql(
            "SELECT event_id, side, text, country, sectors FROM parties WHERE article_id = ? AND version = ? "
            "ORDER BY event_id, side, position",
            params=given,
        )
    )
    sides: dict[tuple[str, str], list[Side]] = {}
    for p in parties:
        code = " ".join((p["country"] or "---", *p["sectors"]))
        sides.setdefault((p["event_id"], p["side"]), []).append(Side(code, " ".join(p["text"].split())))
    events = connection.sql(
        "SELECT event_id, type, modes, status, day_start::VARCHAR AS first, day_end::VARCHAR AS last, place_name, "
        "trigger_text, trigger_span FROM events WHERE article_id = ? AND version = ? "
        "ORDER BY trigger_span.field DESC, trigger_span.start, event_id",
        params=given,
    )
    for e in _rows(events):
        day = e["first"] if e["first"] == e["last"] else f"{e['first'] or '?'}/{e['last'] or '?'}"
        yield Coding(
            event_id=e["event_id"],
            type=e["type"],
            modes=tuple(e["modes"]),
            status=e["status"],
            actors=tuple(sides.get((e["event_id"], "actor"), ())),
            recipients=tuple(sides.get((e["event_id"], "recipient"), ())),
            day=day or "?",
            place=e["place_name"] or "",
            trigger=e["trigger_text"],
            field=e["trigger_span"]["field"],
            start=e["trigger_span"]["start"],
            end=e["trigger_span"]["end"],
        )


def _rows(relation: duckdb.DuckDBPyRelation) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = relation.to_arrow_table().to_pylist()
    return rows


def _one(relation: duckdb.DuckDBPyRelation) -> dict[str, Any]:
    rows: Sequence[dict[str, Any]] = _rows(relation)
    return rows[0] if rows else {}
