"""Bars: counts of named things side by side, and stacked columns over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from .scales import Scale, day_ticks, linear, short, ticks
from .svg import COLOURS, GRID, INK, PALE, PAPER, SERIES, cut, el, linked, picture, text, title

ROW, LABEL, WIDTH = 24.0, 190.0, 760.0
HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 240.0, 46.0, 14.0, 30.0, 26.0


class Bar(Struct, frozen=True):
    """A named count; `low` and `high` bound it where it is an estimate."""

    name: str
    value: float
    href: str | None = None
    low: float | None = None
    high: float | None = None


class Column(Struct, frozen=True):
    """The counts of one period, from `day` up to but not including `end`, by the name of their part."""

    day: date
    end: date
    label: str
    parts: Mapping[str, float]
    href: str | None = None


def draw_bars(label: str, bars: Sequence[Bar], *, most: float | None = None) -> Markup:
    """One row a bar, its number behind it; `most` is the value of a full row."""
    top = most or max((b.high or b.value for b in bars), default=1) or 1
    x = linear((0, top), (LABEL, WIDTH - 60))
    rows = []
    for number, bar in enumerate(bars):
        y = number * ROW
        shown = [
            text(cut(bar.name, 28), LABEL - 8, y + 16, text_anchor="end"),
            el(
                "rect",
                title(f"{bar.name}: {short(bar.value)}"),
                x=LABEL,
                y=y + 4,
                width=max(x(bar.value) - LABEL, 1.0),
                height=ROW - 8,
                fill=SERIES[0],
                class_="bar",
            ),
        ]
        if bar.low is not None and bar.high is not None:
            at = y + ROW / 2
            shown.append(
                el("line", x1=x(bar.low), x2=x(bar.high), y1=at, y2=at, stroke=INK, stroke_width=2, class_="whisker")
            )
        shown.append(text(short(bar.value), max(x(bar.value), x(bar.high or 0)) + 6, y + 16, fill=PALE, class_="pale"))
        rows.append(linked(bar.href, *shown))
    return picture((WIDTH, max(ROW * len(bars), ROW)), label, *rows, kind="bars")


def draw_columns(label: str, columns: Sequence[Column], parts: Sequence[str]) -> Markup:
    """Stacked columns over days, one colour a part, in the order of `parts`."""
    if not columns:
        return picture((WIDTH, 60.0), label, text("Nothing to draw.", WIDTH / 2, 34, text_anchor="middle"))
    marks = ticks(0, max(sum(c.parts.values()) for c in columns))
    y = linear((0, marks[-1]), (HEIGHT - BOTTOM, TOP))
    first, last = columns[0].day, columns[-1].end
    x = linear((first.toordinal(), last.toordinal()), (LEFT, WIDTH - RIGHT))
    grid = [
        el("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y(v), y2=y(v), stroke=GRID, class_="grid")
        + text(short(v), LEFT - 6, y(v) + 4, text_anchor="end", fill=PALE, class_="pale", font_size=11)
        for v in marks
    ]
    days = [
        text(words, x(d.toordinal()), HEIGHT - 8, text_anchor="middle", fill=PALE, class_="pale", font_size=11)
        for d, words in day_ticks(first, last)
    ]
    drawn = [_stack(c, parts, (x(c.day.toordinal()), x(c.end.toordinal())), y) for c in columns]
    return picture((WIDTH, HEIGHT), label, *grid, *days, *drawn, _legend(parts), kind="columns")


def _stack(column: Column, parts: Sequence[str], sides: tuple[float, float], y: Scale) -> Markup:
    left, wide = sides[0], min(max(sides[1] - sides[0], 1.0), 60.0)
    out, below = [], 0.0
    told = ", ".join(f"{name} {short(column.parts[name])}" for name in parts if column.parts.get(name))
    for number, name in enumerate(parts):
        value = column.parts.get(name, 0)
        if value:
            top, floor = y(below + value), y(below)
            out.append(
                el(
                    "rect",
                    x=left,
                    y=top,
                    width=wide,
                    height=floor - top,
                    fill=_colour(number, name),
                    stroke=PAPER,
                    stroke_width=0.5,
                    class_="bar",
                )
            )
            below += value
    return linked(column.href, el("g", title(f"{column.label}: {told or '0'}"), *out))


def _legend(parts: Sequence[str]) -> Markup:
    out, at = [], LEFT
    for number, name in enumerate(parts):
        out += [
            el("rect", x=at, y=6, width=12, height=12, fill=_colour(number, name)),
            text(cut(name, 30), at + 18, 16),
        ]
        at += 34 + 6.6 * len(cut(name, 30))
    return el("g", *out, class_="legend")


def _colour(number: int, name: str) -> str:
    return COLOURS.get(name, SERIES[number % len(SERIES)])
