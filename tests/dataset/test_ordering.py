from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from dateline.dataset import ordering
from dateline.dataset.ordering import ordered
from dateline.dataset.schema import SORTED_BY, schemas


def made(count: int) -> list[dict[str, Any]]:
    random = Random(5)
    days = [None if n % 3 == 0 else date(1969, 12, 1) + timedelta(days=n % 40) for n in range(count)]
    rows = [
        {"article_id": f"{n:016x}", "version": n % 12, "published": day, "characters": 1, "words": 1, "body": 0}
        for n, day in enumerate(days)
    ]
    random.shuffle(rows)
    return rows


@pytest.mark.parametrize("count", [0, 1, 400])
def test_rows_in_buckets_come_in_the_order_of_one_sort(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, number in (("_BUCKET", 32), ("_ASKED", 4), ("_BATCH", 7)):
        monkeypatch.setattr(ordering, name, number)
    connection, table = duckdb.connect(), pa.Table.from_pylist(made(count), schemas()["articles"])
    rows = connection.from_arrow(table)
    with ordered(connection, rows, "articles") as reader:
        found = reader.read_all()
    assert found == rows.order(SORTED_BY["articles"]).to_arrow_table().cast(found.schema)
    assert found.num_rows == count
