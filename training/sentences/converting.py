"""Items → JSON Lines with spans: `python -m training.sentences.converting > sentences.jsonl`.

One object an item: id, family, style, region, part (train, dev, held), text, and events with type, modes, status,
contexts, trigger, `also` (further tellings), actors, recipients, days, places, speakers. Spans are [start, end) in code
points of the text.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from training.events.examples import part_of
from training.sentences.reading import EventMark, Item, PartyMark, read_items


def as_row(item: Item) -> dict[str, Any]:
    """The item as one JSON object."""
    return {
        "id": item.id,
        "family": item.family,
        "style": item.style,
        "region": item.region,
        "part": part_of(item),
        "text": item.text,
        "events": [_event(e) for e in item.events],
    }


def _event(event: EventMark) -> dict[str, Any]:
    return {
        "type": event.type,
        "modes": list(event.modes),
        "status": event.status,
        "contexts": list(event.contexts),
        "trigger": list(event.trigger),
        "also": [list(x) for x in event.also],
        "actors": [_party(p) for p in event.actors],
        "recipients": [_party(p) for p in event.recipients],
        "days": [list(x) for x in event.days],
        "places": [list(x) for x in event.places],
        "speakers": [list(x) for x in event.speakers],
    }


def _party(party: PartyMark) -> dict[str, Any]:
    codes = [{"country": country or None, "sectors": list(sectors)} for country, sectors in party.codes]
    return {"span": list(party.extent), "codes": codes}


def main() -> None:
    """Writes every item that reads without fault; the others are reported by `checking`."""
    for item in read_items():
        if isinstance(item, Item):
            sys.stdout.write(json.dumps(as_row(item), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
