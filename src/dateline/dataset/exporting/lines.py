"""What every format of events is written from: one line an event, with its parties, its report and its versions.

Each article counts in its newest coding. Lines come in the order of `event_id`, a batch at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain, groupby, permutations, product
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.errors import ConfigError, StoreError
from dateline.ontology import load_ontology
from dateline.records import Party, Span

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

BATCH = 2_048  # rows that are Python objects at once
SIDES = ("actor", "recipient")

_PART = 50_000  # events that are sorted and joined at once: what memory an export needs, whatever the dataset's size

# Computed once, over all current events, so that a condition changes no number. `first_number` counts dyads.
_NUMBERED = """
CREATE OR REPLACE TEMP TABLE export_numbers AS
WITH sides AS (
  SELECT event_id, version,
         count(*) FILTER (side = 'actor') AS actors, count(*) FILTER (side = 'recipient') AS recipients
  FROM parties GROUP BY event_id, version
), counted AS (
  SELECT e.event_id, e.version, e.article_id,
         CASE WHEN recipients > 0 THEN greatest(actors, 1) * recipients
              WHEN actors > 1 AND list_contains($symmetric, e.type) THEN actors * (actors - 1)
              ELSE coalesce(greatest(actors, 1), 1) END AS dyads
  FROM events e JOIN current USING (article_id, version) LEFT JOIN sides USING (event_id, version)
)
SELECT event_id, version, row_number() OVER (ORDER BY event_id) AS number,
       dense_rank() OVER (ORDER BY article_id) AS story_number,
       1 + sum(dyads) OVER (ORDER BY event_id ROWS UNBOUNDED PRECEDING)::BIGINT - dyads AS first_number
FROM counted
"""
_REPORTED = """
CREATE OR REPLACE TEMP TABLE export_reports AS
SELECT c.cluster, count(*) AS reports, count(DISTINCT a.article_id) AS articles, count(DISTINCT a.outlet) AS outlets
FROM clusters c JOIN events e USING (event_id, version) JOIN articles a USING (article_id, version)
GROUP BY c.cluster
"""
_BOUNDS = "SELECT event_id FROM export_numbers WHERE (number - 1) % $part = 0 ORDER BY event_id"
_AFTER_ALL = "~"  # event ids are hexadecimal digits, a hyphen and a number

_CHOSEN = """
WITH told AS (
  SELECT e.* EXCLUDE (evidence, voices), a.outlet, a.url, a.published, a.published_at, a.dateline_place, a.agency,
         s.story, s.copy_of, c.cluster, r.reports, r.articles, r.outlets,
         v.code, v.model, v.lexicon, v.ontology, v.facts, n.story_number, n.first_number
  FROM events e JOIN export_numbers n USING (event_id, version) JOIN articles a USING (article_id, version)
  JOIN versions v USING (version) LEFT JOIN stories s USING (article_id)
  LEFT JOIN clusters c USING (event_id, version) LEFT JOIN export_reports r USING (cluster)
  WHERE e.event_id >= $low AND e.event_id < $high
), chosen AS (
  SELECT * FROM told WHERE ({condition}\n)
)
"""
_FLAT = _CHOSEN + "SELECT * EXCLUDE (story_number, first_number) FROM chosen ORDER BY event_id"
_LINES = (
    _CHOSEN
    + """
