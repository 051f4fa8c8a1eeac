"""One coded report, built by hand: what drawing shows depends on no model."""

import pytest

from dateline.reading import make_article
from dateline.records import (
    Coded,
    Day,
    Event,
    Evidence,
    Factuality,
    NearMiss,
    Party,
    Place,
    Quoted,
    Span,
    Version,
    Voice,
)

TEXT = "Kenya expelled two Ugandan diplomats in Nairobi on Monday, Ruto said. The baker met opposition."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span("text", start, start + len(words))


@pytest.fixture
def coded() -> Coded:
    kenya = Party("Kenya", at("Kenya"), "Kenya", "KEN", ("GOV",), None, None, "a country")
    envoys = Party("two Ugandan diplomats", at("two Ugandan diplomats"), "Uganda", "UGA", ("GOV",), None, None, "named")
    event = Event(
        id="a-1",
        article_id="a",
        type="SANCTION",
        modes=("expel",),
        contexts=("diplomatic",),
        cameo="1611",
        quad_class="material conflict",
        plover_score=-6.0,
        goldstein=-7.0,
        status="actual",
        factuality=Factuality(),
        actors=(kenya,),
        recipients=(envoys,),
        day=Day("2024-03-04", "2024-03-04", "day", "Monday", at("Monday"), "the Monday before"),
        place=Place("Nairobi", at("Nairobi"), "Nairobi", "KEN", None, -1.3, 36.8, 184745, "city", "the only one"),
        says=(Voice(None, "Ruto", at("Ruto"), None),),
        counts={},
        trigger=Quoted("expelled", at("expelled")),
        evidence=(
            Evidence(at("expelled"), "frame:sanction.expel", "trigger", "", 0.8),
            Evidence(Span("text", 0, 69), "parse", "sentence"),
            Evidence(at("Kenya"), "who", "actor"),
            Evidence(at("two Ugandan diplomats"), "who", "recipient"),
            Evidence(at("Monday"), "when", "day"),
        ),
        confidence=0.8,
        coders=("frame",),
    )
    return Coded(
        input_id="report.txt",
        article=make_article(TEXT, input_id="report.txt", published="2024-03-05", outlet="Kijani"),
        events=(event,),
        attributions=(),
        times=(),
        places=(),
        mentions=(),
        near_misses=(NearMiss(Span("text", 70, 95), "consult.meet", at("met"), "object is not a party"),),
        version=Version("1", "2", "3", "4", "5"),
    )
