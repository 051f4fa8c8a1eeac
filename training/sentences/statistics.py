"""Counts of the items as a page: `python -m training.sentences.statistics > training/sentences/STATISTICS.md`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from dateline.ontology import load_ontology
from training.events.examples import part_of
from training.sentences.reading import Item, read_items


def page(items: list[Item]) -> Iterator[str]:
    """The lines of the page."""
    events = [e for i in items for e in i.events]
    words = [len(i.text.split()) for i in items]
    yield "# Statistics of the training sentences\n"
    yield "Written by `python -m training.sentences.statistics`.\n"
    several = sum(len(i.events) > 1 for i in items)
    families = {i.family for i in items}
    yield f"{len(items)} items in {len(families)} families; {sum(words)} words,"
    yield f"{min(words)} to {max(words)} an item; {len(events)} events;"
    yield f"{sum(not i.events for i in items)} items without one; {several} with several;"
    yield f"{len(_names(items))} distinct words or phrases that name events.\n"
    yield from _table("Parts (split by family)", (part_of(i) for i in items))
    yield from _table("Styles", (i.style for i in items))
    yield from _table("Regions", (i.region for i in items))
    yield from _table("Types", (e.type for e in events))
    yield from _table("Statuses", (e.status for e in events))
    order = [f"{t} {m}" for t, kind in load_ontology().types.items() for m in kind.modes]
    modes = Counter(f"{e.type} {m}" for e in events for m in e.modes)
    yield from _rows("Modes", [(m, modes[m]) for m in order])
    yield from _table("Contexts", (c for e in events for c in e.contexts))
    parties = [c for e in events for p in (*e.actors, *e.recipients) for c in p.codes]
    yield from _table("Primary sectors of parties", (s[0] if s else "none" for _, s in parties))
    yield f"Countries and bodies of parties: {len({c for c, _ in parties if c})}.\n"


def _names(items: list[Item]) -> set[str]:
    return {i.text[s:t].lower() for i in items for e in i.events for s, t in (e.trigger, *e.also)}


def _table(title: str, values: Iterable[str]) -> Iterator[str]:
    yield from _rows(title, sorted(Counter(values).items(), key=lambda kv: (-kv[1], kv[0])))


def _rows(title: str, rows: list[tuple[str, int]]) -> Iterator[str]:
    yield f"**{title}**: {', '.join(f'{name} {count}' for name, count in rows)}.\n"


def main() -> None:
    """Writes the page."""
    items = [i for i in read_items() if isinstance(i, Item)]
    sys.stdout.write("\n".join(page(items)))


if __name__ == "__main__":
    main()
