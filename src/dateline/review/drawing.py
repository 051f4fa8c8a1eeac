"""Drawing a sample: events by stratum, and sentences in which an event may have been missed.

What is drawn follows from the seed and the ids alone: each item's place in line is a hash of both.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from math import sqrt
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec import Struct

from dateline.errors import ConfigError
from dateline.parsing.sentences import split_sentences
from dateline.review.samples import Item, Sample, Stratum

if TYPE_CHECKING:
    import duckdb

By = Literal["nothing", "type", "confidence", "disagreement"]
_LEAST = 5  # of each stratum, where it has as many: a stratum without a decision says nothing
_BATCH = 1_000  # texts in memory at once

# The condition that puts an event into a stratum; the confidence bands hold roughly equal parts of coded news.
STRATA: dict[By, str] = {
    "nothing": "'all events'",
    "type": "e.type",
    "confidence": "CASE WHEN e.confidence < 0.6 THEN 'confidence below .6' "
    "WHEN e.confidence < 0.8 THEN 'confidence .6 to .8' WHEN e.confidence < 0.9 THEN 'confidence .8 to .9' "
    "ELSE 'confidence from .9' END",
    "disagreement": "CASE WHEN len(e.coders) > 1 THEN 'frames and learned coder'"
    " WHEN list_contains(e.coders, 'learned') THEN 'learned coder alone' ELSE 'frames alone' END",
}
WITHOUT, WITH = "sentences without an event", "sentences with an event"
_CURRENT = "FROM events e JOIN current USING (article_id, version)"

_TEXTS = """
SELECT t.article_id, a.version, t.title, t.text, a.body, coalesce(s.spans, []) AS spans
FROM texts t
JOIN articles a ON a.article_id = t.article_id
JOIN current c ON c.article_id = a.article_id AND c.version = a.version
LEFT JOIN (SELECT article_id, version, list(trigger_span) AS spans FROM events GROUP BY ALL) s
    ON s.article_id = a.article_id AND s.version = a.version
