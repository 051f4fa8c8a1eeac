"""Items → sentences as the product cuts and reads them, with the marks moved onto their words."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from dateline.coder import Tools, code_article
from dateline.parsing.parser import Parser
from dateline.proving import keeps, read_expectation, settled
from dateline.reading import make_article
from dateline.records import Event, Party
from dateline.trees import Tree, grow
from training.sentences.checking import held_words, kept_words
from training.sentences.reading import ITEMS, EventMark, Extent, Item, PartyMark

DEV_SHARE = 0.12
FRAMED = "lexicon:"  # how the names of the frames' sentences begin


@dataclass
class Told:
    """One telling of an event in a sentence: its chief word, all its words, and the chief words of its parties."""

    head: int
    words: tuple[int, ...]
    event: EventMark
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()


@dataclass
class Example:
    """A sentence of an item. `part` is train, dev or held; families never stand in two parts."""

    item: str
    part: str
    tree: Tree
    told: list[Told] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return [t.text for t in self.tree.tokens]


def part_of(item: Item) -> str:
    """The part of an item's family: held families measure, a seeded share of the others tunes, the rest trains."""
    if item.held:
        return "held"
    if item.id.startswith(FRAMED):
        return "train"
    digest = hashlib.sha256(item.family.encode()).digest()
    return "dev" if digest[0] < 256 * DEV_SHARE else "train"


def framed_items(tools: Tools) -> Iterator[Item]:
    """The sentences that prove the frames, marked with the event that their frame codes. Their contexts are unknown.

    Sentences whose event is named by a word of the held part are left out.
    """
    kept = {w for words in held_words().values() for w in words}
    frames_alone = dataclasses.replace(tools, lexicon=replace(tools.lexicon, weights=None))
    seen: set[str] = set()
    for frame in tools.lexicon.frames:
        for n, (sentence, text) in enumerate(frame.codes_these):
            events = code_article(make_article(sentence), frames_alone).events
            wanted = settled(read_expectation(text, frame), tools)
            marks = tuple(_mark(e) for e in events)
            sure = len(events) == 1 and keeps(events[0], wanted, frame)
            if sentence in seen or not sure or kept_words(sentence, [m.trigger for m in marks], kept):
                continue
            seen.add(sentence)
            name = f"{FRAMED}{frame.id}:{n}"
            yield Item(name, name, "agency", "World", held=False, text=sentence, events=marks, path=ITEMS, line=0)


def _mark(event: Event) -> EventMark:
    def sides(parties: tuple[Party, ...]) -> list[PartyMark]:
        return [PartyMark((p.span.start, p.span.end), ((p.country or "", p.sectors),)) for p in parties]

    span = event.trigger.span
    return EventMark(
        event.type,
        event.modes,
        event.status,
        trigger=(span.start, span.end),
        actors=sides(event.actors),
        recipients=sides(event.recipients),
    )


def read_examples(items: Iterable[Item], parser: Parser) -> Iterator[Example]:
    """Each sentence of each item, parsed by the product's own parser."""
    for item in items:
        article = make_article(item.text, input_id=item.id)
        for tree in grow(parser(article)):
            yield Example(item.id, part_of(item), tree, list(_told(tree, item)))


def _told(tree: Tree, item: Item) -> Iterator[Told]:
    for event in item.events:
        for extent in (event.trigger, *event.also):
            words = _under(tree, extent)
            if words:
                yield Told(
                    _top(tree, words),
                    words,
                    event,
                    tuple(_top(tree, w) for p in event.actors if (w := _under(tree, p.extent))),
                    tuple(_top(tree, w) for p in event.recipients if (w := _under(tree, p.extent))),
                )


def _under(tree: Tree, extent: Extent) -> tuple[int, ...]:
    return tuple(i for i, t in enumerate(tree.tokens) if t.start < extent[1] and t.end > extent[0])


def _top(tree: Tree, words: tuple[int, ...]) -> int:
    """The word of a phrase that is governed from outside; of several, the one that governs most of the phrase."""
    inside = set(words)
    tops = [w for w in words if tree[w].head not in inside]
    return max(tops, key=lambda w: (len(inside & set(tree.subtree(w))), -w))
