"""What a reader asked to see: the parameters of an address, checked, and the condition that they make in SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct

from dateline.errors import ConfigError
from dateline.web.asking import Query

LONGEST = 300  # characters of a value
MOST = 50  # values of one parameter


class Facet(Struct, frozen=True):
    """A column by which events are told apart: its parameter and its name on a page. `many`: it holds lists."""

    name: str
    label: str
    column: str
    many: bool = False


FACETS = (
    Facet("type", "Type", "type"),
    Facet("mode", "Mode", "modes", many=True),
    Facet("context", "Context", "contexts", many=True),
    Facet("status", "Status", "status"),
    Facet("quad", "Quad class", "quad_class"),
    Facet("actor_country", "Actor's country", "actor_country"),
    Facet("actor_sector", "Actor's sector", "actor_sector"),
    Facet("recipient_country", "Recipient's country", "recipient_country"),
    Facet("recipient_sector", "Recipient's sector", "recipient_sector"),
    Facet("place_country", "Country of the place", "place_country"),
    Facet("outlet", "Outlet", "outlet"),
    Facet("speaker", "Who says so", "speaker"),
    Facet("coder", "Coder", "coders", many=True),
)
# exact values that a link may carry; no list of them is shown
PLAIN = {
    "place": "place_name",
    "precision": "place_precision",
    "article": "article_id",
    "story": "story",
    "cluster": "cluster",
}
# values of any party of a side: names, and codes as in "KEN", "KEN GOV", "--- REB" (rebels of any country)
PARTIES = {
    "actor": "actor_names",
    "recipient": "recipient_names",
    "actor_code": "actor_codes",
    "recipient_code": "recipient_codes",
}
_COLUMNS = {**{f.name: f.column for f in FACETS}, **PLAIN, **PARTIES}
_MANY = {*(f.name for f in FACETS if f.many), *PARTIES}
NONE = "(none)"  # the value that stands for an empty cell
OTHER = ("q", "from", "to", "confidence", "party")


class Filter(Struct, frozen=True):
    """`values`: parameter → values, any of which may hold; `party`: a code on either side; days are the event's."""

    values: Mapping[str, tuple[str, ...]] = {}
    q: str = ""
    first: date | None = None
    last: date | None = None
    confidence: float | None = None
    party: tuple[str, ...] = ()

    def pairs(self) -> list[tuple[str, str]]:
        """As the parameters of an address, in one order."""
        out = [(name, v) for name in _COLUMNS for v in self.values.get(name, ())]
        out += [("party", v) for v in self.party]
        out += [("q", self.q)] if self.q else []
        out += [("from", self.first.isoformat())] if self.first else []
        out += [("to", self.last.isoformat())] if self.last else []
        out += [("confidence", f"{self.confidence:g}")] if self.confidence is not None else []
        return out

    def address(self, **more: object) -> str:
        """The parameters as the end of an address; `more` stand behind them, None is left out."""
        extra = [(k, str(v)) for k, v in more.items() if v is not None]
        return urlencode([*self.pairs(), *extra])

    def toggled(self, name: str, value: str) -> Filter:
        """With this value if it was not asked for, without it if it was."""
        had = self.values.get(name, ())
        now = tuple(v for v in had if v != value) if value in had else (*had, value)
        return Filter({**self.values, name: now}, self.q, self.first, self.last, self.confidence, self.party)


def read_filter(pairs: Iterable[tuple[str, str]], *, also: Iterable[str] = ()) -> Filter:
    """The filter of an address. ConfigError for one that is not known or not readable; `also` are the page's own."""
    values: dict[str, list[str]] = {}
    other: dict[str, str] = {}
    known = {*also}
    party: list[str] = []
    for name, value in pairs:
        if name in known or value == "":
            continue
        if len(value) > LONGEST:
            raise ConfigError(f"{name} is longer than {LONGEST} characters")
        if name in _COLUMNS:
            values.setdefault(name, []).append(value)
        elif name == "party":
            party.append(value)
        elif name in OTHER:
            other[name] = value
        else:
            raise ConfigError(f"no such parameter: {name[:40]}")
    if max(map(len, [party, *values.values()]), default=0) > MOST:
        raise ConfigError(f"more than {MOST} values of one parameter")
    return Filter(
        {name: tuple(dict.fromkeys(v)) for name, v in values.items()},
        other.get("q", "").strip(),
        _day(other.get("from"), "from"),
        _day(other.get("to"), "to"),
        _share(other.get("confidence")),
        tuple(dict.fromkeys(party)),
    )


def condition(asked: Filter, *, without: str = "") -> Query:
    """The filter as a condition of SQL, values apart; `without` leaves one parameter out, for its own facet."""
    parts, values = [], []
    for text, its in _conditions(asked, without):
        parts.append(text)
        values += its
    return Query(" AND ".join(parts) if parts else "true", tuple(values))


def _conditions(asked: Filter, without: str) -> Iterator[tuple[str, list[Any]]]:
    for name, column in _COLUMNS.items():
        chosen = asked.values.get(name, ())
        if chosen and name != without:
            yield _one_of(column, chosen, many=name in _MANY)
    if asked.party:
        marks = ", ".join("?" * len(asked.party))
        both = f"(list_has_any(actor_codes, [{marks}]) OR list_has_any(recipient_codes, [{marks}]))"
        yield both, [*asked.party, *asked.party]
    if asked.first:
        yield "day_start >= ?", [asked.first]
    if asked.last:
        yield "day_start <= ?", [asked.last]
    if asked.confidence is not None:
        yield "confidence >= ?", [asked.confidence]
    for words in terms(asked.q):
        yield "contains(sentence_lower, ?)", [words]


def _one_of(column: str, chosen: tuple[str, ...], *, many: bool) -> tuple[str, list[Any]]:
    named = [v for v in chosen if v != NONE]
    marks = ", ".join("?" * len(named))
    parts = []
    if named:
        parts.append(f"list_has_any({column}, [{marks}])" if many else f"{column} IN ({marks})")
    if NONE in chosen:
        parts.append(f"len({column}) = 0" if many else f"{column} IS NULL")
    return (parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"), list(named)


def terms(q: str) -> list[str]:
    """The words of a search, in lower case; words in quotation marks stay together. All must stand in the sentence."""
    found = re.findall(r'"([^"]+)"|(\S+)', q)
    return [t for t in ((quoted or word).strip('"').strip().lower() for quoted, word in found) if t]


def _day(value: str | None, name: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ConfigError(f"{name}: write a day as 2024-03-05") from error


def _share(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        number = float(value)
    except ValueError as error:
        raise ConfigError("confidence: write a number from 0 to 1") from error
    if not 0 <= number <= 1:
        raise ConfigError("confidence: write a number from 0 to 1")
    return number
