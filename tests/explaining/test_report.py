import json

from msgspec.structs import replace

from dateline.explaining import COLUMNS, Report, draw, event_row
from dateline.records import Coded, Dropped, Version

DROPPED = Dropped("<script>.txt", "empty", "nothing & nobody", Version("1", "2", "3", "4", "5"))


def test_a_report_hands_out_what_the_outcome_holds(coded: Coded) -> None:
    report = Report(coded)
    assert report.events == coded.events
    assert report.attributions == ()
    assert report.explain() == draw(coded)
    assert json.loads(report.to_json())["events"][0]["type"] == "SANCTION"
    assert repr(report) == "<Report 'report.txt': Coded, 1 events>"


def test_a_dropped_input_has_no_events(coded: Coded) -> None:
    report = Report(DROPPED)
    assert (report.events, report.attributions) == ((), ())
    assert json.loads(report.to_json())["outcome"] == "dropped"
    assert repr(report) == "<Report '<script>.txt': Dropped, 0 events>"


def test_a_notebook_shows_a_row_an_event(coded: Coded) -> None:
    shown = Report(coded)._repr_html_()
    assert shown.count("<th>") == len(COLUMNS)
    assert shown.count("<tr>") == 2
    assert "<td>Kenya (KEN GOV)</td>" in shown
    assert "<td>2024-03-04</td>" in shown


def test_what_the_world_wrote_is_escaped(coded: Coded) -> None:
    hostile = "<script>alert('1')</script>"
    kenya = replace(coded.events[0].actors[0], name=hostile)
    trigger = replace(coded.events[0].trigger, text=hostile)
    voice = replace(coded.events[0].says[0], text=hostile)
    event = replace(coded.events[0], actors=(kenya,), trigger=trigger, says=(voice,))
    article = replace(coded.article, outlet=hostile, title=hostile)
    shown = Report(replace(coded, input_id=hostile, article=article, events=(event,)))._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    shown = Report(DROPPED)._repr_html_()
    assert "<script" not in shown
    assert "nothing &amp; nobody" in shown


def test_a_row_is_short_strings_in_the_order_of_the_columns(coded: Coded) -> None:
    row = dict(zip(COLUMNS, event_row(coded.events[0], coded), strict=True))
    assert row == {
        "event": "SANCTION expel",
        "status": "actual",
        "actors": "Kenya (KEN GOV)",
        "recipients": "Uganda (UGA GOV)",
        "day": "2024-03-04",
        "place": "Nairobi, KEN",
        "says": "Kijani ← Ruto",
        "trigger": "expelled",
        "by": "frame:sanction.expel",
    }


def test_open_and_unknown_days_are_shown_as_such(coded: Coded) -> None:
    def day(start: str | None, end: str | None) -> str:
        event = coded.events[0]
        return event_row(replace(event, day=replace(event.day, start=start, end=end)), coded)[4]

    assert day("2024-03-01", "2024-03-05") == "2024-03-01/2024-03-05"
    assert day("2024-03-01", None) == "2024-03-01/?"
    assert day(None, None) == "?"
