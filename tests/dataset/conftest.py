"""A dataset of our own making: two reports of one visit, one of them coded twice, and words that mean harm."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from msgspec.structs import replace

from dateline.dataset import Dataset, Entry
from dateline.dataset.schema import schemas
from dateline.reading import make_article
from dateline.records import (
    Article,
    Attribution,
    Coded,
    Content,
    Count,
    Cue,
    Day,
    Dropped,
    Event,
    Evidence,
    Factuality,
    Failed,
    Party,
    Place,
    Quoted,
    Span,
    Speaker,
    Time,
    Version,
    Voice,
)

OLD = Version("0.1.0", "m1", "l1", "o1", "f1")
NEW = Version("0.2.0", "m2", "l1", "o1", "f1")
HARM = "=cmd|'/C calc'!A0"
BROKEN = 'a\tbreak\nand "quotes",\r\u2028here\0'
KYIV = Place("Kyiv", Span("text", 5, 9), "Kyiv", "UKR", "Kyiv City", 50.45, 30.52, 703448, "city", "dateline", 1)
OHIO = Place("Ohio", Span("text", 5, 9), "Ohio", "USA", "Ohio", 40.25, -83.0, 5165418, "admin1", "words", 4)


def party(name: str, country: str | None, *sectors: str, office: str | None = None) -> Party:
    return Party(name, Span("text", 0, 5), name, country, sectors, "Q1" if country else None, office, "named")


def event(article: Article, number: int, kind: str, cameo: str | None, **given: Any) -> Event:
    day = Day("2024-03-04", "2024-03-04", "day", "Monday", Span("text", 20, 26), "weekday before publication")
    made = Event(
        id=f"{article.article_id}-{number}",
        article_id=article.article_id,
        type=kind,
        modes=(),
        contexts=(),
        cameo=cameo,
        quad_class="verbal cooperation",
        plover_score=1.0,
        goldstein=1.9,
        status="actual",
        factuality=Factuality(),
        actors=(party("Vladimir Sokolov", "RUS", "GOV", "MIL", office="deputy minister"),),
        recipients=(party("Ukraine", "UKR"),),
        day=day,
        place=None,
        says=(Voice("s1", "officials", Span("text", 30, 39), None),),
        counts={},
        trigger=Quoted("visited", Span("text", 10, 17)),
        evidence=(Evidence(Span("text", 10, 17), "frame:consult.visit", "trigger"),),
        confidence=0.9,
        coders=("frame", "learned"),
    )
    return replace(made, **given)


def told(article: Article, version: Version, *events: Event) -> Coded:
    said = Attribution(
        "s1", Speaker("officials", (Span("text", 30, 39),)), Cue("said", (Span("text", 40, 44),)),
        Content((Span("text", 0, 29),)), "indirect", "neutral",
    )  # fmt: skip
    time = Time("Monday", Span("text", 20, 26), "DATE", "2024-03-04", "2024-03-04", "2024-03-04", "day", "weekday")
    return Coded(article.input_id, article, events, (said,), (time,), (KYIV,), (), (), version)


def reports() -> tuple[list[Entry], list[Entry], dict[str, str]]:
    """The entries of two runs and, by event, the first report of the same."""
    text = "Sokolov visited Kyiv on Monday, officials said. " * 8
    known = {"outlet": "Harbour Post", "published": "2024-03-05", "url": "https://x.org/a?b=1"}
    a = make_article(text, title="A visit", input_id="a.txt", **known)
    b = make_article(text + "More.", title="A visit, told again", input_id="b.txt", outlet=HARM, published="2024-03-06")
    visit = event(a, 1, "CONSULT", "042", modes=("visit",), contexts=("military", "diplomatic"), place=KYIV)
    feared = event(a, 2, "ASSAULT", None, status="hypothetical", quad_class="material conflict")
    talks = event(a, 3, "CONSULT", "040", actors=(party("Kenya", "KEN"), party("Uganda", "UGA")), recipients=())
    timeless = event(a, 4, "ASSAULT", "190", day=Day(None, None, "unknown", "", None, "no day in the text"))
    gone = event(a, 5, "AID", "070")
    again = event(b, 1, "CONSULT", "042", modes=("visit",), place=KYIV)
    protest = event(
        b, 2, "PROTEST", "1412", quad_class="material conflict", goldstein=-6.5, plover_score=-5.0, place=OHIO,
        actors=(party(HARM, None, "CVL"), party("Workers", "USA", "LAB", "CVL", "OPP", "EDU")),
        recipients=(party("UN", "UNO", "GOV"),),
        counts={"killed": Count(3, 5, Span("text", 0, 4)), "injured": Count(2, None, Span("text", 5, 9))},
        trigger=Quoted(BROKEN, Span("text", 10, 17)),
    )  # fmt: skip
    old = [
        Entry("0000000000000001", told(a, OLD, visit, gone)),
        Entry("0000000000000003", Dropped("c.txt", "not-english", "de", OLD)),
        Entry("0000000000000004", Failed("d.txt", "when", "ValueError: no", OLD)),
    ]
    new = [
        Entry("0000000000000001", told(a, NEW, replace(visit, cameo="043"), feared, talks, timeless)),
        Entry("0000000000000002", told(b, NEW, again, protest)),
    ]
    first = {e.id: e.id for e in (visit, feared, talks, timeless, protest)} | {again.id: visit.id}
    return old, new, first


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the dataset; tests read it and leave it as it is."""
    where = tmp_path_factory.mktemp("datasets") / "sample"
    dataset = Dataset.create(where)
    old, new, first = reports()
    dataset.append(old)
    dataset.append(new)
    clusters = [{"event_id": e, "version": 2, "cluster": c} for e, c in first.items()]
    articles = sorted({e.rsplit("-", 1)[0] for e in first})
    stories = [{"article_id": i, "copy_of": None, "story": articles[0]} for i in articles]
    rows = {"clusters": clusters, "stories": stories}
    dataset.replace({n: pa.Table.from_pylist(r, schemas()[n]) for n, r in rows.items()}, "group")
    return where
