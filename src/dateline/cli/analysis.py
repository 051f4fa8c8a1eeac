"""`dateline analyse`: series, surges, changes, network, concentration, coverage, and comparison with a file."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from dateline.cli.exporting import AsOf, DatasetAt, ended
from dateline.cli.sheets import SheetFormat, print_rows
from dateline.errors import ConfigError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from dateline.analysis import Selection
    from dateline.analysis.selecting import Every

    Answer = Callable[[duckdb.DuckDBPyConnection, Selection], pa.Table]

_WINDOWS = {"day": 60, "week": 26, "month": 24}  # periods that a surge is compared with


class Question(StrEnum):
    """What `analyse` answers."""

    series = "series"
    surges = "surges"
    changes = "changes"
    network = "network"
    concentration = "concentration"
    coverage = "coverage"
    compare = "compare"


class Period(StrEnum):
    """How long a period is."""

    day = "day"
    week = "week"
    month = "month"


class _How(Struct, frozen=True):
    """The options that shape an answer, whichever events it is about."""

    every: Every
    both: bool
    of: str | None
    file: Path | None
    rule: tuple[int | None, float, int]


def analyse(  # noqa: PLR0913, PLR0917 - typer: an option is a parameter
    what: Annotated[Question, typer.Argument(metavar="WHAT", help=f"{', '.join(Question)}.")],
    dataset: DatasetAt,
    actor: Annotated[str | None, typer.Option(help="Who acts: RUS, 'RUS MIL' or '--- REB'.")] = None,
    recipient: Annotated[str | None, typer.Option(help="On whom.")] = None,
    both: Annotated[bool, typer.Option("--both", help="Series: the other direction too.")] = False,  # noqa: FBT002 - typer reads options so
    types: Annotated[list[str] | None, typer.Option("--type", help="PLOVER type; may be given again.")] = None,
    quad: Annotated[list[str] | None, typer.Option(help="Quad class: 'material conflict'; may be given again.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="actual unless given; any for all.")] = None,
    outlet: Annotated[list[str] | None, typer.Option(help="Of the reports; may be given again.")] = None,
    place: Annotated[list[str] | None, typer.Option(help="Country it took place in; may be given again.")] = None,
    start: Annotated[str | None, typer.Option(help="First day (ISO).")] = None,
    end: Annotated[str | None, typer.Option(help="Last day (ISO).")] = None,
    count: Annotated[str, typer.Option(help="events, stories or reports: what counts once.")] = "events",
    dated: Annotated[str, typer.Option(help="event or published: whose day counts.")] = "event",
    every: Annotated[Period, typer.Option(help="Series, coverage: day, week or month.")] = Period.week,
    of: Annotated[
        str | None,
        typer.Option(
            help="Network: country, sector, name, or nodes. Concentration: measures, government, outlet, agency, "
            "speaker. Compare: cells, countries, summary, unknown. Surges, changes: the column."
        ),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--with", metavar="FILE", help="Compare: a UCDP GED or ICEWS file.")
    ] = None,
    window: Annotated[int | None, typer.Option(help="Surges: periods to compare with.", min=4)] = None,
    rate: Annotated[float, typer.Option(help="Surges: share of false ones among those found.", min=0, max=1)] = 0.05,
    least: Annotated[int, typer.Option(help="Surges: events in a period, changes: periods of a level.", min=1)] = 3,
    output: SheetFormat = None,
    as_of: AsOf = None,
) -> None:
    """Look at patterns: who acts on whom and how often, and what the figures rest on."""

    def work() -> None:
        from dateline.analysis import Selection
        from dateline.dataset import Dataset

        selection = Selection(
            actor=actor,
            recipient=recipient,
            types=tuple(types or ()),
            quad_classes=tuple(quad or ()),
            statuses=() if status == ["any"] else tuple(status or ("actual",)),
            outlets=tuple(outlet or ()),
            places=tuple(place or ()),
            start=start,
            end=end,
            unit=count,  # type: ignore[arg-type]  # checked where it is used
            dated_by=dated,  # type: ignore[arg-type]
        )
        how = _How(every.value, both, of, file, (window, rate, least))
        print_rows(_ANSWERS[what](how)(Dataset.open(dataset, as_of).connection(), selection).to_reader(), output)

    ended(work)


def _series(how: _How) -> Answer:
    from dateline.analysis import count_dyad, count_series

    return lambda connection, selection: (count_dyad if how.both else count_series)(connection, selection, how.every)


def _surges(how: _How) -> Answer:
    from dateline.analysis import SurgeRule, mark_surges

    window, rate, least = how.rule
    rule = SurgeRule(window or _WINDOWS[how.every], rate, least)
    return lambda connection, selection: mark_surges(_series(how)(connection, selection), rule, how.of or "events")


def _changes(how: _How) -> Answer:
    from dateline.analysis import find_changes

    return lambda connection, selection: find_changes(
        _series(how)(connection, selection), how.of or "events", how.rule[2]
    )


def _network(how: _How) -> Answer:
    from dateline.analysis import build_network

    if how.of == "nodes":
        return lambda connection, selection: build_network(connection, selection).nodes
    return lambda connection, selection: build_network(connection, selection, how.of or "country").edges  # type: ignore[arg-type]


def _concentration(how: _How) -> Answer:
    from dateline.analysis import check_bias, count_holders

    if how.of in {None, "measures"}:
        return check_bias
    return partial(count_holders, of=how.of)  # type: ignore[arg-type]


def _coverage(how: _How) -> Answer:
    from dateline.analysis import count_coverage

    return partial(count_coverage, every=how.every)


def _compare(how: _How) -> Answer:
    from dateline.analysis import compare_with

    part, file = how.of or "summary", how.file
    if file is None:
        raise ConfigError("compare needs --with FILE, a UCDP GED or ICEWS file")
    if part not in {"cells", "countries", "summary", "unknown"}:
        raise ConfigError(f"compare gives cells, countries, summary or unknown, not {part!r}")

    def answer(connection: duckdb.DuckDBPyConnection, selection: Selection) -> pa.Table:
        table: pa.Table = getattr(compare_with(connection, selection, file), part)
        return table

    return answer


_ANSWERS: dict[Question, Callable[[_How], Answer]] = {
    Question.series: _series,
    Question.surges: _surges,
    Question.changes: _changes,
    Question.network: _network,
    Question.concentration: _concentration,
    Question.coverage: _coverage,
    Question.compare: _compare,
}
