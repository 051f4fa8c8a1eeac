"""What time expressions say, against a report of Friday 26 March 2021 unless told otherwise."""

import pytest

from dateline.records import Article, Dateline, Parse, Published, Sentence, Span, Time, Token
from dateline.trees import Tree, grow
from dateline.when import find_times

FRIDAY = "2021-03-26"


def report(text: str, day: str | None = FRIDAY, title: str = "") -> Article:
    published = None if day is None else Published(day, "caller")
    return Article(article_id="a", input_id="i", title=title, text=text, published=published)


def told(text: str, day: str | None = FRIDAY) -> list[Time]:
    return list(find_times(report(text, day), ()))


@pytest.mark.parametrize(
    ("text", "words", "value", "start", "end"),
    [
        ("It began on 2021-02-03.", "2021-02-03", "2021-02-03", "2021-02-03", "2021-02-03"),
        ("Posted 26.03.2021.", "26.03.2021", "2021-03-26", "2021-03-26", "2021-03-26"),
        ("He left on Feb. 3, 2020.", "Feb. 3, 2020", "2020-02-03", "2020-02-03", "2020-02-03"),
        ("He left on 3 February.", "3 February", "2021-02-03", "2021-02-03", "2021-02-03"),
        ("On Friday, March 26 they met.", "Friday, March 26", "2021-03-26", "2021-03-26", "2021-03-26"),
        ("They met on Friday.", "Friday", "2021-03-26", "2021-03-26", "2021-03-26"),
        ("They met on Monday.", "Monday", "2021-03-22", "2021-03-22", "2021-03-22"),
        ("They met last Friday.", "last Friday", "2021-03-19", "2021-03-19", "2021-03-19"),
        ("They meet next Tuesday.", "next Tuesday", "2021-03-30", "2021-03-30", "2021-03-30"),
        ("Shots rang out yesterday.", "yesterday", "2021-03-25", "2021-03-25", "2021-03-25"),
        ("Shots rang out Monday night.", "Monday night", "2021-03-22TNI", "2021-03-22", "2021-03-22"),
        ("It rained last week.", "last week", "2021-W11", "2021-03-15", "2021-03-21"),
        ("It rained earlier this week.", "earlier this week", "2021-W12", "2021-03-22", "2021-03-26"),
        ("It rained late last month.", "late last month", "2021-02", "2021-02-21", "2021-02-28"),
        ("It closed in early 2020.", "early 2020", "2020", "2020-01-01", "2020-04-30"),
        ("It closed in January of this year.", "January of this year", "2021-01", "2021-01-01", "2021-01-31"),
        ("It closed in the late 1990s.", "the late 1990s", "199", "1997-01-01", "1999-12-31"),
        ("It closed in the nineties.", "the nineties", "199", "1990-01-01", "1999-12-31"),
        ("It fell in the 19th century.", "the 19th century", "1800/1899", "1800-01-01", "1899-12-31"),
        ("It fell last summer.", "last summer", "2020-SU", "2020-06-01", "2020-08-31"),
        ("It fell in the first half of 2019.", "the first half of 2019", "2019-H1", "2019-01-01", "2019-06-30"),
        ("It fell three days ago.", "three days ago", "2021-03-23", "2021-03-23", "2021-03-23"),
        ("It fell in the past three months.", "the past three months", "P3M", "2020-12-26", "2021-03-26"),
        ("It has lasted since 2014.", "2014", "2014", "2014-01-01", "2014-12-31"),
        ("Closed at 3 p.m. on Tuesday.", "3 p.m. on Tuesday", "2021-03-23T15:00", "2021-03-23", "2021-03-23"),
        ("Shots on Christmas Day.", "Christmas Day", "2020-12-25", "2020-12-25", "2020-12-25"),
        ("A four-day visit.", "four-day", "P4D", None, None),
        ("He speaks every Monday.", "every Monday", "XXXX-WXX-1", None, None),
        ("They meet twice a week.", "twice a week", "P1W", None, None),
        ("He recently left.", "recently", "PAST_REF", "2020-12-26", "2021-03-26"),
    ],
)
def test_an_expression(text: str, words: str, value: str, start: str | None, end: str | None) -> None:
    assert [(t.text, t.value, t.start, t.end) for t in told(text)] == [(words, value, start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "The code 2882015 cost 100M and 1,200 others.",
        "The troops may march on the city.",
        "A four-year-old boy came second.",
        "The fall of the city was swift.",
        "Some of 1500 soldiers fled.",
        "It is dated 03/04/2021.",
        "He paid $2014 for 2015% more.",
        "He wrote for the Sunday Times about Bloody Sunday.",
    ],
)
def test_what_is_no_time_is_left(text: str) -> None:
    assert told(text) == []


