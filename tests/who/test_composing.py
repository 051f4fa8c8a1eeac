from __future__ import annotations

from typing import Any

READ = Any


def test_country_office_and_person(read: READ) -> None:
    report = read(
        "Kenyan/ADJ/4/amod/B-NORP Deputy/ADJ/4/amod Defense/PROPN/4/compound Minister/PROPN/5/nmod:desc "
        "Otieno/PROPN/7/nsubj/B-PER Wafula/PROPN/5/flat/I-PER resigned/VERB/0/root"
    )
    actor = report.actor("Otieno")
    assert (actor.name, actor.country, actor.sectors) == ("Otieno Wafula", "KEN", ("GOV", "MIL"))
    assert actor.office == "deputy defense minister"
    assert actor.reason.startswith("text: Kenyan")
    assert report.country("Kenyan") == "KEN"


def test_a_title_that_the_tree_cuts_off_still_counts(read: READ) -> None:
    report = read(
        "Peruvian/ADJ/3/amod/B-NORP Foreign/ADJ/3/amod Minister/PROPN/6/nsubj Ana/PROPN/6/nsubj/B-PER "
        "Quispe/PROPN/4/flat/I-PER left/VERB/0/root"
    )
    assert (report.country("Ana"), report.country("Minister")) == ("PER", "PER")
    assert report.at("Ana").chain == report.at("Minister").chain


def test_office_of_a_country_after_the_head(read: READ) -> None:
    report = read("the/DET/2/det president/NOUN/5/nsubj of/ADP/4/case Armenia/PROPN/2/nmod/B-LOC spoke/VERB/0/root")
    assert (report.country("president"), report.actor("president").sectors) == ("ARM", ("GOV",))


def test_coordinated_adjectives_give_several_actors(read: READ) -> None:
    report = read(
        "Dutch/ADJ/4/amod/B-NORP and/CCONJ/3/cc Belgian/ADJ/1/conj/B-NORP ministers/NOUN/5/nsubj met/VERB/0/root"
    )
    assert [a.country for a in report.at("ministers").actors] == ["NLD", "BEL"]


def test_conjunct_shares_the_country(read: READ) -> None:
    report = read("Chadian/ADJ/2/amod/B-NORP soldiers/NOUN/5/nsubj and/CCONJ/4/cc police/NOUN/2/conj fired/VERB/0/root")
    assert (report.country("police"), report.actor("police").sectors) == ("TCD", ("COP",))


def test_backed_and_anti_do_not_give_the_country(read: READ) -> None:
    report = read(
        "Russian/ADJ/3/advmod/B-NORP -/PUNCT/3/punct backed/VERB/4/amod rebels/NOUN/5/nsubj shelled/VERB/0/root "
        "villages/NOUN/5/obj in/ADP/8/case Georgia/PROPN/6/nmod/B-LOC"
    )
    assert report.country("rebels") == "GEO"
    report = read(
        "anti/X/3/amod -/PUNCT/3/punct American/ADJ/4/amod/B-NORP protesters/NOUN/5/nsubj marched/VERB/0/root"
    )
    assert report.country("protesters") is None


def test_adjectives_in_a_row_are_no_one_people(read: READ) -> None:
    report = read(
        "Greek/ADJ/5/amod/B-NORP ,/PUNCT/3/punct Cypriot/ADJ/1/conj/B-NORP and/CCONJ/5/cc ministers/NOUN/6/nsubj "
        "met/VERB/0/root"
    )
    assert "GRC" in {a.country for a in report.at("ministers").actors}


def test_a_dash_is_no_hyphen(read: READ) -> None:
    report = read(
        "India/PROPN/7/nsubj/B-LOC and/CCONJ/3/cc Pakistan/PROPN/1/conj/B-LOC -/PUNCT/1/punct both/PRON/1/appos "
        "-/PUNCT/1/punct held/VERB/0/root talks/NOUN/7/obj"
    )
    assert report.country("Pakistan") == "PAK"
    report = read("Pakistan/PROPN/3/nsubj/B-LOC -/PUNCT/1/punct held/VERB/0/root talks/NOUN/3/obj")
    assert report.country("Pakistan") == "PAK"


def test_several_countries_are_those_that_are_named_for_them(read: READ) -> None:
    three = read(
        "Three/NUM/2/nummod countries/NOUN/9/nsubj ,/PUNCT/4/punct Italy/PROPN/2/appos/B-LOC ,/PUNCT/6/punct "
        "Spain/PROPN/4/conj/B-LOC and/CCONJ/8/cc Malta/PROPN/4/conj/B-LOC accused/VERB/0/root Libya/PROPN/9/obj/B-LOC"
    )
    assert [a.country for a in three.at("countries").actors] == ["ITA", "ESP", "MLT"]
    powers = read(
        "Western/ADJ/2/amod powers/NOUN/6/nsubj such/ADJ/5/case as/ADP/3/fixed France/PROPN/2/nmod/B-LOC "
        "condemned/VERB/0/root Syria/PROPN/6/obj/B-LOC"
    )
    assert powers.country("powers") == "FRA"


