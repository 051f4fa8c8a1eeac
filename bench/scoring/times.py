"""Time expressions against gold, as in TempEval-3.

strict: the same span; relaxed: overlapping, one to one, greedy; value: relaxed with the same value; type likewise.
calendar: gold expressions that name a stretch of days, how many were found, and how many got exactly that stretch.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from bench.scoring.rates import prf

Days = tuple[int, int]
Timex = dict[str, Any]


def _first(year: int, month: int = 1) -> int:
    return date(year, month, 1).toordinal()


def _after(year: int, month: int) -> int:
    """The last day of the month, as an ordinal."""
    return _first(year + (month == 12), month % 12 + 1) - 1


def _day(m: re.Match[str]) -> Days:
    found = date(int(m[1]), int(m[2]), int(m[3])).toordinal()
    return found, found


def _month(m: re.Match[str]) -> Days:
    return _first(int(m[1]), int(m[2])), _after(int(m[1]), int(m[2]))


def _year(m: re.Match[str]) -> Days:
    return _first(int(m[1])), _first(int(m[1]) + 1) - 1


def _week(m: re.Match[str]) -> Days:
    monday = date.fromisocalendar(int(m[1]), int(m[2]), 1).toordinal()
    return (monday + 5, monday + 6) if m[3] else (monday, monday + 6)


def _quarter(m: re.Match[str]) -> Days:
    year, quarter = int(m[1]), int(m[2])
    return _first(year, 3 * quarter - 2), _after(year, 3 * quarter)


def _half(m: re.Match[str]) -> Days:
    year, half = int(m[1]), int(m[2])
    return _first(year, 6 * half - 5), _after(year, 6 * half)


def _decade(m: re.Match[str]) -> Days:
    return _first(int(m[1]) * 10), _first(int(m[1]) * 10 + 10) - 1


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Days]], ...] = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), _day),
    (re.compile(r"(\d{4})-(\d\d)"), _month),
    (re.compile(r"(\d{4})"), _year),
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), _week),
    (re.compile(r"(\d{4})-Q([1-4])"), _quarter),
    (re.compile(r"(\d{4})-H([12])"), _half),
    (re.compile(r"(\d{3})X?"), _decade),
)
_CLOCK = re.compile(r"T.*$")


def interval(value: str | None) -> Days | None:
    """First and last day (ordinals) of a TIMEX3 value, None where it names no stretch of the calendar."""
    if not value:
        return None
    if "/" in value:
        a, _, b = value.partition("/")
        first, last = interval(a), interval(b)
        return (first[0], last[1]) if first and last else None
    value = _CLOCK.sub("", value)
    for pattern, days in _FORMS:
        found = pattern.fullmatch(value)
        if found:
            try:
                return days(found)
            except ValueError:  # no such day
                return None
    return None


def _match(gold: list[Timex], predicted: list[Timex]) -> list[tuple[Timex, Timex]]:
    used: set[int] = set()
    pairs = []
    for g in sorted(gold, key=lambda t: t["start"]):
        best: tuple[tuple[bool, int], int] | None = None
        for i, p in enumerate(predicted):
            shared = min(g["end"], p["end"]) - max(g["start"], p["start"])
            key = (_ends(g) == _ends(p), shared)
            if i not in used and shared > 0 and (best is None or key > best[0]):
                best = (key, i)
        if best:
            used.add(best[1])
            pairs.append((g, predicted[best[1]]))
    return pairs


def _ends(timex: Timex) -> tuple[int, int]:
    return timex["start"], timex["end"]


def score_times(gold: list[dict[str, Any]], predicted: dict[str, list[Timex]]) -> dict[str, Any]:
    """Figures over the gold records (`id`, `timex`)."""
    n: Counter[str] = Counter()
    for record in gold:
        found = predicted.get(record["id"], [])
        n["gold"] += len(record["timex"])
        n["pred"] += len(found)
        n["calendar"] += sum(interval(t["value"]) is not None for t in record["timex"])
        for a, b in _match(record["timex"], found):
            _count(n, a, b)
    rates = {k: prf(n[k], n["pred"], n["gold"])["f1"] for k in ("strict", "relaxed", "value", "type")}
    return {
        "gold": n["gold"],
        "pred": n["pred"],
        **{f"{k}_f1": v for k, v in rates.items()},
        "value_accuracy": n["value"] / n["relaxed"] if n["relaxed"] else 0.0,
        "calendar_recall": n["calendar equal"] / n["calendar"] if n["calendar"] else None,
        "calendar_accuracy": n["calendar equal"] / n["calendar found"] if n["calendar found"] else None,
        "calendar_touching": n["calendar near"] / n["calendar"] if n["calendar"] else None,
    }


def _count(n: Counter[str], a: Timex, b: Timex) -> None:
    n["relaxed"] += 1
    n["strict"] += _ends(a) == _ends(b)
    n["value"] += a["value"] == b.get("value")
    n["type"] += a["type"] == b.get("type")
    x, y = interval(a["value"]), interval(b.get("value"))
    if x:
        n["calendar found"] += 1
        n["calendar equal"] += x == y
        n["calendar near"] += y is not None and max(x[0], y[0]) <= min(x[1], y[1])
