"""The world in the Equal Earth projection: countries shaded by their events, circles where a place is known."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from .svg import PAPER, el, linked, picture, title

SHADES = ("#e9edf1", "#cfe0ee", "#9cc3e0", "#5f9cc9", "#1f5f99")
LAND, SEA, SPOT = "#e9edf1", "#f7f9fb", "#b3400e"
_A = (1.340264, -0.081106, 0.000893, 0.003796)


class Spot(Struct, frozen=True):
    """Events at one place; degrees north and east. `exact`: the place itself is known, not only its region."""

    name: str
    lat: float
    lon: float
    count: int
    href: str | None = None
    exact: bool = True


def project(lat: float, lon: float) -> tuple[float, float]:
    """Degrees to the paper of `world.json` (Šavrič, Patterson and Jenny 2019)."""
    world = _world()
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    a2 = angle * angle
    a6 = a2 * a2 * a2
    across = _A[0] + 3 * _A[1] * a2 + a6 * (7 * _A[2] + 9 * _A[3] * a2)
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(angle) / (3 * across)
    y = angle * (_A[0] + _A[1] * a2 + a6 * (_A[2] + _A[3] * a2))
    return world["width"] / 2 + world["scale"] * x, world["height"] / 2 - world["scale"] * y


def draw_world(label: str, countries: Mapping[str, tuple[int, str]], spots: Sequence[Spot]) -> Markup:
    """`countries`: ISO code → count of events known by country alone, and where a click leads."""
    world = _world()
    most = max((count for count, _ in countries.values()), default=0)
    land = [el("path", d=world["sphere"], fill=SEA, class_="sea")]
    for code, name, path in world["countries"]:
        count, href = countries.get(code, (0, ""))
        shade = _shade(count, most)
        told = title(f"{name}: {count} events known by country only")
        drawn = el(
            "path", told, d=path, fill=SHADES[shade], stroke=PAPER, stroke_width=0.5, class_=f"land shade-{shade}"
        )
        land.append(linked(href or None, drawn))
    biggest = max((s.count for s in spots), default=1)
    circles = [_circle(s, biggest) for s in sorted(spots, key=lambda s: (-s.count, s.name))]
    return picture((world["width"], world["height"]), label, *land, *circles, kind="world")


def has_outline(country: str) -> bool:
    """Small states have none at this scale."""
    return any(code == country for code, _, _ in _world()["countries"])


@cache
def country_names() -> dict[str, str]:
    """ISO code → English name."""
    world = _world()
    drawn = {code: name for code, name, _ in reversed(world["countries"])}  # of two parts the first name stands
    return {**dict(world["small"]), **drawn}


def _circle(spot: Spot, biggest: int) -> Markup:
    x, y = project(spot.lat, spot.lon)
    radius = 2.5 + 15 * math.sqrt(spot.count / biggest)
    kind = "the place itself" if spot.exact else "near it, or its region"
    told = title(f"{spot.name}: {spot.count} events ({kind})")
    dash = None if spot.exact else "3 2"
    circle = el(
        "circle",
        told,
        cx=x,
        cy=y,
        r=radius,
        fill=SPOT,
        fill_opacity=0.45 if spot.exact else 0.1,
        stroke=SPOT,
        stroke_dasharray=dash,
        class_="spot",
    )
    return linked(spot.href, circle)


def _shade(count: int, most: int) -> int:
    """By the logarithm: one event shows, and a hundred more show more."""
    if not count:
        return 0
    return min(1 + int(3.999 * math.log(count) / math.log(most + 1)), 4) if most > 1 else 4


@cache
def _world() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(__file__).parent / "world.json").read_text(encoding="utf-8"))
    return found
