"""What the tests of formats share: an export of the sample, and a strict reader of lines of cells."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.dataset import Dataset
from dateline.dataset.exporting import Exported, export

Written = tuple[Exported, bytes]
Export = Callable[..., Written]


@pytest.fixture(scope="session")
def exported(sample: Path) -> Export:
    """Format and condition to what was counted and what was written."""
    dataset = Dataset.open(sample)

    def write(kind: str, condition: str | None = None) -> Written:
        out = io.BytesIO()
        return export(dataset.connection(), kind, out, condition), out.getvalue()

    return write


@pytest.fixture(scope="session")
def cells() -> Callable[[bytes, int], list[list[str]]]:
    """The rows of a file without quoting: every line ends, has so many cells, and holds no control character."""

    def read(content: bytes, width: int) -> list[list[str]]:
        text = content.decode("utf-8")
        assert text.endswith("\n")
        rows = [line.split("\t") for line in text[:-1].split("\n")]
        assert {len(row) for row in rows} == {width}
        assert all(c.isprintable() for row in rows for c in row)
        return rows

    return read
