"""Parties that no words of their own tie to a country."""

from __future__ import annotations

from collections.abc import Callable

from dateline.records import Coded

Code = Callable[..., Coded]


def test_a_party_without_a_country_is_of_the_place_of_the_event(coded: Code) -> None:
    (event,) = coded("Police arrested Grace Obi in Lagos on Monday.").events
    (recipient,) = event.recipients
    assert recipient.country == "NGA"
    assert "country by the event's place, Lagos" in recipient.reason


def test_or_of_the_country_that_the_report_is_about(coded: Code) -> None:
    events = coded(
        "Zambia's president visited a school. Zambian teachers had asked for more pay.\n"
        "Police arrested Grace Banda after a march."
    ).events
    (event,) = [e for e in events if e.type == "COERCE"]
    assert [p.country for p in event.recipients] == ["ZMB"]
    assert "country by the report" in event.recipients[0].reason


def test_where_two_countries_are_named_alike_nobody_knows(coded: Code) -> None:
    events = coded("Togo and Benin signed a treaty. David Phiri criticised Togo and Benin.").events
    (event,) = [e for e in events if e.type == "ACCUSE"]
    assert [p.country for p in event.actors] == [None]


def test_near_a_border_is_in_neither_country(coded: Code) -> None:
    events = coded("Nigerian troops killed Grace Banda near the Chad border on Monday. Nigeria mourned.").events
    (event,) = [e for e in events if e.type == "ASSAULT"]
    assert [p.country for p in event.recipients] == ["NGA"]


def test_what_a_states_organ_does_is_of_the_state_that_tells_of_it(coded: Code) -> None:
    (event,) = coded("The president imposed an embargo on Iran, the White House said.").events
    assert [p.country for p in event.actors] == ["USA"]
    assert "country of the state that tells of it" in event.actors[0].reason
