from collections.abc import Callable

import pytest

from dateline.coder import Tools, code_article
from dateline.reading import make_article
from dateline.records import Place

Find = Callable[..., tuple[Place, ...]]


def test_a_place_has_its_words_country_and_coordinates(places: Find) -> None:
    (found,) = places("ministers met in Nairobi today")
    assert (found.text, found.name, found.country, found.precision) == ("Nairobi", "Nairobi", "KEN", "city")
    assert (found.lat, found.lon, found.geonameid, found.geoprecision) == (-1.28, 36.82, 5, 1)
    assert (found.span.field, found.span.start, found.span.end) == ("text", 17, 24)


def test_a_name_that_the_gazetteer_does_not_know_stays_unknown(places: Find) -> None:
    (found,) = places("ministers met in Vaxholmia today")
    assert (found.text, found.precision, found.country, found.lat, found.geoprecision) == (
        "Vaxholmia",
        "unknown",
        None,
        None,
        None,
    )


def test_an_unknown_name_where_no_place_would_stand_is_left_out(places: Find) -> None:
    assert places("doses Tamivax today") == ()
    assert places("doses in Vaxholmia Hospital today") == ()


def test_people_are_no_places(places: Find) -> None:
    assert places("the singer Kenya Miller", tag="PER") == ()


def test_a_country_tagged_as_an_organisation_is_a_place(places: Find) -> None:
    assert [p.country for p in places("goods from Kenya", tag="ORG")] == ["KEN"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Moscow accused Kyiv of breaking the truce.", []),
        ("Washington imposed new tariffs, and Beijing threatened to retaliate.", []),
        ("Gunmen attacked a police post in Moscow on Monday.", ["Moscow"]),
        ("Thousands marched through Kyiv on Monday.", ["Kyiv"]),
        ("A bomb exploded in Baghdad, and Ankara condemned the attack.", ["Baghdad"]),
    ],
)
def test_a_capital_that_acts_or_is_spoken_to_is_no_place(tools: Tools, text: str, found: list[str]) -> None:
    coded = code_article(make_article(text), tools)
    assert [p.text for p in coded.places] == found


def test_names_without_boundaries_do_not_break(tools: Tools) -> None:
    for text in ("In , in In", "In ((((Moscow", "in\u200bKenya\u0301 in " + "A" * 500, "Of The Of The Of In The"):
        coded = code_article(make_article(f"Police said so. {text}. Then they went home again."), tools)
        assert all(coded.article.text[p.span.start : p.span.end] == p.text for p in coded.places)


def test_a_direction_alone_is_no_place(places: Find) -> None:
    assert places("oil sold to West today") == ()
    assert [p.text for p in places("doctors in Eastern Province today")] == ["Eastern Province"]


def test_a_surname_of_the_report_is_no_town(tools: Tools) -> None:
    told = "Prosecutor Alan Lebrija met reporters. An aide to Lebrija spoke of arrests in Nairobi."
    assert [p.text for p in code_article(make_article(told), tools).places] == ["Nairobi"]


def test_bodies_and_persons_say_in_which_country_a_town_lies(tools: Tools) -> None:
    told = "The Liberal Democrats won in Durham. The Crown Prosecution Service said the vote was fair."
    assert [p.country for p in code_article(make_article(told), tools).places] == ["GBR"]
