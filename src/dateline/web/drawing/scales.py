"""From values to places on paper, and where the marks of an axis stand."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

Scale = Callable[[float], float]


def linear(domain: tuple[float, float], onto: tuple[float, float]) -> Scale:
    """A straight line from domain to paper; an empty domain goes to its middle."""
    (low, high), (start, end) = domain, onto
    if high == low:
        return lambda _: (start + end) / 2
    return lambda value: start + (value - low) / (high - low) * (end - start)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, `about` as many as asked."""
    if high - low <= 1e-9 * max(1.0, abs(low)):
        high = low + 1
    raw = (high - low) / max(about, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= raw)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(i * step, 10) for i in range(first, last + 1)]


def day_ticks(first: date, last: date, about: int = 6) -> list[tuple[date, str]]:
    """Firsts of months or years, or days where the stretch is short, each with its label."""
    days = (last - first).days
    if days <= 45:
        step = max(1, math.ceil((days + 1) / about))
        stops = [date.fromordinal(o) for o in range(first.toordinal(), last.toordinal() + 1, step)]
        return [(d, f"{d.day} {d:%b}") for d in stops]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000) if months / s <= about + 1), 24_000)
    start = first.year * 12 + first.month - 1
    start += -start % step
    out = []
    for month in range(start, last.year * 12 + last.month, step):
        if not 1 <= month // 12 <= 9999:
            continue
        day = date(month // 12, month % 12 + 1, 1)
        out.append((day, f"{day.year:04d}" if step >= 12 else f"{day:%b} {day.year:04d}"))
    return [(d, label) for d, label in out if first <= d <= last]


def short(value: float) -> str:
    """A number as an axis writes it: 1.2k, 3M, 0.25."""
    for size, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:.1f}".rstrip("0").rstrip(".") + unit
    return f"{value:.2f}".rstrip("0").rstrip(".")
