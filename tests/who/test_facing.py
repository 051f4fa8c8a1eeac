"""Whose the bodies and countries are that follow a sentence of two states."""

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]

SHELLED = "Chile/PROPN/2/nsubj/B-LOC shelled/VERB/0/root Peru/PROPN/2/obj/B-LOC"
TROOPS = "Chilean/ADJ/2/amod/B-NORP troops/NOUN/3/nsubj entered/VERB/0/root Peru/PROPN/3/obj/B-LOC"
GUEST = (
    "Chilean/ADJ/2/amod/B-NORP President/PROPN/4/nsubj Soto/PROPN/2/flat/B-PER arrived/VERB/0/root "
    "in/ADP/6/case Lima/PROPN/4/obl/B-LOC"
)


@pytest.mark.parametrize(
    ("before", "sentence", "word", "country"),
    [
        (
            SHELLED,
            "The/DET/2/det army/NOUN/3/nsubj killed/VERB/0/root ten/NUM/5/nummod people/NOUN/3/obj",
            "army",
            "CHL",
        ),
        (SHELLED, "The/DET/2/det government/NOUN/4/nsubj will/AUX/4/aux retaliate/VERB/0/root", "government", "PER"),
        (
            SHELLED,
            "Togo/PROPN/2/nsubj/B-LOC urged/VERB/0/root the/DET/4/det government/NOUN/2/obj",
            "government",
            "PER",
        ),
        (SHELLED, "Togo/PROPN/2/nsubj/B-LOC helped/VERB/0/root the/DET/4/det country/NOUN/2/obj", "country", "PER"),
        (SHELLED, "Peru/PROPN/2/nsubj/B-LOC warned/VERB/0/root the/DET/4/det country/NOUN/2/obj", "country", "CHL"),
        (
            SHELLED,
            "The/DET/2/det minister/NOUN/3/nsubj expelled/VERB/0/root the/DET/5/det envoy/NOUN/3/obj",
            "envoy",
            "PER",
        ),
        (TROOPS, "The/DET/2/det government/NOUN/3/nsubj spoke/VERB/0/root", "government", "PER"),
        (TROOPS, "Villagers/NOUN/2/nsubj fled/VERB/0/root the/DET/4/det soldiers/NOUN/2/obj", "soldiers", "CHL"),
        (TROOPS, "Villagers/NOUN/2/nsubj fled/VERB/0/root the/DET/4/det soldiers/NOUN/2/obj", "Villagers", "PER"),
        (TROOPS, "The/DET/2/det attackers/NOUN/3/nsubj fled/VERB/0/root", "attackers", "CHL"),
        (GUEST, "The/DET/2/det opposition/NOUN/3/nsubj marched/VERB/0/root", "opposition", "PER"),
        (GUEST, "The/DET/2/det soldiers/NOUN/3/nsubj fled/VERB/0/root", "soldiers", "PER"),
        (GUEST, "He/PRON/2/nsubj met/VERB/0/root his/PRON/4/nmod:poss host/NOUN/2/obj", "host", "PER"),
    ],
)
def test_whose_they_are(read: Read, before: str, sentence: str, word: str, country: str) -> None:
    assert read(f"{before}\n{sentence}").country(word) == country


def test_the_neighbour_of_a_state_is_the_other_one_told_of(read: Read) -> None:
    warned = "It/PRON/2/nsubj warned/VERB/0/root its/PRON/4/nmod:poss neighbour/NOUN/2/obj"
    assert read(f"{SHELLED}\n{warned}").country("neighbour") == "PER"
    other = "Peru/PROPN/2/nsubj/B-LOC warned/VERB/0/root the/DET/5/det other/ADJ/5/amod side/NOUN/2/obj"
    assert read(f"{SHELLED}\n{other}").country("side") == "CHL"


def test_where_something_is_done_is_the_country_named_last(read: Read) -> None:
    told = "Peru/PROPN/2/nsubj/B-LOC helps/VERB/0/root Chile/PROPN/2/obj/B-LOC"
    coup = "A/DET/2/det coup/NOUN/3/nsubj failed/VERB/0/root in/ADP/6/case the/DET/6/det country/NOUN/3/obl"
    assert read(f"{told}\n{coup}").country("country") == "PER"


def test_whom_a_guest_meets_in_a_town_is_of_its_country(read: Read) -> None:
    met = (
        "Chilean/ADJ/2/amod/B-NORP envoys/NOUN/3/nsubj met/VERB/0/root the/DET/5/det ministers/NOUN/3/obj "
        "in/ADP/7/case Lima/PROPN/3/obl/B-LOC"
    )
    assert read(met).country("ministers") == "PER"
