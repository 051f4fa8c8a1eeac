"""Plain-text files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.reading import BadInput, ReadOptions
from dateline.reading.text import read_text
from dateline.records import Article

PAGE = """26 Mar 2021 15:28
https://example.org/talks

Officials meet on border

BEIRUT, March 25 (Reuters) - Officials of both countries met on the border and spoke for two hours.

They spoke about the bridge.
"""


def test_file_is_one_article() -> None:
    (article,) = read_text([PAGE[:50].encode(), PAGE[50:].encode()], "talks.txt", ReadOptions(outlet="Daily"))
    assert isinstance(article, Article)
    assert article.title == "Officials meet on border"
    assert article.text == PAGE[PAGE.index("BEIRUT") :]
    assert article.text[article.body :].startswith("Officials of both")
    assert article.published is not None
    assert (article.published.day, article.published.by) == ("2021-03-26", "header")
    assert article.dateline is not None
    assert article.dateline.day == "2021-03-25"
    assert (article.input_id, article.outlet, article.url) == ("talks.txt", "Daily", "https://example.org/talks")


def test_options_come_first() -> None:
    options = ReadOptions(published="2021-03-30", url="https://example.org/other")
    (article,) = read_text([PAGE.encode()], "talks.txt", options)
    assert isinstance(article, Article)
    assert article.published is not None
    assert (article.published.day, article.published.by) == ("2021-03-30", "caller")
    assert article.url == "https://example.org/other"


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"\xef\xbb\xbf\n", "empty"), (b"a\0b", "binary"), (b"word " * 30, "too-long")],
)
def test_bad_file_gives_its_reason(data: bytes, reason: str) -> None:
    (bad,) = read_text([data], "talks.txt", ReadOptions(max_characters=100))
    assert isinstance(bad, BadInput)
    assert (bad.input_id, bad.reason) == ("talks.txt", reason)
    assert bad.detail


def test_no_more_is_read_than_an_article_may_hold() -> None:
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield b"word " * 1000

    (bad,) = read_text(endless(), "long.txt", ReadOptions(max_characters=10_000))
    assert isinstance(bad, BadInput)
    assert bad.reason == "too-long"
    assert read < 12
