"""Who is who within a report."""
# ruff: noqa: E501

from __future__ import annotations

from typing import Any

READ = Any


def test_pronouns_agree_in_gender(read: READ) -> None:
    report = read(
        """Maria/PROPN/4/nsubj/B-PER Lund/PROPN/1/flat/I-PER then/ADV/4/advmod met/VERB/0/root Peter/PROPN/4/obj/B-PER Holm/PROPN/5/flat/I-PER
        she/PRON/2/nsubj thanked/VERB/0/root him/PRON/2/obj"""
    )
    assert report.at("she").chain == report.at("Maria").chain
    assert report.at("him").chain == report.at("Peter").chain


def test_a_pronoun_is_not_the_subject_of_its_own_verb(read: READ) -> None:
    report = read(
        """Okello/PROPN/2/nsubj/B-PER won/VERB/0/root
        Sarpong/PROPN/2/nsubj/B-PER congratulated/VERB/0/root him/PRON/2/obj"""
    )
    assert report.at("him").chain == report.at("Okello").chain


def test_first_persons_of_one_voice_share_a_chain(read: READ) -> None:
    report = read(
        """I/PRON/2/nsubj left/VERB/0/root my/PRON/4/nmod:poss house/NOUN/2/obj
        we/PRON/2/nsubj lost/VERB/0/root"""
    )
    assert report.at("I").chain == report.at("my").chain != report.at("we").chain


def test_people_in_general_are_not_one_another(read: READ) -> None:
    report = read(
        """workers/NOUN/2/nsubj marched/VERB/0/root
        workers/NOUN/2/nsubj rested/VERB/0/root""",
        place="NAIROBI",
    )
    assert report.at("workers", 0).chain != report.at("workers", 1).chain


def test_the_holder_of_an_office_is_known_by_the_day(read: READ) -> None:
    title = "the/DET/3/det Russian/ADJ/3/amod/B-NORP president/NOUN/4/nsubj spoke/VERB/0/root"
    assert read(title, day="2021-06-16").actor("president").name == "Vladimir Putin"
    assert read(title, day="2010-06-16").actor("president").name == "Dmitry Medvedev"
    assert read(title).actor("president").name == "Russian president"
    former = title.replace("the/DET/3/det", "former/ADJ/3/amod")
    assert read(former, day="2021-06-16").actor("president").entity is None


def test_the_head_of_a_body(read: READ) -> None:
    head = "the/DET/2/det head/NOUN/5/nsubj of/ADP/4/case NATO/PROPN/2/nmod/B-ORG spoke/VERB/0/root"
    actor = read(head, day="2025-01-05").actor("head")
    assert (actor.name, actor.country) == ("Mark Rutte", "IGO")


def test_a_capital_that_is_blamed_is_its_government(read: READ) -> None:
    assert read("they/PRON/2/nsubj blamed/VERB/0/root Kyiv/PROPN/2/obj/B-LOC").actor("Kyiv").name == "Ukraine"
    assert read("they/PRON/2/nsubj visit/VERB/0/root Kyiv/PROPN/2/obj/B-LOC").actor("Kyiv").name == "Kyiv"


def test_an_ambiguous_acronym_goes_by_the_countries_of_the_report(read: READ) -> None:
    told = "the/DET/2/det RSF/PROPN/3/nsubj/B-ORG criticised/VERB/0/root {}/PROPN/3/obj/B-LOC"
    assert read(told.format("Sudan"), day="2024-01-01").country("RSF") == "SDN"
    assert read(told.format("Sudan"), day="2021-01-01").actor("RSF").sectors == ("PRM",)


def test_the_country_is_not_the_subject_of_its_own_verb(read: READ) -> None:
    report = read(
        """Gabon/PROPN/2/nsubj/B-LOC slept/VERB/0/root
        France/PROPN/2/nsubj/B-LOC struck/VERB/0/root the/DET/4/det country/NOUN/6/nmod:poss 's/PART/4/case army/NOUN/2/obj"""
    )
    assert report.country("army") == "GAB"


def test_the_country_is_the_subject_of_the_sentence_before_others_in_it(read: READ) -> None:
    report = read(
        """Togo/PROPN/2/nsubj/B-LOC left/VERB/0/root Mali/PROPN/2/obj/B-LOC
        The/DET/2/det country/NOUN/3/nsubj apologised/VERB/0/root"""
    )
    assert report.country("country") == "TGO"


