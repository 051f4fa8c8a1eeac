"""Promises that hold for the coder as a whole."""

import random
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import Coder
from dateline.coder import Tools, code_article, code_batch
from dateline.reading import ReadOptions, make_article, read
from dateline.records import Article, Coded, Dropped, Failed, Span

EXAMPLE = Path(__file__).parent.parent / "examples" / "report.txt"
TEXTS = [
    "Kenya expelled two Ugandan diplomats on Tuesday.",
    "NAIROBI (Reuters) - Ethiopian troops attacked a village in Eritrea, officials said. "
    "The United Nations condemned the raid.",
    '"We will never accept this treaty," President Alma Reyes of Bolivia told reporters. '
    "Peru and Chile signed it on Monday.",
    "French and German ministers met in Paris. "
    "They discussed sanctions against Belarus; Belarus rejected the criticism.",
]


def encoded(outcome: object) -> bytes:
    return msgspec.json.encode(outcome, order="deterministic")


def test_an_article_gives_the_same_bytes_alone_shuffled_and_in_halves(tools: Tools) -> None:
    articles = [make_article(t, input_id=str(i), published="2024-03-05") for i, t in enumerate(TEXTS)]
    alone = {a.input_id: encoded(code_batch([a], tools)[0]) for a in articles}
    shuffled = list(articles)
    random.Random(3).shuffle(shuffled)
    for batch in (articles, shuffled, articles[:2], articles[2:]):
        for outcome in code_batch(batch, tools):
            assert encoded(outcome) == alone[outcome.input_id]


def test_bad_inputs_are_dropped_with_a_reason_and_the_rest_is_coded(tmp_path: Path) -> None:
    (tmp_path / "a_good.txt").write_text(TEXTS[0], encoding="utf-8")
    (tmp_path / "b_empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "c_binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "d_encoding.txt").write_bytes("Президент встретился с министром иностранных дел.".encode("cp1251"))
    german = (
        "Der Außenminister traf am Montag seinen Amtskollegen aus Polen, um über die Lage an der Grenze zu beraten."
    )
    (tmp_path / "e_german.txt").write_text(german, encoding="utf-8")
    (tmp_path / "f_long.txt").write_text("a" * 5_000_000, encoding="utf-8")
    lines = '{"id": 1, "text": "Peru left."}\n{oops\n{"id": 2, "text": "Peru left."}\n'
    (tmp_path / "g_lines.jsonl").write_text(lines, encoding="utf-8")
    outcomes = list(Coder()(read([tmp_path], ReadOptions())))
    found = {o.input_id: o.reason if isinstance(o, Dropped) else type(o).__name__ for o in outcomes}
    assert found == {
        "a_good.txt": "Coded",
        "b_empty.txt": "empty",
        "c_binary.txt": "binary",
        # with the extra [news] the alphabet is found out, and with it the language
        "d_encoding.txt": "not-english" if find_spec("charset_normalizer") else "bad-encoding",
        "e_german.txt": "not-english",
        "f_long.txt": "too-long",
        "1": "Coded",
        "g_lines.jsonl:2": "not-json",
        "2": "Coded",
    }
    assert len(outcomes) == 9
    twins = [o for o in outcomes if isinstance(o, Coded) and o.article.text == "Peru left."]
    assert len({o.article.article_id for o in twins}) == 1


def test_without_title_and_day_relative_days_stay_open_and_say_so(tools: Tools) -> None:
    coded = code_article(make_article("Kenya expelled two Ugandan diplomats on Tuesday."), tools)
    (event,) = coded.events
    assert (event.type, event.day.start, event.status) == ("SANCTION", None, "actual")
    assert "publication day" in event.day.reason


def test_a_stage_that_breaks_fails_its_article_only(tools: Tools) -> None:
    class Broken:
        version = "x"

        def __call__(self, article: Article) -> None:
            raise RecursionError("too deep")

    broken = Tools(Broken(), tools.facts, tools.gazetteer, tools.lexicon, tools.ontology, tools.version)  # type: ignore[arg-type]
    (outcome,) = code_batch([make_article(TEXTS[0])], broken)
    assert outcome == Failed(outcome.input_id, "parsing", "RecursionError: too deep", tools.version)


def test_the_example_report_is_coded_as_its_reader_would(tools: Tools) -> None:
    (article,) = read([EXAMPLE], ReadOptions())
    assert isinstance(article, Article)
    coded = code_article(article, tools)
    told = {
        (e.type, frozenset(p.country for p in e.actors), frozenset(p.country for p in e.recipients))
        for e in coded.events
    }
    assert {
        ("CONSULT", frozenset({"KEN", "ETH"}), frozenset()),
        ("SUPPORT", frozenset({"ETH", "KEN"}) - {"ETH"}, frozenset({"ETH"})),
        ("ASSAULT", frozenset({"ETH"}), frozenset({"KEN"})),
    } <= told


def spans_with_text(node: object) -> list[tuple[str, Span]]:
    """Every (text, span) pair in a record, however deep."""
    out: list[tuple[str, Span]] = []
    if isinstance(node, msgspec.Struct):
        text, span = getattr(node, "text", None), getattr(node, "span", None)
        if isinstance(text, str) and isinstance(span, Span):
            out.append((text, span))
        for field in node.__struct_fields__:
            out += spans_with_text(getattr(node, field))
    elif isinstance(node, (tuple, list)):
        for item in node:
            out += spans_with_text(item)
    return out


PIECES = st.sampled_from(
    "Kenya|🇰🇪|attacked|𝒢reece| |\n\n|. |\"|said|on Monday|the two countries|Iran's|talks with|“|”|in|5|😀|UN".split("|")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, min_size=1, max_size=40), st.lists(PIECES, max_size=6))
def test_text_and_span_agree_everywhere(tools: Tools, text: list[str], title: list[str]) -> None:
    (outcome,) = code_batch(
        [make_article("Kenya " + " ".join(text), title=" ".join(title), published="2024-03-05")], tools
    )
    assert not isinstance(outcome, Failed), outcome
    if isinstance(outcome, Coded):
        pairs = spans_with_text(outcome)
        assert pairs or not outcome.events
        for shown, span in pairs:
            assert getattr(outcome.article, span.field)[span.start : span.end] == shown


@pytest.mark.parametrize("length", [100, 2000])
def test_a_deep_or_long_sentence_does_not_break_the_coder(tools: Tools, length: int) -> None:
    text = "Kenya said that " * length + "Uganda left."
    (outcome,) = code_batch([make_article(text)], tools)
    assert isinstance(outcome, Coded)
