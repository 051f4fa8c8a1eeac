"""A table of actors from Wikidata: who held which office of a country, asked page by page, kept in a cache.

The table has the form of a user's own (`own.COLUMNS`), so that it can be read, corrected and given to `--actors`.
Wikidata's statements are CC0.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.errors import ConfigError, StoreError
from dateline.who.facts import Facts
from dateline.who.own import COLUMNS
from dateline.who.spelling import normalise, singular

ENDPOINT = "https://query.wikidata.org/sparql"
_AGENT = "dateline-actors/1 (political event coder; https://pypi.org/project/dateline)"
_LONGEST_WAIT = 120.0  # seconds, whatever the server asks for
_LARGEST = 256 * 1024 * 1024  # bytes of one answer
_PREFIX = "http://www.wikidata.org/entity/"
# Heads of state, heads of government, ministers; deprecated statements are left out here and once more on reading.
_QUERY = """\
SELECT ?p ?pLabel ?pos ?posLabel ?s ?e ?rank ?alt WHERE {{
  VALUES ?class {{ wd:Q48352 wd:Q2285706 wd:Q83307 }}
  ?pos wdt:P279* ?class ; (wdt:P17|wdt:P1001) wd:{country} .
  ?p p:P39 ?st . ?st ps:P39 ?pos ; wikibase:rank ?rank .
  FILTER(?rank != wikibase:DeprecatedRank)
  OPTIONAL {{ ?st pq:P580 ?s }} OPTIONAL {{ ?st pq:P582 ?e }}
  FILTER(!BOUND(?e) || YEAR(?e) >= {since})
  OPTIONAL {{ ?p skos:altLabel ?alt FILTER(LANG(?alt) = "en") }}
  SERVICE wikibase:label {{ bd:serviceParam wikibase:language "en" }}
}} ORDER BY ?p ?pos ?s ?e ?alt LIMIT {size} OFFSET {offset}"""

Binding = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Source:
    """Where the answers come from. `cache` keeps each page; `wait` sleeps for so many seconds."""

    endpoint: str = ENDPOINT
    cache: Path | None = None
    page: int = 5000  # rows
    tries: int = 5
    wait: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        if urllib.parse.urlsplit(self.endpoint).scheme not in ("http", "https"):
            raise ConfigError(f"the endpoint {self.endpoint!r} is no http or https address")


@dataclass
class _Term:
    """One person in one office."""

    labels: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)


def build_table(facts: Facts, countries: Iterable[str], since: int, source: Source) -> Iterator[str]:
    """The lines of the table, header first; StoreError where the endpoint gives no whole answer in so many tries."""
    yield "\t".join((*COLUMNS, "office"))
    for code in countries:
        item = facts.items.get(code, "")
        if not item.startswith("Q"):
            raise ConfigError(f"no Wikidata item is known for the country {code!r}")
        rows = _pages(source, item, since)
        yield from sorted(_lines(facts, code, rows))


def _pages(source: Source, item: str, since: int) -> Iterator[Binding]:
    offset = 0
    while True:
        query = _QUERY.format(country=item, since=since, size=source.page, offset=offset)
        rows = _page(source, query)
        yield from rows
        if len(rows) < source.page:
            return
        offset += source.page


def _page(source: Source, query: str) -> list[Binding]:
    """One page, from the cache where it lies there; only whole answers are kept."""
    kept = source.cache / f"{hashlib.sha256(query.encode()).hexdigest()}.json" if source.cache else None
    if kept is not None and kept.is_file():
        return _bindings(kept.read_bytes())
    rows: list[Binding] | None = None
    why = ""
    for attempt in range(source.tries):
        try:
            content = _ask(source.endpoint, query)
            rows = _bindings(content)
            break
        except urllib.error.HTTPError as error:
            why = f"HTTP {error.code}"
            if error.code not in (408, 425, 429) and error.code < 500:
                break
            source.wait(_pause(error.headers.get("Retry-After"), attempt))
        except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
            why = f"{type(error).__name__}: {error}"
            source.wait(_pause(None, attempt))
    if rows is None:
        raise StoreError(f"{source.endpoint} gave no whole answer in {source.tries} tries: {why}")
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.write_bytes(content)
        part.replace(kept)
    return rows


def _ask(endpoint: str, query: str) -> bytes:
    form = urllib.parse.urlencode({"query": query, "format": "json"}).encode()
    headers = {"User-Agent": _AGENT, "Accept": "application/sparql-results+json"}
    request = urllib.request.Request(endpoint, data=form, headers=headers)
    with urllib.request.urlopen(request, timeout=90) as answer:
        content = answer.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise ValueError(f"the answer is larger than {_LARGEST} bytes")
    assert isinstance(content, bytes)
    return content


def _bindings(content: bytes) -> list[Binding]:
    """The rows of an answer; ValueError where it is cut short or is not one."""
    answer: Any = json.loads(content)
    try:
        rows = answer["results"]["bindings"]
    except (TypeError, KeyError) as error:
        raise ValueError("the answer has no results") from error
    if not isinstance(rows, list):
        raise ValueError("the answer has no rows")  # noqa: TRY004 - the data, not our call, is wrong
    return rows


def _pause(asked: str | None, attempt: int) -> float:
    """What the server asks for, else longer every time."""
    if asked is not None and asked.strip().isdigit():
        return min(float(asked), _LONGEST_WAIT)
    return min(2.0**attempt, _LONGEST_WAIT)


def _lines(facts: Facts, code: str, rows: Iterable[Binding]) -> Iterator[str]:
    """One line a person and term; the several labels of a person become a name and its aliases."""
    terms: dict[tuple[str, str, str], _Term] = defaultdict(_Term)
    for row in rows:
        person = _value(row, "p").removeprefix(_PREFIX)
        label, office = _clean(_value(row, "pLabel")), _clean(_value(row, "posLabel"))
        if _value(row, "rank").endswith("DeprecatedRank") or not person.startswith("Q") or not normalise(label):
            continue
        term = terms[person, office, _day(_value(row, "s"))]
        term.labels[label] += 1
        term.aliases |= {_clean(_value(row, "alt"))} - {""}
        term.ends.add(_day(_value(row, "e")))
    for (person, office, start), term in terms.items():
        name, *others = sorted(term.labels, key=lambda label: (-term.labels[label], label == person, label))
        aliases = sorted((term.aliases | set(others)) - {name, person})
        end = max(term.ends, default="") if "" not in term.ends else ""
        sectors = "|".join(_sectors(facts, office))
        yield "\t".join((name, "|".join(aliases), code, sectors, start, end, person, office))


def _value(row: Binding, name: str) -> str:
    cell = row.get(name)
    return str(cell.get("value", "")) if isinstance(cell, dict) else ""


def _clean(text: str) -> str:
    return " ".join(text.replace("|", " ").split())


def _day(written: str) -> str:
    """ "2012-11-06T00:00:00Z" → "2012-11-06"; a first of January is a year, as Wikidata writes those."""
    day = written[:10]
    if len(day) != 10 or not day.replace("-", "").isdigit():
        return ""
    return day[:4] if day.endswith("-01-01") else day


def _sectors(facts: Facts, office: str) -> tuple[str, ...]:
    """The sectors of the longest phrase of the office that the facts know; the executive where they know none."""
    words = [singular(w) for w in normalise(office).split()]
    for size in range(len(words), 0, -1):
        for begin in range(len(words) - size + 1):
            agent = facts.agents.get(" ".join(words[begin : begin + size]))
            if agent is not None and agent.sectors and agent.kind in ("post", "role"):
                return agent.sectors
    return ("GOV",)
