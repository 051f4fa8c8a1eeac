"""Drawing: charts as SVG, on the server. They need no JavaScript, and in a page they take its colours."""

from __future__ import annotations

from .bars import Bar, Column, draw_bars, draw_columns
from .graph import Edge, Node, draw_graph
from .lines import Line, Point, draw_lines
from .svg import alone
from .world import Spot, draw_world

__all__ = [
    "Bar",
    "Column",
    "Edge",
    "Line",
    "Node",
    "Point",
    "Spot",
    "alone",
    "draw_bars",
    "draw_columns",
    "draw_graph",
    "draw_lines",
    "draw_world",
]