def test_without_a_publication_day_relative_words_stay_open() -> None:
    (time,) = told("They met on Friday.", None)
    assert (time.value, time.start, time.end, time.reason) == ("XXXX-WXX-5", None, None, "no publication day")


def test_the_day_of_the_dateline_stands_in_for_that_of_publication() -> None:
    line = Dateline(text="BEIRUT, March 2 -", span=Span("text", 0, 17), place="BEIRUT", day="2021-03-02")
    article = Article(article_id="a", input_id="i", title="", text="BEIRUT, March 2 - Shots on Monday.", dateline=line)
    assert [t.start for t in find_times(article, ())] == ["2021-03-02", "2021-03-01"]


def test_the_story_carries_year_and_day() -> None:
    values = [t.value for t in told("He won on March 3, 2003. Two days later he spoke. In May he left.")]
    assert values == ["2003-03-03", "2003-03-05", "2003-05"]


def test_no_day_is_counted_from_a_month() -> None:
    last = told("He won on March 3, 2003. In May he left. Two days later he spoke.")[-1]
    assert (last.start, last.reason) == (None, "no day to count from")


def test_title_and_text_are_read_and_spans_cut_the_words() -> None:
    article = report("It fell in 2019.", title="Clashes on Monday")
    times = find_times(article, ())
    assert [t.span.field for t in times] == ["title", "text"]
    for time in times:
        field = article.title if time.span.field == "title" else article.text
        assert field[time.span.start : time.span.end] == time.text


def sentence(*words: tuple[str, str, int, str, str, str]) -> tuple[Tree, ...]:
    """A tree from (text, upos, head, relation, tense, name)."""
    tokens, at = [], 0
    for text, upos, head, relation, tense, name in words:
        form = "Fin" if tense else "Inf" if upos == "VERB" else ""
        tokens.append(
            Token(at, at + len(text), text, text.lower(), upos, head, relation, name=name, tense=tense, verb_form=form)
        )
        at += len(text) + 1
    return grow(Parse((Sentence("text", 0, 0, 0, at, tuple(tokens)),)))


PAST = (("He", "PRON", 1, "nsubj", "", "O"), ("left", "VERB", -1, "root", "Past", "O"))
FUTURE = (
    ("He", "PRON", 2, "nsubj", "", "O"),
    ("will", "AUX", 2, "aux", "Fin", "O"),
    ("leave", "VERB", -1, "root", "", "O"),
)


@pytest.mark.parametrize(
    ("time", "past", "future"),
    [("Wednesday", "2021-03-24", "2021-03-31"), ("October", "2020-10", "2021-10"), ("April", "2020-04", "2021-04")],
)
def test_the_tense_chooses_the_side(time: str, past: str, future: str) -> None:
    before = sentence(*PAST, ("in", "ADP", 3, "case", "", "O"), (time, "PROPN", 1, "obl", "", "O"))
    after = sentence(*FUTURE, ("in", "ADP", 4, "case", "", "O"), (time, "PROPN", 2, "obl", "", "O"))
    assert [t.value for t in find_times(report(f"He left in {time}"), before)] == [past]
    assert [t.value for t in find_times(report(f"He will leave in {time}"), after)] == [future]


def test_a_person_named_like_a_month_is_no_time() -> None:
    trees = sentence(
        ("Talks", "NOUN", -1, "root", "", "O"),
        ("of", "ADP", 2, "case", "", "O"),
        ("May", "PROPN", 0, "nmod", "", "B-PER"),
    )
    assert find_times(report("Talks of May"), trees) == ()
    assert [t.value for t in find_times(report("Talks of May"), ())] == ["2021-05"]


def test_hostile_text_is_read_in_linear_time_and_does_not_fail() -> None:
    for text in ("March " * 20_000, "1" * 50_000, "3-" * 20_000, "twenty-" * 20_000, "99999 years ago " * 2_000):
        assert len(find_times(report(text), ())) <= len(text)


def test_the_same_report_gives_the_same_times() -> None:
    text = "In May, three days later, he left; on Friday he will be back for two weeks."
    assert told(text) == told(text)
