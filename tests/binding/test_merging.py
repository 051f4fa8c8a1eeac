from collections.abc import Callable

import pytest
from msgspec.structs import replace

from dateline.binding.merging import merge
from dateline.records import Event, Evidence, Party, Span

Make = Callable[..., Event]


def party(name: str, sector: str = "", entity: str | None = None) -> Party:
    return Party(name, Span("text", 0, 3), name, "KEN", (sector,) if sector else (), entity, None, "by hand")


def test_two_tellings_of_one_event_are_one_with_both_pieces_of_evidence(event: Make) -> None:
    first, second = event("ASSAULT", "KEN", "UGA", at=5), event("ASSAULT", "KEN", "UGA", at=90)
    (merged,) = merge([first, second])
    assert [e.by for e in merged.evidence] == ["frame:5", "frame:90"]
    assert merged.confidence == 0.96
    assert merged.trigger == first.trigger


def test_one_telling_stays_as_it_is(event: Make) -> None:
    only = event("ASSAULT", "KEN", "UGA")
    assert merge([only]) == (only,)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "COERCE"},
        {"actors": "TCD"},
        {"recipients": "TCD"},
        {"status": "negated"},
        {"days": ("2024-02-01", "2024-02-02")},
        {"modes": ("aerial",)},
    ],
)
def test_what_differs_in_kind_party_denial_day_or_manner_stays_apart(event: Make, other: dict[str, str]) -> None:
    sides = {"kind": "ASSAULT", "actors": "KEN", "recipients": "UGA", "modes": ("beat",)}
    assert len(merge([event(**sides), event(**{**sides, **other}, at=50)])) == 2


def test_a_telling_may_leave_a_side_out_but_not_both(event: Make) -> None:
    whole = event("ASSAULT", "KEN", "UGA")
    (merged,) = merge([event("ASSAULT", "", "UGA", at=1), event("ASSAULT", "KEN", "UGA", at=50)])
    assert [p.country for p in merged.actors] == ["KEN"]
    assert len(merge([whole, event("ASSAULT", "", "TCD", at=50)])) == 2


def test_a_mutual_event_may_be_told_from_either_side(event: Make) -> None:
    assert len(merge([event("CONSULT", "KEN", "UGA"), event("CONSULT", "UGA+KEN", at=50)])) == 1
    assert len(merge([event("ASSAULT", "KEN", "UGA"), event("ASSAULT", "UGA", "KEN", at=50)])) == 2


def test_parties_of_one_country_that_are_known_to_differ_tell_of_two_events(event: Make) -> None:
    def accused(by: Party, at: int) -> Event:
        made = event("ACCUSE", "KEN", "UGA", at=at)
        (actor,) = made.actors
        return replace(made, actors=(replace(actor, name=by.name, sectors=by.sectors, entity=by.entity),))

    state = party("Kenya", "GOV", "Q114")
    president, other = party("Kama", "GOV", "person:ken:kama"), party("Wangari", "GOV", "person:ken:wangari")
    union, ministry = party("the union", "LAB"), party("the ministry", "GOV")
    for two in ((union, ministry), (president, other), (president, union)):
        assert len(merge([accused(two[0], 5), accused(two[1], 90)])) == 2, two
    for one in ((union, union), (ministry, president), (state, president), (party("they"), union)):
        assert len(merge([accused(one[0], 5), accused(one[1], 90)])) == 1, one


def test_a_headline_and_the_lede_tell_one_event_however_they_name_the_parties(event: Make) -> None:
    told = [event("ACCUSE", "KEN", "UGA", at=5), event("ACCUSE", "KEN", "UGA", at=90)]
    told = [
        replace(e, actors=(replace(e.actors[0], name=n, sectors=(n,)),))
        for e, n in zip(told, ("JUD", "LAB"), strict=True)
    ]
    sentences = [Span("text", 0, 40), Span("text", 41, 120)]
    told = [
        replace(e, evidence=(*e.evidence, Evidence(s, "parse", "sentence")))
        for e, s in zip(told, sentences, strict=True)
    ]
    assert len(merge(told)) == 2
    assert len(merge(told, sentences[:1])) == 2
    assert len(merge(told, sentences)) == 1


