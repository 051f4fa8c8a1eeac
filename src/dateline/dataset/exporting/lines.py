"""What every format of events is written from: one line an event, with its parties, its report and its versions.

Each article counts in its newest coding. Lines come in the order of `event_id`, a batch at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby, permutations, product
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.errors import ConfigError, StoreError
from dateline.ontology import load_ontology
from dateline.records import Party, Span

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

BATCH = 2_048  # rows: what is held at once
SIDES = ("actor", "recipient")

# `first_number` counts dyads over all current events, so that a condition does not change the number of any.
_CHOSEN = """
WITH sides AS (
  SELECT event_id, version,
         count(*) FILTER (side = 'actor') AS actors, count(*) FILTER (side = 'recipient') AS recipients
  FROM parties GROUP BY event_id, version
), reports AS (
  SELECT c.cluster, count(*) AS reports, count(DISTINCT a.article_id) AS articles, count(DISTINCT a.outlet) AS outlets
  FROM clusters c JOIN events e USING (event_id, version) JOIN articles a USING (article_id, version)
  GROUP BY c.cluster
), counted AS (
  SELECT e.event_id, e.version, e.article_id,
         CASE WHEN recipients > 0 THEN greatest(actors, 1) * recipients
              WHEN actors > 1 AND list_contains($symmetric, e.type) THEN actors * (actors - 1)
              ELSE greatest(actors, 1) END AS dyads
  FROM events e JOIN current USING (article_id, version) LEFT JOIN sides USING (event_id, version)
), numbered AS (
  SELECT event_id, version, dense_rank() OVER (ORDER BY article_id)::BIGINT AS story_number,
         coalesce(sum(coalesce(dyads, 1)) OVER before, 0)::BIGINT + 1 AS first_number
  FROM counted WINDOW before AS (ORDER BY event_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), told AS (
  SELECT e.* EXCLUDE (evidence, voices), a.outlet, a.url, a.published, a.published_at, a.dateline_place, a.agency,
         s.story, s.copy_of, c.cluster, r.reports, r.articles, r.outlets,
         v.code, v.model, v.lexicon, v.ontology, v.facts, n.story_number, n.first_number
  FROM events e JOIN numbered n USING (event_id, version) JOIN articles a USING (article_id, version)
  JOIN versions v USING (version) LEFT JOIN stories s USING (article_id)
  LEFT JOIN clusters c USING (event_id, version) LEFT JOIN reports r USING (cluster)
), chosen AS (
  SELECT * FROM told WHERE ({condition}\n)
)
"""
_FLAT = _CHOSEN + "SELECT * EXCLUDE (story_number, first_number) FROM chosen ORDER BY event_id"
_LINES = (
    _CHOSEN
    + """
SELECT chosen.event_id, to_json(chosen)::VARCHAR AS event, p.side, to_json(p)::VARCHAR AS party
FROM chosen LEFT JOIN parties p USING (event_id, version)
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
    rows = (row for batch in ask(tables, _LINES, condition) for row in zip(*map(_values, batch.columns), strict=True))
    for _, group in groupby(rows, key=itemgetter(0)):
        told = list(group)
        actors, recipients = (tuple(to_party(party) for _, _, s, party in told if s == side) for side in SIDES)
        yield replace(to_line(told[0][1]), actors=actors, recipients=recipients)


def read_flat(tables: DuckDBPyConnection, condition: str | None = None) -> Batches:
    """The same events as Arrow: their own columns, then those of report, story, cluster and versions."""
    return ask(tables, _FLAT, condition)


class Batches:
    """Rows as they come, and their schema; a condition that fails on a row is a ConfigError, too."""

    def __init__(self, reader: pa.RecordBatchReader, condition: str | None) -> None:
        self.schema, self._reader, self._condition = reader.schema, reader, condition

    def cast(self, schema: pa.Schema) -> Batches:
        """The same rows under the names and types of another schema."""
        self.schema = schema
        return self

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        with _told(self._condition):
            yield from (batch.cast(self.schema) for batch in self._reader)


def ask(tables: DuckDBPyConnection, question: str, condition: str | None = None) -> Batches:
    """Rows that answer a question; StoreError where a file is gone, ConfigError where the condition is wrong."""
    symmetric = sorted(t.name for t in load_ontology().types.values() if t.symmetric)
    params = {"symmetric": symmetric} if "$symmetric" in question else {}
    with _told(condition):
        found = tables.sql(question.replace("{condition}", condition or "true"), params=params)
        return Batches(found.to_arrow_reader(BATCH), condition)


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


def _values(column: pa.Array) -> list[str]:
    values: list[str] = column.to_pylist()
    return values


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