def test_countries_like_countries_like_countries_end(read: READ) -> None:
    many = " ".join(f"like/ADP/{2 * n + 4}/case countries/NOUN/{2 * n + 2}/nmod" for n in range(400))
    report = read(f"met/VERB/0/root countries/NOUN/1/nsubj {many}")
    assert report.at("countries").actors[0].country is None


def test_a_body_that_nobody_knows_is_a_party(read: READ) -> None:
    report = read("The/DET/2/det NHRCX/PROPN/3/nsubj/B-ORG demanded/VERB/0/root reforms/NOUN/3/obj")
    assert report.actor("NHRCX").country is None


def test_groups_are_what_they_count(read: READ) -> None:
    report = read(
        "dozens/NOUN/5/nsubj of/ADP/4/case Moroccan/ADJ/4/amod/B-NORP students/NOUN/1/nmod marched/VERB/0/root"
    )
    assert (report.country("dozens"), report.actor("dozens").sectors) == ("MAR", ("EDU",))


def test_a_capital_acts_for_its_government_but_is_also_a_place(read: READ) -> None:
    report = read(
        "Paris/PROPN/2/nsubj/B-LOC condemned/VERB/0/root talks/NOUN/2/obj in/ADP/5/case Rome/PROPN/3/nmod/B-LOC"
    )
    assert (report.actor("Paris").name, report.actor("Paris").sectors) == ("France", ("GOV",))
    assert (report.country("Rome"), report.actor("Rome").sectors) == ("ITA", ())


def test_brussels_acts_for_the_union_unless_the_report_is_of_belgium(read: READ) -> None:
    sued = "Brussels/PROPN/2/nsubj/B-LOC sued/VERB/0/root Poland/PROPN/2/obj/B-LOC"
    actor = read(sued).actor("Brussels")
    assert (actor.name, actor.country, actor.sectors) == ("European Union", "EUR", ("GOV",))
    named = read(f"{sued} as/SCONJ/6/mark Belgium/PROPN/6/nsubj/B-LOC had/VERB/2/advcl")
    assert named.country("Brussels") == "BEL"
    there = read("crowds/NOUN/2/nsubj met/VERB/0/root in/ADP/4/case Brussels/PROPN/2/obl/B-LOC")
    assert there.country("Brussels") == "BEL"


def test_a_one_word_name_behind_a_place_is_that_of_another_body(read: READ) -> None:
    report = read("Moscow/PROPN/2/compound/B-ORG Times/PROPN/3/nsubj/I-ORG wrote/VERB/0/root")
    actor = report.actor("Times")
    assert (actor.name, actor.country, actor.sectors, actor.entity) == ("Moscow Times", "RUS", ("JRN",), None)
    assert read("Times/PROPN/2/nsubj/B-ORG wrote/VERB/0/root").country("Times") == "GBR"


def test_a_person_may_bear_the_name_of_a_capital_and_a_square_that_of_a_body(read: READ) -> None:
    named = "William/PROPN/3/nsubj/B-PER Hague/PROPN/1/flat/I-PER left/VERB/0/root"
    report = read(f"{named}\nHague/PROPN/2/nsubj/B-PER spoke/VERB/0/root")
    assert "NLD" not in [a.country for m in report.mentions for a in m.actors]
    assert read("Hague/PROPN/2/nsubj/B-LOC spoke/VERB/0/root").country("Hague") == "NLD"
    report = read(
        "crowds/NOUN/2/nsubj met/VERB/0/root at/ADP/5/case Times/PROPN/5/compound/B-LOC Square/PROPN/2/obl/I-LOC"
    )
    assert "GBR" not in [a.country for m in report.mentions for a in m.actors]


def test_nobody_is_met_in_person(read: READ) -> None:
    report = read("both/PRON/2/nsubj met/VERB/0/root in/ADP/4/case person/NOUN/2/obl Peru/PROPN/2/obj/B-LOC")
    assert report.heads() == ["both", "Peru"]


