from __future__ import annotations

from typing import Any

READ = Any


def test_an_american_of_another_origin_is_american(read: READ) -> None:
    origin = "A/DET/5/det Lebanese/ADJ/4/amod/B-NORP -/PUNCT/4/punct American/ADJ/5/amod/B-NORP"
    report = read(f"{origin} contractor/NOUN/6/nsubj left/VERB/0/root")
    assert report.country("contractor") == "USA"
    talks = read(f"{origin} pact/NOUN/6/nsubj failed/VERB/0/root")
    assert [a.country for a in talks.at("pact").actors] == ["LBN", "USA"]


def test_those_who_harm_somebody_are_not_of_his_country(read: READ) -> None:
    report = read(
        "The/DET/2/det kidnappers/NOUN/6/nsubj of/ADP/5/case a/DET/5/det Frenchman/PROPN/2/nmod/B-NORP "
        "fled/VERB/0/root in/ADP/8/case Iraq/PROPN/6/obl/B-LOC"
    )
    assert report.country("kidnappers") == "IRQ"
    own = read("Iraqi/ADJ/2/amod/B-NORP kidnappers/NOUN/3/nsubj fled/VERB/0/root")
    assert own.country("kidnappers") == "IRQ"


def test_neighbours_and_allies_of_a_country_are_of_others(read: READ) -> None:
    report = read("Togo/PROPN/3/nmod:poss/B-LOC 's/PART/1/case neighbours/NOUN/4/nsubj protested/VERB/0/root")
    assert not any(m.actors and m.actors[0].country for m in report.mentions if m.text.endswith("neighbours"))
    own = read("Togolese/ADJ/2/amod/B-NORP allies/NOUN/3/nsubj protested/VERB/0/root")
    assert own.country("allies") == "TGO"


def test_a_town_right_before_a_country_is_where_it_is(read: READ) -> None:
    report = read("BAGHDAD/PROPN/3/compound/B-LOC US/PROPN/3/compound/B-LOC jets/NOUN/4/nsubj struck/VERB/0/root")
    assert report.country("jets") == "USA"


def test_whom_a_country_sends_to_a_body_is_its_own_and_a_body_abroad_stays_the_body(read: READ) -> None:
    envoy = "Nato/PROPN/4/compound/B-ORG ambassador/NOUN/5/nsubj left/VERB/0/root"
    sent = read(f"Iran/PROPN/4/nmod:poss/B-LOC 's/PART/1/case {envoy}")
    assert sent.country("ambassador") == "IRN"
    abroad = read("Nato/PROPN/3/compound/B-ORG Haiti/PROPN/3/compound/B-LOC monitors/NOUN/4/nsubj left/VERB/0/root")
    assert abroad.country("monitors") == "IGO"


def test_critics_of_a_country_and_inquiries_into_it_are_not_its_own(read: READ) -> None:
    report = read("China/PROPN/2/compound/B-LOC critics/NOUN/3/nsubj met/VERB/0/root")
    assert not any(a.country for m in report.mentions for a in m.actors if m.text.endswith("critics"))
    abroad = "met/VERB/0/root in/ADP/6/case London/PROPN/4/obl/B-LOC"
    report = read(f"Critics/NOUN/4/nsubj of/ADP/3/case Cuba/PROPN/1/nmod/B-LOC {abroad}")
    assert report.country("Critics") != "CUB"
    own = read("Chinese/ADJ/2/amod/B-NORP critics/NOUN/3/nsubj met/VERB/0/root")
    assert own.country("critics") == "CHN"


def test_a_warship_is_of_the_navy_that_its_prefix_names(read: READ) -> None:
    report = read("The/DET/2/det USS/PROPN/4/nsubj/B-ORG Mason/PROPN/2/flat/I-ORG fired/VERB/0/root")
    assert report.country("USS") == "USA"
