"""Floors and ceilings: figures that a change may not make worse."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FLOORS = Path(__file__).parent / "floors.json"
# What depends on the machine bounds nothing.
_UNBOUND = ("speed.", "dataset.")


@dataclass(frozen=True)
class Bound:
    """The least (floor) or most (ceiling) that a figure may be."""

    figure: str
    kind: str
    value: float

    def holds(self, found: float) -> bool:
        return found >= self.value if self.kind == "floor" else found <= self.value

    def tightened(self, found: float) -> Bound:
        """The bound that `found` just keeps, to three decimals."""
        # the second rounding takes away what binary fractions add: 0.29 * 1000 is 290.00000000000006
        thousands = round(found * 1000, 6)
        whole = math.floor(thousands) if self.kind == "floor" else math.ceil(thousands)
        return Bound(self.figure, self.kind, whole / 1000)


def read_bounds(path: Path = FLOORS) -> list[Bound]:
    """The bounds of the file; ValueError for one on a figure that depends on the machine."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    bounds = [Bound(figure, kind, value) for figure, row in sorted(rows.items()) for kind, value in row.items()]
    for bound in bounds:
        if bound.figure.startswith(_UNBOUND) or bound.kind not in ("floor", "ceiling"):
            raise ValueError(f"{path.name}: {bound.figure} cannot have a {bound.kind}")
    return bounds


def write_bounds(bounds: list[Bound], path: Path = FLOORS) -> None:
    """The file anew, a figure a line."""
    rows = [
        f"  {json.dumps(b.figure)}: {json.dumps({b.kind: b.value})}" for b in sorted(bounds, key=lambda b: b.figure)
    ]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def broken(bounds: list[Bound], figures: Mapping[str, float | None]) -> list[str]:
    """A line for each bound that the figures break, or that lacks its figure."""
    out = []
    for bound in bounds:
        found = figures.get(bound.figure)
        if found is None:
            out.append(f"{bound.figure}: {bound.kind} {bound.value:g}, not measured")
        elif not bound.holds(found):
            out.append(f"{bound.figure}: {bound.kind} {bound.value:g}, found {found:.4f}")
    return out


def raise_bounds(
    bounds: list[Bound], figures: Mapping[str, float | None], *, allow_regression: bool = False
) -> list[Bound]:
    """Bounds tightened to the figures; one is loosened only where a regression is allowed."""
    out = []
    for bound in bounds:
        found = figures.get(bound.figure)
        keep = found is None or not (allow_regression or bound.holds(found))
        out.append(bound if keep or found is None else bound.tightened(found))
    return out
