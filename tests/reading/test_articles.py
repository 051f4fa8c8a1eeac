"""Articles from records: name, day of publication, what is kept verbatim."""

from __future__ import annotations

import hashlib

import pytest

from dateline.errors import InputError
from dateline.reading import ReadOptions, make_article
from dateline.reading.articles import Record, build_article

TEXT = "KABUL, 12 May 2010 (AFP) – Officials met."


def test_article_id_hashes_outlet_url_title_and_text() -> None:
    article = make_article("Officials met.", title="Talks", outlet="Daily", published="2021-03-26", input_id="7")
    expected = hashlib.sha256(b"Daily\x1f\x1fTalks\x1fOfficials met.").hexdigest()[:16]
    assert article.article_id == expected
    assert article.input_id == "7"
    assert make_article("Officials met.").article_id != expected


def test_input_without_a_name_goes_by_its_hash() -> None:
    article = make_article("Officials met.")
    assert article.input_id == article.article_id


@pytest.mark.parametrize(
    ("published", "text", "day", "by"),
    [
        ("2021-03-26", f"1 May 2011\n\n{TEXT}", "2021-03-26", "caller"),
        ("2021-03-26T23:30:00+05:00", TEXT, "2021-03-26", "caller"),
        ("26 March 2021", TEXT, "2021-03-26", "caller"),
        ("Fri, 26 Mar 2021 15:28:00 +0300", TEXT, "2021-03-26", "caller"),
        (None, f"1 May 2011\n\n{TEXT}", "2011-05-01", "header"),
        ("yesterday", f"1 May 2011\n\n{TEXT}", "2011-05-01", "header"),
        ("2021-02-30", TEXT, "2010-05-12", "dateline"),
        (None, TEXT, "2010-05-12", "dateline"),
    ],
)
def test_day_of_publication_comes_from_the_first_who_says_it(
    published: str | None, text: str, day: str, by: str
) -> None:
    article = make_article(text, published=published)
    assert article.published is not None
    assert (article.published.day, article.published.by) == (day, by)


@pytest.mark.parametrize("text", ["Officials met.", "KABUL, May 12 (AFP) – Officials met."])
def test_no_day_of_publication_where_nothing_says_so(text: str) -> None:
    assert make_article(text).published is None


def test_text_is_kept_verbatim_but_for_line_ends() -> None:
    text = "  Cafe\u0301 owners\u00a0met .\u2028 Twice ; \ufb01ne.  \n\n"
    assert make_article(text.replace("\n", "\r\n")).text == text


@pytest.mark.parametrize(
    ("text", "title", "reason"),
    [
        ("", "", "empty"),
        ("x " * 200_001, "", "too-long"),
        ("half a pair \ud83d", "", "bad-encoding"),
        ("Officials met.", "half a pair \ud83d", "bad-encoding"),
        ("a\0b", "", "binary"),
        ("Officials met.", "x" * 10_001, "bad-record"),
    ],
)
def test_bad_input_raises(text: str, title: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        make_article(text, title=title)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("published", "text", "day", "refused"),
    [
        (
            "2031-01-01",
            "PARIS, May 4, 2024 - Officials met.",
            "2024-05-04",
            "'2031-01-01' (caller) is after 2024-06-01",
        ),
        ("1815-06-18", "Officials met.", None, "'1815-06-18' (caller) is before 1900"),
        ("last week", "May 5, 2024\n\nOfficials met.", "2024-05-05", "'last week' (caller) is no day that can be read"),
        ("", "PARIS, May 4, 2034 - Officials met.", None, "'2034-05-04' (dateline) is after 2024-06-01"),
        ("2024-06-01T23:59:00-05:00", "Officials met.", "2024-06-01", None),
    ],
)
def test_a_day_that_cannot_be_believed_is_refused_and_the_next_asked(
    published: str, text: str, day: str | None, refused: str | None
) -> None:
    article = build_article(Record(text, published=published), ReadOptions(not_after="2024-06-01"))
    assert (article.published and article.published.day, article.day_refused) == (day, refused)


def test_the_library_has_no_clock() -> None:
    article = make_article("Officials met.", published="2999-01-01")
    assert article.published is not None
    assert article.day_refused is None
