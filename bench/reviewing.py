"""Do the intervals of `dateline review estimate` cover the truth? Simulated datasets and coders of known quality.

`python -m bench.reviewing [simulations]`: draws, decides and estimates anew each time. No measuring set is needed.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct

from dateline.review.decisions import Verdict
from dateline.review.drawing import allocate
from dateline.review.estimating import ALL, Estimate, estimate
from dateline.review.samples import Item, Sample, Stratum

TYPES = ("ACCUSE", "ASSAULT", "CONSULT", "SANCTION")
DECISIONS = ("right", "wrong-party", "wrong-type", "not-an-event")


class Quality(Struct, frozen=True):
    """Of a stratum of events: its size and how probable each decision is."""

    size: int
    right: float
    wrong_party: float
    wrong_type: float


class World(Struct, frozen=True):
    """A dataset and a sample of it. `sentences`: size, share in which an event was missed, share of those with two."""

    name: str
    strata: tuple[Quality, ...]
    sentences: tuple[tuple[int, float, float], ...]
    drawn: tuple[int, int]


WORLDS = (
    World("small sample", (Quality(4_000, 0.8, 0.06, 0.04),), ((30_000, 0.03, 0.1),), (50, 100)),
    World("precision near 1", (Quality(20_000, 0.97, 0.01, 0.005),), ((100_000, 0.005, 0.1),), (100, 200)),
    World("precision near 1, small", (Quality(20_000, 0.97, 0.01, 0.005),), ((100_000, 0.01, 0.0),), (40, 80)),
    World(
        "frames and learned coder",
        (Quality(12_000, 0.94, 0.03, 0.01), Quality(6_000, 0.85, 0.06, 0.03), Quality(2_500, 0.5, 0.12, 0.1)),
        ((90_000, 0.02, 0.1), (16_000, 0.06, 0.2)),
        (200, 200),
    ),
    World(
        "sixteen types, few of each",
        tuple(
            Quality(int(n), p, 0.4 * (1 - p), 0.2 * (1 - p))
            for n, p in zip(np.geomspace(80, 9_000, 16), np.linspace(0.99, 0.6, 16), strict=True)
        ),
        ((90_000, 0.02, 0.1), (16_000, 0.06, 0.2)),
        (160, 200),
    ),
    World(
        "sixteen types, nearly all right",
        tuple(Quality(int(n), 0.96, 0.02, 0.01) for n in np.geomspace(80, 9_000, 16)),
        ((90_000, 0.01, 0.1), (16_000, 0.03, 0.2)),
        (120, 300),
    ),
    World("a small dataset, mostly read", (Quality(300, 0.85, 0.05, 0.04),), ((900, 0.05, 0.1),), (200, 400)),
    World("a large sample", (Quality(50_000, 0.82, 0.06, 0.05),), ((300_000, 0.03, 0.1),), (800, 1_500)),
)


class Made(Struct, frozen=True):
    """A simulated dataset: an array a stratum of coded type and decision, of true type, of missed events by type."""

    coded: list[np.ndarray]
    decided: list[np.ndarray]
    meant: list[np.ndarray]
    missed: list[np.ndarray]


def make(world: World, random: np.random.Generator) -> Made:
    """A dataset in which each event's truth is known."""
    coded, decided, meant, missed = [], [], [], []
    for q in world.strata:
        kinds = random.choice(len(TYPES), q.size, p=(0.4, 0.3, 0.2, 0.1))
        rest = 1 - q.right - q.wrong_party - q.wrong_type
        decisions = random.choice(len(DECISIONS), q.size, p=(q.right, q.wrong_party, q.wrong_type, rest))
        coded.append(kinds)
        decided.append(decisions)
        meant.append(np.where(decisions == 2, (kinds + random.integers(1, len(TYPES), q.size)) % len(TYPES), kinds))
    for size, share, twice in world.sentences:
        counts = np.zeros((size, len(TYPES)), dtype=int)
        for _ in range(2):
            hit = np.flatnonzero(random.random(size) < (share if _ == 0 else share * twice))
            counts[hit, random.choice(len(TYPES), len(hit), p=(0.3, 0.3, 0.2, 0.2))] += 1
        missed.append(counts)
    return Made(coded, decided, meant, missed)


