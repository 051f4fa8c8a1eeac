"""The order of things, with workers that only pretend: they say what they are told to, or die."""

import random
from collections import deque
from collections.abc import Iterator

import pytest

from dateline.errors import ConfigError, ModelError
from dateline.reading import BadInput
from dateline.records import Dropped, Version
from dateline.running.scheduling import Scheduler
from dateline.running.shards import Beat, Done, Errand, Gone, Message, Ready, Refused, Shard
from dateline.running.working import make_done

VERSION = Version("1", "2", "3", "4", "5")


class Actors:
    """Workers that die over inputs called "poison", and now and then for no reason, in the order that a seed gives."""

    def __init__(self, size: int, seed: int, accidents: float = 0.0, *, beats: bool = True) -> None:
        self.size, self._chance, self._accidents, self._beats = size, random.Random(seed), accidents, beats
        self._said: dict[int, deque[Message]] = {}
        self.hired = 0

    def hire(self) -> int:
        self.hired += 1
        self._said[self.hired] = deque([Ready(VERSION, "processor")])
        return self.hired

    def send(self, worker: int, errand: Errand) -> None:
        said = self._said[worker]
        if said and isinstance(said[-1], Gone):
            return
        for position, (_, item) in enumerate(errand.items):
            if self._beats:
                said.append(Beat(errand.shard, errand.start, position))
            if item.input_id == "poison" or self._chance.random() < self._accidents:
                said.append(Gone("killed"))
                return
        outcomes = [Dropped(item.input_id, "empty", "", VERSION) for _, item in errand.items]
        said.append(make_done(errand, outcomes, [0.0] * len(outcomes)))

    def wait(self, seconds: float) -> list[tuple[int, Message]]:
        speaking = [worker for worker, said in self._said.items() if said]
        if not speaking:
            return []
        worker = self._chance.choice(speaking)
        message = self._said[worker].popleft()
        if isinstance(message, Gone):
            del self._said[worker]
        return [(worker, message)]

    def dismiss(self, worker: int) -> None:
        del self._said[worker]

    def close(self) -> None:
        self._said.clear()


def shards(names: list[str], size: int) -> list[Shard]:
    items = [(f"{n:016x}", BadInput(name, "empty", "")) for n, name in enumerate(names)]
    return [Shard(tuple(items[n : n + size])) for n in range(0, len(items), size)]


def outcomes(parts: list[Done]) -> list[tuple[str, str, str | None]]:
    rows = [row for done in parts if done.tables for row in done.tables["outcomes"].to_pylist()]
    return [(row["input_key"], row["outcome"], row["error"]) for row in rows]


@pytest.mark.parametrize("seed", range(12))
def test_every_input_comes_back_once_and_in_order(seed: int) -> None:
    chance = random.Random(seed)
    names = [chance.choice(["plain"] * 14 + ["poison"]) for _ in range(70)]
    given = shards(names, chance.randint(1, 9))
    pool = Actors(chance.randint(1, 4), seed, accidents=0.02, beats=seed % 3 > 0)
    scheduler = Scheduler(pool, patience=1000)
    scheduler.start()
    found = [row for parts in scheduler.finish(iter(given), 1, lambda: False) for row in outcomes(parts)]
    assert [key for key, _, _ in found] == [key for shard in given for key, _ in shard.items]
    failed = [kind == "failed" for _, kind, _ in found]
    poison = [name == "poison" for name in names]
    assert all(known for known, is_poison in zip(failed, poison, strict=True) if is_poison)
    assert pool.hired >= min(pool.size, len(given))
    assert sum(failed) - sum(poison) <= 1, "an accident costs an article only when it strikes the same one twice"


def test_little_is_read_ahead() -> None:
    read = 0

    def endless() -> Iterator[Shard]:
        nonlocal read
        for shard in shards(["plain"] * 300, 1):
            read += 1
            yield shard

    scheduler = Scheduler(Actors(2, 1), patience=1000)
    scheduler.start()
    for n, _ in enumerate(scheduler.finish(endless(), 1, lambda: False)):
        assert read <= n + 16


def test_workers_that_cannot_load_stop_the_run() -> None:
    class Lost(Actors):
        def wait(self, seconds: float) -> list[tuple[int, Message]]:
            return [(self.hired, Refused("no such lexicon"))]

    with pytest.raises(ConfigError, match="no such lexicon"):
        Scheduler(Lost(1, 1), patience=1000).start()


def test_workers_that_all_die_stop_the_run() -> None:
    scheduler = Scheduler(Actors(2, 1), patience=1000)
    scheduler.start()
    with pytest.raises(ModelError, match="in a row"):
        list(scheduler.finish(iter(shards(["poison"] * 100, 32)), 1, lambda: False))


def test_a_worker_that_hangs_is_dismissed_and_its_article_fails() -> None:
    class Silent(Actors):
        def send(self, worker: int, errand: Errand) -> None:
            if all(item.input_id != "stuck" for _, item in errand.items):
                super().send(worker, errand)

    scheduler = Scheduler(Silent(2, 1), patience=0.5)
    scheduler.start()
    found = [r for p in scheduler.finish(iter(shards(["a", "stuck", "b"], 3)), 1, lambda: False) for r in outcomes(p)]
    assert [error for _, _, error in found] == [None, "took longer than 0.5 seconds", None]
