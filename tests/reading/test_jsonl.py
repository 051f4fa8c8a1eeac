"""JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import json

from dateline.reading import BadInput, ReadOptions
from dateline.reading.jsonl import read_jsonl
from dateline.records import Article

OPTIONS = ReadOptions()


def _read(*lines: str | bytes, options: ReadOptions = OPTIONS) -> list[Article | BadInput]:
    data = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return list(read_jsonl([data], "news.jsonl", options))


def _only(line: str | bytes, options: ReadOptions = OPTIONS) -> Article | BadInput:
    (result,) = _read(line, options=options)
    return result


def test_record_gives_all_its_fields() -> None:
    record = {
        "id": 7,
        "text": "Talks\n\nOfficials met.",
        "title": "Talks",
        "published": "2021-03-26",
        "outlet": "Daily",
        "url": "https://example.org/7",
        "words": [1, None],
    }
    article = _only(json.encode(record))
    assert isinstance(article, Article)
    assert (article.input_id, article.title, article.text) == ("7", "Talks", "Talks\n\nOfficials met.")
    assert (article.outlet, article.url) == ("Daily", "https://example.org/7")
    assert article.published is not None
    assert (article.published.day, article.published.by) == ("2021-03-26", "caller")


def test_bad_line_in_the_middle_leaves_its_neighbours_alone() -> None:
    pulled = 0

    def lines() -> Iterator[bytes]:
        nonlocal pulled
        for line in (b'{"text": "One met."}\n', b'{"text": \n', b'\n{"id": "c", "text": "Three met."}'):
            pulled += 1
            yield line

    results = read_jsonl(lines(), "news.jsonl", OPTIONS)
    first = next(results)
    assert pulled == 1
    second, third = results
    assert isinstance(first, Article)
    assert isinstance(second, BadInput)
    assert isinstance(third, Article)
    assert [r.input_id for r in (first, second, third)] == ["news.jsonl:1", "news.jsonl:2", "c"]


@pytest.mark.parametrize(
    ("line", "reason", "said"),
    [
        ('{"text": ', "not-json", "line 1"),
        ("plain words", "not-json", "one JSON object"),
        ("[" * 100_000, "not-json", "deep"),
        ('["text"]', "bad-record", "a list"),
        ("null", "bad-record", "null"),
        ('{"text": 3}', "bad-record", "'text' must be a string, not a number"),
        ('{"text": "a b", "title": ["x"]}', "bad-record", "'title'"),
        ('{"text": "a b", "published": 20210326}', "bad-record", "'published'"),
        ('{"text": "a b", "id": true}', "bad-record", "'id'"),
        ('{"text": "a b", "id": 1.5}', "bad-record", "'id'"),
        ('{"title": "a b"}', "empty", "--map"),
        ('{"text": null}', "empty", "--map"),
        ('{"text": " "}', "empty", "no word"),
        ('{"text": "a \\ud800 b"}', "bad-encoding", "surrogate"),
        ('{"text": "a \\u0000 b"}', "binary", "not a text"),
        (b'{"text": "caf\x81"}', "bad-encoding", "UTF-8"),
        ('{"text": "%s"}' % ("ab " * 400), "too-long", "1,000"),
        ('{"text": "%s"}' % ("ab " * 1000), "line-too-long", "2,000"),
    ],
)
def test_bad_line_gives_its_reason(line: str | bytes, reason: str, said: str) -> None:
    limit = 200_000 if line == "[" * 100_000 else 2_000
    bad = _only(line, ReadOptions(max_characters=1_000, max_line_bytes=limit))
    assert isinstance(bad, BadInput)
    assert (bad.input_id, bad.reason) == ("news.jsonl:1", reason)
    assert said in bad.detail


def test_bad_record_keeps_its_own_name() -> None:
    assert _only('{"id": "a7", "text": ""}').input_id == "a7"


def test_long_line_is_not_kept_and_the_next_is_read() -> None:
    def lines() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(1_000):
            yield b"x" * 10_000
        yield b'"}\n{"text": "Officials met."}\n'

    long, after = read_jsonl(lines(), "news.jsonl", ReadOptions(max_line_bytes=20_000))
    assert isinstance(long, BadInput)
    assert long.reason == "line-too-long"
    assert isinstance(after, Article)
    assert after.input_id == "news.jsonl:2"


def test_blank_lines_count_but_give_nothing() -> None:
    results = _read("", "  ", '{"text": "Officials met."}', "")
    assert [r.input_id for r in results] == ["news.jsonl:3"]


def test_same_record_twice_gives_two_articles() -> None:
    one, two = _read('{"text": "Officials met."}', '{"text": "Officials met."}')
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert one.article_id == two.article_id
    assert one.input_id != two.input_id


def test_mapping_names_the_keys() -> None:
    options = ReadOptions(mapping={"body": "text", "pub": "published"})
    article = _only('{"text": 1, "body": "Officials met.", "pub": "2021-03-26", "title": "Talks"}', options)
    assert isinstance(article, Article)
    assert (article.text, article.title) == ("Officials met.", "Talks")
    assert article.published is not None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_files(encoding: str) -> None:
    data = '{"text": "Officials met in Malmö 😀."}\r\n{"text": "Twice."}'.encode(encoding)
    results = list(read_jsonl([data[:9], data[9:]], "news.jsonl", OPTIONS))
    assert [r.text for r in results if isinstance(r, Article)] == ["Officials met in Malmö 😀.", "Twice."]
