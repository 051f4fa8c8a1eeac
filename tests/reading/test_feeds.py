"""Feeds."""

from __future__ import annotations

import time

import pytest

from dateline.errors import InputError
from dateline.reading import BadInput, ReadOptions
from dateline.reading.feeds import find_entries, read_feed
from dateline.records import Article

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Velm Post</title>
<entry><id>tag:velm,1</id><title type="html">Troops &lt;i&gt;leave&lt;/i&gt;</title>
<link rel="alternate" href="https://velm.example/1"/><published>2021-03-26T23:30:00-05:00</published>
<summary>Short.</summary>
<content type="html">&lt;p&gt;Troops left Velm.&lt;/p&gt;&lt;p&gt;Talks go on.&lt;/p&gt;</content></entry>
<entry><id>tag:velm,2</id><title>Only a headline</title></entry></feed>"""


def _rss(items: str, before: str = "", channel: str = "<title>Velm Post</title>") -> bytes:
    return f'{before}<rss version="2.0"><channel>{channel}{items}</channel></rss>'.encode()


def _item(description: str, more: str = "") -> str:
    return f"<item><title>T</title><link>https://velm.example/9</link>{more}<description>{description}</description></item>"


def _read(data: bytes) -> list[Article | BadInput]:
    return list(read_feed([data], "feed.xml", ReadOptions()))


def _first(data: bytes) -> Article:
    first = _read(data)[0]
    assert isinstance(first, Article)
    return first


def test_atom_entries_become_articles() -> None:
    article, bad = _read(ATOM.encode())
    assert isinstance(article, Article)
    assert (article.input_id, article.title) == ("tag:velm,1", "Troops leave")
    assert article.text == "Troops left Velm.\n\nTalks go on."
    assert (article.outlet, article.url) == ("Velm Post", "https://velm.example/1")
    assert article.published is not None
    assert (article.published.day, article.published.instant) == ("2021-03-26", "2021-03-27T04:30:00+00:00")
    assert bad == BadInput("tag:velm,2", "empty", bad.detail if isinstance(bad, BadInput) else "")


def test_rss_summary_loses_its_tags() -> None:
    article = _first(
        _rss(_item("&lt;b&gt;Nine&lt;/b&gt; were killed.", "<pubDate>Fri, 26 Mar 2021 23:30:00 EST</pubDate>"))
    )
    assert article.text == "Nine were killed."
    assert article.published is not None
    assert article.published.day == "2021-03-26"


def test_full_content_comes_before_the_summary() -> None:
    full = "<content:encoded><![CDATA[<p>Nine were killed in Velm.</p>]]></content:encoded>"
    data = _rss(_item("Nine …", full)).replace(
        b"<rss ", b'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    )
    assert _first(data).text == "Nine were killed in Velm."


def test_outlet_of_an_entry_taken_over_from_another() -> None:
    assert (
        _first(_rss(_item("Nine were killed.", '<source url="https://x.example">X News</source>'))).outlet == "X News"
    )


@pytest.mark.parametrize("day", ["yesterday", "Fri, 99 Foo 9999999999999 25:61:61 +9999", ""])
def test_days_that_are_none_leave_the_entry(day: str) -> None:
    assert _first(_rss(_item("Nine were killed.", f"<pubDate>{day}</pubDate>"))).published is None


def test_link_that_is_no_address_of_the_web_is_left_out() -> None:
    article = _first(_rss("<item><link>javascript:alert(1)</link><description>Nine were killed.</description></item>"))
    assert article.url is None


@pytest.mark.parametrize("charset", ["windows-1251", "utf-16", "koi8-r"])
def test_charsets_of_feeds(charset: str) -> None:
    words = "Армия сообщила, что обстреляла город."
    data = _rss(_item(words), f'<?xml version="1.0" encoding="{charset}"?>').decode().encode(charset)
    assert _first(data).text == words


def test_charset_of_the_answer() -> None:
    data = _rss(_item("Армия сообщила.")).decode().encode("cp1251")
    assert find_entries(data, content_type="text/xml; charset=windows-1251")[0].text == "Армия сообщила."


def test_relative_links_stand_on_the_feeds_address() -> None:
    data = _rss("<item><link>/9</link><description>Nine were killed.</description></item>")
    assert find_entries(data, address="https://velm.example/feed")[0].url == "https://velm.example/9"


def test_broken_feed_gives_what_can_be_read() -> None:
    data = _rss(_item("Nine were killed & more <b>hurt"))[:-20]
    assert _first(data).text.startswith("Nine were killed & more")


LAUGHS = "\n".join(
    ['<!DOCTYPE rss [', '<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)), "]>"]
)  # fmt: skip
LONG_ENTITY = f'<!DOCTYPE rss [\n<!ENTITY a "{"a" * 100_000}">\n]>'
FILE_ENTITY = '<!DOCTYPE rss [\n<!ENTITY a SYSTEM "file:///etc/hostname">\n]>'


@pytest.mark.parametrize("before", [LAUGHS, LAUGHS.replace("\n", " "), LONG_ENTITY, FILE_ENTITY])
@pytest.mark.parametrize("declaration", ['<?xml version="1.0"?>\n', "\n"])
def test_entities_are_not_expanded(before: str, declaration: str) -> None:
    begin = time.monotonic()
    article = _first(_rss(_item("Nine " + "&a;&a11;" * 5_000), declaration + before))
    assert len(article.text) < 100_000
    assert article.text.startswith("Nine &a;&a11;")
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not-a-feed"),
        (b"<html><body>hello</body></html>", "not-a-feed"),
        (b"\0" * 10_000, "binary"),
        (_rss(""), "empty"),
        (_rss("<item " + " ".join(f"a{n}='x'" for n in range(20_000)) + "/>"), "bad-markup"),
        (_rss(_item("word " * 4_000_000)), "too-large"),
    ],
)
def test_what_is_no_feed_gives_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(data)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "entry", ["<a>" * 5_000 + "Nine", "&lt;a&gt;" * 20_000 + "Nine", "&amp;" * 20_000, "<![CDATA[" * 20_000]
)
def test_deep_and_odd_entries_end_as_something(entry: str) -> None:
    begin = time.monotonic()
    assert _read(_rss(_item(entry)))
    assert time.monotonic() - begin < 5
