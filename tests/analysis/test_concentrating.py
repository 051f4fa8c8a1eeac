import pytest

from dateline.analysis import Selection, check_bias, count_holders
from dateline.errors import ConfigError


def test_events_on_one_governments_word(war) -> None:
    rows = {r["holder"]: r for r in count_holders(war, Selection(), "government").to_pylist()}
    assert {h: (r["events"], r["alone"]) for h, r in rows.items()} == {
        "UGA": (1, 1),
        "SDN": (1, 1),
        "others": (1, 1),
        "the reporter": (2, 2),
    }
    assert rows["UGA"]["share_alone"] == pytest.approx(0.2)


def test_a_second_outlet_shares_the_event(war) -> None:
    rows = {r["holder"]: (r["events"], r["alone"]) for r in count_holders(war, Selection(), "outlet").to_pylist()}
    assert rows == {"Post": (3, 2), "Echo": (1, 0), "Herald": (2, 2)}
    with pytest.raises(ConfigError, match="events rest on"):
        count_holders(war, Selection(), "moon")  # type: ignore[arg-type]


def test_measures_by_status(war) -> None:
    rows = check_bias(war, Selection(statuses=())).to_pylist()
    told = {(r["status"], r["measure"]): r["value"] for r in rows}
    assert (told["all", "events"], told["all", "reports"]) == (6, 7)
    assert told["actual", "events"] == 5
    assert told["negated", "attributed"] == 0
    assert told["negated", "herfindahl_speakers"] is None
    assert told["actual", "attributed"] == pytest.approx(4 / 6)
    assert told["actual", "on_one_government"] == pytest.approx(2 / 5)
    assert told["actual", "largest_outlet"] == pytest.approx(3 / 6)
    assert told["actual", "herfindahl_outlets"] == pytest.approx((9 + 1 + 4) / 36)
    assert told["actual", "effective_outlets"] == pytest.approx(36 / 14)
    assert told["actual", "herfindahl_speakers"] == pytest.approx((4 + 1 + 1) / 16)


def test_a_dataset_without_events_has_measures_without_values(connect) -> None:
    values = {r["measure"]: r["value"] for r in check_bias(connect({}), Selection()).to_pylist()}
    assert (values["events"], values["attributed"]) == (0, None)
