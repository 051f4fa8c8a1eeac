from __future__ import annotations

import pytest

from dateline.who import Facts
from dateline.who.asking import ask


@pytest.mark.parametrize(
    ("mention", "day", "wanted"),
    [
        ("Shoigu", "2015-01-01", ("Sergei Shoigu", "RUS", "current")),
        ("Sergey Shoygu", "2021-03-26", ("Sergei Shoigu", "RUS", "current")),
        ("Defense Minister Shoigu", "2015-01-01", ("Sergei Shoigu", "RUS", "current")),
        ("Tony Blair", "2020-01-01", ("Tony Blair", "GBR", "current")),
        ("Liz Truss", "2030-01-01", ("Liz Truss", "GBR", "former")),
        ("Taliban", "2020-01-01", ("Taliban", "AFG", "current")),
        ("Sadyr Zhaparov", "2022-01-01", ("Sadyr Japarov", "KGZ", "current")),
        ("Abdulaziz Komilov", "2015-01-01", ("Abdulaziz Kamilov", "UZB", "current")),
        ("Panagiotis Pikrammenos", "2012-06-01", ("Panagiotis Pikrammenos", "GRC", "current")),
    ],
)
def test_the_best_candidate(facts: Facts, mention: str, day: str, wanted: tuple[str, str, str]) -> None:
    best = ask(facts, mention, day)[0]
    assert (best.name, best.country, best.status) == wanted
    assert best.reason


def test_who_knows_nobody(facts: Facts) -> None:
    assert ask(facts, "Xzqw Vbnmk", "2020-01-01") == []
    assert ask(facts, "", None) == []


def test_an_ambiguous_acronym_gives_all(facts: Facts) -> None:
    found = {c.country for c in ask(facts, "RSF", "2024-01-01")}
    assert {"SDN", "NGO"} <= found


def test_what_the_source_does_not_know_any_more_is_stale(facts: Facts) -> None:
    assert ask(facts, "Lavrov", "2030-01-01")[0].status == "stale"


def test_two_given_names_are_not_another_person(facts: Facts) -> None:
    # "Juan Carlos" is a name of kings; with two surnames behind it, it is not the king's.
    assert "Juan Carlos I" not in [c.name for c in ask(facts, "Juan Carlos Roldan Pardo", "2020-01-01")]


def test_a_name_that_sounds_alike_counts_only_in_office(facts: Facts) -> None:
    assert ask(facts, "Abdulaziz Komilov", "2030-01-01") == []
