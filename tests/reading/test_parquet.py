"""Parquet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from dateline.errors import InputError
from dateline.reading import READERS, BadInput, ReadOptions
from dateline.records import Article

pa = pytest.importorskip("pyarrow")

OPTIONS = ReadOptions()


def _write(**columns: list[Any]) -> bytes:
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pa.table(columns), out, row_group_size=2)
    return out.getvalue()


def _read(data: bytes, options: ReadOptions = OPTIONS) -> Iterator[Article | BadInput]:
    return READERS["parquet"]((data[i : i + 50] for i in range(0, len(data), 50)), "in", options)


def test_rows_are_records_and_bad_ones_leave_their_neighbours_alone() -> None:
    data = _write(
        id=[1, 2, None, 4],
        text=["One met.", "", "Three met.", "Four met."],
        published=[date(2024, 3, 5), None, date(1850, 1, 1), date(2024, 3, 6)],
        unused=[[1], [2], [3], [4]],
    )
    one, two, three, four = _read(data)
    assert (two.input_id, isinstance(two, BadInput) and two.reason) == ("2", "empty")
    assert isinstance(one, Article)
    assert isinstance(three, Article)
    assert (one.input_id, three.input_id, four.input_id) == ("1", "in:3", "4")
    assert one.published is not None
    assert one.published.day == "2024-03-05"
    assert three.published is None
    assert three.day_refused == "'1850-01-01' (caller) is before 1900"


def test_times_and_mapped_columns() -> None:
    options = ReadOptions(mapping={"body": "text", "at": "published"})
    data = _write(body=["They met."], at=[datetime(2024, 3, 5, 1, 30, tzinfo=UTC)], text=[1])
    (article,) = _read(data, options)
    assert isinstance(article, Article)
    assert article.published is not None
    assert article.published.instant == "2024-03-05T01:30:00+00:00"


def test_a_missing_or_wrong_text_column_is_named() -> None:
    with pytest.raises(InputError, match="no column 'text' among 'body'"):
        list(_read(_write(body=["They met."])))
    (bad,) = _read(_write(text=[1.5]))
    assert isinstance(bad, BadInput)
    assert bad.detail == "row 1: 'text' must be a string, not a number"


def test_broken_files_give_a_reason() -> None:
    data = _write(text=[f"Number {n} met." for n in range(50)])
    for cut in (data[:4], data[: len(data) // 2], data[:-20] + b"\xff" * 12 + data[-8:], b"PAR1" + bytes(60) + b"PAR1"):
        *_, last = _read(cut)
        assert isinstance(last, BadInput)
        assert last.reason == "broken-parquet"
