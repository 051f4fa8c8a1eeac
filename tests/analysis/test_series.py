import datetime as dt

import pytest

from dateline.analysis import Selection, count_coverage, count_dyad, count_series
from dateline.errors import ConfigError

WEEKS = [dt.date(2024, 3, 4), dt.date(2024, 3, 11), dt.date(2024, 3, 18)]


def test_copies_count_once_and_empty_weeks_are_there(war) -> None:
    table = count_series(war, Selection(actor="UGA", recipient="KEN"))
    assert table["period"].to_pylist() == WEEKS
    assert table["events"].to_pylist() == [1, 0, 1]
    assert table["material_conflict_share"].to_pylist() == [1.0, None, 1.0]
    assert table["plover_score"].to_pylist() == [-9.0, None, -9.0]
    assert table.schema.metadata[b"unplaced"] == b"1"  # d-2, whose day nobody tells


@pytest.mark.parametrize(("unit", "events"), [("events", 1), ("stories", 1), ("reports", 2)])
def test_what_counts_as_one_is_said(war, unit: str, events: int) -> None:
    first = count_series(war, Selection(actor="UGA", recipient="KEN", unit=unit))
    assert first["events"][0].as_py() == events


def test_both_directions(war) -> None:
    table = count_dyad(war, Selection(actor="UGA", recipient="KEN"))
    assert list(zip(table["actor"].to_pylist(), table["events"].to_pylist(), strict=True)) == [
        *(("UGA", n) for n in (1, 0, 1)),
        *(("KEN", n) for n in (0, 0, 2)),
    ]
    with pytest.raises(ConfigError, match="need an actor and a recipient"):
        count_dyad(war, Selection(actor="UGA"))


def test_parties_are_countries_and_sectors(war) -> None:
    def count(actor: str | None) -> int:
        return sum(count_series(war, Selection(actor=actor))["events"].to_pylist())

    assert [count(a) for a in (None, "UGA", "UGA MIL", "UGA GOV", "--- OPP", "FRA")] == [4, 2, 2, 0, 1, 0]
    for wrong in ("UG", "UGA MIL GOV", "---", ""):
        with pytest.raises(ConfigError, match="a party is"):
            count(wrong)


def test_only_the_newest_coding_counts(war) -> None:
    assert sum(count_series(war, Selection(types=("PROTEST",)))["events"].to_pylist()) == 1


def test_statuses_are_chosen(war) -> None:
    table = count_series(war, Selection(actor="UGA", recipient="KEN", statuses=("negated",)))
    assert table["verbal_conflict"].to_pylist() == [1]


def test_rates_are_by_what_was_read_in_the_period(war) -> None:
    table = count_series(war, Selection(start="2024-03-04", end="2024-03-24", dated_by="published"))
    assert table["articles"].to_pylist() == [2, 0, 3]
    assert table["words"].to_pylist() == [200, 0, 500]
    assert table["per_1000_articles"].to_pylist() == [500.0, None, pytest.approx(4 / 3 * 1000)]


def test_days_and_months(war) -> None:
    days = count_series(war, Selection(start="2024-03-03", end="2024-03-05"), "day")
    assert days["events"].to_pylist() == [0, 1, 0]
    months = count_series(war, Selection(), "month")
    assert (months["period"].to_pylist(), months["events"].to_pylist()) == ([dt.date(2024, 3, 1)], [4])


def test_what_is_too_long_or_wrong_is_said(war) -> None:
    with pytest.raises(ConfigError, match="too many periods"):
        count_series(war, Selection(start="0001-01-01"), "day")
    with pytest.raises(ConfigError, match="a day is written"):
        count_series(war, Selection(start="March"))
    with pytest.raises(ConfigError, match="periods are"):
        count_series(war, Selection(), "year")  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="events count by"):
        count_series(war, Selection(unit="copies"))  # type: ignore[arg-type]


def test_an_empty_dataset_gives_an_empty_series(connect) -> None:
    assert count_series(connect({}), Selection()).num_rows == 0


def test_coverage_is_by_outlet_and_period(war) -> None:
    rows = count_coverage(war, Selection(), "month").to_pylist()
    assert [(r["outlet"], r["articles"], r["copies"], r["words"], r["events"]) for r in rows] == [
        ("Echo", 2, 1, 200, 1),
        ("Herald", 1, 0, 100, 2),
        ("Post", 2, 0, 400, 3),
    ]
    assert rows[0]["per_1000_articles"] == 500.0
