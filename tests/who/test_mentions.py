"""What mentions stand for; reports written as "word/UPOS/head/relation/NAME"."""
# ruff: noqa: E501

from __future__ import annotations

import time
from typing import Any

import pytest

READ = Any


def test_surname_goes_back_to_the_full_name(read: READ) -> None:
    report = read(
        """Ghanaian/ADJ/2/amod/B-NORP lawmaker/NOUN/3/nmod:desc Kofi/PROPN/5/nsubj/B-PER Sarpong/PROPN/3/flat/I-PER spoke/VERB/0/root
        Sarpong/PROPN/2/nsubj/B-PER left/VERB/0/root
        he/PRON/2/nsubj apologised/VERB/0/root"""
    )
    assert (report.actor("Sarpong").name, report.country("Sarpong")) == ("Kofi Sarpong", "GHA")
    assert report.actor("Sarpong").sectors == ("LEG",)
    assert report.country("he") == "GHA"
    assert len({report.at("Kofi").chain, report.at("Sarpong").chain, report.at("he").chain}) == 1


def test_a_surname_before_the_full_name(read: READ) -> None:
    report = read(
        """Sarpong/PROPN/2/nsubj/B-PER left/VERB/0/root
        Ghanaian/ADJ/2/amod/B-NORP lawmaker/NOUN/3/nmod:desc Kofi/PROPN/5/nsubj/B-PER Sarpong/PROPN/3/flat/I-PER spoke/VERB/0/root"""
    )
    assert report.country("Sarpong") == "GHA"
    assert report.at("Sarpong").chain == report.at("Kofi").chain


def test_the_ministry_is_the_one_named_before(read: READ) -> None:
    report = read(
        """the/DET/4/det Finnish/ADJ/4/amod/B-NORP Defence/PROPN/4/compound/B-ORG Ministry/PROPN/5/nsubj/I-ORG denied/VERB/0/root
        the/DET/2/det ministry/NOUN/3/nsubj warned/VERB/0/root Sweden/PROPN/3/obj/B-LOC"""
    )
    assert (report.country("ministry"), report.actor("ministry").sectors) == ("FIN", ("GOV", "MIL"))
    assert report.at("ministry").chain == report.at("Ministry").chain


def test_both_countries_and_their(read: READ) -> None:
    report = read(
        """Peru/PROPN/4/nsubj/B-LOC and/CCONJ/3/cc Chile/PROPN/1/conj/B-LOC met/VERB/0/root
        the/DET/3/det two/NUM/3/nummod countries/NOUN/4/nsubj agreed/VERB/0/root
        they/PRON/2/nsubj smiled/VERB/0/root"""
    )
    assert {a.country for a in report.at("countries").actors} == {"PER", "CHL"}
    assert {a.country for a in report.at("they").actors} == {"PER", "CHL"}


def test_countries_in_general_are_nobody(read: READ) -> None:
    report = read(
        "Norway/PROPN/2/nsubj/B-LOC urged/VERB/0/root five/NUM/4/nummod countries/NOUN/2/obj to/PART/6/mark help/VERB/2/xcomp"
    )
    assert all(a.country is None for m in report.mentions if m.text.endswith("countries") for a in m.actors)


def test_it_is_the_last_country_or_body_not_a_person(read: READ) -> None:
    report = read(
        """Uganda/PROPN/2/nsubj/B-LOC accused/VERB/0/root President/PROPN/4/nmod:desc Okello/PROPN/2/obj/B-PER
        it/PRON/2/nsubj apologised/VERB/0/root"""
    )
    assert report.country("it") == "UGA"


def test_speakers_are_left_open(read: READ) -> None:
    report = read("we/PRON/2/nsubj support/VERB/0/root Cuba/PROPN/2/obj/B-LOC")
    assert report.at("we").actors == ()
    assert report.at("we").kind == "pronoun"


def test_relative_pronoun_is_its_noun(read: READ) -> None:
    report = read(
        "Thai/ADJ/2/amod/B-NORP troops/NOUN/5/nsubj who/PRON/4/nsubj deserted/VERB/2/acl:relcl surrendered/VERB/0/root"
    )
    assert (report.country("who"), report.actor("who").sectors) == ("THA", ("MIL",))


