"""Acts that a report takes up again."""

from __future__ import annotations

from collections.abc import Callable

from dateline.binding.resuming import other_side
from dateline.records import Coded, Event

Code = Callable[..., Coded]
Make = Callable[..., Event]


def test_the_other_side_of_talks_is_that_of_the_nearest_telling(event: Make) -> None:
    own = event("CONSULT", "KEN")
    tellings = [event("ACCUSE", "KEN", "ETH"), event("AGREE", "KEN", "UGA"), event("CONSULT", "KEN+TZA")]
    assert [p.country for p in other_side(own, tellings)] == ["UGA"]


def test_no_other_side_where_two_are_told_or_a_third_takes_part(event: Make) -> None:
    told = [event("CONSULT", "KEN+UGA")]
    assert other_side(event("CONSULT", "KEN", "TZA"), told) == ()
    assert other_side(event("CONSULT", "TZA"), told) == ()
    assert other_side(event("CONSULT", "KEN"), [event("CONSULT", "KEN+UGA+TZA")]) == ()
    assert other_side(event("ACCUSE", "KEN"), told) == ()


def test_a_meeting_told_again_has_both_sides_and_is_one_event(coded: Code) -> None:
    report = "Kenyan ministers met Ugandan diplomats in Geneva on Monday. Kenya held talks in Geneva on Monday."
    (event,) = [e for e in coded(report).events if e.type == "CONSULT"]
    assert {p.country for p in (*event.actors, *event.recipients)} == {"KEN", "UGA"}
    assert len([v for v in event.evidence if v.role == "trigger"]) == 2


def test_an_act_that_the_is_said_of_has_the_parties_of_the_one_before(coded: Code) -> None:
    report = "Ethiopian troops shelled a Kenyan village. The shelling killed 12 villagers. Sudan closed its border."
    events = [e for e in coded(report).events if e.type == "ASSAULT"]
    assert [({p.country for p in e.actors}, {p.country for p in e.recipients}) for e in events] == [({"ETH"}, {"KEN"})]
