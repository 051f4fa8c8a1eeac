from __future__ import annotations

from typing import Any

import pytest

from dateline.sifting.linking import LINK_DAYS, Side, Spot, Telling, link_events

GUNMEN = (Side("NGA", "UAF", ""),)
PUPILS = (Side("NGA", "EDU", ""),)
KADUNA = Spot("NGA", "Kaduna", 1, 10.52, 7.44, exact=True)
SUBURB = Spot("NGA", "Kaduna", 2, 10.60, 7.45, exact=True)
GUSAU = Spot("NGA", "Zamfara", 3, 12.17, 6.66, exact=True)
STATE = Spot("NGA", "Kaduna", 4, 10.33, 7.75, exact=False)
ENVOYS = {"actors": (Side("KEN", "GOV", ""),), "recipients": (Side("UGA", "GOV", ""),)}


def telling(article: int, **given: Any) -> Telling:
    known: dict[str, Any] = {
        "article": article,
        "first": article,
        "story": article,
        "published": 100,
        "type": "ASSAULT",
        "status": "actual",
        "modes": frozenset({"abduct"}),
        "start": 99,
        "end": 99,
        "told": True,
        "actors": GUNMEN,
        "recipients": PUPILS,
        "spot": KADUNA,
    }
    return Telling(**{**known, **given})


def together(*tellings: Telling) -> bool:
    return len(set(link_events(tellings))) == 1


def test_one_kidnapping_in_many_outlets_is_one_event_named_after_its_first_report() -> None:
    assert set(link_events([telling(i) for i in range(366)])) == {0}


@pytest.mark.parametrize(
    "other",
    [
        {"type": "COERCE"},
        {"status": "negated"},
        {"status": "future"},
        {"modes": frozenset({"kill"})},
        {"start": 96, "end": 96},
        {"spot": GUSAU},
        {"actors": (Side("NGA", "COP", ""),)},
        {"recipients": (Side("NER", "EDU", ""),)},
    ],
)
def test_what_differs_is_another_event_even_in_one_story(other: dict[str, Any]) -> None:
    assert not together(telling(0, story=0), telling(1, story=0, **other))


@pytest.mark.parametrize(
    "other",
    [
        {"status": "historical"},
        {"modes": frozenset()},
        {"start": 100, "end": 100},
        {"start": 101, "end": 101, "told": False},
        {"spot": None},
        {"spot": STATE},
        {"spot": SUBURB},
        {"start": None, "end": None},
        {"start": 90, "end": 120},
        {"actors": ()},
    ],
)
def test_in_one_story_a_telling_may_leave_out_or_be_vaguer(other: dict[str, Any]) -> None:
    assert together(telling(0, story=0), telling(1, story=0, **other))


def test_without_a_story_in_common_the_same_exact_place_or_name_is_asked_for() -> None:
    assert together(telling(0), telling(1))
    assert not together(telling(0, spot=None), telling(1, spot=None))
    assert not together(telling(0, spot=STATE), telling(1, spot=STATE))
    named = {"actors": (Side("NGA", "REB", "Boko Haram"),), "recipients": (Side("NGA", "GOV", "Ali Modu"),)}
    assert together(telling(0, spot=None, **named), telling(1, spot=None, **named))


def test_a_mutual_event_may_be_told_from_either_side() -> None:
    told = {"type": "CONSULT", "modes": frozenset({"meet"}), "story": 0, "spot": None}
    turned = {"actors": ENVOYS["recipients"], "recipients": ENVOYS["actors"]}
    assert together(telling(0, **told, **ENVOYS), telling(1, **told, **turned))
    one_sided = telling(1, **{**told, "spot": KADUNA}, actors=ENVOYS["recipients"], recipients=())
    assert together(telling(0, **{**told, "spot": STATE}, **ENVOYS), one_sided)
    assault = {**told, "type": "ASSAULT"}
    assert not together(telling(0, **assault, **ENVOYS), telling(1, **assault, **turned))


def test_two_events_of_one_article_stay_two() -> None:
    assert not together(telling(0), telling(0))
    assert list(link_events([telling(0, spot=KADUNA), telling(0, spot=SUBURB), telling(1)])) == [0, 1, 0]


def test_a_report_weeks_later_is_not_compared() -> None:
    assert together(telling(0), telling(1, published=100 + LINK_DAYS, told=False))
    assert not together(telling(0), telling(1, published=101 + LINK_DAYS, told=False))


def test_places_at_a_distance_and_without_coordinates() -> None:
    nowhere = Spot("NGA", None, None, None, None, exact=True)
    assert together(telling(0, story=0), telling(1, story=0, spot=nowhere))
    assert not together(telling(0, story=0), telling(1, story=0, spot=Spot("NER", None, 9, 13.5, 2.1, exact=True)))


def test_memory_is_bounded_and_the_same_input_gives_the_same_clusters() -> None:
    many = [telling(i, published=i // 40, start=i // 40, end=i // 40, story=i % 7) for i in range(2_000)]
    assert list(link_events(many)) == list(link_events(many))
