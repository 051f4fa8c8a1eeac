"""Header lines, bylines and headlines of plain text."""

from __future__ import annotations

import pytest

from dateline.reading import make_article
from dateline.reading.headers import cut_headline, skim_header

BODY = "Officials of both countries met on the border and spoke for two hours about the bridge."


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("26 Mar 2021 15:28", "2021-03-26"),
        ("Friday, March 26, 2021", "2021-03-26"),
        ("November 13, 2004", "2004-11-13"),
        ("Published: March 26, 2021 at 3:28 p.m. ET", "2021-03-26"),
        ("Published March 26, 2021 | Updated March 28, 2021", "2021-03-26"),
        ("2021-03-26T15:28:00Z", "2021-03-26"),
    ],
)
def test_day_line_gives_the_day_of_publication(line: str, day: str) -> None:
    article = make_article(f"{line}\n{BODY}")
    assert article.published is not None
    assert (article.published.day, article.published.by) == (day, "header")
    assert article.text[article.body :] == BODY


@pytest.mark.parametrize(
    "line",
    [
        "On March 26, 2021 the talks failed",
        "March 26, 2021: a day of mourning",
        "By the time troops came the town was empty",
        "By Monday evening 300 people had fled",
        "See https://example.org/a for the list",
        "Fire in Lagos - Reuters",
    ],
)
def test_ordinary_line_is_no_header(line: str) -> None:
    assert skim_header(f"{line}\n{BODY}").end == 0


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By Ann Example | AP", "Associated Press"),
        ("By ANN EXAMPLE, Associated Press Writer", "Associated Press"),
        ("By Ann Example in Nairobi for AFP", "Agence France-Presse"),
        ("Reuters", "Reuters"),
        ("AFP | Reuters", "Agence France-Presse"),
        ("By Ann Example and Bob van Sample", None),
    ],
)
def test_byline_is_skipped_and_names_the_agency(line: str, agency: str | None) -> None:
    article = make_article(f"{line}\n\nBEIRUT — {BODY}")
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.agency) == ("Beirut", agency)
    assert article.text[article.body :] == BODY


def test_byline_of_an_agency_stands_for_the_dateline_where_there_is_none() -> None:
    article = make_article(f"By Ann Example | AP\n\n{BODY}")
    assert article.dateline is not None
    assert (article.dateline.text, article.dateline.agency) == ("By Ann Example | AP", "Associated Press")
    assert article.text[article.body :] == BODY


def test_url_line_gives_the_url() -> None:
    assert skim_header(f"https://example.org/a?b=1\n{BODY}").url == "https://example.org/a?b=1"


def test_headline_is_cut_off_and_the_lines_above_it_are_read() -> None:
    page = cut_headline(f"26 Mar 2021 15:28\n\nOfficials meet on border\n\n{BODY}\n\nThe end.\n")
    assert page.title == "Officials meet on border"
    assert page.text == f"{BODY}\n\nThe end.\n"
    assert page.header.day == "2021-03-26"


@pytest.mark.parametrize(
    "headline", ["OFFICIALS MEET ON BORDER", "Officials meet at border of U.S.", "Will they meet?", "“Nobody came”"]
)
def test_what_may_be_a_headline(headline: str) -> None:
    assert cut_headline(f"{headline}\n\n{BODY}").title == headline


def test_header_lines_may_stand_under_the_headline() -> None:
    text = f"Officials meet on border\n26 Mar 2021 15:28\nBy Ann Example\n\n{BODY}"
    page = cut_headline(text)
    assert page.title == "Officials meet on border"
    assert page.text.startswith("26 Mar 2021")


@pytest.mark.parametrize(
    "text",
    [
        f"Officials met.\n\n{BODY}",
        f"He said “no.”\n\n{BODY}",
        f"Officials met on the border\n{BODY}",
        "Officials met on the border\n\nNobody came.",
        "Officials met on the border",
        f"{'Officials met ' * 20}\n\n{BODY}",
    ],
)
def test_what_is_no_headline_stays_in_the_text(text: str) -> None:
    page = cut_headline(text)
    assert (page.title, page.text) == ("", text)


def test_dateline_under_a_headline_that_stays_in_the_text() -> None:
    article = make_article(f"Officials meet on border\n\nBEIRUT (Reuters) - {BODY}")
    assert article.title == ""
    assert article.text[article.body :] == BODY
