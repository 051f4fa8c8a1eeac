"""Inputs cut into shards by their order, and what comes back of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dateline.dataset import Keys
from dateline.reading import BadInput, ReadOptions
from dateline.records import Article, Version

# Articles in a shard: a worker's errand takes seconds, and what a dead worker had in hand is soon coded again.
SHARD = 32
SLOWEST = 10
LISTED = 100

Item = tuple[str, Article | BadInput]
Tables = dict[str, Any]


class Plan(Struct, frozen=True):
    """How a run is done: what it reads and codes with, and how, which changes no row.

    `workers` is None for as many as there are processors; `batch` inputs are one commit; an article may take `patience`
    seconds.
    """

    reading: ReadOptions = ReadOptions()
    lexicon: Path | None = None
    actors: Path | None = None
    gazetteer: Path | None = None
    on: str = "local"
    workers: int | None = None
    batch: int = 512
    patience: float = 300.0
    as_told: bool = False


class Shard(Struct, frozen=True):
    """So many inputs in order: those to code, and how many were done before."""

    items: tuple[Item, ...]
    skipped: int = 0


class Errand(Struct, frozen=True):
    """Inputs of one shard for one worker; `start` is where they begin in it.

    `suspect`: a worker has died with this very input in hand.
    """

    shard: int
    start: int
    items: tuple[Item, ...]
    version: int
    suspect: bool = False


class Slow(Struct, frozen=True, order=True):
    """An article and the seconds it took."""

    seconds: float
    input_id: str
    words: int


class Failure(Struct, frozen=True):
    """An input that failed: where and of what."""

    input_id: str
    stage: str
    error: str


class Tally(Struct, frozen=True):
    """Counts of inputs by outcome, their events and words, and the seconds that workers spent on them."""

    coded: int = 0
    dropped: int = 0
    failed: int = 0
    skipped: int = 0
    events: int = 0
    words: int = 0
    seconds: float = 0.0
    reasons: dict[str, int] = {}
    slowest: tuple[Slow, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def inputs(self) -> int:
        """All inputs that have been dealt with."""
        return self.coded + self.dropped + self.failed + self.skipped


class Ready(Struct, frozen=True):
    """A worker has loaded its tools: what they are, and the processor they run on."""

    version: Version
    processor: str


class Refused(Struct, frozen=True):
    """A worker cannot load its tools: the fault is the user's or the package's, not an article's."""

    message: str


class Beat(Struct, frozen=True):
    """A worker is at input number `position` of the errand of this shard and start."""

    shard: int
    start: int
    position: int


class Done(Struct, frozen=True):
    """An errand's rows, table by table, and their tally; `memory` is the worker's peak in megabytes."""

    shard: int
    start: int
    items: int
    tables: Tables
    tally: Tally
    memory: int = 0


class Gone(Struct, frozen=True):
    """A worker died, and how."""

    why: str


Message = Ready | Refused | Beat | Done | Gone


def cut(items: Iterable[Item], done: Keys, size: int) -> Iterator[Shard]:
    """Inputs by `size`, in order. Where a shard ends depends on the order of inputs alone, never on what is done."""
    stream = iter(items)
    while taken := list(islice(stream, size)):
        left = tuple(item for item in taken if item[0] not in done)
        yield Shard(left, len(taken) - len(left))


def add(one: Tally, other: Tally) -> Tally:
    """Both together."""
    reasons = Counter(one.reasons)
    reasons.update(other.reasons)
    return Tally(
        coded=one.coded + other.coded,
        dropped=one.dropped + other.dropped,
        failed=one.failed + other.failed,
        skipped=one.skipped + other.skipped,
        events=one.events + other.events,
        words=one.words + other.words,
        seconds=one.seconds + other.seconds,
        reasons=dict(reasons),
        slowest=tuple(sorted((*one.slowest, *other.slowest), reverse=True)[:SLOWEST]),
        failures=(*one.failures, *other.failures)[:LISTED],
    )


def halve(errand: Errand, position: int | None) -> list[Errand]:
    """The errand of a worker that died, in parts that find the article it died of.

    Where it is known which article was under way, that one is tried again alone.
    """
    items, begin = errand.items, errand.start
    if len(items) == 1:
        return [replace(errand, suspect=True)]
    if position is not None and 0 <= position < len(items):
        cuts = [(0, position), (position, position + 1), (position + 1, len(items))]
    else:
        position, middle = None, len(items) // 2
        cuts = [(0, middle), (middle, len(items))]
    return [replace(errand, start=begin + a, items=items[a:b], suspect=a == position) for a, b in cuts if a < b]