"""


class Plan(Struct, frozen=True):
    """What to draw: how many events and sentences, how events are stratified, and the seed."""

    name: str
    events: int = 200
    sentences: int = 200
    by: By = "disagreement"
    seed: int = 1


class _Place(NamedTuple):
    """A sentence: its place in the line of the seed, and where it stands. Smaller places are drawn first."""

    rank: bytes
    article_id: str
    version: int
    number: int
    field: str
    start: int
    end: int


def draw(connection: duckdb.DuckDBPyConnection, dataset_version: int, plan: Plan) -> Sample:
    """A sample of the current codings; ConfigError where the plan asks for nothing or there is nothing to draw from.

    Reads every text once where sentences are asked for; memory is bounded by the sample, not by the dataset.
    """
    if plan.by not in STRATA:
        raise ConfigError(f"strata are by {', '.join(STRATA)}, not by {plan.by!r}")
    if plan.events < 0 or plan.sentences < 0 or plan.events + plan.sentences == 0:
        raise ConfigError("a sample needs events or sentences to be drawn")
    event_strata, events = _draw_events(connection, plan) if plan.events else ([], [])
    sentence_strata, sentences = _draw_sentences(connection, plan) if plan.sentences else ([], [])
    items = sorted([*events, *sentences], key=lambda i: _rank(plan.seed, f"order\0{i.item}"))
    if not items:
        raise ConfigError("nothing to draw from: the dataset has no events, or no texts")
    return Sample(plan.name, dataset_version, plan.seed, plan.by, (*event_strata, *sentence_strata), tuple(items))


def allocate(populations: Sequence[int], size: int, least: int = _LEAST) -> list[int]:
    """How many to draw from each stratum: by the square root of its size, `least` of each that has as many.

    Between equal parts, best for each stratum, and proportional ones, best for the whole.
    """
    out = [min(p, least) for p in populations]
    if sum(out) > size:  # too small a sample for that: one of each as far as it goes, the largest first
        out = [0] * len(populations)
    while (left := size - sum(out)) > 0 and any(n < p for n, p in zip(out, populations, strict=True)):
        open_ones = [i for i, p in enumerate(populations) if out[i] < p]
        whole = sum(sqrt(populations[i]) for i in open_ones)
        # whoever lacks most of the share that the square root gives it, the first of equals
        lacks = {i: size * sqrt(populations[i]) / whole - out[i] for i in open_ones}
        step = max(1, left // (4 * len(open_ones)))
        chosen = max(open_ones, key=lambda i: (lacks[i], -i))
        out[chosen] += min(step, populations[chosen] - out[chosen])
    return out


# ---------------------------------------------------------------- events


def _draw_events(connection: duckdb.DuckDBPyConnection, plan: Plan) -> tuple[list[Stratum], list[Item]]:
    stratum = STRATA[plan.by]
    counted = connection.sql(
        f"SELECT {stratum} AS stratum, e.type, count(*) {_CURRENT} GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    types: dict[str, dict[str, int]] = {}
    for name, kind, number in counted:
        types.setdefault(name, {})[kind] = number
    populations = {name: sum(t.values()) for name, t in types.items()}
    sizes = dict(zip(populations, allocate(list(populations.values()), plan.events), strict=True))
    rows = connection.sql(
        f"""
        SELECT stratum, event_id, version, article_id, type, span FROM (
            SELECT {stratum} AS stratum, e.event_id, e.version, e.article_id, e.type, e.trigger_span AS span,
                   row_number() OVER (PARTITION BY stratum ORDER BY md5(concat(?, ':', e.event_id)), event_id) AS place
            {_CURRENT}
        ) WHERE place <= ? ORDER BY stratum, place
        """,
        params=[str(plan.seed), max(sizes.values(), default=0)],
    ).fetchall()
    items, drawn = [], dict.fromkeys(sizes, 0)
    for name, event_id, version, article_id, kind, span in rows:
        if drawn[name] < sizes[name]:
            drawn[name] += 1
            weight = populations[name] / sizes[name]
            place = (span["field"], span["start"], span["end"])
            items.append(Item(event_id, "event", name, weight, version, article_id, kind, *place))
    return [Stratum(name, "event", populations[name], sizes[name], types[name]) for name in populations], items


# ---------------------------------------------------------------- sentences


def _draw_sentences(connection: duckdb.DuckDBPyConnection, plan: Plan) -> tuple[list[Stratum], list[Item]]:
    populations = {WITHOUT: 0, WITH: 0}
    lines: dict[str, list[tuple[int, _Place]]] = {WITHOUT: [], WITH: []}
    for place, triggers in _sentences(connection, plan.seed):
        name = WITH if triggers else WITHOUT
        populations[name] += 1
        entry = (-int.from_bytes(place.rank), place)  # a heap gives up its greatest place first
        if len(lines[name]) < plan.sentences:
            heapq.heappush(lines[name], entry)
        else:
            heapq.heappushpop(lines[name], entry)
    sizes = dict(zip(populations, allocate(list(populations.values()), plan.sentences), strict=True))
    items = [
        Item(
            f"{p.article_id}:{p.number}",
            "sentence",
            name,
            populations[name] / sizes[name],
            p.version,
            p.article_id,
            "",
            *p[4:],
        )
        for name in populations
        for _, p in sorted(lines[name], reverse=True)[: sizes[name]]
    ]
    return [Stratum(n, "sentence", populations[n], sizes[n]) for n in populations if populations[n]], items


def _sentences(connection: duckdb.DuckDBPyConnection, seed: int) -> Iterator[tuple[_Place, int]]:
    """Every sentence of every coded article whose text is there, and how many events hang on its words."""
    reader = connection.sql(_TEXTS).to_arrow_reader(_BATCH)
    for batch in reader:
        for row in batch.to_pylist():
            fields = {"title": (row["title"], 0), "text": (row["text"], row["body"])}
            yield from _of_article((row["article_id"], row["version"]), fields, row["spans"], seed)


def _of_article(
    article: tuple[str, int], fields: dict[str, tuple[str, int]], spans: list[dict[str, Any]], seed: int
) -> Iterator[tuple[_Place, int]]:
    index = 0
    for field, (text, begin) in fields.items():
        starts = sorted(s["start"] for s in spans if s["field"] == field)
        for cut in split_sentences(text, begin):
            start, end = cut.words[0][0], cut.words[-1][1]
            rank = _rank(seed, f"{article[0]}:{index}")
            triggers = bisect_left(starts, end) - bisect_right(starts, start - 1)
            yield _Place(rank, *article, index, field, start, end), triggers
            index += 1


def _rank(seed: int, name: str) -> bytes:
    return blake2b(f"{seed}:{name}".encode(errors="surrogatepass"), digest_size=12).digest()