def test_apposition_gives_the_office(read: READ) -> None:
    report = read(
        "Ivo/PROPN/7/nsubj/B-PER Horvat/PROPN/1/flat/I-PER ,/PUNCT/6/punct Croatia/PROPN/6/nmod:poss/B-LOC 's/PART/4/case "
        "ambassador/NOUN/1/appos resigned/VERB/0/root"
    )
    actor = report.actor("Ivo")
    assert (actor.name, actor.country, actor.sectors) == ("Ivo Horvat", "HRV", ("GOV",))
    assert report.at("Ivo").chain == report.at("ambassador").chain


@pytest.mark.parametrize(("place", "country"), [("NAIROBI", "KEN"), (None, None)])
def test_bare_agents_are_of_the_dateline(read: READ, place: str | None, country: str | None) -> None:
    report = read("police/NOUN/2/nsubj arrested/VERB/0/root protesters/NOUN/2/obj", place=place)
    assert report.country("police") == country
    assert report.actor("police").sectors == ("COP",)
    assert ("dateline" in report.actor("police").reason) == (place is not None)


def test_the_place_of_the_sentence_comes_before_the_dateline(read: READ) -> None:
    report = read("gunmen/NOUN/2/nsubj attacked/VERB/0/root in/ADP/4/case Somalia/PROPN/2/obl/B-LOC", place="NAIROBI")
    assert (report.country("gunmen"), report.actor("gunmen").sectors) == ("SOM", ("UAF",))


def test_adjectives_are_mentions_of_their_own(read: READ) -> None:
    report = read(
        "Turkish/ADJ/4/amod/B-NORP -/PUNCT/3/punct Greek/ADJ/1/conj/B-NORP talks/NOUN/5/nsubj failed/VERB/0/root"
    )
    assert (report.country("Turkish"), report.country("Greek")) == ("TUR", "GRC")


def test_spans_are_the_words_of_the_article(read: READ) -> None:
    report = read("the/DET/3/det Omani/ADJ/3/amod/B-NORP navy/NOUN/4/nsubj sailed/VERB/0/root")
    for mention in report.mentions:
        assert report.article.text[mention.span.start : mention.span.end] == mention.text
    assert report.at("navy").text == "the Omani navy"
    assert len({(m.sentence, m.head) for m in report.mentions}) == len(report.mentions)


def test_hostile_text_stays_linear(read: READ) -> None:
    words = " ".join(f"Iran/PROPN/{max(i - 1, 0)}/{'conj' if i > 1 else 'root'}/B-LOC" for i in range(1, 3000))
    started = time.perf_counter()
    report = read(words)
    assert len(report.mentions) == 2999
    assert time.perf_counter() - started < 10


def test_apposition_to_a_word_that_is_nobody(read: READ) -> None:
    report = read(
        "two/NUM/7/nsubj ,/PUNCT/5/punct Serb/ADJ/4/amod/B-NORP lawyer/NOUN/5/nmod:desc Ana/PROPN/1/appos/B-PER "
        "Petrovic/PROPN/5/flat/I-PER spoke/VERB/0/root"
    )
    assert report.country("Ana") == "SRB"


def test_a_name_after_a_title_that_is_tagged_as_no_name(read: READ) -> None:
    report = read(
        """Ghanaian/ADJ/2/amod/B-NORP President/PROPN/3/nmod:desc Kofi/PROPN/5/nsubj/B-PER Sarpong/PROPN/3/flat/I-PER spoke/VERB/0/root
        President/PROPN/2/nmod:desc Sarpong/PROPN/3/nsubj criticised/VERB/0/root Togo/PROPN/3/obj/B-LOC"""
    )
    assert (report.country("Sarpong"), report.actor("Sarpong").name) == ("GHA", "Kofi Sarpong")


def test_the_united_states_is_it(read: READ) -> None:
    report = read(
        """Italy/PROPN/2/nsubj/B-LOC paid/VERB/0/root
        the/DET/3/det United/ADJ/3/amod/B-LOC States/PROPN/4/nsubj/I-LOC sent/VERB/0/root its/PRON/6/nmod:poss ships/NOUN/4/obj"""
    )
    assert report.country("its") == "USA"


