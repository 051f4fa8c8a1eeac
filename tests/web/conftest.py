"""A small dataset of hand-made outcomes, with words that would harm a careless page; no language model is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from dateline.dataset import Dataset
from dateline.dataset.keys import InputKeys
from dateline.dataset.rows import Entry
from dateline.reading import make_article
from dateline.records import (
    Actor,
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
    Party,
    Place,
    Quoted,
    Span,
    Speaker,
    Version,
    Voice,
)
from dateline.web.app import make_app
from dateline.web.settings import Settings

CHROMIUM = Path("/usr/bin/chromium")
TOKEN = "a-token-of-some-length"
HARM = "<script>alert('x')</script> \u202etxet\u202c \x1b[31m & \"quoted\" " + "W" * 3_000
VERSION = Version("1", "2", "3", "4", "5")
PARTIES = {"KEN": "Kenya", "UGA": "Uganda", "TZA": "Tanzania", "RWA": "Rwanda"}
KINDS = (
    ("SANCTION", "expel", "material conflict", -6.0),
    ("CONSULT", "visit", "verbal cooperation", 2.5),
    ("AID", "economic", "material cooperation", 8.0),
    ("ACCUSE", "allege", "verbal conflict", -3.0),
)


def coded(number: int, text: str, title: str = "") -> Coded:
    """An article whose first sentence is an event between two countries."""
    outlet, month = ("Kijani", "Meridian")[number % 2], number % 6 + 1
    article = make_article(text, title=title, published=f"2024-{month:02d}-05", outlet=outlet, input_id=f"in-{number}")
    first, second = (list(PARTIES)[(number + n) % 4] for n in (0, 1))
    kind, mode, quad, score = KINDS[number % 4]

    def at(words: str) -> Span:
        start = article.text.index(words)
        return Span("text", start, start + len(words))

    def party(code: str) -> Party:
        return Party(PARTIES[code], at(PARTIES[code]), PARTIES[code], code, ("GOV",), None, "minister", "a country")

    speaker = Actor("William Ruto", "KEN", ("GOV",), office="president")
    said = Attribution(
        "a1",
        Speaker("Ruto", (at("Ruto"),), speaker, "name"),
        Cue("said", (at("said"),)),
        Content((at("acted"),)),
        "indirect",
        "asserts",
    )
    sentence = Span("text", 0, article.text.index(".") + 1)
    event = Event(
        id=f"{article.article_id}-1",
        article_id=article.article_id,
        type=kind,
        modes=(mode,),
        contexts=("diplomatic",),
        cameo="1611",
        quad_class=quad,
        plover_score=score,
        goldstein=score / 2,
        status="actual" if number % 5 else "future",
        factuality=Factuality(),
        actors=(party(first),),
        recipients=(party(second),),
        day=Day(f"2024-{month:02d}-04", f"2024-{month:02d}-04", "day", "Monday", at("Monday"), "the Monday before"),
        place=Place("Nairobi", at("Nairobi"), "Nairobi", "KEN", None, -1.3, 36.8, 184745, "city", "the only one", 1),
        says=(Voice("a1", "Ruto", at("Ruto"), speaker),),
        counts={"killed": Count(2, None, at("Monday"))},
        trigger=Quoted("acted", at("acted")),
        evidence=(
            Evidence(at("acted"), f"frame:{kind.lower()}.bench", "trigger", "as written", 0.8),
            Evidence(sentence, "parse", "sentence"),
        ),
        confidence=0.5 + number % 5 / 10,
        coders=("frame", "learned") if number % 2 else ("frame",),
    )
    return Coded(article.input_id, article, (event,), (said,), (), (), (), (), VERSION)


def sentence(number: int) -> str:
    first, second = (PARTIES[list(PARTIES)[(number + n) % 4]] for n in (0, 1))
    return (
        f"{first} acted on {second} in Nairobi on Monday, Ruto said. Case {number} ends here.\n\nNothing else happened."
    )


@pytest.fixture(scope="session")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web") / "dataset"
    texts = [(sentence(n), f"Report {n}") for n in range(60)]
    texts.append((f"{sentence(60)}\n\n{HARM}", HARM))
    texts.append((sentence(61), "Five megabytes"))
    keys, entries = InputKeys(), []
    for number, (text, title) in enumerate(texts):
        made = coded(number, text, title)
        if title == "Five megabytes":  # longer than a reader of files lets through
            long = made.article.text + "\n\n" + "Long words follow here. " * 210_000
            made = replace(made, article=replace(made.article, text=long))
        entries.append(Entry(keys(made.article), made, made.article.article_id))
    entries.append(Entry("00000000000000ff", Dropped("bad.txt", "empty", HARM, VERSION)))
    Dataset.create(folder).append(entries)
    return folder


@pytest.fixture(scope="session")
def client(where: Path) -> TestClient:
    """Reads only: no token."""
    return browser(Settings(str(where)))


def browser(settings: Settings, host: str = "127.0.0.1:8765") -> TestClient:
    app = make_app(settings)
    return TestClient(app, base_url=f"http://{host}", headers={"accept": "text/html"}, follow_redirects=False)


@pytest.fixture(scope="session")
def event(client: TestClient) -> dict[str, str]:
    """The event of the harmful report."""
    found = client.get("/v1/events?q=%22Case+60%22&limit=1000").json()["events"]
    rows = client.get("/v1/events?limit=1000").json()["events"]
    harmful = next(r for r in rows if client.get(f"/v1/articles/{r['article_id']}").json()["article"]["title"] == HARM)
    assert found == []  # "Case 60" stands in the next sentence, not in the event's
    return harmful


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()
