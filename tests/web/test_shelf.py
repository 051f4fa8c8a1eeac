from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest

from dateline.analysis import Selection, build_network, check_bias, count_coverage, count_holders, count_series
from dateline.dataset import Dataset
from dateline.dataset.rows import Entry
from dateline.errors import StoreError
from dateline.web.asking import Query
from dateline.web.settings import Settings
from dateline.web.shelf import TABLES, Shelf, Snapshot, TooSlowError
from tests.web.conftest import browser, coded, sentence

COUNT = Query("SELECT count(*) AS n FROM reading")


@pytest.fixture
def copy(where: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(where, tmp_path / "dataset"))


def test_many_read_while_one_appends_and_all_see_the_new_soon(copy: Path) -> None:
    client = browser(Settings(str(copy)))
    faults: list[str] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.wait(0.5):  # seconds in which a reader reads
            for path in ("/events", "/v1/events?limit=5", "/events.csv"):
                answer = client.get(path)
                if answer.status_code != 200:
                    faults.append(f"{path}: {answer.status_code}")

    readers = [threading.Thread(target=read) for _ in range(50)]
    for reader in readers:
        reader.start()
    dataset = Dataset.open(copy)
    for number in range(100, 104):
        made = coded(number, sentence(number), f"New {number}")
        dataset.append([Entry(f"{number:016x}", made, made.article.article_id)])
    wanted, until = dataset.version, time.monotonic() + 30
    while client.get("/v1/about").json()["commit"] != wanted and time.monotonic() < until:
        time.sleep(0.2)
    stop.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert client.get("/v1/about").json() == {**client.get("/v1/about").json(), "commit": wanted, "events": 66}
    assert client.get("/v1/about?as_of=1").json()["events"] == 62


def test_a_question_that_takes_too_long_is_stopped(where: Path) -> None:
    snapshot = Snapshot(Dataset.open(where), 0.2)
    with pytest.raises(TooSlowError, match="longer than"):
        snapshot.rows(
            Query("SELECT count(*) AS n FROM range(100_000_000) a, range(1_000) b WHERE hash(a) % 7 = hash(b) % 5")
        )
    assert snapshot.one(COUNT) == {"n": 62}


def test_a_commit_that_is_not_there_is_refused(where: Path) -> None:
    shelf = Shelf(str(where), 10)
    with pytest.raises(StoreError):
        shelf.at(4_000)


def test_answers_are_made_once(where: Path) -> None:
    snapshot = Snapshot(Dataset.open(where), 10)
    made: list[int] = []
    for _ in range(3):
        snapshot.remember("key", lambda: made.append(1))
    assert made == [1]


def test_analysis_of_a_snapshot_is_that_of_the_dataset(where: Path) -> None:
    dataset = Dataset.open(where)
    plain, snapshot = dataset.connection(), Snapshot(Dataset.open(where), 10)
    for chosen in (Selection(), Selection(actor="KEN GOV", recipient="UGA", unit="stories", outlets=("Kijani",))):
        for ask in (count_series, check_bias, count_holders, build_network, count_coverage):
            told = snapshot.work(lambda c, ask=ask, chosen=chosen: ask(c, chosen))
            assert told == ask(plain, chosen)


def test_the_tables_in_memory_are_what_their_sql_says(where: Path) -> None:
    dataset, snapshot = Dataset.open(where), Snapshot(Dataset.open(where), 10)
    for name, sql in TABLES.items():
        told = dataset.connection().sql(f"SELECT count(*), sum(hash(t)) FROM ({sql}) t").fetchall()
        assert (
            snapshot.work(lambda c, name=name: c.sql(f"SELECT count(*), sum(hash(t)) FROM {name} t").fetchall()) == told
        )
        assert told[0][0] > 0
