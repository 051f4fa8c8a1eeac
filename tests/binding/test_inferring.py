"""Sides that no words at the verb tell."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from dateline.binding import keep_told
from dateline.records import Coded, Event

Code = Callable[..., Coded]


def _only(outcome: Coded, kind: str) -> Event:
    (event,) = [e for e in outcome.events if e.type == kind]
    return event


def test_a_foreign_act_without_a_recipient_is_done_to_the_country_of_the_report(coded: Code) -> None:
    report = "Floods cut off villages in Mozambique. Mozambique's dams are old. Portugal criticised the delay."
    event = _only(coded(report), "ACCUSE")
    assert [(p.country, p.text) for p in event.recipients] == [("MOZ", "Mozambique")]
    assert [v.reason for v in event.evidence if v.role == "recipient"][-1] == "the country that the report is about"


def test_who_arrests_where_nobody_is_named_is_the_police_of_the_place(coded: Code) -> None:
    event = _only(coded("Two Kenyan activists were arrested in Kampala, Uganda, on Monday."), "COERCE")
    assert [(p.country, p.sectors) for p in event.actors] == [("UGA", ("COP",))]


def test_a_killing_without_a_killer_stays_without(coded: Code) -> None:
    event = _only(coded("Two Kenyan soldiers were killed in a bombing in Kismayo, Somalia."), "ASSAULT")
    assert event.actors == ()


def test_parties_that_no_words_tell_can_be_left_out(coded: Code) -> None:
    report = "Floods cut off villages in Mozambique. Mozambique's dams are old. Portugal criticised the delay."
    event = _only(coded(report), "ACCUSE")
    (told,) = keep_told([event])
    assert ([p.country for p in told.actors], told.recipients) == (["PRT"], ())
    assert len(told.evidence) == len(event.evidence) - 1
    (arrest,) = keep_told(coded("Two Kenyan activists were arrested in Kampala, Uganda, on Monday.").events)
    assert (arrest.actors, [p.country for p in arrest.recipients]) == ((), ["KEN"])


def test_an_event_that_only_its_place_gives_a_country_is_then_none(coded: Code) -> None:
    (event,) = coded("Police arrested Grace Obi in Lagos on Monday.").events
    assert [p.country for p in event.recipients] == ["NGA"]
    assert keep_told([replace(event, actors=())]) == ()
