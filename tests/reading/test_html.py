"""Web pages."""

from __future__ import annotations

import time

import pytest

from dateline.errors import InputError
from dateline.reading import ReadOptions
from dateline.reading.html import html_to_text, read_html, read_page, web_address
from dateline.records import Article

BODY = "".join(
    f"<p>The ministry said on day {day} that its troops had left the town of Velm, and that talks would go on.</p>"
    for day in range(1, 6)
)
PAGE = f"""<!DOCTYPE html><html><head><title>Troops leave Velm | The Velm Post</title>
<meta property="og:site_name" content="The Velm Post">
<link rel="canonical" href="https://velm.example/troops-leave">
<meta property="article:published_time" content="2021-03-26T23:30:00-05:00">
<script>var secret = "not news";</script></head>
<body><nav><a href="/">Home</a><a href="/world">World</a></nav>
<article><h1>Troops leave Velm</h1>{BODY}</article>
<footer>All rights reserved</footer></body></html>"""


def _article(page: str | bytes, options: ReadOptions | None = None) -> Article:
    data = page.encode() if isinstance(page, str) else page
    (article,) = read_html([data], "page.html", options or ReadOptions())
    assert isinstance(article, Article)
    return article


def test_page_gives_its_report_and_what_it_says_of_itself() -> None:
    article = _article(PAGE)
    assert article.title == "Troops leave Velm"
    assert article.text.count("\n\n") == 4
    assert article.text.startswith("The ministry said on day 1")
    assert "Home" not in article.text
    assert "rights" not in article.text
    assert "secret" not in article.text
    assert (article.outlet, article.url) == ("The Velm Post", "https://velm.example/troops-leave")
    assert article.published is not None
    assert (article.published.day, article.published.by) == ("2021-03-26", "header")
    assert article.published.instant == "2021-03-27T04:30:00+00:00"


def test_options_come_before_what_the_page_says() -> None:
    article = _article(PAGE, ReadOptions(outlet="Mine", published="2020-01-01"))
    assert article.outlet == "Mine"
    assert article.published is not None
    assert article.published.day == "2020-01-01"


def test_same_page_gives_the_same_article() -> None:
    assert _article(PAGE) == _article(PAGE)


def test_day_in_the_address_or_in_json() -> None:
    plain = PAGE.replace('<meta property="article:published_time" content="2021-03-26T23:30:00-05:00">', "")
    assert _article(plain).published is None
    by_address = plain.replace("/troops-leave", "/2021/03/25/troops-leave")
    json = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-03-24T10:00:00Z"}</script>'
    for page, day in ((by_address, "2021-03-25"), (plain.replace("</head>", f"{json}</head>"), "2021-03-24")):
        published = _article(page).published
        assert published is not None
        assert published.day == day


def test_late_day_is_refused_as_all_days_are() -> None:
    article = _article(PAGE, ReadOptions(not_after="2021-03-01"))
    assert article.published is None
    assert "2021-03-01" in (article.day_refused or "")


def test_short_page_is_read_thoroughly() -> None:
    article = _article("<html><body><div>Nine were killed in Velm, police said.</div></body></html>")
    assert article.text == "Nine were killed in Velm, police said."


def test_page_in_another_charset() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Velm", "Вельм")
    assert "Вельм" in _article(page.encode("cp1251")).text


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "not-html"),
        ("just words", "not-html"),
        ("<html><body><script>x()</script></body></html>", "empty"),
        ("<html><body><p " + " ".join(f"a{n}=''" for n in range(20_000)) + ">x</p></body></html>", "bad-markup"),
        ("<html><body><!--><p " + " ".join(f"a{n}" for n in range(20_000)) + ">x</p></body></html>", "bad-markup"),
        ("<html><body>" + "<p>one two</p>" * 40_000, "too-long"),
        ("<html><body>" + "<div>" * 50_000 + "Nine were killed.", "empty"),
        ("<html>" + "x" * 9_000_000, "too-large"),
        ("<html>\0\1\2\3" * 1_000, "binary"),
    ],
)
def test_pages_that_are_none_or_hostile_give_a_reason_soon(page: str, reason: str) -> None:
    begin = time.monotonic()
    with pytest.raises(InputError) as caught:
        _article(page)
    assert caught.value.reason == reason
    assert time.monotonic() - begin < 5


def test_entities_are_not_followed() -> None:
    declared = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "yyyy">]>'
    assert "yyyy" not in _article(PAGE.replace("<!DOCTYPE html>", declared).replace("Velm,", "Velm &x; &y;,")).text


@pytest.mark.parametrize(
    "head", ["<title>" + "- " * 20_000, '<script type="application/ld+json">' + '{"a":' * 50_000 + "</script>"]
)
def test_odd_heads_leave_the_report(head: str) -> None:
    page = f"<html><head>{head}</title></head><body>{BODY}</body></html>"
    assert "The ministry said" in read_page(page).text


def test_pieces_of_html_become_paragraphs() -> None:
    assert html_to_text(
        "<p>One <b>bold</b> word<br>next &amp; last</p>tail<script>x</script> end<ul><li>a<li>b</ul>"
    ) == ("One bold word\n\nnext & last\n\ntail end\n\na\n\nb")
    assert html_to_text(b"<p>caf\xe9 is a word of French</p>").startswith("caf")
    assert html_to_text("plain words") == "plain words"
    assert html_to_text("") == html_to_text("<!-- x -->") == ""


def test_only_addresses_of_the_web_are_addresses() -> None:
    assert web_address(" https://a.example/b ") == "https://a.example/b"
    for other in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[::1", "/a", "", None):
        assert web_address(other) is None
    page = PAGE.replace("https://velm.example/troops-leave", "javascript:alert(1)")
    assert _article(page).url is None
