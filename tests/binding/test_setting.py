from collections.abc import Callable

import pytest

from dateline.records import Coded

Code = Callable[..., Coded]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kenyan and Ugandan ministers held talks in Cairo.", "Cairo"),
        ("Ethiopian troops attacked a village in Eritrea.", "Eritrea"),
        ("Kenya expelled two Ugandan diplomats.", None),
        ("Kenyan and Ugandan ministers held talks, said an official in Cairo.", None),
    ],
)
def test_a_place_is_the_events_where_its_own_words_govern_it(coded: Code, text: str, place: str | None) -> None:
    (event,) = coded(text).events
    assert (event.place.name if event.place else None) == place


def test_the_nearest_place_counts(coded: Code) -> None:
    (event,) = coded("Kenyan and Ugandan ministers held talks in Cairo about a dam in Sudan.").events
    assert event.place is not None
    assert event.place.name == "Cairo"


def test_contexts_come_from_the_words_of_the_sentence(coded: Code) -> None:
    (event,) = coded("Ethiopian troops attacked a village in Eritrea.").events
    assert "military" in event.contexts
    (event,) = coded("Ethiopia attacked Eritrea.").events
    assert "military" not in event.contexts


def test_another_sentence_of_the_paragraph_must_say_it_twice(coded: Code) -> None:
    once = coded("Ethiopia attacked Eritrea. Soldiers were tired.").events[0]
    twice = coded("Ethiopia attacked Eritrea. Soldiers were tired, and soldiers slept.").events[0]
    apart = coded("Ethiopia attacked Eritrea.\n\nSoldiers were tired, and soldiers slept.").events[0]
    assert ["military" in e.contexts for e in (once, twice, apart)] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Kenya expelled two Ugandan diplomats over human rights.", "human_rights"),  # the plural as it stands
        ("Kenya expelled two Ugandan diplomats over women's rights.", "gender"),  # a word with its 's
        ("Kenya expelled two Ugandan diplomats over asylum-seekers.", "asylum"),  # hyphens apart
    ],
)
def test_a_phrase_counts_as_it_stands_and_as_a_dictionary_has_it(coded: Code, text: str, context: str) -> None:
    (event,) = coded(text).events
    assert context in event.contexts
