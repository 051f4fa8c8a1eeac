"""Groups the articles and events of a dataset: copies, stories, and the same event in others (decision 0027)."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection
from msgspec import Struct
from numpy.typing import NDArray

from dateline.dataset.exporting.countries import country_name
from dateline.dataset.querying import telling
from dateline.dataset.schema import schemas
from dateline.dataset.tables import Dataset
from dateline.sifting.copying import WINDOW, Signed, find_copies, join
from dateline.sifting.linking import Side, Spot, Telling, link_events
from dateline.sifting.telling import LEAST_ALIKE, STORY_DAYS, Pair, find_stories

_BLOCK = 20_000  # articles compared at once with those of the days before them …
_REPORTS = 5_000  # … and of these, when words are compared, so many
_MOST = 200_000  # of the articles before a block, however busy the week
_EVENTS = 10_000  # events read at once
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

    Memory grows with the number of articles by some bytes each, and with a week of them by some kilobytes each.
    """
    connection = dataset.connection()
    stories = group_articles(connection)
    clusters = group_events(connection, stories)
    dataset.replace({"stories": stories, "clusters": clusters}, what="group")
    return Grouped(
        articles=stories.num_rows,
        copies=stories.num_rows - stories["copy_of"].null_count,
        stories=len(stories["story"].unique()),
        events=clusters.num_rows,
        clusters=len(clusters["cluster"].unique()),
    )


def group_articles(connection: DuckDBPyConnection) -> pa.Table:
    """The rows of `stories`. Leaves the tables `numbered` and `placed` to the connection."""
    connection.execute(_statement("numbered"))
    numbered = _ask(connection, "SELECT article_id, day FROM numbered ORDER BY number")
    days = numbered["day"].to_numpy()
    first = _find_first(connection, days)
    _tell(connection, "firsts", number=np.arange(len(days)), first=first)
    story = np.array(find_stories(first.tolist(), _pairs(connection, days)), dtype=np.int64)
    _tell(connection, "placed", number=np.arange(len(days)), first=first, story=story)
    ids = numbered["article_id"]
    rows = {
        "article_id": ids,
        "copy_of": ids.take(pa.array(first, mask=first == np.arange(len(days)))),
        "story": ids.take(pa.array(story)),
    }
    return pa.table(rows).cast(schemas()["stories"])


def group_events(connection: DuckDBPyConnection, stories: pa.Table) -> pa.Table:
    """The rows of `clusters`, of newest codings; `stories` are those that `group_articles` found."""
    reader: Any = connection.sql(_statement("tellings")).to_arrow_reader(_EVENTS)
    versions: list[int] = []
    links = list(link_events(_tellings(reader, versions)))
    rows = {"event_id": [e for e, _ in links], "version": versions, "cluster": [c for _, c in links]}
    kinds = {name: schemas()["clusters"].field(name).type for name in rows}
    linked = pa.table({**{n: pa.array(v, kinds[n]) for n, v in rows.items()}, "number": np.arange(len(links))})
    connection.register("linked", linked)
    connection.register("placed_articles", stories)
    return _ask(connection, _statement("counted")).cast(schemas()["clusters"])


def _find_first(connection: DuckDBPyConnection, days: NDArray[np.int32]) -> NDArray[np.int64]:
    """Of each article, by number, the first that it is a near-duplicate of; itself where there is none."""
    pairs = [np.zeros((0, 2), np.int64)]
    for start, block, stop in _blocks(days, _BLOCK, WINDOW):
        numbers, signed = _read(connection, start, stop)
        pairs.append(numbers[find_copies(signed, int(np.searchsorted(numbers, block)))])
    return join(len(days), np.concatenate(pairs))


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
    connection.execute(_statement("words"), {"common": _COMMON.split()})
    for start, block, stop in _blocks(days, _REPORTS, STORY_DAYS):
        known = {"start": start, "block": block, "stop": stop, "days": STORY_DAYS, "least": LEAST_ALIKE}
        yield from connection.execute(_statement("alike"), known).fetchall()


def _ask(connection: DuckDBPyConnection, sql: str, **known: int) -> pa.Table:
    return connection.sql(sql, params=known).to_arrow_table()


def _tell(connection: DuckDBPyConnection, name: str, **columns: NDArray[np.int64]) -> None:
    """Gives the connection a table of numbers."""
    connection.register(f"{name}_given", pa.table(columns))
    connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM {name}_given")
    connection.unregister(f"{name}_given")


def _tellings(batches: Iterator[pa.RecordBatch], versions: list[int]) -> Iterator[Telling]:
    for batch in batches:
        for row in batch.to_pylist():
            versions.append(row["version"])
            yield Telling(
                **{name: row[name] for name in _AS_IT_IS},
                modes=frozenset(row["modes"]),
                actors=tuple(_side(p) for p in row["actors"] or ()),
                recipients=tuple(_side(p) for p in row["recipients"] or ()),
                spot=_spot(row),
            )


_AS_IT_IS = ("event_id", "article", "first", "story", "published", "type", "status", "start", "end", "told")


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
