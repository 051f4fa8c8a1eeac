"""The tables of reading."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline.reading
from dateline.reading.tables import agency_of, cities, not_places

FOLDER = Path(dateline.reading.__file__).parent


@pytest.mark.parametrize(("name", "width"), [("agencies", 2), ("cities", 1), ("not_places", 2), ("header_words", 2)])
def test_tables_are_whole(name: str, width: int) -> None:
    rows = [line.split("\t") for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()]
    assert all(len(row) == width and all(cell == cell.strip() != "" for cell in row) for row in rows)
    forms = [row[0].casefold() for row in rows]
    assert len(set(forms)) == len(forms)


def test_no_city_is_barred() -> None:
    assert not cities() & not_places()


@pytest.mark.parametrize(
    ("written", "agency"),
    [
        ("reuters", "Reuters"),
        ("AP/AFP", "Associated Press"),
        ("Nobody and AFP", "Agence France-Presse"),
        ("Ap ple", None),
    ],
)
def test_agency_goes_by_its_forms(written: str, agency: str | None) -> None:
    assert agency_of(written) == agency
