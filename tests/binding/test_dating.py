from collections.abc import Callable

import pytest

from dateline.records import Coded, Event

Code = Callable[..., Coded]


def days(event: Event) -> tuple[str | None, str | None, str]:
    return event.day.start, event.day.end, event.day.precision


def test_the_expression_that_the_verb_governs_is_the_day(coded: Code) -> None:
    report = coded("Kenya expelled two Ugandan diplomats on Monday.")
    (event,) = report.events
    assert days(event) == ("2024-03-04", "2024-03-04", "day")
    assert event.day.span is not None
    assert report.article.text[event.day.span.start : event.day.span.end] == event.day.text == "Monday"


def test_without_an_expression_it_is_the_reports_day_and_says_so(coded: Code) -> None:
    (event,) = coded("Kenya expelled two Ugandan diplomats.").events
    assert days(event) == ("2024-03-05", "2024-03-05", "day")
    assert (event.day.span, event.day.reason) == (None, "no time expression: the report's day")


def test_without_a_day_of_publication_it_is_unknown(coded: Code) -> None:
    (event,) = coded("Kenya expelled two Ugandan diplomats.", published=None).events
    assert days(event) == (None, None, "unknown")


def test_what_is_to_come_begins_with_the_reports_day_and_ends_nowhere(coded: Code) -> None:
    (event,) = coded("Kenya will expel two Ugandan diplomats.").events
    assert (event.status, *days(event)) == ("future", "2024-03-05", None, "unknown")


def test_a_sequel_falls_between_the_event_before_it_and_the_report(coded: Code) -> None:
    text = "Kenya expelled two Ugandan diplomats on Friday. {} Uganda withdrew its ambassador from Kenya."
    _, sequel = coded(text.format("As a result,")).events
    assert days(sequel) == ("2024-03-01", "2024-03-05", "range")
    _, other = coded(text.format("Meanwhile")).events
    assert days(other) == ("2024-03-05", "2024-03-05", "day")


def test_a_sequel_does_not_reach_over_a_paragraph(coded: Code) -> None:
    text = "Kenya expelled two Ugandan diplomats on Friday.\n\nThen Uganda withdrew its ambassador from Kenya."
    assert days(coded(text).events[1]) == ("2024-03-05", "2024-03-05", "day")


def test_each_of_two_events_has_its_own_day(coded: Code) -> None:
    text = "Kenya expelled two Ugandan diplomats on Friday and Uganda condemned Kenya on Sunday."
    assert [(e.type, e.day.start) for e in coded(text).events] == [("SANCTION", "2024-03-01"), ("ACCUSE", "2024-03-03")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ethiopia attacked Eritrea.", "actual"),
        ("Ethiopia attacked Eritrea on 12 February 2024.", "actual"),
        ("Ethiopia attacked Eritrea in January 2019.", "historical"),
        ("Ethiopia did not attack Eritrea.", "negated"),
        ("Ethiopia failed to attack Eritrea.", "negated"),
        ("Ethiopia may attack Eritrea.", "hypothetical"),
        ("Ethiopia will attack Eritrea.", "future"),
        ("Kenya said Ethiopia would attack Eritrea.", "future"),
    ],
)
def test_status_follows_from_the_telling_and_the_day(coded: Code, text: str, status: str) -> None:
    (event,) = coded(text).events
    assert (event.type, event.status) == ("ASSAULT", status)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("from 5 to 8 February", "2024-02-05", "2024-02-08"),
        ("from December to February", "2023-12-01", "2024-02-29"),
        ("between 2003 and 2005", "2003-01-01", "2005-12-31"),
        ("on 12 and 13 February", "2024-02-12", "2024-02-13"),
    ],
)
def test_a_range_stays_a_range(coded: Code, words: str, start: str, end: str) -> None:
    report = coded(f"Kenya hosted talks with Ethiopia {words}.")
    for event in report.events:
        assert days(event) == (start, end, "range")
        assert event.day.span is not None
        assert report.article.text[event.day.span.start : event.day.span.end] == event.day.text
    assert report.events


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenya, which had hosted talks with Ethiopia on 12 February, condemned Eritrea.", "historical"),
        ("Kenya said it had hosted talks with Ethiopia on 12 February.", "actual"),
        ("Kenya hosted talks with Ethiopia on 12 February.", "actual"),
        ("Kenya hosted talks with Ethiopia in December.", "historical"),
        ("Kenya had hosted talks with Ethiopia on Monday.", "actual"),
    ],
)
def test_background_with_an_older_day_is_historical(coded: Code, text: str, status: str) -> None:
    talks = [e.status for e in coded(text).events if e.type == "CONSULT"]
    assert talks
    assert set(talks) == {status}


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Kenya began three days of talks with Ethiopia on Monday.", "2024-03-04", "2024-03-06"),
        ("Kenya ended three days of talks with Ethiopia on Monday.", "2024-03-02", "2024-03-04"),
        ("The president of Kenya began a two-week visit to Ethiopia on Monday.", "2024-03-04", "2024-03-17"),
        ("Ethiopia attacked Eritrea in the past three days.", "2024-03-02", "2024-03-05"),
    ],
)
def test_a_length_makes_a_range_where_the_text_says_which_end_the_day_is(
    coded: Code, text: str, start: str, end: str
) -> None:
    found = [days(e)[:2] for e in coded(text).events]
    assert (start, end) in found
