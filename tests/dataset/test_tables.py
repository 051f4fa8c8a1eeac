import shutil
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pytest
from msgspec.structs import replace

from dateline.dataset import Dataset, Entry, InputKeys, compacting, to_tables
from dateline.dataset.schema import schemas
from dateline.dataset.storing import Store
from dateline.errors import StoreError
from dateline.reading import make_article
from dateline.records import Failed
from tests.dataset.making import NEW, OLD, article, coded, contents, entries, event


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("tables") / "d"
    Dataset.create(where).append(entries(0, 10))
    return where


@pytest.fixture
def dataset(made_once: Path, tmp_path: Path) -> Dataset:
    shutil.copytree(made_once, tmp_path / "d")
    return Dataset.open(tmp_path / "d")


def count(dataset: Dataset, table: str) -> int:
    return int(dataset.query(f"SELECT count(*) AS n FROM {table}")["n"][0].as_py())


def test_every_table_has_the_columns_of_the_contract(dataset: Dataset) -> None:
    for name, schema in schemas().items():
        found = dataset.query(f"SELECT * FROM {name}")
        assert found.cast(schema).schema.names == schema.names == found.schema.names


def test_an_outcome_of_each_kind_has_its_row(dataset: Dataset) -> None:
    report = article(99)
    dataset.append([Entry("00000000000000ff", Failed(report.input_id, "who", "ValueError: \ud800", OLD), "ab" * 8)])
    rows = {r["outcome"]: r for r in dataset.query("FROM outcomes ORDER BY input_id").to_pylist()}
    assert rows["dropped"]["reason"] == "too-short"
    assert rows["dropped"]["article_id"] == article(6).article_id
    assert rows["coded"]["events"] == 2
    assert (rows["failed"]["stage"], rows["failed"]["error"]) == ("who", "ValueError: ?")


def test_a_day_that_was_not_believed_is_kept_with_its_reason(dataset: Dataset) -> None:
    report = make_article("Envoys met at a lake hotel.", published="1066-10-14")
    dataset.append([Entry("00000000000000fe", coded(report))])
    found = dataset.query("SELECT published, day_refused FROM articles WHERE day_refused IS NOT NULL").to_pylist()
    assert found == [{"published": None, "day_refused": "'1066-10-14' (caller) is before 1900"}]


def test_what_is_there_is_not_written_twice(dataset: Dataset) -> None:
    before, at = contents(dataset), dataset.version
    assert dataset.append(entries(0, 10)) == at
    assert contents(dataset) == before


def test_one_report_under_two_names_has_its_rows_once_and_is_marked(dataset: Dataset) -> None:
    again = replace(article(1), input_id="copy.txt")
    within = [
        Entry(f"{n:016x}", coded(replace(a, input_id=f"{n}"), event(a, 1))) for n, a in enumerate([article(50)] * 2)
    ]
    dataset.append([Entry("00000000000000aa", coded(again, event(again, 1))), *within])
    marked = dataset.query("SELECT input_id FROM outcomes WHERE repeated ORDER BY ALL")["input_id"].to_pylist()
    assert marked == ["1", "copy.txt"]
    for table in ("articles", "texts", "signatures"):
        assert count(dataset, table) == count(dataset, f"(SELECT DISTINCT article_id FROM {table})")


def test_the_order_of_batches_and_their_size_do_not_show(tmp_path: Path, dataset: Dataset) -> None:
    other = Dataset.create(tmp_path / "other")
    number = other.version_number(OLD)
    for begin in (5, 0, 7):
        other.append(to_tables(entries(begin, 5 if begin < 7 else 3), number))
    assert contents(other) == contents(dataset)


def test_a_new_version_adds_and_is_current(dataset: Dataset) -> None:
    assert (dataset.version_number(OLD), dataset.version_number(NEW)) == (1, 2)
    report = article(0)
    dataset.append([Entry(InputKeys()(report), coded(report, event(report, 1, type="AID"), version=NEW))])
    assert count(dataset, "events") == 18 + 1
    assert count(dataset, "events e WHERE e.version = 2") == 1
    types = dataset.query(f"SELECT type FROM flat WHERE article_id = '{report.article_id}'")["type"].to_pylist()
    assert types == ["AID"]
    assert count(dataset, "texts") == 9
    assert len(dataset.done(2)) == 1
    assert InputKeys()(report) in dataset.done(2)
    assert len(dataset.done(1)) == 10


