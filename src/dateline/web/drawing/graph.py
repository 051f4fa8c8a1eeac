"""A network: who acts on whom. Places of the nodes are given; edges bend, so that both directions show."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from .svg import COLOURS, INK, PALE, PAPER, SERIES, cut, el, linked, picture, text, title

WIDTH, HEIGHT, ROOM = 760.0, 560.0, 40.0


class Node(Struct, frozen=True):
    """A party at x, y (both 0 to 1); `group` is its community."""

    name: str
    x: float
    y: float
    weight: float
    group: int = 0
    href: str | None = None


class Edge(Struct, frozen=True):
    """Acts of one on another; `kind` is the quad class of most of them."""

    actor: str
    recipient: str
    weight: float
    kind: str
    href: str | None = None


def draw_graph(label: str, nodes: Sequence[Node], edges: Sequence[Edge]) -> Markup:
    """Heavier edges and nodes are drawn thicker and later."""
    at = {n.name: _on_paper(n) for n in nodes}
    thickest = max((e.weight for e in edges), default=1) or 1
    biggest = max((n.weight for n in nodes), default=1) or 1
    drawn = [
        _edge(e, (at[e.actor], at[e.recipient]), thickest)
        for e in sorted(edges, key=lambda e: (e.weight, e.actor, e.recipient))
        if e.actor in at and e.recipient in at and e.actor != e.recipient
    ]
    dots = [_node(n, at[n.name], biggest) for n in sorted(nodes, key=lambda n: (n.weight, n.name))]
    return picture((WIDTH, HEIGHT), label, *drawn, *dots, kind="graph")


def _on_paper(n: Node) -> tuple[float, float]:
    return ROOM + n.x * (WIDTH - 2 * ROOM), ROOM + n.y * (HEIGHT - 2 * ROOM)


def _edge(edge: Edge, ends: tuple[tuple[float, float], tuple[float, float]], thickest: float) -> Markup:
    (x1, y1), (x2, y2) = ends
    # the bend is to the left of the way from actor to recipient
    middle = (x1 + x2) / 2 + (y2 - y1) * 0.12, (y1 + y2) / 2 - (x2 - x1) * 0.12
    wide = 0.8 + 5 * math.sqrt(edge.weight / thickest)
    told = title(f"{edge.actor} on {edge.recipient}: {edge.weight:g}, mostly {edge.kind}")
    line = el(
        "path",
        told,
        d=f"M{x1:.1f},{y1:.1f}Q{middle[0]:.1f},{middle[1]:.1f} {x2:.1f},{y2:.1f}",
        fill="none",
        stroke=COLOURS.get(edge.kind, PALE),
        stroke_width=wide,
        stroke_opacity=0.7,
        class_="edge",
    )
    return linked(edge.href, line, _head((middle, (x2, y2)), COLOURS.get(edge.kind, PALE)))


def _head(way: tuple[tuple[float, float], tuple[float, float]], colour: str) -> Markup:
    """An arrow a little before the recipient."""
    (x1, y1), (x2, y2) = way
    length = math.hypot(x2 - x1, y2 - y1) or 1
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    tip = x2 - ux * 14, y2 - uy * 14
    back = tip[0] - ux * 8, tip[1] - uy * 8
    corners = (tip, (back[0] - uy * 4, back[1] + ux * 4), (back[0] + uy * 4, back[1] - ux * 4))
    return el("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners), fill=colour)


def _node(node: Node, at: tuple[float, float], biggest: float) -> Markup:
    radius = 5 + 11 * math.sqrt(node.weight / biggest)
    colour = SERIES[node.group % len(SERIES)]
    dot = el(
        "circle",
        title(f"{node.name}: {node.weight:g} events, community {node.group + 1}"),
        cx=at[0],
        cy=at[1],
        r=radius,
        fill=colour,
        stroke=PAPER,
        stroke_width=1.5,
        class_="node",
    )
    name = cut(node.name, 24)
    half = 3.6 * len(name)  # about as wide as its letters
    label = text(
        name,
        min(max(at[0], half), WIDTH - half),
        at[1] - radius - 4,
        text_anchor="middle",
        font_size=12,
        font_weight=600,
        fill=INK,
        paint_order="stroke",
        stroke=PAPER,
        stroke_width=3,
        class_="ink halo",
    )
    return linked(node.href, dot, label)
