"""Reads the ontology's TSV files; a fault names the file and the line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from dateline.errors import LexiconError


class Row(Struct, frozen=True):
    """One line of a table, by column name, and where it stands."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, problem: str) -> LexiconError:
        """The error to raise about this row."""
        return LexiconError(f"{self.file}:{self.line}: {problem}")

    def number(self, column: str) -> float | None:
        """The number in a column, None where the cell is empty."""
        text = self.cells[column]
        if not text:
            return None
        try:
            return float(text)
        except ValueError:
            raise self.fault(f"{column} must be a number, not {text!r}") from None

    def flag(self, column: str) -> bool:
        """True for yes, False for no."""
        text = self.cells[column]
        if text not in ("yes", "no"):
            raise self.fault(f"{column} must be yes or no, not {text!r}")
        return text == "yes"

    def parts(self, column: str, separator: str) -> tuple[str, ...]:
        """The entries of a cell that holds several."""
        text = self.cells[column]
        return tuple(text.split(separator)) if text else ()


def read_table(path: Path, columns: Sequence[str]) -> tuple[Row, ...]:
    """The rows of a TSV file: empty lines and lines with # are skipped, the first other line names the columns."""
    if not path.is_file():
        raise LexiconError(f"{path.name}: the table is missing from {path.parent}")
    rows: list[Row] = []
    header: list[str] | None = None
    # utf-8-sig: spreadsheets put a byte order mark in front.
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if header != list(columns):
                raise LexiconError(f"{path.name}:{number}: the columns must be {', '.join(columns)}")
            continue
        # Editors drop empty cells at the end of a line; a cell too many is a slip of the tab key.
        cells += [""] * (len(header) - len(cells))
        if len(cells) != len(header):
            raise LexiconError(f"{path.name}:{number}: {len(cells)} cells where the header has {len(header)}")
        stripped = [cell.strip() for cell in cells]
        rows.append(Row(path.name, number, dict(zip(header, stripped, strict=True))))
    return tuple(rows)
