"""Acts that a report takes up again."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from dateline.binding.homing import BY_REPORT
from dateline.binding.resuming import ELSEWHERE, _with_sides, akin, other_side
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
    assert other_side(event("CONSULT", "KEN", "KEN"), told) == ()
    assert other_side(event("CONSULT", "KEN", modes=("multilateral",)), told) == ()
    assert other_side(event("CONSULT", "KEN"), [event("CONSULT", "KEN+UGA", status="negated")]) == ()


def test_a_meeting_told_again_has_both_sides_and_is_one_event(coded: Code) -> None:
    report = "Kenyan ministers met Ugandan diplomats in Geneva on Monday. Kenya held talks in Geneva on Monday."
    (event,) = [e for e in coded(report).events if e.type == "CONSULT"]
    assert {p.country for p in (*event.actors, *event.recipients)} == {"KEN", "UGA"}
    assert len([v for v in event.evidence if v.role == "trigger"]) == 2


def test_an_act_that_the_is_said_of_has_the_parties_of_the_one_before(coded: Code) -> None:
    report = "Ethiopian troops shelled a Kenyan village. The shelling killed 12 villagers. Sudan closed its border."
    events = [e for e in coded(report).events if e.type == "ASSAULT"]
    assert [({p.country for p in e.actors}, {p.country for p in e.recipients}) for e in events] == [({"ETH"}, {"KEN"})]


def test_a_noun_takes_up_an_act_of_its_own_stem() -> None:
    assert akin("shelling", "shell")
    assert not akin("report", "criticise")


def test_a_country_that_only_the_report_suggests_gives_way_to_one_that_is_told(event: Make) -> None:
    def suggested(made: Event) -> Event:
        return replace(made, recipients=tuple(replace(p, reason=f"text; {BY_REPORT}") for p in made.recipients))

    own = suggested(event("ASSAULT", "ETH", "SDN", at=50))
    resumed = _with_sides(own, event("ASSAULT", "ETH", "KEN", at=5))
    assert [(p.country, p.reason) for p in resumed.recipients] == [("KEN", f"text; {ELSEWHERE}")]
    assert resumed.evidence[-1].reason == ELSEWHERE
    assert _with_sides(own, suggested(event("ASSAULT", "ETH", "KEN", at=5))) is own


def test_who_did_it_is_not_the_one_it_was_done_to(event: Make) -> None:
    own, known = event("ASSAULT", "", "KEN", at=50), event("ASSAULT", "KEN", "", at=5)
    assert _with_sides(own, known) is own
