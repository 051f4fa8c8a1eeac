"""Measure: `python -m bench [parsing names events times attributions places articles speed] [--raise-floors]`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from bench import coding, floors, gold, language, speed
from dateline import Coder

HERE = Path(__file__).parent
STEPS: dict[str, Any] = {
    "parsing": language.parsing,
    "names": language.names,
    "events": coding.events,
    "times": coding.times,
    "attributions": coding.attributions,
    "places": coding.places,
    "articles": coding.articles,
    "speed": speed.speed,
}
SETS = ("treebanks/ud/ewt-test.conllu", "gold/events/dev.jsonl", "gold/time/dev.jsonl", "gold/attribution/gum_dev.jsonl")


def main() -> int:
    """0 if all floors hold (or there is nothing to measure with), 1 if one is broken."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"of {chr(32).join(STEPS)}; all if none is named")
    parser.add_argument("--raise-floors", action="store_true")
    parser.add_argument("--allow-regression", action="store_true", help="with --raise-floors: let floors fall")
    args = parser.parse_args()
    shared = gold.folder()
    if shared is None:
        print("bench: skipped, DATELINE_SHARED names no folder")
        return 0
    steps = args.steps or list(STEPS)
    results = {name: STEPS[name](shared) for name in steps}
    figures = {k: float(v) for name in steps if name != "speed" for k, v in results[name].items()}
    for name in steps:
        for key, value in results[name].items():
            print(f"{key:<52} {value:.4f}" if isinstance(value, float) else f"{key:<52} {value}")
    if not args.steps:
        _store(results, shared)
    if args.raise_floors:
        floors.write(floors.raised(figures, floors.read(), allow_regression=args.allow_regression))
    faults = floors.broken(figures, floors.read())
    print("\n".join([*(f"BELOW {f}" for f in faults), f"bench: {len(faults)} floors broken"]))
    return 1 if faults else 0


def _store(results: dict[str, dict[str, Any]], shared: Path) -> None:
    """results.json for programs, RESULTS.md for people."""
    version = Coder().tools.version
    versions = {name: getattr(version, name) for name in version.__struct_fields__}
    sets = {name: gold.digest(shared / name) for name in SETS}
    stored = {"versions": versions, "sets": sets, **results}
    text = json.dumps(stored, indent=1, default=str)
    (HERE / "results.json").write_text(text + "\n", encoding="utf-8")
    lines = ["# What was measured", "", "Written by `make bench`; sets and their licences: see `docs/decisions/0008-shared-measuring-sets-stay-outside.md`."]
    lines += ["", *(f"- {k}: {v}" for k, v in versions.items())]
    for name, figures in results.items():
        lines += ["", f"## {name}", "", "| figure | value |", "|---|---|"]
        lines += [f"| {k} | {f'{v:.4f}' if isinstance(v, float) else v} |" for k, v in figures.items()]
    (HERE / "RESULTS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
