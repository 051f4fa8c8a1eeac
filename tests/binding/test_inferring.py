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


def test_who_charges_and_who_frees_from_custody_is_the_law(coded: Code) -> None:
    charged = _only(coded("A former Kenyan minister was charged with fraud in Nairobi."), "ACCUSE")
    assert [(p.country, p.sectors) for p in charged.actors] == [("KEN", ("JUD",))]
    freed = _only(coded("Three Kenyan prisoners were released from jail in Nairobi on Monday."), "RETREAT")
    assert [p.country for p in freed.actors] == ["KEN"]
    hostages = _only(coded("Three Kenyan hostages were released in Mogadishu on Monday."), "RETREAT")
    assert hostages.actors == ()


def test_a_protest_at_home_is_against_its_government_but_a_strike_may_be_against_an_employer(coded: Code) -> None:
    event = _only(coded("Polish farmers rallied in Warsaw on Monday over the price of grain."), "PROTEST")
    assert [(p.country, p.sectors) for p in event.recipients] == [("POL", ("GOV",))]
    event = _only(coded("Polish miners went on strike in Poland on Monday."), "PROTEST")
    assert [(p.country, p.sectors) for p in event.recipients] == [("POL", ())]


def test_a_country_is_named_by_itself_rather_than_by_a_person_of_it(coded: Code) -> None:
    report = (
        "Poland's parliament voted on Sunday. The Polish premier Jan Nowak said no. Jan Nowak criticised the delay."
    )
    event = _only(coded(report), "ACCUSE")
    assert [p.name for p in event.recipients] == ["Poland"]


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


def test_what_a_foreigner_agrees_to_or_rejects_need_not_concern_the_report(coded: Code) -> None:
    report = "Floods cut off villages in Mozambique. Mozambique's dams are old. Norway rejected the plan."
    assert _only(coded(report), "REJECT").recipients == ()
    assert [
        p.country for p in _only(coded("Norway rejected the plan for Mozambique's dams."), "REJECT").recipients
    ] == ["MOZ"]


def test_who_detains_at_a_place_is_who_rules_it(coded: Code) -> None:
    event = _only(coded("Four Uighurs have been detained at Guantanamo for seven years."), "COERCE")
    assert [p.country for p in event.actors] == ["USA"]
    assert event.place is not None
    assert event.place.country == "CUB"


def test_who_speaks_for_a_state_of_talks_with_another_had_part(coded: Code) -> None:
    told = "talks with Somalia on the border had failed."
    (event,) = coded(f"Kenyan foreign minister Grace Banda said {told}").events
    assert [p.country for p in event.actors] == ["SOM", "KEN"]
    (event,) = coded(f"The Kenyan singer Grace Banda said {told}").events
    assert "KEN" not in [p.country for p in event.actors]


def test_what_is_said_of_the_move_is_said_of_whoever_made_it(coded: Code) -> None:
    events = coded("Syria expelled nine Danish diplomats. Kenya condemned the move.").events
    (event,) = [e for e in events if e.type == "ACCUSE"]
    assert [p.country for p in event.recipients] == ["SYR"]


def test_who_strikes_back_strikes_who_struck_and_who_is_sorry_is_sorry_to_whom_he_struck(coded: Code) -> None:
    events = coded("Syria shelled a Turkish village. Turkey vowed to retaliate. Syria apologised.").events
    sides = {e.type: ([p.country for p in e.actors], [p.country for p in e.recipients]) for e in events}
    assert sides["THREATEN"] == (["TUR"], ["SYR"])
    assert sides["CONCEDE"] == (["SYR"], ["TUR"])


def test_what_a_state_answers_is_of_the_state_that_acted_on_it(coded: Code) -> None:
    events = coded("Iran expelled two Canadian diplomats on Monday. Canada recalled its ambassador.").events
    assert [([p.country for p in e.actors], [p.country for p in e.recipients]) for e in events] == [
        (["IRN"], ["CAN"]),
        (["CAN"], ["IRN"]),
    ]
