from collections.abc import Callable

import pytest

from dateline.records import Coded

Code = Callable[..., Coded]


def test_an_event_has_its_codes_parties_and_evidence(coded: Code) -> None:
    report = coded("Kenya expelled two Ugandan diplomats on Monday.")
    (event,) = report.events
    assert (event.type, event.modes, event.quad_class) == ("SANCTION", ("expel",), "material conflict")
    assert ([p.country for p in event.actors], [p.country for p in event.recipients]) == (["KEN"], ["UGA"])
    assert event.cameo is not None
    assert event.goldstein is not None
    assert event.goldstein < 0
    roles = {e.role: report.article.text[e.span.start : e.span.end] for e in event.evidence}
    assert roles == {
        "trigger": "expelled two Ugandan diplomats",
        "sentence": report.article.text,
        "actor": "Kenya",
        "recipient": "two Ugandan diplomats",
        "day": "Monday",
    }


def test_events_are_numbered_in_the_order_of_the_text_and_the_title_comes_last(coded: Code) -> None:
    report = coded(
        "Chad visited no one. Kenya expelled two Ugandan diplomats. Peru condemned Chile.", "Mali attacks Chad"
    )
    assert [e.type for e in report.events] == ["SANCTION", "ACCUSE", "ASSAULT"]
    assert [e.id for e in report.events] == [f"{report.article.article_id}-{n}" for n in (1, 2, 3)]
    assert report.events[2].trigger.span.field == "title"


def test_troops_sent_abroad_after_a_disaster_are_aid(coded: Code) -> None:
    (abroad,) = coded("Peru deployed 500 soldiers in Haiti after the earthquake.").events
    assert (abroad.type, abroad.modes, abroad.cameo) == ("AID", (), "073")
    (home,) = coded("Peru deployed 500 soldiers in Lima after the earthquake.").events
    assert home.type == "MOBILIZE"
    (armed,) = coded("Peru deployed missiles in Haiti after the earthquake.").events
    assert armed.type == "MOBILIZE"


def test_a_party_is_not_its_own_recipient(coded: Code) -> None:
    (event,) = coded("Ethiopia attacked Ethiopia.").events
    assert ([p.country for p in event.actors], event.recipients) == (["ETH"], ())


def test_without_a_party_of_known_country_there_is_no_event(coded: Code) -> None:
    assert coded("The baker expelled two tenants.").events == ()


def test_a_visit_at_home_is_none(coded: Code) -> None:
    assert coded("The Kenyan president visited Kenya.").events == ()
    assert [e.modes for e in coded("The Kenyan president visited Uganda.").events] == [("visit",)]


def test_plover_settles_what_a_status_makes_of_a_type(coded: Code) -> None:
    (event,) = coded("Planned talks between Ethiopia and Kenya collapsed.").events
    assert (event.type, event.status, event.factuality.tense) == ("AGREE", "actual", "future")


def test_an_event_told_in_title_and_text_is_one(coded: Code) -> None:
    (event,) = coded("Kenya expelled two Ugandan diplomats.", "Kenya expels Ugandan diplomats").events
    assert sum(e.role == "trigger" for e in event.evidence) == 2
    assert event.trigger.span.field == "text"
    assert event.confidence > 0.9


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Yemen, Eritrea sign a treaty.", ["YEM", "ERI"]),
        ("Yemen and Eritrea sign a treaty.", ["YEM", "ERI"]),
        ("Sanaa, Yemen, signs a treaty.", ["YEM"]),
        ("Macron, Erdogan hold talks in Ankara.", ["FRA", "TUR"]),
    ],
)
def test_headlines_have_a_comma_for_and(coded: Code, text: str, actors: list[str]) -> None:
    (event,) = coded(text).events
    assert [p.country for p in event.actors] == actors
