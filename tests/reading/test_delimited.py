"""CSV and TSV."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest

from dateline.errors import InputError
from dateline.reading import BadInput, ReadOptions
from dateline.reading.delimited import read_csv
from dateline.records import Article

OPTIONS = ReadOptions()


def _read(data: bytes, size: int = 7, options: ReadOptions = OPTIONS) -> list[tuple[str, ...]]:
    chunks = (data[i : i + size] for i in range(0, len(data), size))
    found = read_csv(chunks, "t", options)
    return [(r.input_id, r.title, r.text) if isinstance(r, Article) else (r.input_id, r.reason) for r in found]


@pytest.mark.parametrize("size", [1, 2, 7, 1_000])
def test_quotes_line_ends_and_blank_rows(size: int) -> None:
    data = b'id,text,title\r\nx,"One ""met"",\r\nthen two.",A\r\n\r\n,Three met.,B'
    assert _read(data, size) == [("x", "A", 'One "met",\nthen two.'), ("t:4", "B", "Three met.")]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_dialects(mark: str, end: str) -> None:
    data = end.join((f"Title{mark}TEXT", f"A{mark}One met.")) + end
    assert _read(data.encode()) == [("t:2", "A", "One met.")]


def test_charsets_are_found_row_by_row() -> None:
    rows = [b"text,title", "Owners of the café met.,É".encode("windows-1252"), "Owners of the café met.,É".encode()]
    assert [row[1:] for row in _read(b"\n".join(rows))] == [("É", "Owners of the café met.")] * 2
    assert _read("text,title\nThey met in Malmö.,É".encode("utf-16")) == [("t:2", "É", "They met in Malmö.")]


def test_mapping_names_columns_and_a_missing_one_is_named() -> None:
    options = ReadOptions(mapping={"body": "text"})
    assert _read(b"body,x\nOne met.,y\n", options=options) == [("t:2", "", "One met.")]
    with pytest.raises(InputError, match="no column 'text' among 'body', 'x'"):
        _read(b"body,x\nOne met.,y\n")


def test_bad_rows_leave_their_neighbours_alone() -> None:
    data = b'text,title\n,A\nOne \0met.,B\nTwo met.,C\n"Three met.'
    assert _read(data) == [("t:2", "empty"), ("t:3", "binary"), ("t:4", "C", "Two met."), ("t:5", "bad-record")]


def test_a_short_row_has_no_title() -> None:
    assert _read(b"text,title\nOne met.\n") == [("t:2", "", "One met.")]


@pytest.mark.parametrize("line", [b"word\n" * 1_000, b"word " * 1_000])
def test_a_huge_cell_is_passed_over_in_little_memory(line: bytes) -> None:
    def table() -> Iterator[bytes]:
        yield b'text,title\n"'
        for _ in range(4_000):
            yield line
        yield b'",A\nTwo met.,B\n'

    tracemalloc.start()
    try:
        found = list(read_csv(table(), "t", ReadOptions(max_line_bytes=200_000)))
        assert tracemalloc.get_traced_memory()[1] < 3 << 20
    finally:
        tracemalloc.stop()
    long, after = found
    assert isinstance(long, BadInput)
    assert (long.input_id, long.reason) == ("t:2", "row-too-long")
    assert (after.input_id, isinstance(after, Article)) == ("t:3", True)
