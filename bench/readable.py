"""A million events as readers meet them: the tables of `bench.dataset`, with sentences, names, places and voices.

A quarter of the events are told by several reports; every fifth report is a copy.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from bench.dataset import make as make_bare
from dateline.dataset import Dataset
from dateline.dataset.schema import schemas

_BATCH = 10_000  # articles
_WORDS = (
    "the army police rebels ministers workers miners farmers students envoys president parliament opposition court "
    "village town capital border bridge port airport market school hospital river valley province said told accused "
    "shelled attacked arrested expelled signed met visited promised warned blocked seized freed released marched "
    "after before during against with over under talks ceasefire election budget wages fuel grain aid convoy drone "
    "rockets protest strike curfew sanctions treaty loan visit Monday Tuesday Wednesday Thursday Friday Saturday week "
    "morning night hundreds dozens three four twenty people soldiers civilians officials leaders"
).split()
_GIVEN = [
    a + b for a in ("Ama", "Bo", "Chi", "Da", "Eri", "Fen", "Gu", "Ha") for b in ("ra", "lin", "tso", "mek", "no")
]
_PLACES = 3_000
_SEED = 20_261_129


def make(where: Path, articles: int) -> None:
    """A compacted, grouped dataset of so many articles with four events each."""
    make_bare(where, articles)
    random = np.random.default_rng(_SEED)
    connection = Dataset.open(where).connection()
    events = connection.sql("SELECT * FROM events").to_arrow_table()
    parties = connection.sql("SELECT * FROM parties").to_arrow_table()
    days = connection.sql("SELECT article_id FROM articles ORDER BY published, article_id").to_arrow_table()
    dataset = Dataset.open(where)
    dataset.replace({"events": _told(random, events)}, "bench")
    dataset.replace({"parties": _named(random, parties)}, "bench")
    del events, parties
    dataset.replace(_grouped(random, days["article_id"].to_numpy(zero_copy_only=False)), "bench")
    dataset.compact()


def _told(random: np.random.Generator, events: pa.Table) -> pa.Table:
    """With a sentence for evidence, a place for seven of ten, and a voice for six of ten."""
    count = events.num_rows
    words = random.choice(_WORDS, (count, 24))
    sentences = [" ".join(row).capitalize() + "." for row in words.tolist()]
    place = np.minimum(random.zipf(1.4, count) - 1, _PLACES - 1)
    spread = np.random.default_rng(_SEED + 1)
    lat, lon = spread.uniform(-40, 60, _PLACES).round(3), spread.uniform(-120, 150, _PLACES).round(3)
    countries = [f"C{n:02d}" for n in spread.zipf(1.3, _PLACES).clip(max=150)]
    precise = spread.choice([1, 2, 4, 6], _PLACES, p=[0.6, 0.1, 0.1, 0.2])
    has_place, has_voice = random.random(count) < 0.7, random.random(count) < 0.6
    columns = {
        "evidence": [_evidence(s) for s in sentences],
        "voices": [
            [_voice(int(random.integers(0, len(_GIVEN) ** 2)), c)] if v else []
            for v, c in zip(has_voice, events["actor_country"].to_pylist(), strict=True)
        ],
        "place_name": [f"Place {p}" if h else None for p, h in zip(place, has_place, strict=True)],
        "place_country": [countries[p] if h else None for p, h in zip(place, has_place, strict=True)],
        "geoprecision": [int(precise[p]) if h else None for p, h in zip(place, has_place, strict=True)],
        "lat": pa.array(lat[place], mask=~has_place),
        "lon": pa.array(lon[place], mask=~has_place),
        "actor_sector": random.choice(["GOV", "MIL", "REB", "CVL", "OPP"], count, p=[0.4, 0.2, 0.1, 0.2, 0.1]),
        "recipient_sector": random.choice(["GOV", "MIL", "REB", "CVL", "OPP"], count, p=[0.3, 0.1, 0.1, 0.4, 0.1]),
        "modes": random.choice(["visit", "meet", "arrest", "aerial", "sanction"], (count, 1)).tolist(),
        "contexts": random.choice(["diplomatic", "military", "economic", "election"], (count, 1)).tolist(),
        "coders": random.choice(["frame", "learned"], (count, 1)).tolist(),
        "actor_name": _names(random, count),
        "recipient_name": _names(random, count),
    }
    return _with(events, columns)


def _evidence(sentence: str) -> list[dict[str, Any]]:
    span = {"field": "text", "start": 0, "end": len(sentence)}
    read = {"span": span, "reason": "", "confidence": 0.9}
    trigger = {"text": sentence[20:30], "role": "trigger", "by": "frame:bench", **read}
    return [trigger, {"text": sentence, "role": "sentence", "by": "parse", **read}]


def _voice(number: int, country: str) -> dict[str, Any]:
    name = f"{_GIVEN[number % len(_GIVEN)]} {_GIVEN[number // len(_GIVEN)]}"
    return {"attribution": "a1", "text": name, "name": name, "country": country, "sectors": ["GOV"][: number % 3]}


def _named(random: np.random.Generator, parties: pa.Table) -> pa.Table:
    sectors = random.choice(["GOV", "MIL", "REB", "CVL", "OPP"], (parties.num_rows, 1), p=[0.35, 0.15, 0.1, 0.3, 0.1])
    offices = random.choice(["president", "minister", ""], parties.num_rows, p=[0.05, 0.05, 0.9])
    columns = {
        "name": _names(random, parties.num_rows),
        "sectors": sectors.tolist(),
        "office": [o or None for o in offices.tolist()],
    }
    return _with(parties, columns)


def _names(random: np.random.Generator, count: int) -> list[str]:
    numbers = np.minimum(random.zipf(1.2, count), 40_000)
    size = len(_GIVEN)
    return [
        f"{_GIVEN[n % size]} {_GIVEN[n // size % size]} {n // size**2}".removesuffix(" 0") for n in numbers.tolist()
    ]


def _grouped(random: np.random.Generator, articles: np.ndarray) -> dict[str, pa.Table]:
    """Articles in the order of their days: some belong to the story of one of the two hundred before them."""
    count = len(articles)
    first = np.arange(count)
    told = random.random(count) < 0.4
    first[told] = np.maximum(first[told] - random.integers(1, 200, int(told.sum())), 0)
    for n in np.flatnonzero(told):  # of a story, the first
        first[n] = first[first[n]]
    copy = told & (random.random(count) < 0.5)
    stories = {"article_id": articles, "copy_of": pa.array(articles[first], mask=~copy), "story": articles[first]}
    events = np.repeat(np.arange(count), 4)
    numbers = np.tile(np.arange(1, 5), count)
    joined = random.random(len(events)) < 0.6
    named = first[events]
    ids = [f"{articles[a]}-{n}" for a, n in zip(events, numbers, strict=True)]
    own = np.arange(len(ids))
    at = np.where(joined, named * 4 + numbers - 1, own)
    reports = np.bincount(at, minlength=len(ids))
    counts = pa.array(reports.astype(np.int32), mask=at != own)
    clusters = {
        "event_id": ids,
        "version": np.ones(len(ids), np.int32),
        "cluster": [ids[n] for n in at.tolist()],
        **dict.fromkeys(("outlets", "stories", "originals", "articles"), counts),
        "last_published": pa.nulls(len(ids)),
    }
    return {"stories": _table("stories", stories), "clusters": _table("clusters", clusters)}


def _with(table: pa.Table, columns: dict[str, Any]) -> pa.Table:
    for name, values in columns.items():
        field = table.schema.field(name)
        table = table.set_column(table.column_names.index(name), field, pa.array(values, field.type))
    return table


def _table(name: str, columns: dict[str, Any]) -> pa.Table:
    schema = schemas()[name]
    made = {n: v if isinstance(v, pa.Array) else pa.array(v) for n, v in columns.items()}
    return pa.table({n: v.cast(schema.field(n).type) for n, v in made.items()}, schema=schema)


if __name__ == "__main__":
    import sys

    make(Path(sys.argv[1]), int(sys.argv[2]))
