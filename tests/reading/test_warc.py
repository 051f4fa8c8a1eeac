"""Crawls."""

from __future__ import annotations

import gzip
import random
import tracemalloc
import zlib

import pytest

from dateline.reading import BadInput, ReadOptions
from dateline.reading.warc import read_warc
from dateline.records import Article

PAGE = (
    b"<html><head><title>Shells on Velm</title></head><body><p>The army said it had shelled the town of Velm.</p>"
    b"<p>It did so again on Monday, witnesses said.</p></body></html>"
)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def _record(address: str, sent: bytes, kind: str = "response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2021-03-26T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http\r\nContent-Length: {len(sent)}\r\n\r\n"
    )
    return head.encode() + sent + b"\r\n\r\n"


def _chunked(body: bytes) -> bytes:
    pieces = [body[n : n + 20] for n in range(0, len(body), 20)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def _read(data: bytes, size: int = 65_536) -> list[Article | BadInput]:
    return list(read_warc([data[n : n + size] for n in range(0, len(data), size)], "crawl.warc", ReadOptions()))


def _reasons(data: bytes) -> list[str]:
    return [item.reason if isinstance(item, BadInput) else "" for item in _read(data)]


GOOD = _record("https://velm.example/1", OK + b"\r\n" + PAGE)


@pytest.mark.parametrize(
    "sent",
    [
        b"\r\n" + PAGE,
        b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE),
        b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(PAGE),
        b"Transfer-Encoding: chunked\r\n\r\n" + _chunked(PAGE),
        b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + _chunked(gzip.compress(PAGE)),
        b"Content-Encoding: gzip\r\n\r\n" + PAGE,  # unpacked by the crawler, and not said so
    ],
)
def test_bodies_are_unpacked(sent: bytes) -> None:
    (article,) = _read(_record("https://velm.example/1", OK + sent))
    assert isinstance(article, Article)
    assert article.input_id == article.url == "https://velm.example/1"
    assert article.title == "Shells on Velm"
    assert article.text.startswith("The army said it had shelled the town of Velm.\n\nIt did")


@pytest.mark.parametrize("size", [1, 7, 65_536])
def test_packed_and_plain_in_pieces_of_any_size(size: int) -> None:
    two = [_record(f"https://velm.example/{n}", OK + b"\r\n" + PAGE) for n in (1, 2)]
    plain = _read(b"".join(two), size)
    assert [item.input_id for item in plain] == ["https://velm.example/1", "https://velm.example/2"]
    assert _read(b"".join(gzip.compress(record) for record in two), size) == plain


def test_only_answers_are_read() -> None:
    others = [
        _record("https://velm.example/1", b"GET / HTTP/1.1\r\n\r\n", kind)
        for kind in ("request", "metadata", "revisit")
    ]
    assert _reasons(b"".join(others) + GOOD) == [""]
    assert _reasons(b"".join(others)) == ["empty"]


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" + PAGE, "http-status"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG", "not-a-page"),
        (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 20_000 + b"\r\n" + PAGE, "bad-http"),
        (b"no http at all", "http-status"),
        (OK + b"\r\n", "not-html"),
        (OK + b"\r\n" + b"<html>" + b"\0" * 9_000_000, "too-large"),
    ],
)
def test_bad_answer_leaves_its_neighbours_alone(sent: bytes, reason: str) -> None:
    assert _reasons(GOOD + _record("https://velm.example/2", sent) + GOOD) == ["", reason, ""]


def test_charset_of_the_answer() -> None:
    words = "Армия сообщила, что обстреляла город."
    sent = OK[:-2] + b"; charset=windows-1251\r\n\r\n" + f"<html><body><p>{words}</p></body></html>".encode("cp1251")
    (article,) = _read(_record("https://velm.example/1", sent))
    assert isinstance(article, Article)
    assert article.text == words


def test_arc() -> None:
    sent = OK + b"\r\n" + PAGE
    first = b"1 0 Crawler\nURL IP-address Archive-date Content-type Archive-length\n"
    arc = b"filedesc://crawl.arc 0.0.0.0 20210326000000 text/plain %d\n%s\n" % (len(first), first)
    arc += b"https://velm.example/a b 10.0.0.1 20210326000000 text/html %d\n%s\n" % (len(sent), sent)
    arc += b"https://velm.example/2 10.0.0.1 20210326000000 text/html %d\n%s\n" % (len(sent), sent)
    for size in (1, 65_536):
        articles = _read(arc, size)
        assert [item.input_id for item in articles] == ["https://velm.example/a b", "https://velm.example/2"]
        assert all(isinstance(item, Article) for item in articles)
    assert _reasons(arc.replace(b"20210326000000 text/html", b"soon")) == ["broken-archive"]


def test_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * 60_000_000)
    tracemalloc.start()
    assert _reasons(_record("https://velm.example/2", OK + b"Content-Encoding: gzip\r\n\r\n" + bomb) + GOOD) == [
        "too-large",
        "",
    ]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40_000_000


@pytest.mark.parametrize(
    "data",
    [
        GOOD + b"WARC/1.0\r\nX: " + b"a" * 1_000_000,
        GOOD + b"rubbish\r\n" * 10,
        gzip.compress(GOOD) + b"\x1f\x8b\x08rot",
    ],
)
def test_broken_archive_keeps_what_came_before(data: bytes) -> None:
    assert _reasons(data) == ["", "broken-archive"]


def test_damage_never_breaks_the_reader() -> None:
    chance = random.Random(1)
    whole = GOOD + _record("https://velm.example/2", OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE))
    for _ in range(80):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert all(isinstance(item, Article | BadInput) for item in _read(bytes(data[: chance.randrange(len(data))])))
