"""The report with its evidence marked, event by event, as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from dateline.explaining.rows import day, party, place, says
from dateline.records import Coded, Dropped, Event, Evidence, Failed, NearMiss, Outcome, Span

WIDTH = 100
# later ones are drawn over earlier ones
_MARKS = {"sentence": " ", "day": "~", "recipient": "·", "actor": "-", "trigger": "="}
_LEGEND = "= trigger   - actor   · recipient   ~ day"


def draw(outcome: Outcome) -> str:
    """What was coded and why, then what was not coded and why; for other outcomes their reason."""
    if isinstance(outcome, Dropped):
        return f"{outcome.input_id}: dropped ({outcome.reason}) {outcome.detail}".rstrip() + "\n"
    if isinstance(outcome, Failed):
        return f"{outcome.input_id}: failed in {outcome.stage}: {outcome.error}\n"
    lines = [_heading(outcome), "", f"{len(outcome.events)} events        {_LEGEND}"]
    for event in outcome.events:
        lines += ["", *_event(event, outcome)]
    if outcome.near_misses:
        lines += ["", "Not coded: the frame that came nearest, and the condition that failed"]
        for miss in outcome.near_misses:
            lines += _miss(miss, outcome)
    return "\n".join(lines) + "\n"


def _heading(coded: Coded) -> str:
    a = coded.article
    parts = [a.input_id, a.dateline.agency if a.dateline else None, a.outlet]
    if a.published:
        parts.append(f"{a.published.day} (from the {a.published.by})")
    return " · ".join(p for p in parts if p)


def _event(event: Event, coded: Coded) -> Iterator[str]:
    codes = " ".join((event.type, *event.modes))
    goldstein = "" if event.goldstein is None else f" ({event.goldstein:+.1f})"
    cameo = "none" if event.cameo is None else f"{event.cameo}{goldstein}"
    score = "" if event.plover_score is None else f"   PLOVER {event.plover_score:+.1f}"
    yield f"{codes}   {event.status}   {event.quad_class}   CAMEO {cameo}{score}   confidence {event.confidence:.2f}"
    for sentence in [e.span for e in event.evidence if e.role == "sentence"]:
        yield from _marked(sentence, event.evidence, coded)
    for e in event.evidence:
        if e.role == "trigger":
            yield f"  {'trigger':<10} {_cut(e.span, coded)!r:<34} {e.by} {e.reason}".rstrip()
    for role, group in (("actor", event.actors), ("recipient", event.recipients)):
        for p in group:
            yield f"  {role:<10} {' '.join(p.text.split())!r:<34} {party(p)}: {p.reason}"
    yield f"  {'day':<10} {event.day.text!r:<34} {day(event.day)}: {event.day.reason}"
    if event.place is not None:
        yield f"  {'place':<10} {event.place.text!r:<34} {place(event.place)}: {event.place.reason}"
    if event.contexts:
        yield f"  {'contexts':<10} {', '.join(event.contexts)}"
    yield f"  {'says':<10} {says(event, coded) or 'the report itself'}"


def _marked(sentence: Span, evidence: tuple[Evidence, ...], coded: Coded) -> Iterator[str]:
    """The sentence, wrapped, with a line of marks under each line that has any."""
    text = _field(sentence, coded)
    marks = [" "] * (sentence.end - sentence.start)
    for role, mark in _MARKS.items():
        for e in evidence:
            if e.role == role and e.span.field == sentence.field and role != "sentence":
                for i in range(max(e.span.start, sentence.start), min(e.span.end, sentence.end)):
                    marks[i - sentence.start] = mark
    at = sentence.start
    for line in _wrapped(text[sentence.start : sentence.end]):
        under = "".join(marks[at - sentence.start : at - sentence.start + len(line)])
        yield f"    {line.translate(_FLAT).rstrip()}"
        if under.strip():
            yield f"    {under.rstrip()}"
        at += len(line)


_FLAT = str.maketrans("\n\t\r", "   ")


def _wrapped(text: str) -> list[str]:
    """The text in pieces of at most WIDTH characters that together are the text."""
    out, start = [], 0
    while len(text) - start > WIDTH:
        cut = text.rfind(" ", start + 1, start + WIDTH) + 1 or start + WIDTH
        out.append(text[start:cut])
        start = cut
    return [*out, text[start:]]


def _miss(miss: NearMiss, coded: Coded) -> list[str]:
    sentence = textwrap.shorten(_cut(miss.sentence, coded), WIDTH, placeholder=" …")
    return [f"    {sentence}", f"      {_cut(miss.span, coded)!r}: {miss.frame}: {miss.failed}"]


def _field(span: Span, coded: Coded) -> str:
    return coded.article.title if span.field == "title" else coded.article.text


def _cut(span: Span, coded: Coded) -> str:
    return " ".join(_field(span, coded)[span.start : span.end].split())
