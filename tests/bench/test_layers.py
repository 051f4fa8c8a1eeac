"""The scorers of names, times, attributions, places and factuality on records small enough to count."""

import pytest

from bench.scoring.attributions import AttributionTally
from bench.scoring.factuality import score_factuality
from bench.scoring.names import score_names, spans
from bench.scoring.places import distance_km, score_places
from bench.scoring.times import interval, score_times

TEXT = "Kenya said that Uganda had said no."


def test_names_count_exact_spans_and_leave_other_kinds_out() -> None:
    gold = ["B-PER", "I-PER", "O", "B-LOC", "B-ORG"]
    found = ["B-PER", "I-PER", "B-NORP", "B-LOC", "I-LOC"]
    rates = score_names([(gold, found)])
    assert (rates["all"]["tp"], rates["all"]["pred"], rates["all"]["gold"]) == (1, 2, 3)
    assert rates["PER"]["f1"] == 1
    assert rates["LOC"]["f1"] == rates["ORG"]["f1"] == 0
    assert spans(["I-PER", "I-LOC", "B-LOC"]) == {(0, 1, "PER"), (1, 2, "LOC"), (2, 3, "LOC")}


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024-02-28", 1),
        ("2024-02", 29),
        ("2023", 365),
        ("2024-W05", 7),
        ("2024-W05-WE", 2),
        ("2024-Q4", 92),
        ("2024-H1", 182),
        ("199X", 3652),
        ("2024-03-01/2024-03-04", 4),
        ("2024-03-05T10:00", 1),
    ],
)
def test_values_name_stretches_of_days(value: str, days: int) -> None:
    found = interval(value)
    assert found is not None
    assert found[1] - found[0] + 1 == days


@pytest.mark.parametrize("value", [None, "", "P3D", "PRESENT_REF", "2023-02-29", "2024-13", "2024-W60", "0000"])
def test_other_values_name_none(value: str | None) -> None:
    assert interval(value) is None


def test_times_part_spans_from_values() -> None:
    gold = [{"id": "a", "timex": [timex(0, 6, "2024-03-05"), timex(10, 16, "2024-03"), timex(20, 24, "P3D")]}]
    found = {"a": [timex(0, 6, "2024-03-06"), timex(8, 16, "2024-03"), timex(30, 34, "2020")]}
    figures = score_times(gold, found)
    assert figures["strict_f1"] == pytest.approx(1 / 3)
    assert figures["relaxed_f1"] == pytest.approx(2 / 3)
    assert figures["value_accuracy"] == figures["calendar_recall"] == 0.5


def timex(start: int, end: int, value: str) -> dict[str, object]:
    return {"start": start, "end": end, "type": "DATE", "value": value}


def said(name: str, source: list[int], content: list[int], up: str | None = None) -> dict[str, object]:
    return {"id": name, "source": [source], "cue": [], "content": [content], "nested_in": up, "kind": "indirect"}


def test_attributions_are_found_linked_and_nested() -> None:
    gold = [said("1", [0, 5], [16, 34]), said("2", [16, 22], [32, 34], "1")]
    tally = AttributionTally()
    tally.add(TEXT, gold, [said("x", [0, 5], [11, 34]), said("y", [0, 5], [32, 34], "x")])
    report = tally.report()
    assert report["attribution"]["f1"] == 1
    assert report["linked"]["f1"] == 0.5  # the inner one has the wrong speaker
    assert report["nested"]["f1"] == 1
    assert report["content_exact"]["tp"] == 1
    assert report["kinds"]["indirect"] == {"n": 2, "matched": 1, "linked": 0.5}


def test_a_content_that_shares_too_little_is_no_match() -> None:
    tally = AttributionTally()
    tally.add(TEXT, [said("1", [0, 5], [16, 34])], [said("x", [0, 5], [32, 34])])
    assert tally.report()["attribution"]["tp"] == 0


def test_places_are_right_when_near_and_wrong_when_missing() -> None:
    gold = [{"id": "a", "toponyms": [place(0, 5, 0, 0, "KEN"), place(9, 15, 10, 10, None), place(20, 25, 5, 5, None)]}]
    figures = score_places(gold, {"a": [place(0, 5, 1, 0, "KEN"), place(8, 15, 14, 10, "UGA")]})
    assert figures["a161"] == pytest.approx(1 / 3)
    assert figures["a161_of_resolved"] == 0.5
    assert figures["country"] == 1
    assert (figures["span"]["tp"], figures["span"]["pred"], figures["span"]["gold"]) == (1, 2, 3)
    assert distance_km((0, 0), (0, 180)) == pytest.approx(20015, abs=1)


def place(start: int, end: int, lat: float, lon: float, country: str | None) -> dict[str, object]:
    return {"start": start, "end": end, "lat": lat, "lon": lon, "country": country}


def test_factuality_is_judged_where_an_event_was_coded() -> None:
    gold = [{"id": "a", "events": [fact(0, 4, "actual"), fact(5, 9, "denied"), fact(10, 14, "planned")]}]
    figures = score_factuality(gold, {"a": [fact(0, 4, "actual"), fact(6, 9, "actual")]})
    assert (figures["gold"], figures["covered"], figures["accuracy"]) == (3, 2, 0.5)
    assert figures["classes"] == {"actual": pytest.approx(2 / 3), "denied": 0}


def fact(start: int, end: int, name: str) -> dict[str, object]:
    return {"start": start, "end": end, "class": name}
