"""A connection with the contract's tables: a war told by three outlets, one of which copies another."""

import datetime as dt
from collections.abc import Callable
from importlib.resources import files

import pytest

duckdb = pytest.importorskip("duckdb", reason="needs the extra [data]")

from dateline.dataset.schema import schemas  # noqa: E402
from tests.tables_of import Row, event, rows_of, voice  # noqa: E402

Connect = Callable[[dict[str, list[Row]]], "duckdb.DuckDBPyConnection"]


def connect(tables: dict[str, list[Row]]) -> "duckdb.DuckDBPyConnection":
    connection = duckdb.connect(":memory:")
    for name in schemas():
        connection.from_arrow(rows_of(name, tables.get(name, []))).create(name)
    folder = files("dateline.dataset") / "views"
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name):
        view = file.name.removesuffix(".sql").partition("_")[2]
        connection.execute(f"CREATE VIEW {view} AS {file.read_text(encoding='utf-8')}")
    return connection


@pytest.fixture(name="connect")
def connect_() -> Connect:
    return connect


def article(name: str, day: str, outlet: str, words: int = 100, version: int = 1) -> Row:
    return {
        "article_id": name,
        "version": version,
        "outlet": outlet,
        "published": dt.date.fromisoformat(day),
        "words": words,
    }


@pytest.fixture
def war() -> "duckdb.DuckDBPyConnection":
    """Five articles of March 2024.

    a, b (Post; b a copy of a in the Echo): one shelling of Kenya by Uganda on the 4th, on the Ugandan army's word;
    c (Post): a clash of both, talks, and a threat that was not meant; d (Herald): coded twice, the second time as a
    protest, and an assault on a day that nobody tells; e (Echo): nothing.
    """
    army, group, ministry = (
        voice("the army", "UGA", "MIL"),
        voice("an aid group", None, "NGO"),
        voice("it", "SDN", "GOV"),
    )
    talks = {"type": "CONSULT", "quad_class": "verbal cooperation", "plover_score": 4.0, "goldstein": 1.0}
    threat = {"type": "THREATEN", "quad_class": "verbal conflict", "status": "negated"}
    protest = {"type": "PROTEST", "place_country": "SDN", "voices": [ministry]}
    made = [
        event("a-1", "2024-03-04", "UGA MIL", "KEN CVL", place_country="KEN", voices=[army]),
        event("b-1", "2024-03-04", "UGA MIL", "KEN CVL", place_country="KEN", voices=[army]),
        event("c-1", "2024-03-19", "UGA MIL + KEN MIL", "UGA MIL + KEN MIL", place_country="UGA"),
        event("c-2", "2024-03-19", "KEN GOV", "UGA GOV", voices=[group], **talks),
        event("c-3", "2024-03-19", "UGA GOV", "KEN GOV", **threat),
        event("d-1", "2024-03-21", "SDN OPP", "SDN GOV", version=1, **protest),
        event("d-1", "2024-03-21", "SDN OPP", "SDN GOV", version=2, **protest),
        event("d-2", None, "UGA MIL", "KEN", version=2),
    ]
    return connect(
        {
            "articles": [
                article("a", "2024-03-05", "Post"),
                article("b", "2024-03-05", "Echo"),
                article("c", "2024-03-20", "Post", 300),
                article("d", "2024-03-21", "Herald", version=1),
                article("d", "2024-03-21", "Herald", version=2),
                article("e", "2024-03-21", "Echo"),
            ],
            "events": [row for row, _ in made],
            "parties": [p for _, parties in made for p in parties],
            "clusters": [
                {"event_id": "b-1", "version": 1, "cluster": "a-1"},
                {"event_id": "a-1", "version": 1, "cluster": "a-1"},
            ],
            "stories": [
                {"article_id": "a", "copy_of": None, "story": "a"},
                {"article_id": "b", "copy_of": "a", "story": "a"},
            ],
        }
    )
