"""Datelines: what they give, what only looks like one, and spans that cut exactly their text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading import make_article
from dateline.reading.datelines import find_dateline

REST = "Officials met on the border."

DATELINES = [
    ("MOSCOW. March 26 (Interfax) -", "Moscow", "2021-03-26", "Interfax"),
    ("BEIRUT (Reuters) -", "Beirut", None, "Reuters"),
    ("KABUL, Feb. 3 (Xinhua) --", "Kabul", "2021-02-03", "Xinhua"),
    ("LONDON, March 2 /PRNewswire/ --", "London", "2021-03-02", "PR Newswire"),
    ("MOSCOW, March 26. /TASS/.", "Moscow", "2021-03-26", "TASS"),
    ("WASHINGTON (AP) —", "Washington", None, "Associated Press"),
    ("NEW DELHI:", "New Delhi", None, None),
    ("Nairobi, Kenya (CNN) --", "Nairobi, Kenya", None, "CNN"),
    ("UNITED NATIONS, Nov 3 (IPS) -", "United Nations", "2020-11-03", "Inter Press Service"),
    ("(Reuters) -", None, None, "Reuters"),
    ("(CNN)", None, None, "CNN"),
    ("JERUSALEM —", "Jerusalem", None, None),
    ("PARIS, 12 May 2010 (AFP) –", "Paris", "2010-05-12", "Agence France-Presse"),
    ("PARIS (AFP) May 12, 2010 –", "Paris", "2010-05-12", "Agence France-Presse"),
    ("WASHINGTON (Jan. 5, 2020) —", "Washington", "2020-01-05", None),
    ("MEXICO CITY, Mon Jan 5 (EFE).-", "Mexico City", "2021-01-05", "EFE"),
    ("BEIJING, March 5, Xinhua --", "Beijing", "2021-03-05", "Xinhua"),
    ("AFP -", None, None, "Agence France-Presse"),
    ("TEHRAN (FNA)-", "Tehran", None, "Fars News Agency"),
    ("CAIRO/BEIRUT (AFP/Reuters) -", "Cairo/Beirut", None, "Agence France-Presse"),
    ("ABUJA, Nigeria —", "Abuja, Nigeria", None, None),
    ("PORT-AU-PRINCE, Haiti (AP) —", "Port-au-Prince, Haiti", None, "Associated Press"),
    ("N'DJAMENA, Chad —", "N'Djamena, Chad", None, None),
    ("RIO DE JANEIRO (Reuters) -", "Rio de Janeiro", None, "Reuters"),
    ("ST. PETERSBURG, Russia —", "St. Petersburg, Russia", None, None),
    ("WASHINGTON, D.C. –", "Washington, D.C.", None, None),
    ("MIAMI, Fla. (AP) —", "Miami, Fla.", None, "Associated Press"),
    ("AUSTIN, TX —", "Austin, TX", None, None),
    ("Geneva, 3 March 2021 –", "Geneva", "2021-03-03", None),
    ("Friday, March 26 (AP) --", None, "2021-03-26", "Associated Press"),
    ("November 13, 2004 -", None, "2004-11-13", None),
    ("MAIDUGURI (Our Correspondent) -", "Maiduguri", None, None),
    ("Khartoum —", "Khartoum", None, None),
]

NEAR_MISSES = [
    "Germany - the largest economy - said it would pay.",
    "Germany - The largest economy - said it would pay.",
    "WHO (World Health Organization) - the health agency - sent doctors.",
    "WHO (World Health Organization) - The agency sent doctors.",
    "NATO — The alliance will meet in June.",
    "Palestinian Authority (PA) - The body in Ramallah - refused.",
    "Associated Press (AP) - The agency - denied it.",
    "PRESIDENT: Thank you all for coming.",
    "BREAKING - Troops have entered the capital.",
    "UPDATE 1-Troops have entered the capital.",
    "FLOODS HIT SOUTH - THOUSANDS FLEE HOMES",
    "The minister - A former general - resigned.",
    "Paris – The city of light – was dark on Monday.",
    "By March 26, 2021 - The deadline - nothing had been done.",
    "On March 26 - The day of the vote - shops were closed.",
    "In Moscow, March 26 (a Friday) - The day of the vote - was quiet.",
    "Ukraine: Shelling kills five people in the east.",
    "Officials (who asked not to be named) - Three of them - spoke.",
    "P.S. - The talks go on.",
    "Rebels shelled the port - Officials said so - on Monday.",
    "Moscow (population: 12 million) is the capital.",
    "",
    "—",
    "() -",
]


@pytest.mark.parametrize(("written", "place", "day", "agency"), DATELINES)
def test_dateline_gives_place_day_and_agency(
    written: str, place: str | None, day: str | None, agency: str | None
) -> None:
    article = make_article(f"{written} {REST}\n\nMore of it.", published="2021-04-02")
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.day, article.dateline.agency) == (place, day, agency)
    assert article.dateline.text == written
    assert article.text[article.body :].startswith(REST)


def test_an_agency_before_the_dateline_is_passed_over() -> None:
    article = make_article(f"AP - LIMA, Peru (AP) - {REST}")
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.agency) == ("Lima, Peru", "Associated Press")
    assert article.text[article.body :].startswith(REST)


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_sentence_that_looks_like_a_dateline_is_none(sentence: str) -> None:
    assert find_dateline(sentence, 0) is None


def test_dateline_on_a_line_of_its_own() -> None:
    article = make_article("MOSCOW, March 26 (Interfax)\n\nOfficials met.", published="2021-03-27")
    assert article.dateline is not None
    assert (article.dateline.text, article.dateline.day) == ("MOSCOW, March 26 (Interfax)", "2021-03-26")
    assert article.text[article.body :] == "Officials met."


@pytest.mark.parametrize(
    ("written", "published", "day"),
    [
        ("Dec. 30", "2021-01-02", "2020-12-30"),
        ("Jan. 2", "2020-12-31", "2021-01-02"),
        ("April 20", "2021-03-26", "2021-04-20"),
        ("May 20", "2021-03-26", "2020-05-20"),
        ("Feb. 29", "2021-03-01", "2020-02-29"),
        ("Feb. 29", "2023-03-01", None),
        ("March 26", None, None),
    ],
)
def test_year_is_that_nearest_to_publication(written: str, published: str | None, day: str | None) -> None:
    article = make_article(f"KABUL, {written} (AP) — {REST}", published=published)
    assert article.dateline is not None
    assert article.dateline.day == day


def test_hostile_openings_take_no_time() -> None:
    started = time.perf_counter()
    for piece in ("(", "- ", "A, ", "/a", "MAY 1 ", ": ", ")\t", "'", "\n", "BEIRUT (AP ", "[(", " " * 9):
        make_article("A " + piece * 30_000)
    assert time.perf_counter() - started < 5


_WORDS = st.text(st.sampled_from("ABCé𝔘𝕏😀 .,-—()/:'’\n") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@given(_WORDS, st.sampled_from([written for written, *_ in DATELINES]), _WORDS, st.sampled_from(["", "\n\n", " "]))
def test_span_of_a_dateline_cuts_its_text(before: str, written: str, after: str, gap: str) -> None:
    article = make_article(f"{before}{gap}{written} {after}{REST}")
    assert 0 <= article.body <= len(article.text)
    if article.dateline:
        span = article.dateline.span
        assert article.text[span.start : span.end] == article.dateline.text
        assert span.end <= article.body
        assert article.dateline.text == article.dateline.text.strip()


@given(st.text(st.characters(min_codepoint=0x1F300, max_codepoint=0x1F5FF), min_size=1, max_size=9))
def test_offsets_count_code_points(emoji: str) -> None:
    article = make_article(f"{emoji}\n\nBEIRUT (Reuters) - {emoji} Officials met.", published="2021-03-26")
    assert article.dateline is not None
    assert article.dateline.span.start == len(emoji) + 2
    assert article.text[article.body :] == f"{emoji} Officials met."
