from __future__ import annotations

from typing import Any

READ = Any


def test_these_nations_are_those_told_in_one_breath(read: READ) -> None:
    report = read(
        """Germany/PROPN/4/nsubj/B-LOC and/CCONJ/3/cc Britain/PROPN/1/conj/B-LOC urged/VERB/0/root
        These/DET/2/det nations/NOUN/3/nsubj left/VERB/0/root"""
    )
    assert [a.country for a in report.at("nations").actors] == ["DEU", "GBR"]


def test_both_bodies_are_no_companies(read: READ) -> None:
    report = read(
        """Unesco/PROPN/4/nsubj/B-ORG and/CCONJ/3/cc Nato/PROPN/1/conj/B-ORG sued/VERB/0/root Apple/PROPN/4/obj/B-ORG
        Both/DET/2/det bodies/NOUN/3/nsubj left/VERB/0/root"""
    )
    assert [a.country for a in report.at("bodies").actors] == ["UNO", "IGO"]


def test_member_states_are_those_of_the_body_named_last(read: READ) -> None:
    report = read(
        """Nato/PROPN/2/nsubj/B-ORG met/VERB/0/root Kenya/PROPN/2/obj/B-LOC
        Member/NOUN/2/compound states/NOUN/3/nsubj agreed/VERB/0/root"""
    )
    assert report.country("states") == "IGO"
    few = read(
        """Nato/PROPN/2/nsubj/B-ORG met/VERB/0/root
        Two/NUM/3/nummod member/NOUN/3/compound states/NOUN/4/nsubj left/VERB/0/root"""
    )
    assert all(a.country is None for a in few.at("states").actors)


def test_the_two_koreas_are_both(read: READ) -> None:
    report = read("The/DET/3/det two/NUM/3/nummod Koreas/PROPN/4/nsubj/B-LOC met/VERB/0/root")
    assert [a.country for a in report.at("Koreas").actors] == ["KOR", "PRK"]


def test_both_sides_as_object_are_those_before_not_who_acts_on_them(read: READ) -> None:
    told = "Chile/PROPN/2/nsubj/B-LOC attacked/VERB/0/root Peru/PROPN/2/obj/B-LOC"
    urged = "Norway/PROPN/2/nsubj/B-LOC urged/VERB/0/root both/DET/4/det sides/NOUN/2/obj"
    sides = read(f"{told}\n{urged}").at("sides")
    assert [a.country for a in sides.actors] == ["CHL", "PER"]


def test_the_two_are_the_persons_named_last(read: READ) -> None:
    report = read(
        "Merkel/PROPN/2/nsubj/B-PER met/VERB/0/root Obama/PROPN/2/obj/B-PER and/CCONJ/7/cc the/DET/6/det "
        "two/NUM/7/nsubj agreed/VERB/2/conj",
        day="2013-06-19",
    )
    assert [a.country for a in report.at("two").actors] == ["DEU", "USA"]


def test_a_body_of_states_that_speaks_of_both_sides_is_none_of_them(read: READ) -> None:
    told = "Chile/PROPN/2/nsubj/B-LOC attacked/VERB/0/root Peru/PROPN/2/obj/B-LOC"
    said = (
        "The/DET/3/det United/PROPN/3/compound/B-ORG Nations/PROPN/4/nsubj/I-ORG hoped/VERB/0/root that/SCONJ/8/mark "
        "both/DET/7/det sides/NOUN/8/nsubj listened/VERB/4/ccomp"
    )
    assert [a.country for a in read(f"{told}\n{said}").at("sides").actors] == ["CHL", "PER"]


def test_the_rivals_are_two_states_of_which_one_acted_on_the_other(read: READ) -> None:
    told = "Chile/PROPN/2/nsubj/B-LOC attacked/VERB/0/root Peru/PROPN/2/obj/B-LOC"
    warned = "Norway/PROPN/2/nsubj/B-LOC warned/VERB/0/root the/DET/4/det rivals/NOUN/2/obj"
    assert [a.country for a in read(f"{told}\n{warned}").at("rivals").actors] == ["CHL", "PER"]
