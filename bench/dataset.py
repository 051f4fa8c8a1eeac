"""The tables at a million events: a seeded dataset of that size is made, compacted, and asked what users ask."""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pyarrow as pa

from bench.loaded import Loaded
from dateline.dataset import Dataset
from dateline.dataset.schema import schemas
from dateline.ontology import load_ontology
from dateline.records import Version

_ARTICLES = 250_000
_EVENTS = 4  # an article
_BATCH = 10_000  # articles a commit
_FIRST = date(2014, 1, 1)
_DAYS = 4_000
_TIMES = 7

# As users ask: a dyad over the years, a month of the world, a country's events on a page, who is most often struck.
QUESTIONS = {
    "count": "SELECT type, count(*) FROM flat GROUP BY ALL",
    "flat_page": "SELECT * FROM flat WHERE actor_country = 'C01' AND day_start >= DATE '2020-03-01' "
    "AND day_start < DATE '2020-06-01' ORDER BY day_start, event_id LIMIT 50",
    "flat_outlet": "SELECT * FROM flat WHERE outlet = 'Outlet 7' AND type = 'ASSAULT' "
    "AND day_start >= DATE '2022-01-01' ORDER BY day_start, event_id LIMIT 50",
    "article": "SELECT * FROM flat WHERE article_id = '{article}'",
    "text": "SELECT * FROM texts WHERE article_id = '{article}'",
    "dyad": "SELECT * FROM dyads WHERE actor_country = 'C01' AND recipient_country = 'C02' "
    "AND day_start BETWEEN DATE '2020-01-01' AND DATE '2020-12-31' ORDER BY day_start, event_id LIMIT 50",
    "daily": "SELECT * FROM daily WHERE actor_country = 'C01' AND recipient_country = 'C02' ORDER BY day, type",
    "monthly": "SELECT * FROM monthly WHERE actor_country = 'C01' AND recipient_country = 'C02' ORDER BY month, type",
    "monthly_year": "SELECT month, quad_class, sum(events) FROM monthly WHERE month BETWEEN DATE '2020-01-01' "
    "AND DATE '2020-12-31' GROUP BY ALL",
    "partners": "SELECT recipient_country, sum(events) AS n FROM monthly WHERE actor_country = 'C01' GROUP BY ALL "
    "ORDER BY n DESC LIMIT 20",
}


def measure(loaded: Loaded) -> dict[str, Any]:
    """Seconds of making and compacting; the median milliseconds of each question, before and after compaction."""
    del loaded
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder) / "dataset", _ARTICLES)


