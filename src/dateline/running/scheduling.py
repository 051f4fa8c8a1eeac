"""Hands errands to workers and gives their rows back in order; finds the article that a worker dies of."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Protocol

from msgspec.structs import replace

from dateline.errors import ConfigError, ModelError
from dateline.records import Failed, Version

from .shards import Beat, Done, Errand, Failure, Message, Ready, Refused, Shard, Tally, halve
from .working import make_done

# A worker has one errand in hand and one waiting, so that it never waits for the parent.
_IN_HAND = 2
# Errands that wait in the parent beside.
_WAITING = 2
# How far the parent reads ahead of the first shard that is not done, in shards a worker: a slow article stops nobody.
_AHEAD = 8
# So many workers die one after the other with nothing done between: it is not the articles.
_DEATHS = 12
_TICK = 0.25


class Pool(Protocol):
    """Workers of some kind of machine, by number; at most `size` of them at once."""

    size: int

    def hire(self) -> int: ...
    def send(self, worker: int, errand: Errand) -> None: ...
    def wait(self, seconds: float) -> list[tuple[int, Message]]: ...
    def dismiss(self, worker: int) -> None: ...
    def close(self) -> None: ...


class _Desk:
    """What the parent knows of one worker: its errands, the input it is at, and since when."""

    def __init__(self) -> None:
        self.errands: deque[Errand] = deque()
        self.ready = False
        self.note(None)

    def note(self, position: int | None) -> None:
        self.position, self.since = position, monotonic()

    def moves(self, beat: Beat) -> bool:
        """Whether the beat is news: on a cluster it may be one of before, or the same again."""
        held = self.errands[0] if self.errands else None
        return (
            held is not None and (held.shard, held.start) == (beat.shard, beat.start) and beat.position != self.position
        )


class Scheduler:
    """Keeps a pool at work. `start` it first; `finish` then gives what the shards become, in their order."""

    def __init__(self, pool: Pool, patience: float) -> None:
        self._pool, self._patience = pool, patience
        self._desks: dict[int, _Desk] = {}
        self._queue: deque[Errand] = deque()
        self._made: dict[int, list[Done]] = {}
        self._missing: dict[int, int] = {}
        self._deaths = 0
        self._version: Version | None = None
        self.processors: set[str] = set()

    def start(self) -> Version:
        """Waits for the first worker, which says what it codes with; ConfigError where it cannot load its tools."""
        self._hire()
        while self._version is None:
            self._listen()
        return self._version

    def finish(self, shards: Iterator[Shard], version: int, stopped: Callable[[], bool]) -> Iterator[list[Done]]:
        """The parts of one shard after the other, until the shards end or `stopped` says so."""
        first, following, more = 0, 0, True
        while not stopped():
            while more and self._has_room() and following - first < _AHEAD * self._pool.size:
                shard = next(shards, None)
                if shard is None:
                    more = False
                else:
                    self._open(following, shard, version)
                    following += 1
            while self._missing.get(first) == 0:
                del self._missing[first]
                yield sorted(self._made.pop(first), key=lambda done: done.start)
                first += 1
            if not more and first == following:
                return
            self._hand_out()
            self._listen()

    def _has_room(self) -> bool:
        """Bounds the articles that are held, and lets the queue tell at once how many workers to hire."""
        held = len(self._queue) + sum(len(desk.errands) for desk in self._desks.values())
        return held < _IN_HAND * self._pool.size + _WAITING

    def _open(self, number: int, shard: Shard, version: int) -> None:
        self._missing[number] = len(shard.items)
        self._made[number] = [Done(number, -1, 0, {}, Tally(skipped=shard.skipped))]
        if shard.items:
            self._queue.append(Errand(number, 0, shard.items, version))

    def _hire(self) -> None:
        self._desks[self._pool.hire()] = _Desk()

    def _hand_out(self) -> None:
        """To those who have nothing first; then hire; only when all are there does anybody get a second errand."""
        self._give(1)
        starting = sum(not desk.ready for desk in self._desks.values())
        for _ in range(min(len(self._queue) - starting, self._pool.size - len(self._desks))):
            self._hire()
        if all(desk.ready for desk in self._desks.values()):
            self._give(_IN_HAND)

    def _give(self, most: int) -> None:
        for worker, desk in self._desks.items():
            while self._queue and desk.ready and len(desk.errands) < most:
                if not desk.errands:
                    desk.note(None)
                desk.errands.append(self._queue.popleft())
                self._pool.send(worker, desk.errands[-1])

    def _listen(self) -> None:
        for worker, message in self._pool.wait(_TICK):
            self._take(worker, message)
        for worker, desk in list(self._desks.items()):
            if desk.errands and monotonic() - desk.since > self._patience:
                self._pool.dismiss(worker)
                self._lose(worker, f"took longer than {self._patience:g} seconds", "too slow")

    def _take(self, worker: int, message: Message) -> None:
        desk = self._desks[worker]
        match message:
            case Beat():
                if desk.moves(message):
                    desk.note(message.position)
            case Done():
                self._deaths = 0
                desk.errands.popleft()
                desk.note(None)
                self._keep(message)
            case Ready():
                self._greet(desk, message)
            case Refused():
                raise ConfigError(message.message)
            case _:
                self._lose(worker, "killed its worker", message.why)

    def _greet(self, desk: _Desk, ready: Ready) -> None:
        if self._version not in {None, ready.version}:
            raise ModelError(f"workers have {self._version} and {ready.version}: install one version everywhere")
        self._version = ready.version
        self.processors.add(ready.processor)
        desk.ready = True

    def _keep(self, done: Done) -> None:
        self._made[done.shard].append(done)
        self._missing[done.shard] -= done.items

    def _lose(self, worker: int, error: str, why: str) -> None:
        """A worker is gone: what it had in hand is tried again, in parts; what only waited, as it is."""
        desk = self._desks.pop(worker)
        self._deaths += 1
        if self._deaths > _DEATHS:
            raise ModelError(f"{_DEATHS} workers in a row died and did nothing, the last: {why}")
        errands = list(desk.errands)
        if errands:
            held = errands.pop(0)
            if held.suspect:
                self._quarantine(held, error, why)
            else:
                errands[:0] = halve(held, desk.position)
        self._queue.extendleft(reversed(errands))
        if not self._desks:
            self._hire()

    def _quarantine(self, errand: Errand, error: str, why: str) -> None:
        """The one article that workers die of fails. How they die is told in the report: it is no property of rows."""
        assert self._version is not None  # no worker has errands before
        ((_, item),) = errand.items
        done = make_done(errand, [Failed(item.input_id, "worker", error, self._version)], [0.0])
        failure = Failure(item.input_id, "worker", f"{error}: {why}")
        self._keep(replace(done, tally=replace(done.tally, failures=(failure,)), memory=0))
