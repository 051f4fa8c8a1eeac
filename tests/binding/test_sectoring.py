"""Sectors that the act itself tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records import Coded

Code = Callable[..., Coded]


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("A US air strike killed 12 people in Yemen.", ("MIL",)),
        ("US drone attacks killed three rebels in Pakistan.", ("MIL",)),
        ("Israel bombed a village in Lebanon.", ("GOV",)),
    ],
)
def test_what_strikes_for_a_country_is_its_army_where_only_an_adjective_names_it(
    coded: Code, text: str, sectors: tuple[str, ...]
) -> None:
    (event,) = coded(text).events
    assert [a.sectors for a in event.actors] == [sectors]


@pytest.mark.parametrize(
    ("text", "country", "sectors"),
    [
        ("Israel shelled Gaza on Monday.", "PSE", ("CVL",)),
        ("Israeli troops demolished Palestinian homes.", "PSE", ("CVL",)),
        ("Israeli troops attacked a Syrian army post.", "SYR", ("MIL",)),
    ],
)
def test_force_against_a_place_or_thing_is_against_its_people(
    coded: Code, text: str, country: str, sectors: tuple[str, ...]
) -> None:
    (event,) = coded(text).events
    assert [(r.country, r.sectors) for r in event.recipients] == [(country, sectors)]


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("Protests in Kenya over the price of bread turned violent on Monday.", ("CVL",)),
        ("Kenyan teachers rallied in Nairobi on Monday over the price of bread.", ("EDU",)),
    ],
)
def test_where_a_country_by_itself_protests_its_people_do(coded: Code, text: str, sectors: tuple[str, ...]) -> None:
    (event,) = [e for e in coded(text).events if e.type == "PROTEST"]
    assert [(a.country, a.sectors) for a in event.actors] == [("KEN", sectors)]


def test_a_town_before_the_noun_is_where_it_struck(coded: Code) -> None:
    (event,) = coded("The Nairobi attacks killed nine Ugandan teachers.").events
    assert (event.actors, [p.country for p in event.recipients]) == ((), ["UGA"])
