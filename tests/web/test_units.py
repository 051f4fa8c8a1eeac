from __future__ import annotations

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ConfigError
from dateline.web.asking import Query, literal
from dateline.web.drawing import Bar, Line, Point, draw_bars, draw_lines, draw_world
from dateline.web.drawing.scales import day_ticks, ticks
from dateline.web.drawing.world import Spot, project
from dateline.web.filtering import condition, read_filter, terms
from dateline.web.marking import Mark, paragraphs, visible
from dateline.web.pages.events import make_cursor, read_cursor


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=("Cs",))))
def test_a_value_shown_in_sql_is_the_value(value: str) -> None:
    assert duckdb.sql(f"SELECT {literal(value)}").fetchall() == [(value,)]


def test_a_question_is_shown_with_its_values() -> None:
    assert Query("a = ? AND d > ?", ("it's", date(2024, 3, 5))).shown() == "a = 'it''s' AND d > DATE '2024-03-05'"
    with pytest.raises(ValueError, match="marks"):
        Query("a = ?", ()).shown()


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from("ab")), max_size=6)
)
def test_pieces_are_the_text(text: str, spans: list[tuple[int, int, str]]) -> None:
    marks = [Mark(min(s), max(s), role) for *s, role in spans]
    blocks = paragraphs(text, marks)
    assert ["".join(p.text for p in b) for b in blocks] == [line for line in text.split("\n") if line.strip()]
    for piece in (p for b in blocks for p in b):
        for at in range(piece.start, piece.start + len(piece.text)):
            assert set(piece.roles) == {m.role for m in marks if m.start <= at < m.end}


def test_what_would_turn_lines_is_made_visible() -> None:
    assert visible("a\u202eb\x1b\x7f\u0085\n\t") == "a⟦U+202E⟧b␛␡⟦U+0085⟧\n\t"


def test_a_filter_is_its_address() -> None:
    pairs = [
        ("type", "AID"),
        ("type", "FIGHT"),
        ("actor", "A & B"),
        ("party", "KEN"),
        ("q", 'a "b c"'),
        ("from", "2024-01-01"),
    ]
    found = read_filter(pairs)
    assert read_filter(found.pairs()) == found
    assert found.toggled("type", "AID").values["type"] == ("FIGHT",)
    where = condition(found)
    assert where.sql.count("?") == len(where.values) == 8
    assert "type IN" not in condition(found, without="type").sql


def test_words_in_quotation_marks_stay_together() -> None:
    assert terms('Peace "two Words" x') == ["peace", "two words", "x"]
    assert terms('" "') == []


@pytest.mark.parametrize(
    "pairs", [[("what", "1")], [("type", "x" * 400)], [("type", str(n)) for n in range(60)], [("to", "x")]]
)
def test_a_filter_that_cannot_be_read_says_so(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(ConfigError):
        read_filter(pairs)


def test_a_cursor_is_only_ours() -> None:
    made = make_cursor({"day_start": date(2024, 3, 5), "event_id": "a-1"})
    assert read_cursor(made).values == (date(2024, 3, 5), date(2024, 3, 5), "a-1")
    assert read_cursor(make_cursor({"day_start": None, "event_id": "a-1"})).values == ("a-1",)
    for wrong in ("é", "AAAA", "====", "MjAyNC0xMy0wNSBh"):
        with pytest.raises(ConfigError):
            read_cursor(wrong)


def test_charts_escape_words() -> None:
    drawn = draw_bars("<b>", [Bar("<script>", 3, 'javascript:"')])
    assert "<script>" not in drawn
    assert 'label="&lt;b&gt;"' in drawn
    assert "&#34;" in drawn


def test_a_line_stops_where_nothing_is_known() -> None:
    days = [date(2024, 1, n) for n in (1, 2, 3)]
    drawn = draw_lines(
        "x", [Line("a", tuple(Point(d, v, "", "/e") for d, v in zip(days, (1.0, None, 2.0), strict=True)))]
    )
    (path,) = [p.split('"')[0] for p in drawn.split('d="')[1:]]
    assert path.count("M") == 2
    assert "L" not in path
    assert "Nothing to draw" in draw_lines("x", [])


def test_the_middle_of_the_map_is_no_degrees_and_circles_grow_with_counts() -> None:
    assert project(0, 0) == (480, 234)
    assert project(0, 180)[0] == pytest.approx(959.5, abs=0.5)
    assert project(90, 0)[1] == pytest.approx(0.6, abs=0.5)
    drawn = draw_world("x", {"KEN": (3, "/events")}, [Spot("a", 1, 30, 9), Spot("b", 2, 31, 1, exact=False)])
    assert "Kenya: 3 events" in drawn
    assert "stroke-dasharray" in drawn


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_ticks_hold_the_values(low: float, wide: float) -> None:
    marks = ticks(low, low + wide)
    slack = 1e-6 + 1e-8 * wide  # less than can be drawn
    assert marks[0] <= low + slack
    assert marks[-1] >= low + wide - slack
    assert len(marks) <= 9


@given(st.dates(), st.dates())
def test_day_ticks_lie_between(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    assert all(first <= day <= last for day, _ in day_ticks(first, last))
    assert len(day_ticks(first, last)) <= 12