SELECT chosen.event_id, to_json(chosen)::VARCHAR AS event, p.side, to_json(p)::VARCHAR AS party
FROM chosen LEFT JOIN (SELECT * FROM parties WHERE event_id >= $low AND event_id < $high) p USING (event_id, version)
ORDER BY chosen.event_id, p.side, p.position
"""
)


class Number(Struct, frozen=True):
    """A count of people: at least `low`, at most `high`."""

    kind: str
    low: int
    high: int | None


class Line(Struct, frozen=True):
    """A current event as formats write it. Names and meanings are those of `columns.tsv`.

    `first_number` is the number of its first dyad among all dyads of the dataset, from 1; `story_number` that of its
    article. `reports`, `articles` and `outlets` count over its cluster, None where nothing was grouped yet.
    """

    event_id: str
    article_id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str | None
    quad_class: str
    plover_score: float | None
    goldstein: float | None
    status: str
    tense: str
    polarity: str
    certainty: str
    day_start: date | None
    day_end: date | None
    day_precision: str
    place_name: str | None
    place_country: str | None
    place_admin1: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    place_precision: str | None
    place_text: str | None
    trigger_text: str
    trigger_span: Span
    confidence: float
    coders: tuple[str, ...]
    counts: tuple[Number, ...]
    outlet: str | None
    url: str | None
    published: date | None
    published_at: str | None
    cluster: str | None
    reports: int | None
    articles: int | None
    outlets: int | None
    code: str
    model: str
    lexicon: str
    ontology: str
    facts: str
    story_number: int
    first_number: int
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()


def read_lines(tables: DuckDBPyConnection, condition: str | None = None) -> Iterator[Line]:
    """The current events for which an SQL condition on their columns holds (all, where none is given)."""
    # JSON is the quick way from DuckDB to records: a Python object for each cell takes several times as long.
    to_line, to_party = msgspec.json.Decoder(Line).decode, msgspec.json.Decoder(Party).decode
    batches = _in_parts(tables, _LINES, condition).rows
    rows = (row for batch in batches for row in zip(*(c.to_pylist() for c in batch.columns), strict=True))
    for _, group in groupby(rows, key=itemgetter(0)):
        told = list(group)
        actors, recipients = (tuple(to_party(party) for _, _, s, party in told if s == side) for side in SIDES)
        yield replace(to_line(told[0][1]), actors=actors, recipients=recipients)


def read_flat(tables: DuckDBPyConnection, condition: str | None = None) -> Batches:
    """The same events as Arrow: their own columns, then those of report, story, cluster and versions."""
    return _in_parts(tables, _FLAT, condition)


class Batches(NamedTuple):
    """Rows as they come, and their schema."""

    schema: pa.Schema
    rows: Iterable[pa.RecordBatch]

    def cast(self, schema: pa.Schema) -> Batches:
        """The same rows under the names and types of another schema."""
        return Batches(schema, (batch.cast(schema) for batch in self.rows))


def ask(
    tables: DuckDBPyConnection, question: str, params: dict[str, str] | None = None, condition: str | None = None
) -> Batches:
    """Rows that answer a question; StoreError where they cannot be read, ConfigError where the condition is wrong."""
    with _told(condition):
        reader = tables.sql(question.replace("{condition}", condition or "true"), params=params).to_arrow_reader(BATCH)

    def rows() -> Iterator[pa.RecordBatch]:
        with _told(condition):
            yield from reader

    return Batches(reader.schema, rows())


def _in_parts(tables: DuckDBPyConnection, question: str, condition: str | None) -> Batches:
    """The answer for one stretch of event ids after the other, so that no more than a stretch is sorted at a time."""
    symmetric = sorted(t.name for t in load_ontology().types.values() if t.symmetric)
    with _told(None):
        tables.execute(_NUMBERED, {"symmetric": symmetric})
        tables.execute(_REPORTED)
        starts = [event_id for (event_id,) in tables.execute(_BOUNDS, {"part": _PART}).fetchall()] or [_AFTER_ALL]
    ends = [*starts[1:], _AFTER_ALL]
    parts = (ask(tables, question, {"low": a, "high": b}, condition) for a, b in zip(starts, ends, strict=True))
    first = next(parts)
    return Batches(first.schema, chain.from_iterable(part.rows for part in chain([first], parts)))


@contextmanager
def _told(condition: str | None) -> Iterator[None]:
    import duckdb
    import pyarrow as pa

    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException, OSError) as error:  # OSError: while rows are fetched
        raise StoreError(f"the dataset cannot be read: {_first(error)}") from error
    except (duckdb.Error, pa.ArrowException) as error:
        reason = _first(error)
        if condition is None:
            raise StoreError(f"the dataset cannot be read: {reason}") from error
        raise ConfigError(f"--where {condition!r} is no condition on the columns of an event: {reason}") from error


def _first(error: Exception) -> str:
    """DuckDB's message without the excerpt of the query and the advice."""
    return " ".join(str(error).split("LINE", 1)[0].split("\n\n", 1)[0].split())


def dyads(line: Line) -> Iterator[tuple[int, Party | None, Party | None]]:
    """Who to whom, each pair with its number in the dataset; parties of a meeting act on one another, both ways."""
    actors: tuple[Party | None, ...] = line.actors or (None,)
    recipients: tuple[Party | None, ...] = line.recipients or (None,)
    known = load_ontology().types.get(line.type)
    if not line.recipients and len(line.actors) > 1 and known is not None and known.symmetric:
        pairs: Iterator[tuple[Party | None, Party | None]] = permutations(actors, 2)
    else:
        pairs = product(actors, recipients)
    for number, (actor, recipient) in enumerate(pairs, line.first_number):
        yield number, actor, recipient
