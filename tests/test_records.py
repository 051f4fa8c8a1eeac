import inspect

import msgspec
import pytest

from dateline import records
from dateline.coder import Tools, code_article
from dateline.reading import make_article
from dateline.records import Coded, Dropped, Failed, Outcome, Span, Version

RECORDS = [r for _, r in inspect.getmembers(records, inspect.isclass) if issubclass(r, msgspec.Struct)]
VERSION = Version("1", "2", "3", "4", "5")


def test_there_are_records() -> None:
    assert len(RECORDS) > 25


@pytest.mark.parametrize("record", [r for r in RECORDS if r is not msgspec.Struct], ids=lambda r: r.__name__)
def test_records_are_frozen_hold_no_clock_words_and_say_what_they_are(record: type[msgspec.Struct]) -> None:
    assert record.__struct_config__.frozen
    assert record.__doc__
    assert not {"source", "date"} & set(record.__struct_fields__)


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        Span("text", 0, 5).end = 6  # type: ignore[misc]


def test_spans_order_by_field_then_place() -> None:
    spans = [Span("title", 0, 4), Span("text", 7, 9), Span("text", 0, 9), Span("text", 0, 5)]
    assert sorted(spans) == spans[::-1]


@pytest.mark.parametrize(
    "outcome", [Dropped("a", "empty", "no text", VERSION), Failed("b", "who", "ValueError: x", VERSION)]
)
def test_other_outcomes_come_back_from_json_as_they_were(outcome: Outcome) -> None:
    assert msgspec.json.decode(msgspec.json.encode(outcome), type=Outcome) == outcome


def test_a_coded_report_comes_back_from_json_as_it_was(tools: Tools) -> None:
    text = (
        "NAIROBI, March 4 (Kijani News) - Kenya expelled two Ugandan diplomats on Monday, President William Ruto said. "
        "“We will answer,” a minister told reporters in Kampala.\n\nThe baker met opposition in the rain."
    )
    coded = code_article(make_article(text, title="Kenya’s answer", published="2024-03-05"), tools)
    assert coded.events
    assert coded.attributions
    assert coded.times
    assert coded.near_misses
    line = msgspec.json.encode(coded, order="deterministic")
    again = msgspec.json.decode(line, type=Outcome)
    assert isinstance(again, Coded)
    assert again == coded
    assert msgspec.json.encode(again, order="deterministic") == line
    assert msgspec.json.decode(line)["outcome"] == "coded"