def test_current_is_the_greatest_version_whichever_articles_it_coded(dataset: Dataset) -> None:
    def versions() -> list[list[int]]:
        views = ("current", "current_events", "flat", "dyads")
        return [sorted(dataset.query(f"SELECT version FROM {v}")["version"].to_pylist()) for v in views]

    assert versions() == [[1] * 9, *[[1] * 18] * 3]
    dataset.append(entries(0, 5, NEW))
    assert versions() == [[1] * 4 + [2] * 5, *[[1] * 8 + [2] * 10] * 3]
    dataset.append(entries(5, 5, NEW))
    assert versions() == [[2] * 9, *[[2] * 18] * 3]


def test_a_dyad_is_each_country_of_one_side_with_each_of_the_other(tmp_path: Path) -> None:
    made, report = Dataset.create(tmp_path / "d"), article(0)
    parties = {c: replace(event(report, 1).actors[0], country=c or None) for c in ("KEN", "PER", "FRA", "")}
    two = replace(
        event(report, 1), actors=(parties["KEN"], parties["PER"], parties["KEN"]), recipients=(parties["FRA"],)
    )
    unknown = replace(event(report, 2), recipients=(parties[""],))
    alone = replace(event(report, 3), recipients=())
    made.append([Entry("00000000000000aa", coded(report, two, unknown, alone))])
    pairs = "SELECT actor_country, recipient_country, event_id FROM dyads ORDER BY ALL"
    assert [(a, r, i[-1]) for a, r, i in made.connection().execute(pairs).fetchall()] == [
        ("KEN", "FRA", "1"),
        ("KEN", None, "2"),
        ("PER", "FRA", "1"),
    ]
    daily = made.query("SELECT day::VARCHAR AS day, actor_country, events FROM daily ORDER BY ALL").to_pylist()
    assert [tuple(r.values()) for r in daily] == [
        ("2024-03-04", "KEN", 1),
        ("2024-03-04", "KEN", 1),
        ("2024-03-04", "PER", 1),
    ]
    assert {r["month"].isoformat() for r in made.query("FROM monthly").to_pylist()} == {"2024-03-01"}


def test_a_version_that_nobody_asked_for_is_refused(dataset: Dataset) -> None:
    with pytest.raises(StoreError, match="no version 9"):
        dataset.append(to_tables(entries(20, 1), 9))


def test_a_reader_keeps_its_commit_and_older_ones_can_be_opened(dataset: Dataset) -> None:
    reader = Dataset.open(dataset.where)
    connection = reader.connection()
    first = dataset.version
    dataset.append(entries(10, 5))
    dataset.compact()
    assert count(reader, "outcomes") == 10
    assert connection.execute("SELECT count(*) FROM outcomes").fetchall() == [(10,)]
    assert count(Dataset.open(dataset.where), "outcomes") == 15
    old = Dataset.open(dataset.where, as_of=first)
    assert count(old, "outcomes") == 10
    with pytest.raises(StoreError, match="read-only"):
        old.append(entries(20, 1))


def test_a_day_or_time_finds_the_commit_made_by_then(dataset: Dataset) -> None:
    today = datetime.now(UTC).date()
    assert Dataset.open(dataset.where, as_of=today.isoformat()).version == dataset.version
    for commit in dataset.commits():
        assert Dataset.open(dataset.where, as_of=commit.at).version == commit.number
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    assert Dataset.open(dataset.where, as_of=later).version == dataset.version
    for wrong, why in (("2001-01-01", "did not exist"), ("soon", "neither"), (77, "no commit 77")):
        with pytest.raises(StoreError, match=why):
            Dataset.open(dataset.where, as_of=wrong)


def test_the_line_of_commits_tells_what_was_done(dataset: Dataset) -> None:
    story = [{"article_id": article(0).article_id, "copy_of": None, "story": article(0).article_id}]
    dataset.replace({"stories": pa.Table.from_pylist(story, schemas()["stories"])}, "group")
    dataset.append(entries(10, 3))
    dataset.compact()
    assert [c.what for c in dataset.commits()] == ["create", "append", "group", "append", "compact"]
    assert [c.number for c in dataset.commits()] == [0, 1, 2, 3, 4]
    assert count(dataset, "stories") == 1


