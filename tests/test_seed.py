"""The acceptance case: a real wire report, and what a careful reader takes from it. It stays outside the project."""

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.coder import Tools, code_batch
from dateline.reading import ReadOptions, read
from dateline.records import Article, Attribution, Coded, Event

REQUIRED = (1, 2, 5, 6, 7, 8, 9, 11)


@pytest.fixture(scope="module")
def reading(shared: Path) -> dict[str, Any]:
    return json.loads((shared / "seed" / "reading.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def coded(shared: Path, tools: Tools) -> Coded:
    (report,) = (shared / "seed").glob("*.txt")
    (article,) = read([report], ReadOptions())
    assert isinstance(article, Article)
    (outcome,) = code_batch([article], tools)
    assert isinstance(outcome, Coded)
    return outcome


def countries(parties: Any) -> set[str]:
    return {p.country for p in parties if p.country}


def parties_fit(event: Event, row: dict[str, Any]) -> bool:
    actors, recipients = countries(event.actors), countries(event.recipients)
    if row.get("symmetric"):
        return actors | recipients == set(row["actors"])
    if actors != set(row["actors"]) and not (row.get("actors_may_be_empty") and not actors):
        return False
    return recipients == set(row["recipients"]) or bool(row.get("recipients_may_be_empty") and not recipients)


def fits(event: Event, row: dict[str, Any]) -> bool:
    start, end = row["day"]
    day_fits = bool(event.day.start and event.day.end and start <= event.day.start and event.day.end <= end)
    mode_fits = not row.get("modes") or set(row["modes"]) <= set(event.modes)
    return all(
        (event.type in row["types"], parties_fit(event, row), event.status in row["status"], day_fits, mode_fits)
    )


@pytest.mark.parametrize("number", REQUIRED)
def test_the_reading_has_its_event(reading: dict[str, Any], coded: Coded, number: int) -> None:
    row = next(r for r in reading["events"] if r["no"] == number)
    told = [(e.type, e.modes, countries(e.actors), countries(e.recipients), e.status, e.day) for e in coded.events]
    assert any(fits(e, row) for e in coded.events), told


def test_at_most_two_events_are_beside_the_reading(reading: dict[str, Any], coded: Coded) -> None:
    beside = [e for e in coded.events if not any(e.type in r["types"] and parties_fit(e, r) for r in reading["events"])]
    assert len(beside) <= 2, [(e.type, e.trigger.text) for e in beside]


def test_nothing_comes_from_the_commemoration(reading: dict[str, Any], coded: Coded) -> None:
    for event in coded.events:
        assert not countries((*event.actors, *event.recipients)) & set(reading["must_not"]["countries"])
    quotation = next(a for a in coded.attributions if text_of(a, coded).startswith("Esteemed"))
    spans = quotation.content.spans
    inside = {e.type for e in coded.events if any(s.start <= e.trigger.span.start < s.end for s in spans)}
    assert not inside & set(reading["must_not"]["types_inside_last_quotation"])


@pytest.mark.parametrize("number", range(7))
def test_the_reading_has_its_attribution(reading: dict[str, Any], coded: Coded, number: int) -> None:
    row = reading["attributions"][number]
    told = [(chain_of(a, coded), a.kind, text_of(a, coded)[:40]) for a in coded.attributions]
    wanted, start = row["speakers"], row["content_starts"]
    assert (wanted, row["kind"], start) in [
        ([strip_article(s, w) for s, w in zip(speakers, wanted, strict=True)], kind, text[: len(start)])
        for speakers, kind, text in told_in_full(coded)
        if len(speakers) == len(wanted)
    ], told


def told_in_full(coded: Coded) -> list[tuple[list[str], str, str]]:
    return [(chain_of(a, coded), a.kind, text_of(a, coded)) for a in coded.attributions]


def strip_article(speaker: str, wanted: str) -> str:
    """The reading writes "Russian Defense Ministry" for "the Russian Defense Ministry", and "the ministry" in full."""
    return speaker if speaker == wanted else speaker.removeprefix("the ").removeprefix("The ")


def chain_of(attribution: Attribution, coded: Coded) -> list[str]:
    by_id = {a.id: a for a in coded.attributions}
    chain = [attribution.speaker.text]
    while attribution.parent is not None:
        attribution = by_id[attribution.parent]
        chain.insert(0, attribution.speaker.text)
    return chain


def text_of(attribution: Attribution, coded: Coded) -> str:
    first = attribution.content.spans[0]
    return getattr(coded.article, first.field)[first.start : first.end]
