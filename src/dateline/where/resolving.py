"""Which place a name means: how well each is known, what the text says of it, and what else the text names."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from dateline.where.gazetteer import Entry

# All in powers of ten: +1 makes a place as likely as one with ten times the people.
_INSIDE = 6.0  # "Paris, Texas": what follows settles it
_DESIGNATED = 3.0  # "Niger State", "the city of Quetta"
_COUNTRY, _UNIT, _NEAR = 1.5, 1.3, 0.8  # what the other names of the text say, for every doubling of their number
_ALTERNATE = 1.0
_SHARPNESS = 1.6  # how much a lead of 1 counts when a name votes for its country
_ROUNDS = 3
_CELL = 2.0  # degrees
_SAME_NAME = 2.5  # a unit called like its city is the city, unless the unit is that much better known
_MOST_COUNTRY, _MOST_UNIT, _MOST_NEAR = (
    2.2,
    2.2,
    1.2,
)  # Paris may be in Texas; Rome is hardly in Georgia


class Named(Struct, frozen=True):
    """A name to be resolved: what it may mean; the kind of unit that words beside it name ("province"), or "".

    `inside` are the places that the text says it lies in ("Tripoli, Lebanon"), as what they may mean; `around` those
    that it says lie in it.
    """

    form: str
    candidates: tuple[Entry, ...]
    designated: str = ""
    inside: tuple[Entry, ...] = ()
    around: tuple[Entry, ...] = ()
    weight: float = 1.0  # how much it says about the other names


class Choice(Struct, frozen=True):
    """What a name means, and why."""

    entry: Entry
    reason: str


_Groups = dict[tuple[str, str, tuple[int, ...]], list[int]]


class _Votes:
    """What the names of a text say about where it is set: shares of countries, units and stretches of the map."""

    def __init__(self) -> None:
        self.country: dict[str, float] = defaultdict(float)
        self.unit: dict[int, float] = defaultdict(float)
        self.cell: dict[tuple[int, int], float] = defaultdict(float)

    def add(self, entry: Entry, share: float) -> None:
        if entry.country:
            self.country[entry.country] += share
        for unit in (entry.admin1, entry.admin2, entry.id if entry.kind in ("admin1", "admin2") else 0):
            if unit:
                self.unit[unit] += share
        if entry.kind in ("city", "admin2", "island"):
            self.cell[_cell(entry)] += share

    def near(self, entry: Entry) -> float:
        x, y = _cell(entry)
        return sum(self.cell.get((x + i, y + j), 0.0) for i in (-1, 0, 1) for j in (-1, 0, 1))


def _cell(entry: Entry) -> tuple[int, int]:
    return math.floor(entry.lat / _CELL), math.floor(entry.lon / _CELL)


def resolve(names: Sequence[Named], votes: Sequence[tuple[str, float]] = ()) -> list[Choice | None]:
    """One choice a name, None where it may mean nothing known.

    `votes` are countries that the text names in other ways (as "Kenyan police"), with their weight. Names of one form
    mean one place, unless the words beside them say otherwise.
    """
    groups: _Groups = {}
    for i, name in enumerate(names):
        beside = tuple(e.id for e in (*name.inside, *name.around))
        groups.setdefault((name.form, name.designated, beside), []).append(i)
    chiefs = [names[where[0]] for where in groups.values()]
    counts = [sum(names[i].weight for i in where) for where in groups.values()]
    base = [[_prior(e, n) for e in n.candidates] for n in chiefs]
    shares = [_shares(scores) for scores in base]
    scores = base
    for _ in range(_ROUNDS):
        total = _poll(chiefs, shares, counts, votes)
        scores = [
            [s + _support(e, total, share, math.sqrt(count)) for e, s, share in zip(n.candidates, b, sh, strict=True)]
            for n, b, sh, count in zip(chiefs, base, shares, counts, strict=True)
        ]
        shares = [_shares(s) for s in scores]
    out: list[Choice | None] = [None] * len(names)
    _settle(names, groups, scores, out)
    return out


def _poll(
    chiefs: Sequence[Named], shares: Sequence[list[float]], counts: Sequence[float], told: Sequence[tuple[str, float]]
) -> _Votes:
    total = _Votes()
    for country, weight in told:
        total.country[country] += weight
    for name, share, count in zip(chiefs, shares, counts, strict=True):
        for entry, part in zip(name.candidates, share, strict=True):
            if part > 0.02:
                total.add(entry, part * math.sqrt(count))
    return total


def _prior(entry: Entry, name: Named) -> float:
    score = entry.weight
    if entry.alternate:
        score -= _ALTERNATE if entry.weight < 7.4 else 2 * _ALTERNATE
    if name.designated and entry.kind in ("admin1", "admin2", "city", "country"):
        score += _DESIGNATED if _fits(entry, name.designated) else -_DESIGNATED
    if name.inside and any(_within(entry, e) for e in name.inside):
        score += _INSIDE
    if name.around and (known := [e.weight for e in name.around if _within(e, entry)]):
        score += _INSIDE + max(known) - max(e.weight for e in name.around)
    return score


def _fits(entry: Entry, designated: str) -> bool:
    if designated in ("admin1", "admin2"):  # the counties of Kenya are first-level units
        return entry.kind in ("admin1", "admin2")
    return entry.kind == designated


def _within(entry: Entry, outer: Entry) -> bool:
    if outer.id == entry.id:
        return False
    if outer.kind == "country":
        return entry.country == outer.country
    if outer.kind in ("admin1", "admin2"):
        return outer.id in (entry.admin1, entry.admin2)
    if outer.kind == "city":  # "Brooklyn, New York"
        return entry.country == outer.country and abs(entry.lat - outer.lat) + abs(entry.lon - outer.lon) < 1
    near = abs(entry.lat - outer.lat) + abs(entry.lon - outer.lon) < 6
    return near and (not outer.country or entry.country == outer.country)


def _support(entry: Entry, votes: _Votes, share: float, count: float) -> float:
    """What the others say of a place; its own vote is not heard."""
    own = share * count if share > 0.02 else 0.0
    country = max(0.0, votes.country.get(entry.country, 0.0) - own) if entry.country else 0.0
    units = [entry.admin1, entry.admin2]
    if entry.kind in ("admin1", "admin2"):
        units.append(entry.id)
    unit = max((votes.unit.get(u, 0.0) - own for u in units if u), default=0.0)
    near = votes.near(entry) - (own if entry.kind in ("city", "admin2", "island") else 0.0)
    if entry.kind not in ("city", "admin2", "island"):
        near = 0.0
    return (
        min(_MOST_COUNTRY, _COUNTRY * _log(country))
        + min(_MOST_UNIT, _UNIT * _log(unit))
        + min(_MOST_NEAR, _NEAR * _log(near))
    )


def _log(amount: float) -> float:
    return math.log2(1.0 + max(0.0, amount))


def _shares(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    best = max(scores)
    raised = [10 ** (_SHARPNESS * max(s - best, -6.0) / 2) for s in scores]
    total = sum(raised)
    return [r / total for r in raised]


def _settle(names: Sequence[Named], groups: _Groups, scores: Sequence[list[float]], out: list[Choice | None]) -> None:
    told: dict[str, Entry] = {}  # by form: the place that the words beside the name settled
    order = sorted(zip(groups.items(), scores, strict=True), key=lambda g: not g[0][0][2])
    for ((form, designated, beside), where), found in order:
        name = names[where[0]]
        if not name.candidates:
            continue
        best = max(range(len(found)), key=lambda i: (found[i], -i))
        entry, reason = name.candidates[best], _reason(name, found, best)
        if not beside and not designated and form in told:
            entry, reason = told[form], "the place of this name that the text has placed before"
        elif not designated and not any(_within(e, entry) for e in name.around):
            entry = _city_of_unit(entry, name.candidates)
        if any(_within(entry, e) for e in name.inside) or any(_within(e, entry) for e in name.around):
            told[form] = entry
        for i in where:
            out[i] = Choice(entry, reason)


def _city_of_unit(entry: Entry, candidates: Sequence[Entry]) -> Entry:
    """The city of a unit's own name: "Aleppo" alone is the city."""
    if entry.kind not in ("admin1", "admin2"):
        return entry
    cities = [
        c
        for c in candidates
        if c.kind == "city" and entry.id in (c.admin1, c.admin2) and c.weight > entry.weight - _SAME_NAME
    ]
    return max(cities, key=lambda c: c.weight, default=entry)


def _reason(name: Named, scores: Sequence[float], best: int) -> str:
    entry = name.candidates[best]
    if any(_within(entry, e) for e in name.inside):
        return "the words beside it say where it lies"
    if name.designated and _fits(entry, name.designated):
        return f"called so in the text ({name.designated})"
    if entry.kind == "country":
        return "a country's name"
    if len(scores) == 1:
        return "the only place of this name"
    if entry.weight < max(e.weight - e.alternate for e in name.candidates):
        return "the place of this name nearest to the others of the text"
    return "the best known place of this name"
