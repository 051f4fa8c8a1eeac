"""Our own texts of places, and their scorers."""

from collections import Counter
from typing import Any

from bench.places import HALVES, read_marked, read_told
from bench.scoring.places import is_place, score_country, score_event_places


def found(name: str, text: str, country: str | None = None) -> dict[str, Any]:
    return {"name": name, "text": text, "country": country}


def test_texts_of_ours_are_as_many_as_they_must_be_and_their_marks_are_gone() -> None:
    marked = read_marked()
    names = Counter(m.half for m in marked for *_, country in m.names if len(country) == 3)
    assert sum(names.values()) >= 300
    assert min(names[h] for h in HALVES) >= 140
    for m in marked:
        assert not set(m.text) & set("[]|")
        assert all(m.text[start:end].strip() == m.text[start:end] != "" for start, end, _ in m.names)


def test_events_of_ours_have_their_word() -> None:
    told = read_told()
    assert len(told) >= 150
    assert all(t.text[t.trigger[0] : t.trigger[1]].isalpha() and "*" not in t.text for t in told)
    assert {len(t.country) for t in told} <= {1, 3}


def test_countries_count_where_found_and_decoys_where_taken() -> None:
    gold = [[(0, 5, "KEN"), (10, 15, "UGA"), (20, 25, "-"), (30, 35, "*")]]
    ours = [[{"start": 0, "end": 5, "country": "KEN"}, {"start": 20, "end": 25, "country": "FRA"}]]
    assert score_country(gold, ours) == {"names": 2, "country": 0.5, "decoys": 1, "decoys_taken": 1.0}


def test_an_event_that_was_not_coded_is_wrong() -> None:
    def event(start: int, place: dict[str, Any] | None) -> dict[str, Any]:
        return {"trigger": {"span": {"field": "text", "start": start, "end": start + 4}}, "place": place}

    gold = [((0, 4), "KEN", ["Nairobi"]), ((0, 4), "-", ["-"]), ((9, 12), "UGA", ["Kampala"])]
    score = score_event_places(
        gold, [[event(2, found("Nairobi", "NAIROBI", "KEN"))], [event(0, None)], [event(0, None)]]
    )
    assert (score["coded"], score["country"], score["place_of_coded"]) == (2, 2 / 3, 1.0)


def test_a_place_is_named_as_the_text_or_the_gazetteer_has_it() -> None:
    assert is_place(found("‘Ayn al ‘Arab", "Kobani"), ["Kobani"])
    assert is_place(found("Borno", "Borno State"), ["Borno", "Yobe"])
    assert not is_place(found("Kenya", "Kenya"), ["-"])
    assert is_place(None, ["-"])
    assert not is_place(None, ["Kenya"])