def test_states_of_no_one_country_are_told_so(read: READ) -> None:
    report = read(
        """Peru/PROPN/2/nsubj/B-LOC left/VERB/0/root
        Western/ADJ/2/amod states/NOUN/3/nsubj protested/VERB/0/root
        the/DET/2/det government/NOUN/3/nsubj resigned/VERB/0/root"""
    )
    assert (report.at("states").elsewhere, report.country("states")) == (True, None)
    assert (report.at("government").elsewhere, report.country("government")) == (False, "PER")


def test_a_word_of_a_longer_name_is_not_the_body_that_goes_by_it(read: READ) -> None:
    report = read(
        """Social/PROPN/2/compound/B-ORG Democrats/PROPN/3/nsubj/I-ORG voted/VERB/0/root
        Democrats/PROPN/2/nsubj/B-ORG voted/VERB/0/root"""
    )
    assert [report.country("Democrats", n) for n in (0, 1)] == [None, "USA"]


def test_a_party_name_that_many_countries_have_is_of_a_country_that_is_named(read: READ) -> None:
    party = "the/DET/3/det Labour/PROPN/3/compound/B-ORG Party/PROPN/4/nsubj/I-ORG voted/VERB/0/root"
    israel = f"Israel/PROPN/2/nsubj/B-LOC voted/VERB/0/root\n{party}"
    assert read(israel).country("Party") == "ISR"
    assert read(party).country("Party") == "GBR"


def test_a_report_is_of_no_country_where_several_are_named_as_often(read: READ) -> None:
    several = """Norway/PROPN/4/nsubj/B-LOC and/CCONJ/3/cc Sweden/PROPN/1/conj/B-LOC met/VERB/0/root
        Norway/PROPN/2/nsubj/B-LOC smiled/VERB/0/root
        farmers/NOUN/2/nsubj marched/VERB/0/root"""
    one = several.replace("Sweden", "Norway")
    assert [read(text).country("farmers") for text in (several, one)] == [None, "NOR"]


@pytest.mark.parametrize(
    ("name", "tag", "country"),
    [("Nato", "ORG", "IGO"), ("Asean", "LOC", "IGO"), ("NATO", "O", "IGO"), ("Opec", "O", "IGO")],
)
def test_initials_that_are_spoken_as_a_word(read: READ, name: str, tag: str, country: str) -> None:
    report = read(
        f"{name}/PROPN/2/nsubj/{tag if tag == 'O' else 'B-' + tag} rejected/VERB/0/root Iraq/PROPN/2/obj/B-LOC"
    )
    assert report.country(name) == country


@pytest.mark.parametrize(("name", "tag"), [("Nato", "B-PER"), ("Imf", "B-ORG"), ("Oecd's", "B-ORG")])
def test_other_words_in_small_letters_are_no_initials(read: READ, name: str, tag: str) -> None:
    report = read(f"{name}/PROPN/2/nsubj/{tag} rejected/VERB/0/root Iraq/PROPN/2/obj/B-LOC")
    assert all(a.country != "IGO" for m in report.mentions for a in m.actors)


def test_a_group_by_its_spoken_initials_is_of_a_country_that_is_named(read: READ) -> None:
    attack = "Farc/PROPN/2/nsubj/B-ORG attacked/VERB/0/root {}/PROPN/2/obj/B-LOC"
    assert read(attack.format("Colombia"), day="2005-03-01").actor("Farc").sectors == ("REB",)
    assert read(attack.format("Peru"), day="2005-03-01").actor("Farc").sectors == ()


def test_europeans_who_act_together_are_of_the_union(read: READ) -> None:
    report = read(
        """some/DET/3/det European/ADJ/3/amod/B-NORP governments/NOUN/4/nsubj refused/VERB/0/root
        EC/PROPN/2/compound/B-ORG ministers/NOUN/3/nsubj met/VERB/0/root
        MEPs/NOUN/2/nsubj protested/VERB/0/root"""
    )
    assert [report.country(w) for w in ("governments", "ministers", "MEPs")] == ["EUR"] * 3


