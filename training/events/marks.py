"""The notation of marks on real sentences: `-` for a sentence without an event, else events separated by ` ; `, each

`HEAD TYPE.mode.mode STATUS a=WORD,WORD r=WORD c=context,context A=USA R=IRQ,---`

HEAD is the word that names the event; `a` and `r` are words of its actors and recipients in the sentence, `A` and `R`
the countries of both sides as a reader of the whole text knows them; no program reads these yet. How a word is named
is the file's own affair.
"""

from __future__ import annotations

from collections.abc import Callable

from training.sentences.reading import EventMark, Extent, PartyMark

Place = Callable[[str], Extent]


def read_marks(told: str, trigger: Place, party: Place) -> tuple[EventMark, ...]:
    """The events of a sentence; `trigger` and `party` find the words that name an event and a party."""
    return () if told == "-" else tuple(_event(e.split(), trigger, party) for e in told.split(" ; "))


def _event(mark: list[str], trigger: Place, party: Place) -> EventMark:
    head, label, status, *rest = mark
    kind, *modes = label.split(".")
    values = dict(part.split("=") for part in rest)

    def told(name: str) -> list[str]:
        return [v for v in values.get(name, "").split(",") if v]

    def side(name: str) -> list[PartyMark]:
        return [PartyMark(party(word), (("", ()),)) for word in told(name)]

    return EventMark(
        kind, tuple(modes), status, tuple(told("c")), trigger=trigger(head), actors=side("a"), recipients=side("r")
    )
