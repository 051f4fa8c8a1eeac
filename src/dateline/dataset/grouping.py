"""Groups the articles and events of a dataset: copies, stories, and the same event in others (decision 0027)."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection
from msgspec import Struct
from numpy.typing import NDArray

from dateline.dataset.exporting.countries import country_name
from dateline.dataset.ordering import collect, scatter
from dateline.dataset.querying import telling
from dateline.dataset.tables import Dataset
from dateline.sifting.copying import WINDOW, Pairs, Signed, find_copies, join
from dateline.sifting.linking import Side, Spot, Telling, link_events
from dateline.sifting.telling import LEAST_ALIKE, STORY_DAYS, Pair, find_stories

_BLOCK = 10_000  # articles compared at once with those of the days before them …
_REPORTS = 5_000  # … and of these, when words are compared, so many
_MOST = 200_000  # of the articles before a block, however busy the week
_MEGABYTES, _A_MEGABYTE = 128, 2_000  # for DuckDB, and articles a megabyte: its sorts need more with more rows
_ROWS = 2_048  # read or written at once
_EXACT = 3  # geoprecision: a place, near it, or a district

# Words of any report: they say nothing of what it is about.
_COMMON = """
about after again against all also among and another any are around as at away back because been before being
between both but by can could day days did during each early earlier even ever few first five for four friday from
further had has have her here hers him his how however if in into is it its itself just last late later latest
least less like made make many may might million monday month months more morning most much must near new news next
nine not now of off official officials old on one only or other our out over own part people per report reported
reports said same saturday say says second see seven she should since six so some still such sunday ten than that
the their them then there these they third this those three through thursday time to today told tuesday two under
until up upon very was way we wednesday week weeks well were what when where whether which while who whose why will
with within without would year years yesterday yet you
"""


class Grouped(Struct, frozen=True):
    """What grouping found, in counts."""

    articles: int
    copies: int
    stories: int
    events: int
    clusters: int


@telling()
def group(dataset: Dataset) -> Grouped:
    """Computes `stories` and `clusters` from the whole dataset and writes both anew, in one commit.

    Memory grows with a week of articles by some kilobytes each; beyond 250,000 articles, by half a kilobyte each. What
    does not fit lies on disk.
    """
    count = dataset.query("SELECT count(*) AS n FROM articles")["n"][0].as_py()
    connection = dataset.connection(max(_MEGABYTES, count // _A_MEGABYTE))
    articles, copies, stories = group_articles(connection)
    events, clusters = group_events(connection)
    read = partial(_stream, connection)
    dataset.replace({"stories": partial(read, "placed"), "clusters": partial(read, "counted")}, what="group")
    return Grouped(articles, copies, stories, events, clusters)


def group_articles(connection: DuckDBPyConnection) -> tuple[int, int, int]:
    """Leaves the tables `numbered` and `placed` to the connection; how many articles, copies and stories there are."""
    connection.execute(_statement("numbered"))
    days = _ask(connection, "SELECT day FROM numbered ORDER BY number")["day"].to_numpy()
    first = join(len(days), _copies(connection, days))
    _tell(connection, "firsts", number=np.arange(len(days)), first=first)
    story = np.asarray(find_stories(first, _pairs(connection, days)), dtype=np.int64)
    connection.execute("DROP TABLE words")
    _tell(connection, "placed", number=np.arange(len(days)), first=first, story=story)
    return len(days), int((first != np.arange(len(days))).sum()), len(np.unique(story))


def group_events(connection: DuckDBPyConnection) -> tuple[int, int]:
    """Leaves the tables `reported` and `linked` to the connection; how many reports of events, how many events."""
    connection.execute(_statement("reported"))
    tellings = _tellings(_stream(connection, "tellings"))
    cluster = np.asarray(array("q", link_events(tellings)), dtype=np.int64)
    _tell(connection, "linked", place=np.arange(len(cluster)), cluster=cluster)
    return len(cluster), len(np.unique(cluster))


def _copies(connection: DuckDBPyConnection, days: NDArray[np.int32]) -> Iterator[Pairs]:
    """Near-duplicates by number, a block of articles at a time."""
    for start, block, stop in _blocks(days, _BLOCK, WINDOW):
        numbers, signed = _read(connection, start, stop)
        yield numbers[find_copies(signed, int(np.searchsorted(numbers, block)))]


def _blocks(days: NDArray[np.int32], size: int, window: int) -> Iterator[tuple[int, int, int]]:
    """Stretches of articles: where the days before a block start, where it starts, and where it stops."""
    for block in range(0, len(days), size):
        start = int(np.searchsorted(days, days[block] - window))
        yield max(start, block - _MOST), block, min(block + size, len(days))


def _read(connection: DuckDBPyConnection, start: int, stop: int) -> tuple[NDArray[np.int64], Signed]:
    """The signatures of the articles numbered from `start` to before `stop`, and the numbers of those that have one."""
    found = _ask(connection, _statement("signed"), start=start, stop=stop)
    bands, shingles = (found[name].combine_chunks() for name in ("bands", "shingles"))
    numbers, days, links = (found[name].to_numpy() for name in ("number", "day", "link"))
    sizes = found["size"].to_numpy()
    signed = Signed(
        days=days,
        links=links,
        bands=bands.flatten().to_numpy().reshape(len(numbers), -1) if len(numbers) else np.zeros((0, 1), np.int64),
        shingles=shingles.flatten().to_numpy(),
        offsets=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
    )
    return numbers, signed


def _pairs(connection: DuckDBPyConnection, days: NDArray[np.int32]) -> Iterator[Pair]:
    """Reports that are no copies and whose words are alike, in the order of the later one."""
    _weigh_words(connection, len(days))
    for start, block, stop in _blocks(days, _REPORTS, STORY_DAYS):
        known = {"start": start, "block": block, "stop": stop, "days": STORY_DAYS, "least": LEAST_ALIKE}
        found = connection.execute(_statement("alike"), known)
        while pairs := found.fetchmany(_ROWS):
            yield from pairs


def _weigh_words(connection: DuckDBPyConnection, articles: int) -> None:
    """Leaves the table `words`. What is sorted, aggregated or ranked is so a block at a time, not all in memory."""
    connection.execute("CREATE TEMP TABLE said (number BIGINT, word VARCHAR, times INTEGER)")
    connection.execute("CREATE TEMP TABLE words (number BIGINT, word VARCHAR, weight BIGINT)")
    blocks = range(0, articles, _BLOCK)
    with TemporaryDirectory() as folder:
        for name in ("openings", "names"):
            rows = _stream(connection, name)
            scatter(rows, _block_of, [Path(folder, f"{name}-{block}") for block in blocks], rows.schema)
        for block in blocks:
            for name in ("openings", "names"):
                connection.register(name, collect(Path(folder, f"{name}-{block}")))
            connection.execute(_statement("said"), {"common": _COMMON.split()})
    for name in ("openings", "names") if blocks else ():
        connection.unregister(name)
    connection.execute(_statement("known"))
    for block in blocks:
        connection.execute(_statement("words"), {"block": block, "stop": block + _BLOCK})
    connection.execute("DROP TABLE said; DROP TABLE known")


def _block_of(batch: pa.RecordBatch) -> NDArray[np.int64]:
    blocks: NDArray[np.int64] = batch["number"].to_numpy() // _BLOCK
    return blocks


def _stream(connection: DuckDBPyConnection, statement: str) -> pa.RecordBatchReader:
    """A connection has one of these at a time."""
    return connection.sql(_statement(statement)).to_arrow_reader(_ROWS)


def _ask(connection: DuckDBPyConnection, sql: str, **known: int) -> pa.Table:
    return connection.sql(sql, params=known).to_arrow_table()


def _tell(connection: DuckDBPyConnection, name: str, **columns: NDArray[np.int64]) -> None:
    """Gives the connection a table of numbers."""
    connection.register(f"{name}_given", pa.table(columns))
    connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM {name}_given")
    connection.unregister(f"{name}_given")


def _tellings(batches: Iterator[pa.RecordBatch]) -> Iterator[Telling]:
    rows = (row for batch in batches for row in batch.to_pylist())
    for _, parties in groupby(rows, itemgetter("place")):
        row, *more = parties
        sides = [(r["side"], _side(r)) for r in (row, *more) if r["side"]]
        yield Telling(
            **{name: row[name] for name in _AS_IT_IS},
            modes=frozenset(row["modes"]),
            actors=tuple(side for which, side in sides if which == "actor"),
            recipients=tuple(side for which, side in sides if which == "recipient"),
            spot=_spot(row),
        )


_AS_IT_IS = ("article", "first", "story", "published", "type", "status", "start", "end", "told")


def _side(party: dict[str, Any]) -> Side:
    name, country = party["name"], party["country"]
    words = name.split()
    known = party["entity"] or (len(words) > 1 and all(w[0].isupper() for w in words))
    named = known and name != country_name(country)
    return Side(country or name, party["sector"], name if named else "")


def _spot(row: dict[str, Any]) -> Spot | None:
    if row["place_name"] is None:
        return None
    exact = (row["geoprecision"] or _EXACT + 1) <= _EXACT
    return Spot(row["place_country"], row["place_admin1"], row["geonameid"], row["lat"], row["lon"], exact)


def _statement(name: str) -> str:
    return files("dateline.dataset").joinpath(f"statements/{name}.sql").read_text(encoding="utf-8")
