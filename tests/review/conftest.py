"""A dataset of twelve short reports, each with the same three sentences: two coded events, and one told without a
code.
"""

import datetime as dt
from pathlib import Path

import pytest

pytest.importorskip("deltalake", reason="needs the extra [data]")

from dateline.dataset import Dataset
from dateline.dataset.schema import CODING_TABLES, TEXT_TABLES
from dateline.records import Version
from tests.tables_of import event, rows_of

TEXT = (
    "Kenya expelled two Ugandan envoys on Monday. Uganda's army shelled a Kenyan village. Sudan praised Chad [again]."
)
REPORTS = 12


def span(words: str) -> dict[str, object]:
    return {"field": "text", "start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


@pytest.fixture(scope="session")
def drawn_from(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("reviewed") / "events")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "events")


def make(where: Path) -> Path:
    dataset = Dataset.create(where)
    dataset.version_number(Version("0.1.0", "m", "l", "o", "f"))
    names = [f"{n:016x}" for n in range(REPORTS)]
    made = [coded for n, name in enumerate(names) for coded in events(name, n)]
    coded = {"version": 1, "outcome": "coded"}
    read = {"version": 1, "outlet": "Post", "published": dt.date(2024, 3, 5), "body": 0}
    tables = {
        "outcomes": [{**coded, "input_key": i, "input_id": i, "article_id": i} for i in names],
        "articles": [{**read, "article_id": i} for i in names],
        "texts": [{"article_id": i, "title": "", "text": TEXT} for i in names],
        "events": [row for row, _ in made],
        "parties": [p for _, parties in made for p in parties],
    }  # fmt: skip
    written = ("outcomes", *TEXT_TABLES, *CODING_TABLES)
    dataset.append({name: rows_of(name, tables.get(name, [])) for name in written})
    return where


def events(name: str, number: int):
    learned = {"coders": ["learned"] if number % 2 else ["frame", "learned"], "confidence": 0.5 + number / 30}
    spans = {"day_text": "Monday", "day_span": span("Monday")}
    expelled = event(
        f"{name}-1", "2024-03-04", "KEN GOV", "UGA GOV", type="SANCTION", modes=["expel"], trigger_text="expelled",
        trigger_span=span("expelled"), **learned, **spans,
    )  # fmt: skip
    shelled = event(
        f"{name}-2", "2024-03-04", "UGA MIL", "KEN CVL", trigger_text="shelled", trigger_span=span("shelled"),
        place_name="Kenya", contexts=["military"], modes=["heavy-weapons"],
    )  # fmt: skip
    words = {f"{name}-1": ("Kenya", "two Ugandan envoys"), f"{name}-2": ("Uganda's army", "a Kenyan village")}
    for row, parties in (expelled, shelled):
        for party, text in zip(parties, words[row["event_id"]], strict=True):
            party |= {"text": text, "span": span(text)}
        yield row, parties
