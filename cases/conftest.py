"""The codebook by example: each `##` heading of a Markdown file here is a test of the whole coder (see README.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from dateline import Coder
from dateline.coder import Tools, code_article
from dateline.explaining import rows
from dateline.reading import make_article
from dateline.records import Count, Event, Party

COLUMNS = ("event", "status", "actor", "recipient", "day", "place", "says")
WITH_COUNTS = (*COLUMNS, "counts")  # a table may show how many were killed, arrested …
NO_EVENTS = "No events."

Row = tuple[str, ...]


class SheetError(Exception):
    """A case that cannot be read as one: where, and what it lacks."""


class Corrected(Exception):  # noqa: N818 - not an error of the code: the coder's rows differ from the table
    """The rows found are not the rows expected; its text is the correction."""


@dataclass(frozen=True)
class Case:
    """One `##` section. Lines count from 0 in the file; the answer stands in `lines[first:last]`."""

    name: str
    heading: int
    text: str
    published: str | None
    expected: tuple[Row, ...]
    first: int
    last: int
    columns: Row = COLUMNS


# ---------------------------------------------------------------- reading a sheet


def read_cases(lines: Sequence[str], name: str) -> list[Case]:
    """The cases of a file, in order; their names must differ."""
    starts = [n for n, line in enumerate(lines) if re.match(r"#{1,6} ", line)]
    cases = [
        _read_case(lines, start, end, name)
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
        if lines[start].startswith("## ")
    ]
    names = [case.name for case in cases]
    if twice := sorted({n for n in names if names.count(n) > 1}):
        raise SheetError(f"{name}: two cases are called {twice[0]!r}; give one another heading")
    return cases


def _read_case(lines: Sequence[str], start: int, end: int, name: str) -> Case:
    where = f"{name}:{start + 1}"
    body = range(start + 1, end)
    quoted = [lines[n][1:].strip() for n in body if lines[n].startswith(">")]
    answer = [n for n in body if lines[n].startswith("|") or lines[n].strip() == NO_EVENTS]
    if not quoted or not answer:
        raise SheetError(f"{where}: a case needs a text as a > quotation, and a table or the line {NO_EVENTS!r}")
    first, last = answer[0], answer[-1] + 1
    if last - first != len(answer):
        raise SheetError(f"{where}: a case has one table, without a gap")
    published = [lines[n].partition(":")[2].strip() for n in body if lines[n].startswith("Published:")]
    columns, table = _read_table(lines[first:last], where)
    day = next(iter(published), None)
    return Case(lines[start][3:].strip(), start, _join(quoted), day, table, first, last, columns)


def _join(quoted: Iterable[str]) -> str:
    """The lines of a paragraph are one line; an empty line ends a paragraph."""
    paragraphs = "\n".join(quoted).split("\n\n")
    return "\n\n".join(" ".join(p.split()) for p in paragraphs)


def _read_table(lines: Sequence[str], where: str) -> tuple[Row, tuple[Row, ...]]:
    """The table's columns and its rows."""
    if lines[0].strip() == NO_EVENTS:
        return COLUMNS, ()
    split = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines]
    if split[0] not in (COLUMNS, WITH_COUNTS) or len(split) < 3:
        raise SheetError(f"{where}: the table's head is | {' | '.join(COLUMNS)} |, a rule, and one event a row")
    for row in split[2:]:
        if len(row) != len(split[0]):
            raise SheetError(f"{where}: a row of {len(row)} cells; it takes {len(split[0])}, - where there is nothing")
    return split[0], tuple(split[2:])


# ---------------------------------------------------------------- coding a case


@cache
def _tools() -> Tools:
    return Coder().tools


def code_case(case: Case) -> tuple[Row, ...]:
    """The rows that the coder finds in the text of a case, in the order of the text."""
    coded = code_article(make_article(case.text, published=case.published), _tools())
    return tuple(_row(event)[: len(case.columns)] for event in coded.events)


