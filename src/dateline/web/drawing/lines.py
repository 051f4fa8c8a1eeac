"""Lines over days: one value a period, points that lead to the events behind them, marks at surges."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from .scales import Scale, day_ticks, linear, short, ticks
from .svg import GRID, PALE, PAPER, SERIES, cut, el, linked, picture, text, title

WIDTH, HEIGHT = 760.0, 260.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 14.0, 30.0, 26.0
DASHES = (None, "6 3", "2 3", "9 3 2 3", "1 4", "12 4")


class Point(Struct, frozen=True):
    """A period's value; None where there is none. `mark` says why it stands out."""

    day: date
    value: float | None
    label: str
    href: str | None = None
    mark: str | None = None


class Line(Struct, frozen=True):
    """A named line."""

    name: str
    points: tuple[Point, ...]
    colour: str | None = None


def draw_lines(label: str, lines: Sequence[Line], *, zero: bool = True) -> Markup:
    """The lines on one pair of axes; `zero`: the axis holds 0."""
    points = [p for line in lines for p in line.points if p.value is not None]
    if not points:
        return picture((WIDTH, 60.0), label, text("Nothing to draw.", WIDTH / 2, 34, text_anchor="middle"))
    values = [p.value for p in points if p.value is not None] + ([0.0] if zero else [])
    marks = ticks(min(values), max(values))
    days = [p.day for line in lines for p in line.points]
    first, last = min(days), max(days)
    x = linear((first.toordinal(), last.toordinal()), (LEFT, WIDTH - RIGHT))
    y = linear((marks[0], marks[-1]), (HEIGHT - BOTTOM, TOP))
    grid = [_level(value, y(value)) for value in marks]
    labels = [
        text(words, x(day.toordinal()), HEIGHT - 8, text_anchor="middle", fill=PALE, class_="pale", font_size=11)
        for day, words in day_ticks(first, last)
    ]
    drawn = [_line(number, line, x, y) for number, line in enumerate(lines)]
    return picture((WIDTH, HEIGHT), label, *grid, *labels, *drawn, _legend(lines), kind="lines")


def _level(value: float, y: float) -> Markup:
    rule = el("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=GRID, class_="grid")
    return rule + text(short(value), LEFT - 6, y + 4, text_anchor="end", fill=PALE, class_="pale", font_size=11)


def _line(number: int, line: Line, x: Scale, y: Scale) -> Markup:
    colour, kind = _colour(number, line), f"series series-{number}"
    path, pen = [], "M"
    dots = []
    for p in line.points:
        if p.value is None:
            pen = "M"
            continue
        at = x(p.day.toordinal()), y(p.value)
        path.append(f"{pen}{at[0]:.1f},{at[1]:.1f}")
        pen = "L"
        if p.mark or p.href:
            dots.append(_dot(p, at, line.name, colour))
    stroke = el(
        "path",
        d="".join(path),
        fill="none",
        stroke=colour,
        stroke_width=2,
        stroke_linejoin="round",
        stroke_dasharray=DASHES[number % len(DASHES)],
        class_=kind,
    )
    return el("g", stroke, *dots)


def _dot(p: Point, at: tuple[float, float], name: str, colour: str) -> Markup:
    words = f"{name}, {p.label}: {short(p.value or 0)}" + (f" ({p.mark})" if p.mark else "")
    dot = el("circle", title(words), cx=at[0], cy=at[1], r=5.5 if p.mark else 3, fill=colour, class_="dot")
    ring = el("circle", cx=at[0], cy=at[1], r=8.5, fill="none", stroke=colour, stroke_width=1.5) if p.mark else ""
    return linked(p.href, dot, Markup(ring))


def _legend(lines: Sequence[Line]) -> Markup:
    out, at = [], LEFT
    for number, line in enumerate(lines):
        colour = _colour(number, line)
        out.append(
            el(
                "line",
                x1=at,
                x2=at + 24,
                y1=12,
                y2=12,
                stroke=colour,
                stroke_width=2,
                stroke_dasharray=DASHES[number % len(DASHES)],
            )
        )
        name = cut(line.name, 34)
        out.append(text(name, at + 30, 16))
        at += 44 + 6.6 * len(name)
    return el("g", *out, class_="legend", fill=PAPER)


def _colour(number: int, line: Line) -> str:
    return line.colour or SERIES[number % len(SERIES)]
