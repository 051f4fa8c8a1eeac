from __future__ import annotations

from typing import Any

READ = Any


def test_a_treaty_is_not_of_the_town_it_is_called_after(read: READ) -> None:
    report = read(
        "They/PRON/2/nsubj read/VERB/0/root the/DET/4/det Treaty/PROPN/2/obj of/ADP/6/case Lisbon/PROPN/4/nmod/B-LOC"
    )
    assert "Treaty" not in report.heads()
    report = read("They/PRON/2/nsubj read/VERB/0/root the/DET/5/det Minsk/PROPN/5/compound/B-LOC agreement/NOUN/2/obj")
    assert "Minsk" not in report.heads()
    report = read(
        "They/PRON/2/nsubj read/VERB/0/root Moscow/PROPN/5/nmod:poss/B-LOC 's/PART/3/case agreement/NOUN/2/obj"
    )
    assert report.country("agreement") == "RUS"


def test_leaders_from_around_the_world_are_of_no_one_country(read: READ) -> None:
    here = "met/VERB/0/root in/ADP/8/case Berlin/PROPN/6/obl/B-LOC"
    report = read(f"Leaders/NOUN/6/nsubj from/ADP/5/case around/ADP/5/case the/DET/5/det world/NOUN/1/nmod {here}")
    assert report.country("Leaders") is None
    alone = read("Leaders/NOUN/2/nsubj met/VERB/0/root in/ADP/4/case Berlin/PROPN/2/obl/B-LOC")
    assert alone.country("Leaders") == "DEU"


def test_arab_ministers_are_of_many_states_and_arab_youths_of_one(read: READ) -> None:
    where = "met/VERB/0/root in/ADP/5/case Cairo/PROPN/3/obl/B-LOC"
    assert read(f"Arab/ADJ/2/amod/B-NORP ministers/NOUN/3/nsubj {where}").country("ministers") is None
    assert read(f"Arab/ADJ/2/amod/B-NORP youths/NOUN/3/nsubj {where}").country("youths") == "EGY"