def test_former_and_opposition(read: READ) -> None:
    report = read("former/ADJ/3/amod Chilean/ADJ/3/amod/B-NORP president/NOUN/4/nsubj spoke/VERB/0/root")
    assert report.actor("president").sectors == ("ELI",)
    report = read("Gambian/ADJ/3/amod/B-NORP opposition/NOUN/3/compound leader/NOUN/4/nsubj spoke/VERB/0/root")
    assert "OPP" in report.actor("leader").sectors


def test_general_offices_take_the_body_sectors(read: READ) -> None:
    report = read("Hamas/PROPN/2/compound/B-ORG officials/NOUN/3/nsubj agreed/VERB/0/root")
    assert (report.country("officials"), report.actor("officials").sectors) == ("PSE", ("REB",))
    report = read("Malian/ADJ/3/amod/B-NORP rebel/NOUN/3/compound leaders/NOUN/4/nsubj agreed/VERB/0/root")
    assert report.actor("leaders").sectors == ("REB",)


def test_ethnic_peoples_are_of_the_place(read: READ) -> None:
    report = read(
        "ethnic/ADJ/2/amod Albanians/PROPN/3/nsubj/B-NORP marched/VERB/0/root in/ADP/5/case Serbia/PROPN/3/obl/B-LOC"
    )
    assert report.country("Albanians") == "SRB"


def test_no_country_inside_a_persons_name(read: READ) -> None:
    report = read("Ruth/PROPN/3/nsubj/B-PER Jordan/PROPN/1/flat/I-PER spoke/VERB/0/root")
    assert report.actor("Ruth").country is None


def test_pronoun_us_is_no_country(read: READ) -> None:
    report = read("they/PRON/2/nsubj told/VERB/0/root us/PRON/2/obj")
    assert report.at("us").actors == ()


def test_officers_of_an_armed_group_are_the_groups(read: READ) -> None:
    report = read("Hezbollah/PROPN/2/compound/B-ORG commander/NOUN/3/nsubj fell/VERB/0/root")
    assert (report.country("commander"), report.actor("commander").sectors[0]) == ("LBN", "REB")
    report = read("Danish/ADJ/2/amod/B-NORP commander/NOUN/3/nsubj fell/VERB/0/root")
    assert report.actor("commander").sectors == ("MIL",)


def test_a_director_is_of_the_sector_of_the_body(read: READ) -> None:
    report = read("FBI/PROPN/2/compound/B-ORG director/NOUN/3/nsubj resigned/VERB/0/root")
    assert (report.country("director"), report.actor("director").sectors) == ("USA", ("COP",))


def test_a_spokesman_of_a_country_speaks_for_its_government(read: READ) -> None:
    report = read("Icelandic/ADJ/2/amod/B-NORP spokesman/NOUN/3/nsubj denied/VERB/0/root it/PRON/3/obj")
    assert (report.country("spokesman"), report.actor("spokesman").sectors) == ("ISL", ("GOV",))


def test_a_party_name_that_countries_share_is_of_the_country_in_the_text(read: READ) -> None:
    party = "Labour/PROPN/{0}/compound/B-ORG Party/PROPN/{1}/nsubj/I-ORG voted/VERB/0/root"
    assert read(party.format(2, 3)).country("Party") == "GBR"
    report = read("Maltese/ADJ/3/amod/B-NORP " + party.format(3, 4))
    assert (report.country("Party"), report.actor("Party").entity) == ("MLT", None)


def test_a_title_without_a_sector_leaves_it_to_the_person(read: READ) -> None:
    report = read("Sheikh/PROPN/3/nsubj/B-PER Hasina/PROPN/1/flat/I-PER left/VERB/0/root", day="2021-05-05")
    assert report.actor("Sheikh").sectors == ("GOV",)
    assert read("the/DET/2/det sheikh/NOUN/3/nsubj left/VERB/0/root").actor("sheikh").sectors == ()


def test_a_war_is_not_where_its_veterans_are_from(read: READ) -> None:
    report = read(
        "an/DET/4/det Iraq/PROPN/3/compound/B-LOC war/NOUN/4/compound veteran/NOUN/5/nsubj wrote/VERB/0/root "
        "to/ADP/7/case Norway/PROPN/5/obl/B-LOC"
    )
    assert report.country("veteran") != "IRQ"
    assert "IRQ" not in {a.country for a in report.at("veteran").actors}


def test_who_is_of_the_world_is_not_of_the_place(read: READ) -> None:
    report = read(
        "Western/ADJ/2/amod diplomats/NOUN/5/nsubj in/ADP/4/case Kabul/PROPN/2/nmod/B-LOC warned/VERB/0/root "
        "Iran/PROPN/5/obj/B-LOC"
    )
    assert (report.country("diplomats"), report.country("Kabul")) == (None, "AFG")