def _row(event: Event) -> Row:
    return (
        " ".join((event.type, *event.modes)),
        event.status,
        _parties(event.actors),
        _parties(event.recipients),
        rows.day(event.day),
        event.place.name if event.place else "-",
        " ← ".join(" ".join(v.text.split()) or "unnamed" for v in event.says) or "-",
        ", ".join(f"{kind} {_interval(count)}" for kind, count in sorted(event.counts.items())) or "-",
    )


def _interval(count: Count) -> str:
    """One number, "10-15", or "12+" where the text sets no bound."""
    if count.high is None:
        return f"{count.low}+"
    return str(count.low) if count.low == count.high else f"{count.low}-{count.high}"


def _parties(group: Sequence[Party]) -> str:
    return " + ".join(" ".join((p.country or "---", *p.sectors[:1])) for p in group) or "-"


# ---------------------------------------------------------------- correcting


def correct(expected: Sequence[Row], found: Sequence[Row]) -> str:
    """What differs, event by event as a corrected newspaper prints it; "" where nothing does. Order means nothing."""
    if sorted(expected) == sorted(found):
        return ""
    pairs, missing, beside = _pair(expected, found)
    blocks = [_show(*pair) for pair in pairs]
    blocks += [f"  missing\n{_show(row, row)}" for row in missing]
    blocks += [f"  not expected\n{_show(row, row)}" for row in beside]
    return "\n\n".join(blocks)


def _pair(expected: Sequence[Row], found: Sequence[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Rows of one event type side by side, the most alike first; then what stands alone on either side."""
    missing, beside, pairs = list(expected), list(found), []
    while alike := [(_differing(e, f), e, f) for e in missing for f in beside if e[0].split()[0] == f[0].split()[0]]:
        _, one, other = min(alike, key=lambda triple: triple[0])
        missing.remove(one)
        beside.remove(other)
        pairs.append((one, other))
    return pairs, missing, beside


def _differing(one: Row, other: Row) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _show(expected: Row, found: Row) -> str:
    cells = zip(WITH_COUNTS[: len(expected)], expected, found, strict=True)
    return "\n".join(f"    {c:<10}  {e}" if e == f else f"    {c:<10}  {e} -> {f}" for c, e, f in cells)


# ---------------------------------------------------------------- accepting


def accept(path: Path, name: str, found: Sequence[Row]) -> None:
    """Write what is coded now as the answer of a case; the rest of the file stays as it is."""
    lines = path.read_text(encoding="utf-8").splitlines()
    case = next(c for c in read_cases(lines, path.name) if c.name == name)
    if sorted(case.expected) == sorted(found):
        return
    lines[case.first : case.last] = _write_table(found, case.columns)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_table(found: Sequence[Row], columns: Row) -> list[str]:
    if not found:
        return [NO_EVENTS]
    widths = [max(map(len, column)) for column in zip(columns, *found, strict=True)]
    table = [columns, tuple("-" * w for w in widths), *found]
    return ["| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |" for row in table]


# ---------------------------------------------------------------- pytest


class CaseItem(pytest.Item):
    """A case as pytest runs it."""

    case: Case

    def runtest(self) -> None:
        found = code_case(self.case)
        if self.config.getoption("--accept"):
            accept(self.path, self.case.name, found)
        elif corrected := correct(self.case.expected, found):
            raise Corrected(corrected)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        del style
        if not isinstance(excinfo.value, Corrected):
            return str(super().repr_failure(excinfo))
        place = f"{self.path.name}:{self.case.heading + 1}  {self.case.name}"
        return f"{place}\n\n  {self.case.text}\n\n{excinfo.value}"

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.case.heading, self.case.name


class Sheet(pytest.File):
    """A Markdown file of cases."""

    def collect(self) -> Iterator[CaseItem]:
        for case in read_cases(self.path.read_text(encoding="utf-8").splitlines(), self.path.name):
            item = CaseItem.from_parent(self, name=case.name)
            item.case = case
            yield item


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept`: write what is coded now into the tables."""
    parser.addoption("--accept", action="store_true", help="rewrite the tables of cases/ from what is coded now")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Sheet | None:
    """Every Markdown file beside this one is a sheet."""
    is_sheet = file_path.suffix == ".md" and file_path.parent == Path(__file__).parent
    return Sheet.from_parent(parent, path=file_path) if is_sheet else None
