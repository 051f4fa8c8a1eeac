"""The same event in other articles: of one type and status, between the same parties, at one place, on one day.

Events are linked when nothing speaks against it and enough speaks for it; the same story is the best support.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from math import asin, cos, radians, sin, sqrt

from msgspec import Struct

LINK_DAYS = 7  # between an event's report and the last report of the events that it is compared with
_ENOUGH = 4  # points; see `_support`
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_TOLD_APART = 1  # days between two tellings that both give a day: zones, and nights
_TAKEN_APART = 3  # the same, where a day was taken from that of the report
_LONG = 7  # days, from which on an interval says little
_NEAR, _FAR = 50, 100  # kilometres
_COMPARED = 5  # tellings of a group that a new one is compared with
_OPEN = 50  # groups kept under one key
_EARTH = 6_371  # kilometres
Key = tuple[str, ...]


class Side(Struct, frozen=True):
    """A party as grouping compares it: its code (country, else name), first sector, and name, "" where it has none."""

    code: str
    sector: str | None
    name: str


class Spot(Struct, frozen=True):
    """Where: country, first-level unit, GeoNames id, degrees; `exact` where it is a place rather than an area."""

    country: str | None
    admin1: str | None
    geonameid: int | None
    lat: float | None
    lon: float | None
    exact: bool


class Telling(Struct, frozen=True):
    """An event in one article. Days count from 1970; `first` and `story` number what the article copies and tells."""

    article: int
    first: int
    story: int
    published: int
    type: str
    status: str
    modes: frozenset[str]
    start: int | None
    end: int | None
    told: bool  # whether the text gives the day
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    spot: Spot | None


class _Group:
    """The tellings of one event found so far."""

    def __init__(self, telling: Telling, number: int) -> None:
        self.number = number
        self.compared: list[Telling] = []
        self.article = -1
        self.last = 0
        self.add(telling)

    def add(self, telling: Telling) -> None:
        if len(self.compared) < _COMPARED:
            self.compared.append(telling)
        self.article = telling.article
        self.last = telling.published

    def support(self, telling: Telling) -> int:
        """The best support of its tellings; 0 where one of them speaks against it."""
        if telling.article == self.article:
            return 0
        best = 0
        for other in self.compared:
            found = _support(other, telling)
            if found is None:
                return 0
            best = max(best, found)
        return best


def link_events(tellings: Iterable[Telling]) -> Iterator[int]:
    """Of each telling, in order, the number of the first telling of the same event.

    They come by day of publication, those of one article together; what is kept is bounded by what a week holds.
    """
    groups: dict[Key, list[_Group]] = {}
    day = None
    for number, telling in enumerate(tellings):
        if telling.published != day:
            day = telling.published
            groups = {k: kept for k, v in groups.items() if (kept := [g for g in v if g.last >= day - LINK_DAYS])}
        keys = list(_keys(telling))
        near = {id(g): g for k in keys for g in groups.get(k, ())}
        home = _find_home(telling, near.values())
        if home is None:
            home = _Group(telling, number)
        else:
            home.add(telling)
        for key in keys:
            known = groups.setdefault(key, [])
            if home not in known:
                known.append(home)
                del known[:-_OPEN]
        yield home.number


def _find_home(telling: Telling, near: Iterable[_Group]) -> _Group | None:
    """The group that most speaks for, the one met first of two; None where too little does."""
    support, home = _ENOUGH - 1, None
    for group in near:
        found = group.support(telling)
        if found > support:
            support, home = found, group
    return home


def _keys(telling: Telling) -> Iterator[Key]:
    """What two tellings must share one of to be compared: the story, the exact place, or a party by name."""
    kind = (telling.type, _reality(telling.status))
    yield (*kind, "story", str(telling.story))
    if telling.spot and telling.spot.exact and telling.spot.geonameid:
        yield (*kind, "place", str(telling.spot.geonameid))
    for name in sorted({s.name for s in (*telling.actors, *telling.recipients) if s.name}):
        yield (*kind, "party", name)


def _reality(status: str) -> str:
    return "actual" if status == "historical" else status


def _support(a: Telling, b: Telling) -> int | None:
    """Points for two tellings being of one event; None where they cannot be.

    2 the same story, 2 a copy of the same text; for each side 1 the same code, 1 the same name; 2 the same exact place,
    1 a place near it or an area around it.
    """
    if a.modes and b.modes and not a.modes & b.modes:
        return None
    story = a.story == b.story
    if not _days_meet(a, b, within=story):
        return None
    sides, place = _compare_parties(a, b), _compare_spots(a.spot, b.spot)
    if sides is None or place is None:
        return None
    return sides + place + 2 * story + 2 * (a.first == b.first)


def _days_meet(a: Telling, b: Telling, *, within: bool) -> bool:
    """Whether the intervals come near enough; without a day, or with a long one, only within a story."""
    if a.start is None or b.start is None:
        return within
    ends = [t.end if t.end is not None else t.start for t in (a, b)]
    gap = max(a.start, b.start) - min(e or 0 for e in ends)
    if not within and max((e or 0) - (t.start or 0) for e, t in zip(ends, (a, b), strict=True)) >= _LONG:
        return False
    return gap <= (_TOLD_APART if a.told and b.told else _TAKEN_APART)


def _compare_parties(a: Telling, b: Telling) -> int | None:
    """Points of both sides, a mutual event also crosswise; None where a side differs or neither is shared."""
    found = _sum(_compare_side(a.actors, b.actors), _compare_side(a.recipients, b.recipients))
    if a.type in _MUTUAL and not found:
        found = _sum(_compare_side(a.actors, b.recipients), _compare_side(a.recipients, b.actors))
    if a.type in _MUTUAL and not found and not (a.recipients and b.recipients):
        found = _compare_side((*a.actors, *a.recipients), (*b.actors, *b.recipients))
    return found or None


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _compare_side(a: tuple[Side, ...], b: tuple[Side, ...]) -> int | None:
    """2 the same name, 1 the same code (and no other sector), 0 where a telling leaves the side out, None otherwise."""
    if not a or not b:
        return 0
    if {s.name for s in a if s.name} & {s.name for s in b}:
        return 2
    return 1 if any(x.code == y.code and _agree(x.sector, y.sector) for x, y in product(a, b)) else None


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _compare_spots(a: Spot | None, b: Spot | None) -> int | None:
    if a is None or b is None:
        return 0
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return 2 if a.exact else 1
    if not _agree(a.country, b.country):
        return None
    if a.exact and b.exact:
        apart = _distance(a, b)
        return (1 if apart <= _NEAR else None if apart > _FAR else 0) if apart is not None else 0
    if not _agree(a.admin1, b.admin1):
        return None
    return 1 if a.admin1 is not None and a.admin1 == b.admin1 else 0


def _distance(a: Spot, b: Spot) -> float | None:
    """Kilometres on the sphere."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    south, north, east = radians(a.lat), radians(b.lat), radians(b.lon - a.lon)
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))
