from collections.abc import Callable

from dateline.binding.merging import merge
from dateline.records import Coded, Count, Event, Span

Code = Callable[..., Coded]


def _counts(report: Coded) -> list[tuple[str, dict[str, tuple[int, int | None]]]]:
    return [(e.type, {k: (c.low, c.high) for k, c in e.counts.items()}) for e in report.events]


def test_a_number_goes_to_the_event_of_its_sentence_that_takes_its_kind(coded: Code) -> None:
    report = coded("Ethiopian police arrested 40 opposition supporters and killed three protesters on Tuesday.")
    assert _counts(report) == [("COERCE", {"detained": (40, 40)}), ("ASSAULT", {"killed": (3, 3)})]


def test_the_span_shows_the_number_and_what_it_counts(coded: Code) -> None:
    (event,) = (report := coded("Boko Haram abducted at least 20 girls in Nigeria.")).events
    span = event.counts["abducted"].span
    assert report.article.text[span.start : span.end] == "at least 20 girls"


def test_a_toll_told_in_the_next_sentence_belongs_to_the_attack(coded: Code) -> None:
    report = coded("Syrian troops shelled Aleppo on Monday. There were no casualties.")
    assert _counts(report) == [("ASSAULT", {"injured": (0, 0), "killed": (0, 0)})]


def test_the_dead_of_an_accident_do_not(coded: Code) -> None:
    report = coded("Turkish warplanes bombed a camp in Iraq. A bus crash killed 12 people.")
    assert [counts for kind, counts in _counts(report)] == [{}]


def test_a_number_that_no_type_takes_is_left(coded: Code) -> None:
    assert all(not e.counts for e in coded("Kenya expelled 12 Ugandan diplomats.").events)


def test_tellings_of_one_event_share_their_counts(event: Callable[..., Event]) -> None:
    one, other = Count(3, 3, Span("text", 0, 1)), Count(9, None, Span("text", 2, 3))
    (merged,) = merge(
        [
            event("ASSAULT", "KEN", "UGA", counts={"killed": one}),
            event("ASSAULT", "KEN", "UGA", at=50, counts={"killed": other, "injured": other}),
        ]
    )
    assert merged.counts == {"killed": one, "injured": other}