def test_judgements_are_added_and_must_fit(dataset: Dataset) -> None:
    row = {
        **dict.fromkeys(schemas()["judgements"].names, "x"),
        "version": 1,
        "weight": 1.0,
        "correction": None,
    }
    dataset.judge(pa.Table.from_pylist([row], schemas()["judgements"]))
    dataset.judge(pa.Table.from_pylist([row]))
    assert count(dataset, "judgements") == 2
    with pytest.raises(StoreError, match="no rows of judgements"):
        dataset.judge(pa.table({"sample": ["x"]}))


def test_compaction_keeps_the_rows_and_sorts_events_by_day(dataset: Dataset) -> None:
    report = article(90)
    day = event(report, 1).day
    early = event(report, 1, day=replace(day, start="1999-01-01", end="1999-01-02"))
    dataset.append([Entry("00000000000000ab", coded(report, early))])
    before = contents(dataset)
    dataset.compact()
    assert contents(dataset) == before
    days = dataset.query("SELECT day_start FROM events")["day_start"].to_pylist()
    assert days == sorted(days)
    at = dataset.version
    assert dataset.compact() == at


def test_compaction_leaves_alone_what_is_few_files_or_large_ones(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = iter(range(20, 99, 2))

    def grow(commits: int) -> int:
        for number in islice(numbers, commits):
            dataset.append(entries(number, 2))
        return dataset.version

    def files() -> int:
        return len(Store(dataset.where).files("texts", Store(dataset.where).head.tables["texts"]))

    assert grow(6) == dataset.compact(where_it_pays=True) == 7
    assert grow(1) == files() == 8
    rows = contents(dataset)
    assert dataset.compact(where_it_pays=True) == 9
    assert files() == 1
    assert contents(dataset) == rows
    assert grow(7) == 16
    monkeypatch.setattr(compacting, "_SMALL", 1)
    assert dataset.compact(where_it_pays=True) == 16


def test_a_second_dataset_in_one_place_and_none_are_told(tmp_path: Path, dataset: Dataset) -> None:
    with pytest.raises(StoreError, match="already"):
        Dataset.create(dataset.where)
    with pytest.raises(StoreError, match="no dataset there"):
        Dataset.open(tmp_path / "nothing")
    assert not Dataset.exists(tmp_path / "nothing")
    assert Dataset.exists(dataset.where)
    assert not (tmp_path / "nothing").exists()


def test_a_writer_waits_for_another_and_says_so_in_the_end(dataset: Dataset) -> None:
    other = Store(dataset.where, patience=0.1)
    with Store(dataset.where).writing("append"), pytest.raises(StoreError, match="another process"), other.writing("x"):
        pass


def test_an_append_that_fails_is_as_if_it_had_not_been(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, reference = Dataset.create(tmp_path / "d"), Dataset.create(tmp_path / "reference")
    with monkeypatch.context() as patch:
        patch.setattr("dateline.dataset.storing._write_commit", _full)
        with pytest.raises(StoreError, match="disk full"):
            made.append(entries(0, 3))
    for dataset in (made, reference):
        dataset.append(entries(0, 3))
        dataset.append(entries(3, 3))
    assert contents(made) == contents(reference)
    assert count(made, "versions") == 1


def _full(*_: object) -> None:
    raise StoreError("disk full")


def test_two_writers_take_turns(dataset: Dataset) -> None:
    other = Dataset.open(dataset.where)
    other.append(entries(10, 5))
    dataset.append(entries(8, 10))
    other.append(entries(0, 20))
    assert count(other, "outcomes") == 20
    assert count(other, "articles") == 18


def test_a_dataset_under_an_address_reads_and_writes_alike(tmp_path: Path, dataset: Dataset) -> None:
    other = Dataset.create(f"file://{tmp_path}/remote")
    other.append(entries(0, 6))
    other.append(entries(6, 4))
    assert contents(other) == contents(dataset)
    other.compact()
    assert contents(Dataset.open(other.where)) == contents(dataset)
    assert count(other, "flat") == count(dataset, "flat")
