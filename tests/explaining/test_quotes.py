from dateline.explaining import QUOTE_COLUMNS, quote_rows
from dateline.records import (
    Actor,
    Article,
    Attribution,
    Coded,
    Content,
    Cue,
    Quoted,
    Span,
    Speaker,
    Version,
)

TEXT = "Tass said he said the\nwar was over."
HE = Speaker(
    "he", (Span("text", 10, 12),), Actor("Ali Juma", "KEN", ("GOV",)), "pronoun", Quoted("Ali", Span("text", 0, 3))
)


def report(*attributions: Attribution, outlet: str | None = None) -> Coded:
    article = Article("x", "in", "", TEXT, outlet=outlet)
    return Coded("in", article, (), attributions, (), (), (), (), Version("1", "1", "1", "1", "1"))


def told(name: str, speaker: Speaker, start: int, parent: str | None = None) -> Attribution:
    content = Content((Span("text", start, len(TEXT) - 1),))
    return Attribution(name, speaker, Cue("said", (Span("text", 5, 9),)), content, "indirect", "asserts", parent)


def test_a_row_names_the_chain_from_the_outlet_to_the_speaker() -> None:
    tass = Speaker("Tass", (Span("text", 0, 4),), None, "name")
    outer, inner = quote_rows(report(told("a1", tass, 10), told("a2", HE, 18, "a1"), outlet="BBC"))
    assert tuple(outer) == tuple(inner) == QUOTE_COLUMNS
    assert (outer["chain"], outer["told_in"], outer["country"]) == ("BBC ← Tass", "", "")
    assert (inner["chain"], inner["told_in"], inner["country"]) == ("BBC ← Tass ← Ali", "a1", "KEN")
    assert inner["words"] == "the war was over"


def test_parents_in_a_circle_end() -> None:
    rows = list(quote_rows(report(told("a1", HE, 10, "a2"), told("a2", HE, 10, "a1"))))
    assert [row["chain"] for row in rows] == ["Ali ← Ali", "Ali ← Ali"]
