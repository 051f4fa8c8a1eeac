"""Proving: does every frame code the sentences it must, and leave alone those it must not?

The expected result is written beside the sentence: `[TYPE[/mode]: ]ACTORS > RECIPIENTS[ | status]`, countries joined
by "+"; TYPE is the frame's own where it is left out, status is actual where it is left out.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.binding import as_told
from dateline.coder import Tools, code_article
from dateline.errors import LexiconError
from dateline.reading import make_article
from dateline.records import Event, Party
from dateline.what import Frame

__all__ = ["Expectation", "Fault", "keeps", "prove", "read_expectation", "settled"]

_FORM = re.compile(
    r"(?:(?P<type>[A-Z]+)(?:/(?P<mode>[\w-]+))?\s*:)?\s*(?P<actors>[^>|]*?)\s*(?:>\s*(?P<recipients>[^|]*?))?\s*(?:\|\s*(?P<status>\w+))?"
)


class Expectation(Struct, frozen=True):
    """The event that a sentence must give."""

    type: str
    mode: str | None
    actors: frozenset[str]
    recipients: frozenset[str]
    status: str


class Fault(Struct, frozen=True):
    """A sentence that does not do what its frame promises."""

    frame: str
    sentence: str
    wanted: str
    found: str


def read_expectation(text: str, frame: Frame) -> Expectation:
    """The expectation as written; LexiconError where it has another form."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        advice = "write e.g. 'EUR > BLR' or 'AGREE: USA + CHN | future'"
        raise LexiconError(f"frame {frame.id}: cannot read {text!r}; {advice}")
    return Expectation(
        type=match["type"] or frame.type,
        mode=match["mode"],
        actors=_codes(match["actors"]),
        recipients=_codes(match["recipients"] or ""),
        status=match["status"] or "actual",
    )


def _codes(text: str) -> frozenset[str]:
    return frozenset(c for c in (part.strip() for part in text.split("+")) if c not in ("", "-"))


def prove(frames: Sequence[Frame], tools: Tools) -> Iterator[Fault]:
    """Every fault, in the order of the frames, which are proved by themselves: the model is not asked, and parties
    that only place or report suggest are not counted."""
    tools = dataclasses.replace(tools, lexicon=replace(tools.lexicon, weights=None))
    proved: set[str] = set()
    for frame in frames:
        if frame.id in proved or frame.status == "retired":
            continue
        proved.add(frame.id)
        for sentence, text in frame.codes_these:
            events = _code(sentence, tools)
            expected = settled(read_expectation(text, frame), tools)
            if not any(keeps(e, expected, frame) for e in events):
                yield Fault(frame.id, sentence, text, "; ".join(map(_shown, events)) or "no event")
        for sentence in frame.not_these:
            false = [e for e in _code(sentence, tools) if e.status in ("actual", "historical") and _by(e, frame)]
            if false:
                yield Fault(frame.id, sentence, "no event by this frame", "; ".join(map(_shown, false)))


def settled(wanted: Expectation, tools: Tools) -> Expectation:
    """What PLOVER makes of the type with the status: a future AID is an AGREE."""
    kind, status, _ = tools.ontology.settle(wanted.type, wanted.status, ())
    return replace(wanted, type=kind, status=status, mode=wanted.mode if kind == wanted.type else None)


def _code(sentence: str, tools: Tools) -> tuple[Event, ...]:
    return code_article(make_article(sentence), tools).events


def _by(event: Event, frame: Frame) -> bool:
    return any(e.by == f"frame:{frame.id}" or frame.id in e.reason for e in event.evidence if e.role == "trigger")


def keeps(event: Event, wanted: Expectation, frame: Frame) -> bool:
    """Whether the frame coded the event, and coded it as expected."""
    return (
        _by(event, frame)
        and event.type == wanted.type
        and (wanted.mode is None or wanted.mode in event.modes)
        and _countries(event.actors) == wanted.actors
        and _countries(event.recipients) == wanted.recipients
        and event.status == wanted.status
    )


def _countries(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(p.country or "---" for p in as_told(tuple(parties)))


def _shown(event: Event) -> str:
    sides = " > ".join(" + ".join(sorted(_countries(side))) for side in (event.actors, event.recipients))
    by = ", ".join(e.by for e in event.evidence if e.role == "trigger")
    return f"{'/'.join((event.type, *event.modes))}: {sides} | {event.status} ({by})"
