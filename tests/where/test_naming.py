import pytest

from dateline.parsing.conllu import read_conllu
from dateline.reading import make_article
from dateline.records import Place
from dateline.trees import grow
from dateline.where import Gazetteer, find_places, load_gazetteer
from dateline.where.gazetteer import Entry

CAPE = Entry("Cape Verde", "CPV", "country", None, None, None)
TOWN = Entry("Cape Town", "ZAF", "city", -33.9, 18.4, 3369157)
GUINEA = Entry("Guinea", "GIN", "country", None, None, None)
BISSAU = Entry("Guinea-Bissau", "GNB", "country", None, None, None)
SMALL = Gazetteer(
    {"cape verde": CAPE, "cape town": TOWN, "guinea": GUINEA, "guinea - bissau": BISSAU},
    {"cape": (2,), "guinea": (3, 1)},
)


def places(words: str, *, tag: str = "LOC") -> tuple[Place, ...]:
    """The places in words, capitalised ones being names."""
    rows = []
    for n, word in enumerate(words.split(), 1):
        name = f"I-{tag}" if word[0].isupper() else "O"
        upos = "PROPN" if word[0].isupper() else "PUNCT" if word == "-" else "NOUN"
        rows.append(f"{n}\t{word}\t{word}\t{upos}\t_\t_\t{n - 1}\tdep\t_\tName={name}")
    return find_places(make_article(words), grow(read_conllu("\n".join(rows) + "\n\n")), SMALL)


def test_a_place_has_its_words_country_and_coordinates() -> None:
    (found,) = places("ministers met near Cape Town today")
    assert (found.text, found.name, found.country, found.precision) == ("Cape Town", "Cape Town", "ZAF", "city")
    assert (found.lat, found.lon, found.geonameid) == (-33.9, 18.4, 3369157)
    assert (found.span.field, found.span.start, found.span.end) == ("text", 19, 28)


def test_the_longest_name_wins_and_places_come_in_order() -> None:
    assert [p.country for p in places("from Guinea - Bissau to Guinea and Cape Verde")] == ["GNB", "GIN", "CPV"]


@pytest.mark.parametrize("words", ["the cape verde islands", "Cape Horn", "Cape", "nowhere at all"])
def test_other_words_are_no_places(words: str) -> None:
    assert places(words) == ()


def test_a_person_of_that_name_is_no_place() -> None:
    assert places("Cape Town", tag="PER") == ()


def test_the_package_knows_countries_and_capitals() -> None:
    table = load_gazetteer()
    assert (table.by_form["kenya"].country, table.by_form["kenya"].precision) == ("KEN", "country")
    assert (table.by_form["nairobi"].country, table.by_form["nairobi"].precision) == ("KEN", "city")
    assert table.by_form["guinea - bissau"].country == "GNB"