def test_latin_americans_are_not_of_the_united_states(read: READ) -> None:
    report = read(
        "Latin/ADJ/2/amod/B-NORP American/ADJ/3/amod/I-NORP leaders/NOUN/4/nsubj blamed/VERB/0/root "
        "Chile/PROPN/4/obj/B-LOC"
    )
    assert report.country("leaders") is None
    north = read("American/ADJ/2/amod/B-NORP leaders/NOUN/3/nsubj spoke/VERB/0/root")
    assert north.country("leaders") == "USA"


def test_a_foreign_minister_is_of_the_country_of_the_report(read: READ) -> None:
    report = read(
        "Foreign/ADJ/2/amod minister/NOUN/4/nsubj Quispe/PROPN/2/appos/B-PER left/VERB/0/root "
        "La/PROPN/6/compound/B-LOC Paz/PROPN/4/obj/I-LOC and/CCONJ/8/cc Bolivia/PROPN/6/conj/B-LOC"
    )
    assert report.country("minister") == "BOL"


def test_a_foreign_ministry_is_not_of_the_world(read: READ) -> None:
    report = read(
        "Foreign/ADJ/2/amod ministry/NOUN/3/compound officials/NOUN/6/nsubj in/ADP/5/case Kabul/PROPN/3/nmod/B-LOC "
        "spoke/VERB/0/root"
    )
    assert report.country("officials") == "AFG"


def test_counted_westerners_are_of_the_world_too(read: READ) -> None:
    report = read(
        "dozens/NOUN/7/nsubj of/ADP/4/case Western/ADJ/4/amod diplomats/NOUN/1/nmod in/ADP/6/case "
        "Kabul/PROPN/4/nmod/B-LOC spoke/VERB/0/root"
    )
    assert report.country("dozens") is None


def test_a_government_is_that_of_its_head(read: READ) -> None:
    told = "the/DET/3/det {}/PROPN/3/compound/B-ORG administration/NOUN/4/nsubj refused/VERB/0/root"
    report = read(told.format("Obama"), day="2010-03-01")
    assert (report.country("administration"), report.actor("administration").sectors) == ("USA", ("GOV",))
    assert read(told.format("Interim"), day="2010-03-01").country("administration") is None


def test_who_helps_somebody_is_of_their_country(read: READ) -> None:
    report = read(
        """aides/NOUN/5/nsubj to/ADP/4/case President/PROPN/4/nmod:desc Karzai/PROPN/1/nmod/B-LOC refused/VERB/0/root
        envoys/NOUN/4/nsubj to/ADP/3/case Karzai/PROPN/1/nmod/B-PER refused/VERB/0/root""",
        day="2005-03-01",
    )
    assert (report.country("aides"), report.country("envoys")) == ("AFG", None)


def test_who_is_loyal_to_somebody_is_of_their_country(read: READ) -> None:
    report = read(
        "troops/NOUN/6/nsubj loyal/ADJ/1/amod to/ADP/4/case Gbagbo/PROPN/2/obl/B-PER had/AUX/6/aux fled/VERB/0/root",
        day="2011-03-01",
    )
    assert report.country("troops") == "CIV"


def test_rights_groups_are_of_no_one_country_unless_words_say_so(read: READ) -> None:
    told = "{}/ADJ/3/amod/{} rights/NOUN/3/compound groups/NOUN/4/nsubj protested/VERB/0/root Peru/PROPN/4/obj/B-LOC"
    assert read(told.format("human", "O")).country("groups") == "NGO"
    assert read(told.format("Kenyan", "B-NORP")).country("groups") == "KEN"


def test_a_body_coordinated_with_a_country_counts_beside_it(read: READ) -> None:
    report = read(
        "EU/PROPN/4/compound/B-ORG and/CCONJ/3/cc IMF/PROPN/1/conj/B-ORG inspectors/NOUN/5/nsubj left/VERB/0/root"
    )
    assert [a.country for a in report.at("inspectors").actors] == ["EUR", "IGO"]


def test_veterans_of_a_war_are_of_the_adjective_not_of_the_wars_name(read: READ) -> None:
    report = read(
        "Croatian/ADJ/3/amod/B-NORP war/NOUN/3/compound veterans/NOUN/4/nsubj marched/VERB/0/root "
        "in/ADP/6/case Zagreb/PROPN/4/obl/B-LOC"
    )
    assert report.actor("veterans").reason.startswith("text: Croatian")
    report = read(
        "Iraq/PROPN/3/compound/B-LOC war/NOUN/3/compound veterans/NOUN/4/nsubj marched/VERB/0/root "
        "in/ADP/6/case London/PROPN/4/obl/B-LOC"
    )
    assert report.country("veterans") == "GBR"