def truths(made: Made) -> Iterator[tuple[tuple[str, str, str], float]]:
    """(measure, level, type) and its true value."""
    coded, decided, meant = (np.concatenate(x) for x in (made.coded, made.decided, made.meant))
    missed = np.concatenate(made.missed).sum(axis=0)
    for level, good in (("event", 2), ("type", 1), ("parties", 0)):
        hits = decided <= good
        yield ("precision", level, ALL), hits.mean()
        yield ("recall", level, ALL), hits.sum() / ((decided <= 2).sum() + missed.sum())
        for number, kind in enumerate(TYPES):
            if level != "event":
                mine = hits & (coded == number)
                there = ((decided <= 2) & (meant == number)).sum() + missed[number]
                yield ("precision", level, kind), mine.sum() / max((coded == number).sum(), 1)
                yield ("recall", level, kind), mine.sum() / max(there, 1)


def review(world: World, made: Made, random: np.random.Generator, seed: int) -> tuple[Sample, list[Verdict]]:
    """A sample drawn as `draw` draws it, and what a coder who knows the truth decides."""
    strata, items, verdicts = [], [], []
    events = allocate([q.size for q in world.strata], world.drawn[0])
    for h, n in enumerate(events):
        name, size = f"events {h}", world.strata[h].size
        counted = {t: int((made.coded[h] == k).sum()) for k, t in enumerate(TYPES)}
        strata.append(Stratum(name, "event", size, n, {t: c for t, c in counted.items() if c}))
        for i in random.choice(size, n, replace=False):
            decision, kind = DECISIONS[made.decided[h][i]], TYPES[made.coded[h][i]]
            items.append(Item(f"e{h}-{i}", "event", name, size / n, 1, "", kind, "text", 0, 0))
            retyped = ((TYPES[made.meant[h][i]], 1.0),) if decision == "wrong-type" else ()
            verdicts.append(Verdict(f"e{h}-{i}", {decision: 1.0}, retyped))
    sentences = allocate([len(m) for m in made.missed], world.drawn[1])
    for h, n in enumerate(sentences):
        name, size = f"sentences {h}", len(made.missed[h])
        strata.append(Stratum(name, "sentence", size, n))
        for i in random.choice(size, n, replace=False):
            items.append(Item(f"s{h}-{i}", "sentence", name, size / n, 1, "", "", "text", 0, 0))
            found = tuple((TYPES[k], float(c)) for k, c in enumerate(made.missed[h][i]) if c)
            verdicts.append(Verdict(f"s{h}-{i}", {"missed-event" if found else "none-missed": 1.0}, (), found))
    return Sample(world.name, 1, seed, "", tuple(strata), tuple(items)), verdicts


def simulate(
    world: World, simulations: int, draws: int = 1_000
) -> dict[tuple[str, str, str], tuple[float, float, float]]:
    """(measure, level, type) → how often the interval covers the truth, its mean width, the mean error of the value."""
    random = np.random.default_rng(sum(map(ord, world.name)))
    kept: dict[tuple[str, str, str], list[tuple[bool, float, float]]] = defaultdict(list)
    for n in range(simulations):
        made = make(world, random)
        sample, verdicts = review(world, made, random, n)
        told = {(e.measure, e.level, e.type): e for e in estimate(sample, verdicts, draws)}
        for key, truth in truths(made):
            if (e := told.get(key)) is not None and e.value is not None:
                kept[key].append(_compare(e, float(truth)))
    return {key: tuple(np.mean(np.array(rows), axis=0).tolist()) for key, rows in sorted(kept.items())}  # type: ignore[misc]


def _compare(e: Estimate, truth: float) -> tuple[bool, float, float]:
    if e.value is None or e.low is None or e.high is None:
        raise ValueError(e)
    return e.low - 1e-9 <= truth <= e.high + 1e-9, e.high - e.low, e.value - truth


def main(arguments: Sequence[str]) -> int:
    """Prints a line an estimate; 1 where the mean coverage of a measure and level leaves 93 to 97 %."""
    simulations = int(arguments[0]) if arguments else 1_000
    means: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for world in WORLDS:
        for (measure, level, kind), (covered, width, error) in simulate(world, simulations).items():
            means[measure, level, "all" if kind == ALL else "a type"].append(covered)
            print(
                f"{world.name:34} {measure:9} {level:8} {kind:9} {covered:.3f} width {width:.3f} error {error:+.3f}",
                flush=True,
            )
    broken = 0
    for key, values in sorted(means.items()):
        mean = float(np.mean(values))
        broken += not 0.93 <= mean <= 0.97
        print(f"{' '.join(key):34} mean {mean:.3f}, least {min(values):.3f}, most {max(values):.3f}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
