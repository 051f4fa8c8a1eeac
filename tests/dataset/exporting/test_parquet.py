import io

import pyarrow.parquet as pq


def test_parquet_holds_rows_lists_and_spans(exported) -> None:
    report, content = exported("parquet")
    table = pq.read_table(io.BytesIO(content))
    assert table.num_rows == report.rows == 6
    row = table.to_pylist()[-1]
    assert row["counts"][0] == {"kind": "killed", "low": 3, "high": 5, "span": {"field": "text", "start": 0, "end": 4}}
    assert row["actor_name"] == "=cmd|'/C calc'!A0"