def test_they_are_both_and_the_surname_stays_one(read: READ) -> None:
    report = read(
        """Emmanuel/PROPN/6/nsubj/B-PER Macron/PROPN/1/flat/I-PER and/CCONJ/4/cc Angela/PROPN/1/conj/B-PER Merkel/PROPN/4/flat/I-PER met/VERB/0/root
        Their/PRON/2/nmod:poss aides/NOUN/3/nsubj left/VERB/0/root
        Macron/PROPN/2/nsubj/B-PER spoke/VERB/0/root"""
    )
    assert {a.country for a in report.at("Their").actors} == {"FRA", "DEU"}
    assert report.country("Macron", nth=-1) == "FRA"


def test_they_may_be_a_counted_subject(read: READ) -> None:
    report = read(
        """Hundreds/NOUN/5/nsubj of/ADP/4/case Kenyan/ADJ/4/amod protesters/NOUN/1/nmod urged/VERB/0/root Ugandan/ADJ/7/amod soldiers/NOUN/5/obj
        They/PRON/2/nsubj sang/VERB/0/root"""
    )
    assert report.country("They") == "KEN"


def test_both_sides_are_those_that_acted_in_one_breath(read: READ) -> None:
    report = read(
        """Russia/PROPN/4/nsubj/B-LOC and/CCONJ/3/cc China/PROPN/1/conj/B-LOC accused/VERB/0/root Syria/PROPN/4/obj/B-LOC
        Both/DET/2/det countries/NOUN/3/nsubj left/VERB/0/root
        Each/DET/2/det side/NOUN/3/nsubj won/VERB/0/root"""
    )
    assert [a.country for a in report.at("countries").actors] == ["RUS", "CHN"]
    assert {a.country for a in report.at("side").actors} == {"RUS", "CHN"}


def test_the_kidnappers_are_the_rebels_named_before(read: READ) -> None:
    report = read(
        """Somali/ADJ/2/amod rebels/NOUN/3/nsubj seized/VERB/0/root Kenya/PROPN/3/obj/B-LOC
        The/DET/2/det kidnappers/NOUN/3/nsubj fled/VERB/0/root"""
    )
    assert report.country("kidnappers") == "SOM"


def test_the_government_where_two_countries_lead_is_that_of_the_last_institution(read: READ) -> None:
    report = read(
        """Rebels/NOUN/4/nsubj from/ADP/3/case Burundi/PROPN/1/nmod/B-LOC attacked/VERB/0/root Zaire/PROPN/4/obj/B-LOC
        Burundian/ADJ/2/amod police/NOUN/3/nsubj left/VERB/0/root Zairean/ADJ/5/amod villages/NOUN/3/obj
        The/DET/2/det government/NOUN/3/nsubj slept/VERB/0/root"""
    )
    assert report.country("government") == "BDI"


def test_the_guerrillas_are_the_armed_group_named_before(read: READ) -> None:
    report = read(
        """Hezbollah/PROPN/2/nsubj/B-ORG left/VERB/0/root Haifa/PROPN/2/obj/B-LOC
        The/DET/2/det guerrillas/NOUN/3/nsubj fled/VERB/0/root to/ADP/5/case Haifa/PROPN/3/obl/B-LOC"""
    )
    assert report.country("guerrillas") == "LBN"


def test_an_institution_is_not_of_the_state_that_asks_it(read: READ) -> None:
    report = read(
        """Burmese/ADJ/2/amod monks/NOUN/3/nsubj fled/VERB/0/root Japan/PROPN/3/obj/B-LOC
        Japan/PROPN/2/nsubj/B-LOC urged/VERB/0/root the/DET/4/det junta/NOUN/2/obj"""
    )
    assert report.country("junta") == "MMR"


def test_the_militia_is_no_agency_of_the_united_nations(read: READ) -> None:
    report = read(
        """Hamas/PROPN/2/nsubj/B-ORG left/VERB/0/root
        Unesco/PROPN/2/nsubj/B-ORG urged/VERB/0/root the/DET/4/det militia/NOUN/2/obj
        The/DET/2/det organisation/NOUN/3/nsubj left/VERB/0/root"""
    )
    assert report.country("militia") == "PSE"
    assert report.country("organisation") == "UNO"