def _measure(where: Path, articles: int) -> dict[str, Any]:
    made = _seconds(lambda: make(where, articles))
    found: dict[str, Any] = {"events": articles * _EVENTS, "append_seconds": made}
    found["before"] = ask(where)
    found["compact_seconds"] = _seconds(Dataset.open(where).compact)
    found["after"] = ask(where)
    found["peak_megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return found


def ask(where: Path) -> dict[str, float]:
    """Milliseconds: to open the dataset and its views, and of each question, the median of several."""
    opening = statistics.median(_seconds(lambda: Dataset.open(where).connection()) for _ in range(3))
    connection = Dataset.open(where).connection()
    article = connection.execute("SELECT min(article_id) FROM articles").fetchall()[0][0]
    found = {"open": round(opening * 1000)}
    for name, sql in QUESTIONS.items():
        asked = sql.format(article=article)
        taken = [_seconds(lambda asked=asked: connection.sql(asked).to_arrow_table()) for _ in range(_TIMES)]
        found[name] = round(statistics.median(taken) * 1000)
    return found


def make(where: Path, articles: int) -> None:
    """A dataset of so many articles, four events each, of 150 countries as unevenly as the world's news."""
    dataset = Dataset.create(where)
    number = dataset.version_number(Version("1", "1", "1", "1", "1"))
    random = np.random.default_rng(20_261_129)
    for begin in range(0, articles, _BATCH):
        dataset.append(_batch(random, begin, min(_BATCH, articles - begin), number))


def _batch(random: np.random.Generator, begin: int, articles: int, version: int) -> dict[str, pa.Table]:
    ids = np.array([f"{(n * 0x9E3779B97F4A7C15) % 2**64:016x}" for n in range(begin + 1, begin + 1 + articles)])
    days = random.integers(0, _DAYS, articles)
    published = np.datetime64(_FIRST) + days
    events = np.repeat(np.arange(articles), _EVENTS)
    event_ids = np.array([f"{ids[a]}-{n % _EVENTS + 1}" for n, a in enumerate(events)])
    sides = {side: _countries(random, len(events)) for side in ("actor", "recipient")}
    made = {
        "articles": _filled(
            "articles",
            articles,
            article_id=ids,
            outlet=np.char.add("Outlet ", random.zipf(1.6, articles).clip(max=400).astype(str)),
            published=published,
            words=random.integers(80, 900, articles),
        ),
        "texts": _filled("texts", articles, article_id=ids, text=[_text(random) for _ in range(articles)]),
        "outcomes": _filled(
            "outcomes", articles, input_key=ids, input_id=ids, article_id=ids, outcome=["coded"] * articles
        ),
        "events": _events(random, event_ids, ids[events], published[events], sides),
        "parties": _parties(event_ids, ids[events], sides),
        **{name: schemas()[name].empty_table() for name in ("attributions", "times", "places")},
    }
    for name, table in made.items():
        if "version" in table.column_names:
            at = table.column_names.index("version")
            field = schemas()[name].field("version")
            made[name] = table.set_column(at, field, pa.array([version] * table.num_rows, pa.int32()))
    return made


def _events(random: Any, event_ids: Any, article_ids: Any, published: Any, sides: dict[str, Any]) -> pa.Table:
    count, types = len(event_ids), list(load_ontology().types.values())
    chosen = random.integers(0, len(types), count)
    days = published - random.geometric(0.4, count)
    span = {"field": "text", "start": 10, "end": 20}
    read = {"span": span, "by": "frame:bench", "reason": "", "confidence": 0.9}
    words = ["soldiers shelled the town", "ministers met for talks", "workers walked out over pay"]
    return _filled(
        "events",
        count,
        event_id=event_ids,
        article_id=article_ids,
        type=[types[n].name for n in chosen],
        quad_class=[types[n].quad_class for n in chosen],
        plover_score=random.normal(0, 4, count).round(1),
        goldstein=random.normal(0, 4, count).round(1),
        status=random.choice(
            ["actual", "future", "historical", "hypothetical", "negated"], count, p=[0.7, 0.12, 0.1, 0.05, 0.03]
        ),
        day_start=days,
        day_end=days,
        actor_country=sides["actor"],
        actor_countries=sides["actor"].reshape(-1, 1).tolist(),
        recipient_country=sides["recipient"],
        recipient_countries=sides["recipient"].reshape(-1, 1).tolist(),
        place_country=sides["recipient"],
        trigger_span=[span] * count,
        trigger_text=random.choice(words, count),
        evidence=[
            [{"text": w, **read, "role": r} for r in ("trigger", "actor", "recipient")]
            for w in random.choice(words, count)
        ],
        confidence=random.random(count).round(3),
    )


def _parties(event_ids: Any, article_ids: Any, sides: dict[str, Any]) -> pa.Table:
    count = len(event_ids)
    return _filled(
        "parties",
        2 * count,
        event_id=np.concatenate([event_ids, event_ids]),
        article_id=np.concatenate([article_ids, article_ids]),
        side=["actor"] * count + ["recipient"] * count,
        position=[1] * (2 * count),
        country=np.concatenate([sides["actor"], sides["recipient"]]),
        span=[{"field": "text", "start": 0, "end": 5}] * (2 * count),
    )


def _countries(random: np.random.Generator, count: int) -> Any:
    return np.char.add("C", np.char.zfill(random.zipf(1.3, count).clip(max=150).astype(str), 2))


def _text(random: np.random.Generator) -> str:
    return random.bytes(600).hex()


def _filled(table: str, rows: int, **known: Any) -> pa.Table:
    """A table of the contract: what is not given is null, or empty where it may not be."""
    schema = schemas()[table]
    return pa.table([_column(field, rows, known) for field in schema], schema=schema)


def _column(field: pa.Field, rows: int, known: dict[str, Any]) -> pa.Array:
    if field.name in known:
        return pa.array(known[field.name], field.type)
    if field.nullable:
        return pa.nulls(rows, field.type)
    empty: Any = [] if pa.types.is_list(field.type) else "" if pa.types.is_string(field.type) else 0
    return pa.array([bool(empty) if pa.types.is_boolean(field.type) else empty] * rows, field.type)


def _seconds(act: Callable[[], Any]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began


if __name__ == "__main__":
    import json

    sys.stdout.write(json.dumps(_measure(Path(sys.argv[1]), int(sys.argv[2])), indent=1) + "\n")
