from collections.abc import Callable

import pytest

from dateline.records import Coded

Code = Callable[..., Coded]


def place(coded: Code, text: str) -> tuple[str, str | None, int | None, str] | None:
    """Name, country, geoprecision and the first part of the reason of the last event's place."""
    event = coded(text).events[-1]
    if event.place is None:
        return None
    p = event.place
    return p.name, p.country, p.geoprecision, p.reason.split(";")[0]


GOVERNED = "the event's words govern it"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ethiopian troops attacked a village in Eritrea.", ("Eritrea", "ERI", 6)),
        ("Ethiopian troops attacked a convoy outside Asmara.", ("Asmara", "ERI", 2)),
        ("Gunmen kidnapped two Chinese engineers in the Pakistani city of Quetta.", ("Quetta", "PAK", 1)),
        ("Kenya's president visited Addis Ababa on Monday.", ("Addis Ababa", "ETH", 1)),
        ("Nigerian soldiers arrested two men in Borno State.", ("Borno", "NGA", 4)),
        ("Somali pirates seized a Greek tanker off the coast of Kenya.", ("Kenya", "KEN", 5)),
        ("Hundreds of students marched through Nairobi against the Kenyan government.", ("Nairobi", "KEN", 1)),
    ],
)
def test_the_place_that_the_events_words_govern(coded: Code, text: str, expected: tuple[str, str, int]) -> None:
    assert place(coded, text) == (*expected, GOVERNED)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya expelled two Ugandan diplomats.",
        "Nairobi accused Kampala of interference.",
        "Kenyan and Ugandan ministers held talks, said an official in Cairo.",
        "Kenya recalled its ambassador to France.",
    ],
)
def test_no_place_where_the_text_says_none(coded: Code, text: str) -> None:
    assert place(coded, text) is None


def test_the_paragraphs_place(coded: Code) -> None:
    found = place(coded, "A crowd gathered in Asmara. Ethiopian troops attacked Eritrean soldiers.")
    assert found == ("Asmara", "ERI", 1, "the paragraph is set there")
    apart = place(coded, "A crowd gathered in Asmara.\n\nEthiopian troops attacked Eritrean soldiers.")
    assert apart is None


def test_the_datelines_place(coded: Code) -> None:
    found = place(coded, "NAIROBI, March 5 (Kijani News) - Kenya accused Uganda of cheating.")
    assert found == ("Nairobi", "KEN", 1, "no place in the text: the dateline's")


def test_a_deed_among_others_is_not_where_it_is_reported_from(coded: Code) -> None:
    assert place(coded, "NAIROBI, March 5 (Kijani News) - Ethiopian troops attacked Eritrean soldiers.") is None


def test_one_unknown_name_keeps_the_others(coded: Code) -> None:
    outcome = coded("Ethiopian troops attacked a convoy in Eritrea. They had come from Xyzzyburg.")
    assert outcome.events[0].place is not None
    assert outcome.events[0].place.country == "ERI"
    assert {p.precision for p in outcome.places} >= {"country"}
