"""Collecting: the sentences of a sample whose events people have settled, as gold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from dateline.review.decisions import Correction, Decision, Side, Verdict, settle
from dateline.review.samples import Item, Sample
from dateline.review.showing import Card, Coding, show

if TYPE_CHECKING:
    import duckdb


class Mark(Struct, frozen=True):
    """Words of a sentence and their part: trigger, actor, recipient, day, place or speaker; offsets in the sentence."""

    role: str
    start: int
    end: int
    code: str = ""


class GoldEvent(Struct, frozen=True):
    """An event that people say a sentence tells. `by` says how it came: right, wrong-type, wrong-party, missed-event.

    Type and parties are a person's word; day, place and speakers are as the machine coded them, None for missed events.
    """

    by: str
    type: str
    modes: tuple[str, ...]
    status: str
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    marks: tuple[Mark, ...]
    faults: tuple[str, ...] = ()
    day: str | None = None
    place: str | None = None
    says: tuple[str, ...] | None = None


class Gold(Struct, frozen=True):
    """A sentence with its events. `coders` are the people who decided.

    `decided`: every event coded in it was settled; `complete`: and somebody looked for missed ones.
    """

    sample: str
    article_id: str
    version: int
    field: str
    start: int
    end: int
    published: str | None
    text: str
    events: tuple[GoldEvent, ...]
    coders: tuple[str, ...]
    decided: bool
    complete: bool


class _Place(NamedTuple):
    article_id: str
    version: int
    field: str
    start: int


def collect_gold(
    connection: duckdb.DuckDBPyConnection, sample: Sample, decisions: Sequence[Decision]
) -> Iterator[Gold]:
    """The sentences of the sample on which people have decided, in order of article and place.

    What two people dispute is not gold until it is settled; what machines decided never is. Sentences whose text the
    dataset does not keep are left out.
    """
    verdicts = {v.item: v for v in settle(decisions) if v.settled}
    coders: dict[str, set[str]] = {}
    for d in decisions:
        if d.coder_kind != "machine":
            coders.setdefault(d.item, set()).add(d.coder)
    cards: dict[_Place, list[Card]] = {}
    for item in sample.items:
        if item.item in verdicts:
            card = show(connection, item)
            if card.sentence is not None:
                place = _Place(item.article_id, item.version, item.field, card.start)
                cards.setdefault(place, []).append(card)
    for place in sorted(cards):
        who = {c for card in cards[place] for c in coders[card.item.item]}
        yield _gold(connection, sample.name, cards[place], verdicts, tuple(sorted(who)))


def _gold(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    cards: list[Card],
    verdicts: dict[str, Verdict],
    coders: tuple[str, ...],
) -> Gold:
    card = cards[0]
    inside = [
        c for c in (*card.events, *card.elsewhere) if c.field == card.item.field and card.start <= c.start < card.end
    ]
    seen = [c for c in cards if c.item.kind == "sentence"]
    events = [
        _event(connection, card, coding, verdicts[coding.event_id])
        for coding in inside
        if coding.event_id in verdicts and "not-an-event" not in verdicts[coding.event_id].shares
    ]
    for looked in seen:
        events += [_missed(card.sentence or "", c) for c in verdicts[looked.item.item].corrections]
    decided = all(c.event_id in verdicts for c in inside)
    return Gold(
        sample=name,
        article_id=card.item.article_id,
        version=card.item.version,
        field=card.item.field,
        start=card.start,
        end=card.end,
        published=card.published,
        text=card.sentence or "",
        events=tuple(events),
        coders=coders,
        decided=decided,
        complete=decided and bool(seen),
    )


def _event(connection: duckdb.DuckDBPyConnection, card: Card, coding: Coding, verdict: Verdict) -> GoldEvent:
    """A coded event with what was corrected in it."""
    (decision,) = verdict.shares
    change = verdict.corrections[0] if verdict.corrections else Correction()
    row = _row(connection, card.item, coding)
    marks = list(_marks(row, card, coding))
    faults: list[str] = []
    for role, sides in (("actor", change.actors), ("recipient", change.recipients)):
        if sides is not None:
            old = [m for m in marks if m.role == role]
            marks = [m for m in marks if m.role != role] + _corrected(card.sentence or "", role, sides, old, faults)
    kind = change.type or coding.type
    kept = coding.modes if kind == coding.type else ()
    return GoldEvent(
        by=decision,
        type=kind,
        modes=kept if change.modes is None else change.modes,
        status=change.status or coding.status,
        contexts=tuple(row["contexts"]),
        actors=_codes(coding.actors if change.actors is None else change.actors),
        recipients=_codes(coding.recipients if change.recipients is None else change.recipients),
        marks=tuple(marks),
        faults=tuple(faults),
        day=coding.day,
        place=coding.place or None,
        says=tuple(" ".join(v["text"].split()) or "unnamed" for v in row["voices"]),
    )


def _missed(sentence: str, missed: Correction) -> GoldEvent:
    """An event that was not coded, as a person wrote it down."""
    faults: list[str] = []
    marks = []
    for role, words in (("trigger", missed.trigger or ""),):
        marks += _found(sentence, role, Side("", words), faults)
    for role, sides in (("actor", missed.actors), ("recipient", missed.recipients)):
        marks += _corrected(sentence, role, sides or (), [], faults)
    return GoldEvent(
        by="missed-event",
        type=missed.type or "",
        modes=missed.modes or (),
        status=missed.status or "actual",
        contexts=(),
        actors=_codes(missed.actors or ()),
        recipients=_codes(missed.recipients or ()),
        marks=tuple(marks),
        faults=tuple(faults),
    )


def _codes(sides: Sequence[Side]) -> tuple[str, ...]:
    return tuple(s.code for s in sides)


def _corrected(sentence: str, role: str, sides: Sequence[Side], old: list[Mark], faults: list[str]) -> list[Mark]:
    """Where a corrected side stands: its words, or, of one party in the place of one, the words of that one."""
    if len(sides) == len(old) == 1 and not sides[0].words:
        return [Mark(role, old[0].start, old[0].end, sides[0].code)]
    return [m for s in sides for m in _found(sentence, role, s, faults)]


def _found(sentence: str, role: str, side: Side, faults: list[str]) -> list[Mark]:
    what = f"{role} {side.code}".strip()
    if not side.words:
        faults.append(f"no words for {what}")
    elif sentence.count(side.words) != 1:
        faults.append(f"words of {what} do not stand in the sentence once")
    else:
        start = sentence.index(side.words)
        return [Mark(role, start, start + len(side.words), side.code)]
    return []


def _marks(row: dict[str, Any], card: Card, coding: Coding) -> Iterator[Mark]:
    """The coded parts that stand in the sentence."""
    yield Mark("trigger", coding.start - card.start, min(coding.end, card.end) - card.start)
    spans = [(p["side"], p["span"], " ".join((p["country"] or "---", *p["sectors"]))) for p in row["parties"]]
    spans += [(role, row[name], "") for role, name in (("day", "day_span"), ("place", "place_span"))]
    spans += [("speaker", v["span"], "") for v in row["voices"]]
    for role, span, code in spans:
        if span and span["field"] == card.item.field and card.start <= span["start"] < span["end"] <= card.end:
            yield Mark(role, span["start"] - card.start, span["end"] - card.start, code)


def _row(connection: duckdb.DuckDBPyConnection, item: Item, coding: Coding) -> dict[str, Any]:
    given = [coding.event_id, item.version]
    row: dict[str, Any] = (
        connection.sql(
            "SELECT contexts, day_span, place_span, voices FROM events WHERE event_id = ? AND version = ?", params=given
        )
        .to_arrow_table()
        .to_pylist()[0]
    )
    parties = connection.sql(
        "SELECT side, span, country, sectors FROM parties WHERE event_id = ? AND version = ? ORDER BY side, position",
        params=given,
    )
    return {**row, "parties": parties.to_arrow_table().to_pylist()}
