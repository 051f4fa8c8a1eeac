import csv
import io

import pyarrow as pa
import pyarrow.csv
import pytest

from dateline.dataset.exporting.spreadsheet import write_csv


def written(table: pa.Table) -> bytes:
    out = io.BytesIO()
    assert write_csv(table.to_batches(), table.schema, out) == table.num_rows
    return out.getvalue()


def test_excel_knows_the_letters_by_a_mark(exported) -> None:
    plain, marked = exported("csv")[1], exported("excel")[1]
    assert marked == b"\xef\xbb\xbf" + plain


def test_a_reader_of_csv_finds_every_row_and_type(exported) -> None:
    report, content = exported("csv")
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert len(rows) == report.rows == 6
    assert (rows[0]["contexts"], rows[0]["trigger_span_start"], rows[0]["cameo"]) == (
        "military;diplomatic",
        "10",
        "043",
    )
    assert rows[-1]["trigger_text"] == 'a\tbreak\nand "quotes",\r\u2028here'
    options = pa.csv.ParseOptions(newlines_in_values=True)
    assert pa.csv.read_csv(io.BytesIO(content), parse_options=options).num_rows == 6


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1"])
def test_no_text_is_a_formula(text: str) -> None:
    words = pa.array([[text, "x"]], pa.list_(pa.string()))
    content = written(pa.table({"text": [text], "words": words, "number": [-1.5]}))
    (row,) = csv.reader(io.StringIO(content.decode().split("\r\n", 1)[1], newline=""))
    assert row[0] == "'" + text.replace("\0", "")
    assert row[1].startswith("'")
    assert row[2] == "-1.5"


def test_null_is_an_empty_cell_and_records_are_json() -> None:
    span = pa.struct([("start", pa.int32()), ("end", pa.int32())])
    table = pa.table(
        {"at": pa.array([None, {"start": 1, "end": 2}], span), "all": pa.array([None, [None]], pa.list_(span))}
    )
    assert written(table) == b"at_start,at_end,all\r\n,,\r\n1,2,[null]\r\n"