def test_an_office_that_the_model_takes_for_a_person(read: READ) -> None:
    report = read("the/DET/3/det Home/PROPN/3/compound/B-PER Secretary/PROPN/4/nsubj/I-PER resigned/VERB/0/root")
    assert (report.country("Secretary"), report.actor("Secretary").sectors) == ("GBR", ("GOV",))


def test_a_bishop_may_be_a_person_by_name(read: READ) -> None:
    report = read("Bishop/PROPN/2/nsubj/B-PER resigned/VERB/0/root", day="2016-03-01")
    assert report.actor("Bishop").name == "Julie Bishop"  # a minister of that name


def test_common_words_that_open_a_sentence_are_no_body(read: READ) -> None:
    told = "{}/ADJ/2/amod{} aid/NOUN/3/nsubj{} came/VERB/0/root"
    assert all(a.country != "NGO" for m in read(told.format("Christian", "", "")).mentions for a in m.actors)
    assert read(told.replace("aid", "Aid").format("Christian", "/B-ORG", "/I-ORG")).country("Aid") == "NGO"


def test_who_reports_and_what_is_sold_is_no_sign_of_the_country(read: READ) -> None:
    report = read(
        """Peru/PROPN/2/nsubj/B-LOC voted/VERB/0/root
        BBC/PROPN/2/nsubj/B-ORG asked/VERB/0/root Google/PROPN/2/obj/B-ORG
        CNN/PROPN/2/nsubj/B-ORG asked/VERB/0/root Microsoft/PROPN/2/obj/B-ORG
        farmers/NOUN/2/nsubj marched/VERB/0/root"""
    )
    assert report.country("farmers") == "PER"


def test_a_report_is_of_the_country_of_its_people_and_bodies(read: READ) -> None:
    report = read(
        """Tony/PROPN/3/nsubj/B-PER Blair/PROPN/1/flat/I-PER visited/VERB/0/root Iraq/PROPN/3/obj/B-LOC
        Tories/PROPN/2/nsubj/B-ORG protested/VERB/0/root
        Downing/PROPN/2/compound/B-LOC Street/PROPN/3/nsubj/I-LOC answered/VERB/0/root
        farmers/NOUN/2/nsubj marched/VERB/0/root"""
    )
    assert report.country("farmers") == "GBR"


def test_an_agency_in_brackets_is_no_party(read: READ) -> None:
    report = read(
        "Swedes/PROPN/2/nsubj/B-NORP blast/VERB/0/root response/NOUN/2/obj (/PUNCT/5/punct AP/PROPN/3/appos/B-ORG )/PUNCT/5/punct"
    )
    assert "AP" not in {m.text for m in report.mentions}


def test_where_somebody_is_based_tells_where_nothing_else_does(read: READ) -> None:
    report = read(
        """Gaza/PROPN/3/compound/B-LOC -/PUNCT/3/punct based/VERB/4/amod militants/NOUN/5/nsubj spoke/VERB/0/root
        Damascus/PROPN/3/compound/B-LOC -/PUNCT/3/punct based/VERB/5/amod Palestinian/ADJ/5/amod/B-NORP leaders/NOUN/6/nsubj spoke/VERB/0/root"""
    )
    assert (report.country("militants"), report.country("leaders")) == ("PSE", "PSE")
    watch = "Paris/PROPN/3/compound/B-LOC -/PUNCT/3/punct based/VERB/5/amod rights/NOUN/5/compound groups/NOUN/6/nsubj spoke/VERB/0/root"
    assert read(watch).country("groups") == "NGO"


def test_a_community_is_of_the_place_where_it_lives(read: READ) -> None:
    report = read(
        "the/DET/3/det Pakistani/ADJ/3/amod/B-NORP community/NOUN/6/nsubj in/ADP/5/case Manchester/PROPN/3/nmod/B-LOC marched/VERB/0/root"
    )
    assert report.country("community") == "GBR"


