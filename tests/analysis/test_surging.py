import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from dateline.analysis import SurgeRule, find_changes, mark_surges
from dateline.analysis.surging import judge_surges
from dateline.errors import ConfigError


def series(counts: list[float], actor: str | None = "UGA") -> pa.Table:
    days = [dt.date(2020, 1, 6) + dt.timedelta(weeks=n) for n in range(len(counts))]
    names = pa.array([actor] * len(counts), pa.string())
    return pa.table(
        {
            "actor": names,
            "recipient": names,
            "period": days,
            "events": counts,
            "plover_score": [float(c) for c in counts],
        }
    )


def test_a_surge_is_found_and_the_calm_is_not() -> None:
    counts = [3, 4, 2, 5, 3, 4, 3, 2, 4, 3] * 3 + [25] + [3, 4, 2, 4]
    table = mark_surges(series(counts))
    assert [i for i, s in enumerate(table["surge"].to_pylist()) if s] == [30]
    assert table["p_value"].to_pylist()[:13] == [None] * 13
    assert table["expected"][30].as_py() == pytest.approx(3.3, abs=0.2)


def test_an_old_surge_does_not_hide_a_new_one() -> None:
    counts = [3, 4, 2, 5, 3, 4, 3, 2, 4, 3] * 3
    counts[22] = counts[29] = 30
    surges = mark_surges(series(counts))["surge"].to_pylist()
    assert [i for i, s in enumerate(surges) if s] == [22, 29]


def test_two_events_after_silence_are_no_surge() -> None:
    assert not any(mark_surges(series([0] * 30 + [2]))["surge"].to_pylist())
    assert mark_surges(series([0] * 30 + [3]))["surge"].to_pylist()[-1]


def test_each_dyad_is_judged_by_itself() -> None:
    quiet, busy = [0, 1] * 15 + [8], [9, 7] * 15 + [8]
    both = mark_surges(pa.concat_tables([series(quiet), series(busy, "KEN"), series(busy, None)]))
    assert [i for i, s in enumerate(both["surge"].to_pylist()) if s] == [30]


@pytest.mark.parametrize("spread", [1.0, 3.0])
def test_chance_alone_seldom_looks_like_a_surge(spread: float) -> None:
    random = np.random.default_rng(7)
    shape = 5 / (spread - 1) if spread > 1 else None
    values = random.poisson(5, 4_000) if shape is None else random.negative_binomial(shape, 1 / spread, 4_000)
    judged = judge_surges(values.astype(float), SurgeRule())
    alarms = np.nanmean(judged.p_value < 0.01)
    assert alarms < 0.02, alarms
    assert not (judged.q_value < 0.05).sum() > 4


def test_a_series_shorter_than_half_a_window_is_not_judged() -> None:
    table = mark_surges(series([1, 50]))
    assert table["q_value"].to_pylist() == [None, None]
    assert table["surge"].to_pylist() == [False, False]
    assert mark_surges(series([]).slice(0, 0).cast(series([1]).schema)).num_rows == 0


def test_what_is_no_count_is_refused() -> None:
    for column in ("plover_score", "absent"):
        with pytest.raises(ConfigError, match="no column of counts"):
            mark_surges(series([1, 2]), column=column)


def test_a_change_of_level_is_found_where_it_is() -> None:
    random = np.random.default_rng(3)
    counts = [*random.poisson(4, 40).tolist(), *random.poisson(20, 30).tolist()]
    found = find_changes(series(counts)).to_pylist()
    assert [(r["stretch"], r["periods"]) for r in found] == [(1, 40), (2, 30)]
    assert found[1]["change"] == pytest.approx(16, abs=2)
    assert found[1]["start"] == dt.date(2020, 1, 6) + dt.timedelta(weeks=40)
    assert find_changes(series(random.poisson(4, 200).tolist())).num_rows == 1


def test_changes_of_a_score_pass_over_empty_periods() -> None:
    scores = [-2.0, None] * 10 + [5.0] * 10
    table = series([1] * 30).set_column(4, "plover_score", pa.array(scores, pa.float64()))
    found = find_changes(table, "plover_score").to_pylist()
    assert [(r["periods"], r["mean"]) for r in found] == [(10, -2.0), (10, 5.0)]
    with pytest.raises(ConfigError, match="no column"):
        find_changes(table, "absent")
