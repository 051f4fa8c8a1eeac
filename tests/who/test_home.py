"""The country that a report is of: its dateline's, unless its words tell of another one alone."""

from collections.abc import Callable
from typing import Any

Read = Callable[..., Any]

POLICE = "Police/NOUN/2/nsubj arrested/VERB/0/root students/NOUN/2/obj"


def test_the_one_country_that_the_words_name_goes_before_the_dateline(read: Read) -> None:
    told = "Unrest/NOUN/3/nsubj has/AUX/3/aux spread/VERB/0/root in/ADP/5/case Syria/PROPN/3/obl/B-LOC"
    assert read(f"{told}\n{POLICE}", place="Beirut").country("Police") == "SYR"


def test_troops_and_guests_may_be_anywhere(read: Read) -> None:
    troops = "Ethiopian/ADJ/2/amod/B-NORP troops/NOUN/3/nsubj raided/VERB/0/root a/DET/5/det village/NOUN/3/obj"
    assert read(f"{troops}\n{POLICE}", place="Mogadishu").country("Police") == "SOM"
    guest = (
        "Egyptian/ADJ/2/amod/B-NORP President/PROPN/5/nsubj Omar/PROPN/2/flat/B-PER will/AUX/5/aux "
        "arrive/VERB/0/root on/ADP/7/case Monday/PROPN/5/obl"
    )
    assert read(f"{guest}\n{POLICE}", place="Ankara").country("Police") == "TUR"


def test_a_dateline_that_the_words_do_not_name_gives_way_to_two_states_that_they_tell_of(read: Read) -> None:
    told = "Canada/PROPN/2/nsubj/B-LOC criticised/VERB/0/root Nepal/PROPN/2/obj/B-LOC"
    urged = "Norway/PROPN/2/nsubj/B-LOC urged/VERB/0/root the/DET/4/det government/NOUN/2/obj"
    assert read(f"{told}\n{urged}", place="New Delhi").country("government") == "NPL"


def test_a_dateline_may_name_the_country_behind_the_town(read: Read) -> None:
    assert read(POLICE, place="Freetown, Sierra Leone").country("Police") == "SLE"
    assert read(POLICE, place="Paris, Texas").country("Police") == "USA"


def test_who_is_in_a_province_is_of_its_country(read: Read) -> None:
    farmers = (
        "Farmers/NOUN/7/nsubj in/ADP/4/case the/DET/4/det province/NOUN/1/nmod of/ADP/6/case Loja/PROPN/4/nmod/B-LOC "
        "marched/VERB/0/root"
    )
    assert read(farmers, place="Lima").country("Farmers") == "ECU"


def test_a_place_that_opens_a_sentence_sets_the_scene_for_the_next(read: Read) -> None:
    opening = (
        "In/ADP/2/case Srinagar/PROPN/4/obl/B-LOC crowds/NOUN/4/nsubj marched/VERB/0/root against/ADP/6/case "
        "Delhi/PROPN/4/obl/B-LOC"
    )
    told = "Pakistan/PROPN/2/nsubj/B-LOC expelled/VERB/0/root India/PROPN/2/obj/B-LOC"
    assert read(f"{told}\n{opening}\n{POLICE}", place="Islamabad").country("Police") == "IND"
