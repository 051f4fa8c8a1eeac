"""`python -m bench [step …]`: measures, writes the results, and fails where a figure breaks its floor."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from bench import (
    actors,
    articles,
    coreference,
    dataset,
    duplicates,
    events,
    faults,
    judged,
    layers,
    names,
    parsing,
    places,
    quotations,
    running,
    sentences,
    speed,
)
from bench.floors import broken, raise_bounds, read_bounds, write_bounds
from bench.gold import VARIABLE, open_gold
from bench.loaded import Loaded
from bench.report import flat, read_results, write_results

STEPS: dict[str, Callable[[Loaded], dict[str, Any]]] = {
    "speed": speed.measure,
    "parsing": parsing.measure,
    "names": names.measure,
    "events": events.measure,
    "sentences": sentences.measure,
    "judged": judged.measure,
    "times": layers.measure_times,
    "attributions": layers.measure_attributions,
    "quotations": quotations.measure,
    "places": places.measure,
    "factuality": layers.measure_factuality,
    "actors": actors.measure,
    "coreference": coreference.measure,
    "articles": articles.measure,
    "dataset": dataset.measure,
    "duplicates": duplicates.measure,
    "running": running.measure,
    "faults": faults.measure,
}


def main() -> int:
    """The exit status: 1 where a floor is broken or the measuring sets cannot be read."""
    options = _options()
    try:
        gold = open_gold()
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    if gold is None:
        print(f"skipped: {VARIABLE} names no folder of measuring sets")
        return 0
    steps = options.steps or list(STEPS)
    found = _measure(Loaded(gold), steps, options.errors)
    return _judge(steps, found, raise_floors=options.raise_floors, allow_regression=options.allow_regression)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="step", help=f"one or more of: {', '.join(STEPS)} (default: all)")
    parser.add_argument(
        "--errors", type=Path, metavar="FILE", help="write the event sentences with gold and found here"
    )
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors to the figures found")
    parser.add_argument(
        "--allow-regression", action="store_true", help="with --raise-floors: lower those that are broken"
    )
    options = parser.parse_args()
    unknown = [s for s in options.steps if s not in STEPS]
    if unknown:
        parser.error(f"no such step: {', '.join(unknown)}")
    if options.allow_regression and not options.raise_floors:
        parser.error("--allow-regression goes with --raise-floors")
    return options


def _measure(loaded: Loaded, steps: list[str], errors: Path | None) -> dict[str, float | None]:
    """Runs the steps and writes what they found beside what is known of the others; the figures by name."""
    runs: dict[str, Callable[[Loaded], dict[str, Any]]] = {**STEPS, "events": partial(events.measure, errors=errors)}
    results = read_results()
    figures: dict[str, float | None] = {}
    for name in steps:
        loaded.outcomes.clear()
        found = runs[name](loaded)
        if loaded.outcomes:
            found["outcomes"] = dict(sorted(loaded.outcomes.items()))
        version = msgspec.to_builtins(loaded.tools.version)
        results["steps"][name] = {"version": version, "machine": speed.machine(), "figures": found}
        own = flat(name, found)
        for figure, value in own.items():
            print(f"{figure:55} {'-' if value is None else value if isinstance(value, int) else f'{value:.4f}'}")
        figures |= own
    results["corpora"] |= loaded.gold.hashes
    steps_found = results["steps"].items()
    results["figures"] = {k: v for n, s in steps_found for k, v in flat(n, s["figures"]).items()}
    write_results(results)
    return figures


def _judge(steps: list[str], figures: dict[str, float | None], *, raise_floors: bool, allow_regression: bool) -> int:
    bounds = read_bounds()
    if raise_floors:
        raised = raise_bounds(bounds, figures, allow_regression=allow_regression)
        write_bounds(raised)
        bounds = raised
    measured = [b for b in bounds if b.figure.partition(".")[0] in steps]
    faults = broken(measured, figures)
    for fault in faults:
        print(f"BROKEN {fault}", file=sys.stderr)
    print(f"{len(measured) - len(faults)} of {len(measured)} floors hold")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