def test_an_office_is_not_of_the_place_that_a_sentence_names(read: READ) -> None:
    report = read(
        """Britain/PROPN/2/nsubj/B-LOC spoke/VERB/0/root
        London/PROPN/2/nsubj/B-LOC spoke/VERB/0/root
        Britain/PROPN/2/nsubj/B-LOC spoke/VERB/0/root
        the/DET/2/det government/NOUN/3/nsubj defended/VERB/0/root the/DET/5/det war/NOUN/3/obj in/ADP/7/case Iraq/PROPN/3/obl/B-LOC
        five/NUM/2/nummod rebels/NOUN/3/nsubj died/VERB/0/root in/ADP/5/case Iraq/PROPN/3/obl/B-LOC"""
    )
    assert (report.country("government"), report.country("rebels")) == ("GBR", "IRQ")


@pytest.mark.parametrize(("other", "country"), [("Britain", "GBR"), ("Israel", "ISR")])
def test_a_name_that_parties_share_is_of_the_country_that_the_report_names(
    read: READ, other: str, country: str
) -> None:
    report = read(
        f"""{other}/PROPN/2/nsubj/B-LOC voted/VERB/0/root
        Labour/PROPN/2/nsubj/B-ORG won/VERB/0/root"""
    )
    assert report.country("Labour") == country


def test_the_pope_is_no_surname(read: READ) -> None:
    assert read("the/DET/2/det Pope/PROPN/3/nsubj/B-PER spoke/VERB/0/root").country("Pope") == "VAT"


def test_who_held_an_office_a_lifetime_ago_is_another_one(read: READ) -> None:
    line = "Kofi/PROPN/3/nsubj/B-PER Annan/PROPN/1/flat/I-PER spoke/VERB/0/root"
    assert read(line, day="2010-05-01").actor("Kofi").country == "UNO"
    assert not any(a.country for a in read(line, day="2060-05-01").at("Kofi").actors)


def test_muslim_groups_are_of_the_country_of_the_report(read: READ) -> None:
    report = read(
        """Sindh/PROPN/2/nsubj/B-LOC suffered/VERB/0/root
        Muslim/ADJ/2/amod/B-NORP groups/NOUN/3/nsubj protested/VERB/0/root"""
    )
    assert (report.country("groups"), report.actor("groups").sectors) == ("PAK", ("REL",))


def test_a_war_does_not_make_a_report_of_its_country(read: READ) -> None:
    report = read(
        """Critics/NOUN/6/nsubj of/ADP/5/case the/DET/5/det Iraq/PROPN/5/compound/B-LOC war/NOUN/1/nmod met/VERB/0/root
        Police/NOUN/2/nsubj watched/VERB/0/root Britain/PROPN/2/obj/B-LOC"""
    )
    assert report.country("Critics") is None
    assert report.country("Police") == "GBR"


def test_a_surname_in_the_headline_is_the_person_of_the_text_not_a_ruler_elsewhere(read: READ) -> None:
    report = read(
        """Howard/PROPN/2/nsubj/B-PER spoke/VERB/0/root
        Tory/ADJ/2/amod leader/NOUN/3/nmod:desc Michael/PROPN/5/nsubj/B-PER Howard/PROPN/3/flat/I-PER spoke/VERB/0/root""",
        day="2005-03-01",
    )
    assert report.country("Howard") == "GBR"
    assert read("Howard/PROPN/2/nsubj/B-PER spoke/VERB/0/root", day="2005-03-01").country("Howard") == "AUS"


def test_without_a_day_the_highest_office_says_who_is_meant(read: READ) -> None:
    words = "Tony/PROPN/3/nsubj/B-PER Blair/PROPN/1/flat/I-PER spoke/VERB/0/root"
    assert read(words).country("Tony") == "GBR"
    assert read(words, day="2010-05-01").country("Tony") == "IGO"


def test_words_that_are_no_names_are_no_capitals_and_no_rulers(read: READ) -> None:
    assert read("Male/ADJ/2/amod nurses/NOUN/3/nsubj struck/VERB/0/root").country("nurses") is None
    valley = read("The/DET/2/det Valley/PROPN/3/nsubj/B-LOC slept/VERB/0/root", day="2012-03-01")
    assert all(not a.country for m in valley.mentions for a in m.actors)


def test_the_other_name_in_the_headline_is_the_same_person_too(read: READ) -> None:
    report = read(
        """Wekesa/PROPN/2/nsubj/B-PER spoke/VERB/0/root
        Kenyan/ADJ/2/amod minister/NOUN/3/nmod:desc Wekesa/PROPN/5/nsubj/B-PER Barasa/PROPN/3/flat/I-PER spoke/VERB/0/root"""
    )
    assert report.country("Wekesa") == "KEN"


