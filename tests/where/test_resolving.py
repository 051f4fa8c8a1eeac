from collections.abc import Callable

import pytest

from dateline.reading import make_article
from dateline.records import Place, Span
from dateline.where import Gazetteer, load_gazetteer, place_spans

Find = Callable[..., tuple[Place, ...]]


def given(text: str, names: list[str], gazetteer: Gazetteer) -> list[Place]:
    """The places of names, each where it first stands after the one before."""
    spans, at = [], 0
    for name in names:
        at = text.index(name, at)
        spans.append(Span("text", at, at + len(name)))
        at += len(name)
    return list(place_spans(make_article(text), spans, gazetteer))


def test_a_name_alone_is_the_best_known_place(small: Gazetteer) -> None:
    (found,) = given("Shots were heard in Tripoli.", ["Tripoli"], small)
    assert (found.country, found.reason) == ("LBY", "the best known place of this name")


@pytest.mark.parametrize(
    "text",
    [
        "Shots were heard in Tripoli, Lebanon.",
        "Shots were heard in the Lebanese city of Tripoli.",
        "Shots were heard in Tripoli, in Lebanon.",
        "Shots were heard in Tripoli, the second city of Lebanon.",
    ],
)
def test_words_beside_a_name_say_where_it_lies(small: Gazetteer, text: str) -> None:
    names = ["Tripoli", "Lebanon"] if "Lebanon" in text else ["Tripoli"]
    found = given(text, names, small)[0]
    assert (found.country, found.reason) == ("LBN", "the words beside it say where it lies")


def test_a_name_placed_once_stays_there(small: Gazetteer) -> None:
    found = given("Tripoli, Lebanon, was quiet. Schools in Tripoli opened.", ["Tripoli", "Lebanon", "Tripoli"], small)
    assert [p.country for p in found] == ["LBN", "LBN", "LBN"]


def test_a_city_and_its_state_are_read_together(small: Gazetteer) -> None:
    names = ["Lebanon", "Pennsylvania", "Harrisburg"]
    found = given("A farmer in Lebanon, Pennsylvania, drove to Harrisburg.", names, small)
    assert [(p.country, p.precision) for p in found] == [("USA", "city"), ("USA", "admin1"), ("USA", "city")]
    assert found[0].admin1 == "Pennsylvania"


def test_countries_in_a_row_hold_nothing(small: Gazetteer) -> None:
    found = given("Envoys of Kenya, Lebanon and Libya met.", ["Kenya", "Lebanon", "Libya"], small)
    assert [p.precision for p in found] == ["country"] * 3


def test_a_unit_is_its_city_unless_the_text_says_otherwise(small: Gazetteer) -> None:
    assert given("Floods hit Kisumu.", ["Kisumu"], small)[0].precision == "city"
    assert given("Floods hit Kisumu county.", ["Kisumu"], small)[0].precision in ("admin1", "admin2")


def test_one_unknown_name_does_not_empty_the_rest(small: Gazetteer) -> None:
    found = given("Buses left Nairobi for Xyzzytown and Beirut.", ["Nairobi", "Xyzzytown", "Beirut"], small)
    assert [p.country for p in found] == ["KEN", None, "LBN"]


def test_an_unknown_place_has_the_country_that_the_words_beside_it_name(small: Gazetteer) -> None:
    (found,) = given("Shots were heard in the Kenyan town of Xyzzytown.", ["Xyzzytown"], small)
    assert (found.country, found.precision, found.lat) == ("KEN", "unknown", None)


def test_seas_lie_in_no_country(small: Gazetteer) -> None:
    (found,) = given("The ship sank in the Red Sea.", ["Red Sea"], small)
    assert (found.country, found.precision, found.geoprecision) == (None, "region", 7)


def test_the_order_of_spans_and_other_articles_change_nothing(small: Gazetteer) -> None:
    text = "Tripoli, Lebanon, was quiet. Harrisburg was not."
    spans = [Span("text", 29, 39), Span("text", 9, 16), Span("text", 0, 7)]
    found = place_spans(make_article(text), spans, small)
    assert [p.text for p in found] == ["Harrisburg", "Lebanon", "Tripoli"]
    assert list(found[::-1]) == given(text, ["Tripoli", "Lebanon", "Harrisburg"], small)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Protesters gathered in Tbilisi, Georgia.", "Georgia", "GEO"),
        ("Protesters gathered in Atlanta, Georgia.", "Georgia", "USA"),
        ("A fire broke out in Birmingham, Ala., on Monday.", "Birmingham", "USA"),
        ("A fire broke out in Birmingham on Monday.", "Birmingham", "GBR"),
        ("The mayor of Long Beach, CA, resigned.", "Long Beach", "USA"),
        ("Voters in the United Kingdom stayed away.", "United Kingdom", "GBR"),
        ("Farmers in Ohio lost their crop.", "Ohio", "USA"),
        ("Gunmen held Koundouz for a day.", "Koundouz", "AFG"),
    ],
)
def test_the_package_places(text: str, name: str, country: str) -> None:
    names = [name] if "," not in text or name != "Georgia" else [text.split()[3].strip(","), name]
    if ", Ala." in text or ", CA" in text:
        names.append("Ala." if "Ala" in text else "CA")
    found = given(text, names, load_gazetteer())
    assert next(p.country for p in found if p.text == name) == country
