"""Reports of our own making for the tables, coded by hand: no language model is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from dateline.dataset import Dataset, Entry, InputKeys
from dateline.dataset.schema import SORTED_BY
from dateline.reading import make_article
from dateline.records import Article, Coded, Day, Dropped, Event, Factuality, Party, Quoted, Span, Version

OLD = Version("1", "m", "l", "o", "f")
NEW = Version("2", "m", "l", "o", "f")
COUNTRIES = ("KEN", "UGA", "PER", "FRA", "NPL")


def article(number: int) -> Article:
    country = COUNTRIES[number % len(COUNTRIES)]
    text = f"Envoys of {country} met on Monday at a lake hotel. Talk number {number} lasted {number + 1} hours.\n" * 3
    return make_article(text, title=f"Talks {number}", input_id=f"talks/{number}.txt", outlet=f"Paper {number % 3}")


def event(report: Article, number: int, **given: Any) -> Event:
    at = Span("text", 17, 20)
    sides = [Party(c, at, c, c, ("GOV",), None, None, "text") for c in _pair(report)]
    known: dict[str, Any] = {
        "type": "CONSULT",
        "status": "actual",
        "day": Day("2024-03-04", "2024-03-04", "day", "Monday", Span("text", 24, 30), "before publication"),
        "trigger": Quoted("met", at),
        **given,
    }
    return Event(
        id=f"{report.article_id}-{number}",
        article_id=report.article_id,
        modes=("meet",),
        contexts=(),
        cameo="040",
        quad_class="verbal cooperation",
        plover_score=1.0,
        goldstein=1.0,
        factuality=Factuality(),
        actors=(sides[0],),
        recipients=(sides[1],),
        place=None,
        says=(),
        counts={},
        evidence=(),
        confidence=0.9,
        coders=("frame",),
        **known,
    )


def _pair(report: Article) -> tuple[str, str]:
    at = COUNTRIES.index(report.text[10:13])
    return COUNTRIES[at], COUNTRIES[(at + 1) % len(COUNTRIES)]


def coded(report: Article, *events: Event, version: Version = OLD) -> Coded:
    return Coded(report.input_id, report, events, (), (), (), (), (), version)


def entries(first: int, count: int, version: Version = OLD) -> list[Entry]:
    """Reports `first` and on: two events each, but that every seventh is dropped."""
    out = []
    for number in range(first, first + count):
        report = article(number)
        key = InputKeys()(report)
        if number % 7 == 6:
            out.append(Entry(key, Dropped(report.input_id, "too-short", "", version), report.article_id))
        else:
            out.append(Entry(key, coded(report, event(report, 1), event(report, 2, status="future"), version=version)))
    return out


def contents(where: Path | Dataset) -> dict[str, pa.Table]:
    """Every table of a dataset, sorted."""
    dataset = where if isinstance(where, Dataset) else Dataset.open(where)
    asked = dataset.connection()
    return {name: asked.sql(f"FROM {name} ORDER BY {order}").to_arrow_table() for name, order in SORTED_BY.items()}