def test_rebels_beside_a_state_are_those_against_it(read: READ) -> None:
    report = read(
        "Sudan/PROPN/5/nsubj/B-LOC and/CCONJ/4/cc the/DET/4/det rebels/NOUN/1/conj met/VERB/0/root "
        "in/ADP/7/case Abuja/PROPN/5/obl/B-LOC"
    )
    assert report.country("rebels") == "SDN"
    alone = read("The/DET/2/det rebels/NOUN/3/nsubj met/VERB/0/root in/ADP/5/case Abuja/PROPN/3/obl/B-LOC")
    assert alone.country("rebels") == "NGA"


def test_a_people_without_a_state_is_of_the_country_where_it_is(read: READ) -> None:
    report = read(
        "Kurds/PROPN/2/nsubj/B-NORP marched/VERB/0/root in/ADP/4/case Turkey/PROPN/2/obl/B-LOC",
    )
    assert (report.country("Kurds"), report.actor("Kurds").sectors) == ("TUR", ("CVL",))


def test_soldiers_in_palestine_are_israels(read: READ) -> None:
    where = "left/VERB/0/root in/ADP/4/case Ramallah/PROPN/2/obl/B-LOC"
    assert read(f"Soldiers/NOUN/2/nsubj {where}").country("Soldiers") == "ISR"
    assert read(f"Police/NOUN/2/nsubj {where}").country("Police") == "PSE"


def test_the_west_is_of_no_one_country(read: READ) -> None:
    report = read("Kenya/PROPN/2/nsubj/B-LOC urged/VERB/0/root the/DET/4/det West/PROPN/2/obj/B-LOC")
    west = report.at("West")
    assert not any(a.country for a in west.actors)
    assert west.elsewhere


def test_a_people_is_no_place_in_the_sentence(read: READ) -> None:
    report = read(
        "Police/NOUN/2/nsubj fired/VERB/0/root at/ADP/4/case Palestinians/PROPN/2/obl/B-NORP "
        "in/ADP/6/case Jerusalem/PROPN/4/nmod/B-LOC"
    )
    assert report.country("Police") == "ISR"


def test_leaders_joined_by_a_hyphen_are_two(read: READ) -> None:
    report = read(
        "The/DET/5/det Bush/PROPN/5/compound/B-PER -/PUNCT/4/punct Gorbachev/PROPN/2/flat/B-PER "
        "summit/NOUN/6/nsubj ended/VERB/0/root",
        day="1989-12-03",
    )
    assert (report.country("Bush"), report.country("Gorbachev")) == ("USA", "RUS")


def test_a_number_of_those_who_are_killed_is_of_people(read: READ) -> None:
    killed = "A/DET/2/det bomb/NOUN/3/nsubj kill/VERB/0/root 27/NUM/3/obj in/ADP/6/case Istanbul/PROPN/3/obl/B-LOC"
    assert read(killed).country("27") == "TUR"
    cost = "A/DET/2/det bomb/NOUN/3/nsubj cost/VERB/0/root 27/NUM/3/obj in/ADP/6/case Istanbul/PROPN/3/obl/B-LOC"
    assert "27" not in read(cost).heads()


def test_tens_of_thousands_who_march_are_people(read: READ) -> None:
    words = (
        "Tens/NOUN/4/nsubj of/ADP/3/case thousands/NOUN/1/nmod march/VERB/0/root in/ADP/6/case Cairo/PROPN/4/obl/B-LOC"
    )
    assert read(words).country("Tens") == "EGY"


def test_it_that_is_denied_is_a_deed(read: READ) -> None:
    told = "NATO/PROPN/2/nsubj/B-ORG spoke/VERB/0/root"
    deny = "Rebels/NOUN/2/nsubj deny/VERB/0/root it/PRON/2/obj"
    assert "it" not in read(f"{told}\n{deny}").heads()
    attack = "Rebels/NOUN/2/nsubj attack/VERB/0/root it/PRON/2/obj"
    assert read(f"{told}\n{attack}").country("it") == "IGO"
