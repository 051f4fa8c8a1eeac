"""Who mentions stand for, against gold: country, primary sector, entity; unknown is not wrong.

A gold mention lists what counts as right: countries (null: none need be given), sectors (null among them: the sector
is not scored), names of the entity (none: no entity is asked for). An entity is right where an identifier was given and
the name is one of gold's, transliterations alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from bench.scoring.rates import share
from dateline.who.spelling import normalise, spelling_key

Row = dict[str, Any]


def closest(gold: Row, mentions: Iterable[Row]) -> Row | None:
    """The found mention that covers most of the gold one and little else; one that begins with it first."""
    best: tuple[float, Row] | None = None
    for m in mentions:
        span = m["span"]
        shared = min(span["end"], gold["end"]) - max(span["start"], gold["start"])
        if span["field"] != "text" or shared <= 0:
            continue
        whole = max(span["end"], gold["end"]) - min(span["start"], gold["start"])
        score = shared / whole + 0.2 * (span["start"] == gold["start"])
        if best is None or score > best[0]:
            best = (score, m)
    return best[1] if best else None


def judge(gold: Row, found: Row | None) -> dict[str, bool | None]:
    """Whether country, sector and entity are right (None: not asked), and whether anything that was said is wrong."""
    actors = found["actors"] if found else []
    country = actors[0]["country"] if actors else None
    sectors = actors[0]["sectors"] if actors else []
    entity = actors[0]["entity"] if actors else None
    keys = {spelling_key(normalise(name)) for name in gold["entity"]}
    named = bool(entity) and spelling_key(normalise(actors[0]["name"])) in keys
    asked = None not in gold["sectors"]
    right_sector = bool(sectors) and sectors[0] in gold["sectors"]
    right_country = country in gold["country"]
    wrong = (country is not None and not right_country) or (asked and bool(sectors) and not right_sector)
    return {
        "country": right_country,
        "sector": right_sector if asked else None,
        "entity": named if keys else None,
        "wrong": wrong or (bool(entity) and bool(keys) and not named),
    }


def score_actors(judged: Iterable[dict[str, bool | None]]) -> dict[str, float | None]:
    """Shares of what was asked; `wrong` is the share of mentions with a wrong answer."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for row in judged:
        for name, value in row.items():
            right[name] += bool(value)
            asked[name] += value is not None
    out: dict[str, float | None] = {name: share(right[name], asked[name])["value"] for name in sorted(asked)}
    return {"mentions": asked["wrong"], **out}