def test_a_ship_is_of_its_owners_and_of_its_flag(read: READ) -> None:
    report = read(
        "Iran/PROPN/2/nsubj/B-LOC seized/VERB/0/root a/DET/7/det Greek/ADJ/6/advmod/B-NORP -/PUNCT/6/punct "
        "owned/VERB/7/amod tanker/NOUN/2/obj"
    )
    assert report.country("tanker") == "GRC"


def test_adjectives_of_regions_and_peoples(read: READ) -> None:
    report = read("Cabindan/ADJ/2/amod/B-NORP separatists/NOUN/3/nsubj fled/VERB/0/root")
    assert report.country("separatists") == "AGO"


def test_officials_of_the_two_countries_are_of_both(read: READ) -> None:
    report = read(
        """India/PROPN/4/nsubj/B-LOC and/CCONJ/3/cc Pakistan/PROPN/1/conj/B-LOC talked/VERB/0/root
        officials/NOUN/6/nsubj of/ADP/5/case the/DET/5/det two/NUM/5/nummod countries/NOUN/1/nmod met/VERB/0/root"""
    )
    assert [a.country for a in report.at("officials").actors] == ["IND", "PAK"]


def test_maoists_are_of_the_country_that_the_report_names(read: READ) -> None:
    for country, code in (("Indian", "IND"), ("Nepali", "NPL")):
        report = read(
            f"{country}/ADJ/2/amod/B-NORP commandos/NOUN/3/nsubj killed/VERB/0/root Maoists/PROPN/3/obj/B-NORP"
        )
        assert report.country("Maoists") == code


def test_who_is_responsible_for_what_a_body_does_is_of_that_body(read: READ) -> None:
    report = read(
        "The/DET/2/det commissioner/NOUN/8/nsubj responsible/ADJ/2/amod for/ADP/7/case "
        "Unesco/PROPN/7/nmod:poss/B-ORG 's/PART/5/case aid/NOUN/3/obl spoke/VERB/0/root"
    )
    assert report.country("commissioner") == "UNO"


def test_europe_acts_as_one(read: READ) -> None:
    assert read("Europe/PROPN/2/nsubj/B-LOC objected/VERB/0/root").country("Europe") == "EUR"
    bridge = read("They/PRON/2/nsubj crossed/VERB/0/root Europe/PROPN/4/compound/B-LOC Bridge/PROPN/2/obj/I-LOC")
    assert all(a.country != "EUR" for m in bridge.mentions for a in m.actors)


def test_initials_of_a_body_that_is_still_to_come_are_no_name_of_it(read: READ) -> None:
    words = "The/DET/2/det PDF/PROPN/4/nsubj/B-ORG in/ADP/2/case failed/VERB/0/root"
    then, now = read(words, day="2006-05-01"), read(f"{words} Myanmar/PROPN/4/obl/B-LOC", day="2023-05-01")
    assert now.country("PDF") == "MMR"
    assert all(a.country != "MMR" for m in then.mentions for a in m.actors)


def test_a_party_of_a_name_that_many_countries_share_is_of_the_country_before_it(read: READ) -> None:
    report = read(
        "Welsh/ADJ/3/amod/B-NORP Liberal/PROPN/3/compound/B-ORG Democrat/PROPN/4/compound/I-ORG "
        "leaders/NOUN/5/nsubj met/VERB/0/root"
    )
    assert report.country("leaders") == "GBR"


def test_a_name_behind_neighbour_or_enemy_says_who_it_is(read: READ) -> None:
    report = read(
        "They/PRON/2/nsubj backed/VERB/0/root Iran/PROPN/5/nmod:poss/B-LOC 's/PART/3/case enemy/NOUN/2/obj "
        "Iraq/PROPN/5/appos/B-LOC"
    )
    assert report.country("enemy") == "IRQ"


def test_its_embassy_is_its_own_wherever_it_stands(read: READ) -> None:
    where = "in/ADP/6/case Tehran/PROPN/4/nmod/B-LOC"
    report = read(f"Gabon/PROPN/2/nsubj/B-LOC closed/VERB/0/root its/PRON/4/nmod:poss embassy/NOUN/2/obj {where}")
    assert report.country("embassy") == "GAB"


def test_a_group_is_the_body_whose_name_follows(read: READ) -> None:
    report = read(
        "Spain/PROPN/2/nsubj/B-LOC blamed/VERB/0/root the/DET/5/det Basque/ADJ/5/amod/B-NORP group/NOUN/2/obj "
        "Hamas/PROPN/5/appos/B-ORG"
    )
    assert report.country("group") == "PSE"
