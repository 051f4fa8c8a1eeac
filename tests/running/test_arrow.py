"""The coder over Arrow batches, as Spark and others hand them; with Spark itself where it is installed."""

import os
import sys
from datetime import date
from pathlib import Path
from shutil import which

import pyarrow as pa
import pytest

from dateline.dataset import Dataset
from dateline.errors import ConfigError
from dateline.reading import ReadOptions
from dateline.running import Plan, code_arrow, coded_schema
from tests.running.making import ROOT, records


def test_rows_are_those_of_a_run(undisturbed: Path) -> None:
    batch = pa.RecordBatch.from_pylist(records(), pa.schema([(n, pa.string()) for n in ("id", "text", "published")]))
    batch = batch.append_column("outlet", pa.array([r.get("outlet") for r in records()]))
    found = pa.Table.from_batches(code_arrow(iter([batch.slice(0, 7), batch.slice(7)])), coded_schema())
    found.validate(full=True)
    assert found["input_id"].to_pylist() == [r["id"] for r in records()]
    plain = Dataset.open(undisturbed)
    outcomes = {r["input_id"]: r["outcome"] for r in plain.query("SELECT * FROM outcomes").to_pylist()}
    assert {r["input_id"]: r["outcome"] for r in found.select(["input_id", "outcome"]).to_pylist()} == outcomes
    once = {r["article_id"]: r["events"] for r in found.to_pylist()}  # of articles that come twice, one
    events = [event for rows in once.values() for event in rows]
    assert sorted(map(repr, events)) == sorted(
        repr({k: v for k, v in row.items() if k != "version"})
        for row in plain.query("SELECT * FROM events").to_pylist()
    )


def test_columns_may_have_other_names_and_days_other_types() -> None:
    rows = [{"body": "Kenya expelled two Ugandan diplomats on Tuesday.", "pub": date(2024, 3, 5), "more": 1}]
    options = ReadOptions(mapping={"body": "text", "pub": "published"})
    (batch,) = code_arrow(iter([pa.RecordBatch.from_pylist(rows)]), Plan(reading=options))
    (row,) = batch.to_pylist()
    assert row["articles"][0]["published"] == date(2024, 3, 5)
    assert row["events"][0]["day_start"] == date(2024, 3, 5)
    assert row["input_id"] == row["article_id"]


def test_bad_rows_are_dropped_and_a_wrong_table_is_refused() -> None:
    rows = [{"text": None}, {"text": "\ud83d half".encode("utf-16", "surrogatepass").decode("utf-16", "replace")}]
    (batch,) = code_arrow(iter([pa.RecordBatch.from_pylist(rows, pa.schema([("text", pa.string())]))]))
    assert batch["reason"].to_pylist()[0] == "empty"
    with pytest.raises(ConfigError, match="no column 'text'"):
        list(code_arrow(iter([pa.RecordBatch.from_pylist([{"body": "x"}])])))


@pytest.mark.filterwarnings("ignore")  # Spark's own
def test_spark_maps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    if which("java") is None:
        pytest.skip("Spark needs Java 17")
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *sys.path]))
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        texts = session.createDataFrame([(r["id"], r["text"]) for r in records()], "id string, text string")
        coded = texts.repartition(2).mapInArrow(code_arrow, from_arrow_schema(coded_schema()))
        events = coded.selectExpr("input_id", "explode(events) AS event").select("input_id", "event.type").collect()
    finally:
        session.stop()
    assert {row["input_id"] for row in events} >= {"r0", "r14"}
    assert {"COERCE", "ASSAULT"} & {row["type"] for row in events}
