from dateline.records import Place, Span
from dateline.trees import Tree
from dateline.who import Facts, find_mentions, spot_names
from tests.who.conftest import Reading


def _placed(told: Reading, *places: tuple[str, str, str]) -> dict[str, str | None]:
    """The countries by the head words of mentions, with places given as words, country and precision."""
    text = told.article.text
    found = [
        Place(w, Span("text", text.index(w), text.index(w) + len(w)), w, c, None, 0.0, 0.0, 1, p, "")  # type: ignore[arg-type]
        for w, c, p in places
    ]
    mentions = find_mentions(spot_names(told.article, told.trees, told.facts), found)
    return {_head(told.trees, m.sentence, m.head): m.actors[0].country if m.actors else None for m in mentions}


def _head(trees: tuple[Tree, ...], sentence: int, head: int) -> str:
    return trees[sentence][head].text


def test_a_town_of_many_is_where_the_other_names_put_it(facts: Facts) -> None:
    told = Reading(
        facts,
        "A/DET/3/det Norfolk/PROPN/3/compound/B-LOC farmer/NOUN/4/nsubj sued/VERB/0/root Ipswich/PROPN/4/obj/B-LOC",
    )
    assert _placed(told)["farmer"] == "USA"
    assert _placed(told, ("Norfolk", "GBR", "admin2"), ("Ipswich", "GBR", "city"))["farmer"] == "GBR"


def test_a_town_that_nothing_else_supports_stays_where_the_facts_have_it(facts: Facts) -> None:
    told = Reading(facts, "A/DET/3/det Norfolk/PROPN/3/compound/B-LOC farmer/NOUN/4/nsubj sued/VERB/0/root")
    assert _placed(told, ("Norfolk", "GBR", "admin2"))["farmer"] == "USA"


def test_a_town_that_the_facts_do_not_know_is_a_place_of_its_country(facts: Facts) -> None:
    told = Reading(facts, "The/DET/3/det Wetwang/PROPN/3/compound/B-LOC council/NOUN/4/nsubj met/VERB/0/root")
    assert _placed(told)["council"] is None
    assert _placed(told, ("Wetwang", "GBR", "city"))["council"] == "GBR"


def test_a_river_with_an_article_is_no_town(facts: Facts) -> None:
    told = Reading(facts, "Men/NOUN/2/nsubj fished/VERB/0/root on/ADP/5/case the/DET/5/det Wetwang/PROPN/2/obl/B-LOC")
    assert _placed(told, ("Wetwang", "USA", "city"))["Wetwang"] is None


def test_the_surname_of_a_ruler_is_no_town(facts: Facts) -> None:
    told = Reading(facts, "Merkel/PROPN/2/nsubj/B-LOC spoke/VERB/0/root", day="2012-05-01")
    assert _placed(told, ("Merkel", "USA", "city"))["Merkel"] == "DEU"


def test_a_town_of_another_country_behind_a_possessive_is_somebody(facts: Facts) -> None:
    told = Reading(facts, "Peru/PROPN/3/nmod:poss/B-LOC 's/PART/1/case Toledo/PROPN/4/nsubj/B-LOC resigned/VERB/0/root")
    assert _placed(told)["Toledo"] == "PER"


def test_the_north_is_half_of_korea_where_korea_is_named(facts: Facts) -> None:
    north = "The/DET/2/det North/PROPN/3/nsubj/B-LOC threatened/VERB/0/root"
    assert _placed(Reading(facts, f"{north} Seoul/PROPN/3/obj/B-LOC"))["North"] == "PRK"
    assert _placed(Reading(facts, f"{north} Mali/PROPN/3/obj/B-LOC")).get("North") is None


def test_sino_is_a_country_before_a_hyphen_alone(facts: Facts) -> None:
    joined = "Sino/ADJ/3/amod/B-NORP -/PUNCT/1/punct Indian/ADJ/4/amod/B-NORP talks/NOUN/5/nsubj ended/VERB/0/root"
    assert _placed(Reading(facts, joined))["Sino"] == "CHN"
    alone = _placed(Reading(facts, "Sino/PROPN/2/nsubj/B-ORG left/VERB/0/root"))
    assert alone.get("Sino") is None
