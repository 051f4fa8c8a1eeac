import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from msgspec.structs import replace

from dateline.dataset import Dataset, Entry, InputKeys
from dateline.dataset.schema import schemas
from dateline.errors import StoreError
from dateline.reading import make_article
from dateline.records import Dropped
from tests.dataset.making import NEW, OLD, coded, entries, event

SECRET = make_article(
    "Envoys of KEN, says Zebrafinch, met.", title="Zebrafinch", outlet="Zebrafinch Post", input_id="z.txt"
)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("forgetting") / "d"
    made = Dataset.create(where)
    made.append([*entries(0, 3), Entry(InputKeys()(SECRET), coded(SECRET, event(SECRET, 1)))])
    made.append([Entry(InputKeys()(SECRET), coded(SECRET, event(SECRET, 1), version=NEW), SECRET.article_id)])
    made.append([Entry("00000000000000dd", Dropped("z.html", "too-short", "Zebrafinch", OLD))])
    i = SECRET.article_id
    rows = {
        "stories": [{"article_id": i, "copy_of": None, "story": i}],
        "clusters": [{"event_id": f"{i}-1", "version": 2, "cluster": f"{i}-1"}],
    }
    made.replace({name: pa.Table.from_pylist(made_rows, schemas()[name]) for name, made_rows in rows.items()}, "group")
    judged = {**dict.fromkeys(schemas()["judgements"].names, "x"), "version": 1, "weight": 1.0, "note": "Zebrafinch"}
    items = [
        {**judged, "item": f"{i}-1"},
        {**judged, "item": f"{i}:0"},
        {**judged, "item": "0" * 16 + "-1", "note": ""},
    ]
    made.judge(pa.Table.from_pylist(items, schemas()["judgements"]))
    made.compact()
    return where


@pytest.fixture
def dataset(made_once: Path, tmp_path: Path) -> Dataset:
    shutil.copytree(made_once, tmp_path / "d")
    return Dataset.open(tmp_path / "d")


def everything(where: str) -> bytes:
    """All bytes of a dataset's files, Parquet files as their values."""
    out = b""
    for path in sorted(p for p in Path(where).rglob("*") if p.is_file()):
        out += json.dumps(pq.read_table(path).to_pylist(), default=str).encode() if path.suffix == ".parquet" else b""
        out += path.read_bytes()
    return out


def test_no_byte_of_a_forgotten_article_stays(dataset: Dataset) -> None:
    assert b"Zebrafinch" in everything(dataset.where)
    done = dataset.forget([SECRET.article_id, "z.html"])
    assert (done.articles, done.inputs, done.unknown) == ((SECRET.article_id,), 2, ())
    assert b"Zebrafinch" not in everything(dataset.where)
    assert b"z.txt" not in everything(dataset.where)
    left = dataset.query("SELECT * FROM outcomes WHERE outcome = 'forgotten' ORDER BY article_id, version").to_pylist()
    assert [(r["article_id"], r["version"], r["input_id"], r["detail"]) for r in left] == [
        (SECRET.article_id, 1, "", None),
        (SECRET.article_id, 2, "", None),
        (None, 1, "", None),
    ]
    for table in ("articles", "texts", "signatures", "events", "parties", "stories", "clusters"):
        column = "event_id" if table == "clusters" else "article_id"
        assert not dataset.query(f"FROM {table} WHERE {column} LIKE '{SECRET.article_id}%'").num_rows
    assert dataset.query("FROM judgements").num_rows == 1
    assert dataset.query("FROM articles").num_rows == 3


def test_what_is_forgotten_does_not_come_back(dataset: Dataset) -> None:
    dataset.forget(["z.txt", "z.html"])
    assert InputKeys()(SECRET) in dataset.done(1)
    assert InputKeys()(SECRET) in dataset.done(99)
    renamed = replace(SECRET, input_id="other.txt")
    dataset.append([Entry(InputKeys()(renamed), coded(renamed, event(renamed, 1))), *entries(0, 4)])
    assert b"Zebrafinch" not in everything(dataset.where)
    assert b"other.txt" not in everything(dataset.where)
    assert InputKeys()(renamed) in dataset.done(1)
    assert dataset.query("FROM articles").num_rows == 4


def test_older_commits_say_why_they_cannot_be_read(dataset: Dataset) -> None:
    before = dataset.version
    dataset.forget([SECRET.article_id])
    with pytest.raises(StoreError, match="cannot be read any more: articles were forgotten in commit"):
        Dataset.open(dataset.where, as_of=before)
    dataset.append(entries(10, 2))
    assert Dataset.open(dataset.where, as_of=dataset.version - 1).query("FROM articles").num_rows == 3


def test_ids_that_name_nothing_are_told_and_nothing_is_written(dataset: Dataset) -> None:
    at = dataset.version
    assert dataset.forget(["nobody", "' OR 1=1 --"]).unknown == ("nobody", "' OR 1=1 --")
    assert dataset.version == at


def test_files_beside_the_tables_that_name_it_are_told(dataset: Dataset) -> None:
    folder = Path(dataset.where) / "runs"
    folder.mkdir()
    (folder / "1.json").write_text('{"slowest": ["z.txt"]}', encoding="utf-8")
    (folder / "2.json").write_text('{"slowest": ["talks/1.txt"]}', encoding="utf-8")
    assert dataset.forget([SECRET.article_id]).mentioned_in == ("runs/1.json",)
