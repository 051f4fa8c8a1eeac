from collections.abc import Callable

import pytest

from dateline.coder import Tools
from dateline.reading import make_article
from dateline.trees import Tree, grow
from dateline.what import find_quantities

Grower = Callable[[str], Tree]


def _told(tree: Tree) -> list[tuple[str, int, int | None, str]]:
    return [(q.kind, q.count.low, q.count.high, tree[q.word].text) for q in find_quantities([tree])]


def test_what_is_done_to_a_number_of_people_is_its_kind(plant: Grower) -> None:
    tree = plant(
        """
        Rebels rebel NOUN 2 nsubj
        killed kill VERB 0 root VerbForm=Fin
        12 12 NUM 4 nummod
        people people NOUN 2 obj Number=Plur
        """
    )
    assert _told(tree) == [("killed", 12, 12, "killed")]


def test_a_passive_and_its_hedge(plant: Grower) -> None:
    tree = plant(
        """
        At at ADP 2 case
        least least ADJ 3 nmod
        30 30 NUM 4 nummod
        people people NOUN 6 nsubj:pass Number=Plur
        were be AUX 6 aux:pass
        arrested arrest VERB 0 root VerbForm=Part
        """
    )
    assert _told(tree) == [("detained", 30, None, "arrested")]


def test_those_who_do_it_are_not_those_it_is_done_to(plant: Grower) -> None:
    tree = plant(
        """
        12 12 NUM 2 nummod
        rebels rebel NOUN 3 nsubj Number=Plur
        killed kill VERB 0 root VerbForm=Fin
        a a DET 5 det
        soldier soldier NOUN 3 obj Number=Sing
        """
    )
    assert _told(tree) == [("killed", 1, 1, "killed")]


def test_hours_and_houses_are_no_people(plant: Grower) -> None:
    tree = plant(
        """
        Fighting fighting NOUN 2 nsubj
        killed kill VERB 0 root VerbForm=Fin
        12 12 NUM 4 nummod
        hours hour NOUN 2 obj Number=Plur
        """
    )
    assert _told(tree) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The strike killed two soldiers and a civilian.", {"killed": (3, 3)}),
        ("The attack left 12 people dead and 30 wounded.", {"killed": (12, 12), "injured": (30, 30)}),
        ("12 killed, 30 injured in Kabul blast.", {"killed": (12, 12), "injured": (30, 30)}),
        ("Dozens of protesters were arrested.", {"detained": (24, 99)}),
        ("Some 5,000 demonstrators marched in Cairo.", {"crowd": (4500, 5500)}),
        ("Thousands took to the streets of Lima.", {"crowd": (2000, 9999)}),
        ("The rally drew 10,000 people.", {"crowd": (10000, 10000)}),
        ("No one was hurt.", {"injured": (0, 0)}),
        ("There were no casualties.", {"killed": (0, 0), "injured": (0, 0)}),
        ("There were 20 casualties.", {"killed": (0, 20), "injured": (0, 20)}),
        ("More than 100 people were killed or injured.", {"killed": (0, None), "injured": (0, None)}),
        ("The death toll rose to 12.", {"killed": (12, 12)}),
        ("The fighting has forced 20,000 people to flee their homes.", {"displaced": (20000, 20000)}),
        ("Gunmen shot dead a policeman and two guards.", {"killed": (3, 3)}),
        ("Twenty-five villagers were kidnapped by gunmen.", {"abducted": (25, 25)}),
        ("Russia sent 2,000 troops to Syria.", {"troops": (2000, 2000)}),
        ("Nine people, two of them children, were killed.", {"killed": (9, 9)}),
        ("The attack did not kill 12 people.", {}),
        ("In 2019 the EU imposed sanctions on 12 officials.", {}),
    ],
)
def test_numbers_as_news_write_them(tools: Tools, text: str, told: dict[str, tuple[int, int | None]]) -> None:
    found = find_quantities(grow(tools.parser(make_article(text))))
    assert {q.kind: (q.count.low, q.count.high) for q in found} == told