def test_a_visit_is_not_the_talks_held_on_it(event: Make) -> None:
    assert len(merge([event("CONSULT", "KEN", "UGA", modes=("visit",)), event("CONSULT", "KEN+UGA", at=50)])) == 2
    assert len(merge([event("ASSAULT", "KEN", "UGA", modes=("beat",)), event("ASSAULT", "KEN", "UGA", at=50)])) == 1


def test_an_unknown_or_open_day_meets_every_later_one(event: Make) -> None:
    unknown = event("ASSAULT", "KEN", "UGA", days=(None, None))
    opened = event("ASSAULT", "KEN", "UGA", at=50, days=("2024-03-01", None))
    later = event("ASSAULT", "KEN", "UGA", at=90, days=("2024-05-01", "2024-05-01"))
    assert len(merge([unknown, later])) == 1
    assert len(merge([opened, later])) == 1


def test_the_fullest_telling_leads_then_a_named_day_then_the_body(event: Make) -> None:
    def lead(*events: Event) -> int:
        (merged,) = merge(events)
        return merged.trigger.span.start

    half, whole = event("ASSAULT", "KEN", at=1), event("ASSAULT", "KEN", "UGA", at=50)
    assert lead(half, whole) == 50
    assert lead(event("ASSAULT", "KEN", "UGA", at=1), event("ASSAULT", "KEN", "UGA", at=50, dated=True)) == 50
    assert lead(event("ASSAULT", "KEN", "UGA", at=1, field="title"), whole) == 50


def test_contexts_modes_and_coders_are_pooled_and_what_happened_once_is_actual(event: Make) -> None:
    planned = event("ASSAULT", "KEN", "UGA", at=1, status="future", contexts=("military",), coders=("frame",))
    told = event("ASSAULT", "KEN", "UGA", at=50, contexts=("crime", "military"), coders=("learned",), modes=("beat",))
    (merged,) = merge([planned, told])
    assert merged.status == "actual"
    assert merged.contexts == ("military", "crime")
    assert merged.modes == ("beat",)
    assert merged.coders == ("frame", "learned")


def test_order_is_the_order_of_first_tellings(event: Make) -> None:
    events = [event("ASSAULT", "KEN", "UGA"), event("AID", "KEN", "UGA", at=20), event("ASSAULT", "KEN", "UGA", at=50)]
    assert [e.type for e in merge(events)] == ["ASSAULT", "AID"]


def test_a_headline_may_ask_for_something_else_than_the_lede_and_the_fuller_telling_says_what(event: Make) -> None:
    lede, headline = (Span("text", 0, 90), Span("title", 0, 30))
    asked = event("REQUEST", "KEN", "UGA", modes=("yield",), at=5)
    told = event("REQUEST", "KEN", "UGA", modes=("change",), at=3, field="title")
    where = (asked, lede), (told, headline)
    both = [replace(e, evidence=(*e.evidence, Evidence(s, "parse", "sentence"))) for e, s in where]
    (merged,) = merge(both, [lede, headline])
    assert merged.modes == ("yield",)
    assert len(merge(both)) == 2
    second = replace(asked, modes=("change",), trigger=replace(asked.trigger, span=Span("text", 50, 58)))
    second = replace(second, evidence=(*second.evidence, Evidence(lede, "parse", "sentence")))
    assert len(merge([both[0], second], [lede])) == 2


def test_a_name_is_the_same_in_capitals(event: Make) -> None:
    def killed(name: str, at: int) -> Event:
        made = event("ASSAULT", "KEN", "UGA", at=at)
        return replace(made, actors=tuple(replace(p, name=name, country=None) for p in made.actors))

    assert len(merge([killed("Pirates", 1), killed("pirates", 50)])) == 1


def test_an_earlier_act_may_be_told_again_without_its_day(event: Make) -> None:
    dated = event("SUPPORT", "KEN", "UGA", status="historical", days=("2020-08-01", "2020-08-31"), dated=True)
    again = event("SUPPORT", "KEN", "UGA", status="historical", at=50)
    assert len(merge([dated, again])) == 1
    assert len(merge([dated, replace(again, status="actual")])) == 2
    older = event("SUPPORT", "KEN", "UGA", status="historical", at=9, days=("1998-01-01", "1998-12-31"), dated=True)
    assert len(merge([older, again, dated])) == len(merge([older, dated, again])) == 2
