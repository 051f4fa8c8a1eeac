import io
from pathlib import Path

import pytest

from dateline.dataset import Dataset
from dateline.dataset.exporting import FORMATS, export, is_database
from dateline.errors import ConfigError

DYADIC = {"gdelt1": 5, "gdelt2": 5, "icews": 6, "keds": 6, "phoenix": 6}


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_counts_add_up_and_equal_data_give_equal_bytes(exported, kind: str) -> None:
    report, content = exported(kind)
    assert report.events + sum(report.left_out.values()) == 6
    assert report.rows == DYADIC.get(kind, report.events)
    assert exported(kind) == (report, content)


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_no_event_is_no_error(exported, kind: str) -> None:
    report, _ = exported(kind, "type = 'NONE'")
    assert (report.events, report.rows, report.left_out) == (0, 0, {})


@pytest.mark.parametrize("kind", ["csv", "icews", "parquet"])
def test_parts_are_not_seen(exported, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = exported(kind)
    for part in (1, 2, 5):
        monkeypatch.setattr("dateline.dataset.exporting.lines._PART", part)
        assert exported(kind) == whole


def test_left_out_events_have_a_reason(exported) -> None:
    assert exported("keds")[0].left_out == {"no CAMEO code (hypothetical)": 1, "no day": 1}
    assert exported("gdelt2")[0].left_out["told before (same event)"] == 1
    assert exported("polecat")[0].left_out == {"hypothetical": 1, "no day": 1}


@pytest.mark.parametrize(
    "condition",
    ["nonsense = 1", "published > 'abc'", "true; drop view events", "true) (", "type", "lat / (lat - lat) = 'x'"],
)
def test_a_wrong_condition_is_a_wrong_argument(exported, condition: str) -> None:
    with pytest.raises(ConfigError, match="--where"):
        exported("keds", condition)


def test_a_condition_sees_reports_and_clusters(exported) -> None:
    assert exported("keds", "event_id = cluster")[0].rows == 5
    assert exported("keds", "outlet = 'Harbour Post' AND published = DATE '2024-03-05'")[0].rows == 3
    assert exported("plover", "list_contains(contexts, 'military') -- only these")[0].rows == 1


def test_files_of_this_machine_stay_closed(exported) -> None:
    with pytest.raises(ConfigError):
        exported("keds", "type IN (SELECT content FROM read_text('/etc/hostname'))")


def test_an_older_state_can_be_exported(sample: Path) -> None:
    out = io.BytesIO()
    assert export(Dataset.open(sample, as_of=1).connection(), "keds", out).rows == 2
    assert out.getvalue().endswith(b"\t070\n")


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(ConfigError, match="csv, excel, gdelt1"):
        export(None, "xls", io.BytesIO())  # type: ignore[arg-type]
    assert is_database("postgresql://me@here/db")
    assert not is_database("keds")
