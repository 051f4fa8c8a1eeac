"""Fetching, against a server of the test's own."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from dateline.errors import InputError
from dateline.reading.fetching import Fetcher, Manners, _is_public
from tests.reading.webserver import Clock, Said, Web, serve


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as running:
        yield running


def _fetcher(clock: Clock | None = None, **manners: object) -> Fetcher:
    chosen = {"delay": 0.0, "allow_private": True, "patience": 5.0, **manners}
    clock = clock or Clock()
    return Fetcher(Manners("1.0", "news@velm.example", **chosen), clock, clock.sleep)  # type: ignore[arg-type]


def _reason(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(InputError) as caught:
        fetcher(address)
    return caught.value.reason


def test_answer_and_who_asks(web: Web) -> None:
    web.says["/feed?a=%C3%A9&b"] = Said(gzip.compress(b"hello"), headers={"Content-Encoding": "gzip", "ETag": '"x"'})
    answer = _fetcher()(f"{web.address}/feed?a=é&b#part", {"If-None-Match": '"x"'})
    assert (answer.status, answer.body, answer.headers["etag"], answer.moved) == (200, b"hello", '"x"', None)
    asked = web.asked[-1][1]
    assert asked["user-agent"] == "dateline/1.0 (reads news feeds; +news@velm.example)"
    assert asked["if-none-match"] == '"x"'


def test_moves_for_good_are_told_and_others_are_not(web: Web) -> None:
    web.says["/old"] = Said(status=301, headers={"Location": "/new"})
    web.says["/new"] = Said(status=302, headers={"Location": f"{web.address}/now"})
    web.says["/now"] = Said(b"here")
    answer = _fetcher()(f"{web.address}/old")
    assert (answer.body, answer.address, answer.moved) == (b"here", f"{web.address}/now", f"{web.address}/new")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (Said(status=302, headers={"Location": "/x"}), "redirects"),
        (Said(status=302, headers={"Location": "file:///etc/passwd"}), "bad-address"),
        (Said(status=302, headers={"Location": "http://[::1"}), "bad-address"),
        (Said(b"half", promised=100), "cut"),
        (Said(gzip.compress(b"hello" * 100)[:-9], headers={"Content-Encoding": "gzip"}), "cut"),
        (Said(b"rubbish", headers={"Content-Encoding": "gzip"}), "unreachable"),
        (Said(b"x", headers={"Content-Encoding": "br"}), "bad-http"),
        (Said(b"x" * 200_000), "too-large"),
        (Said(gzip.compress(b"\0" * 50_000_000), headers={"Content-Encoding": "gzip"}), "too-large"),
    ],
)
def test_bad_answers_give_a_reason(web: Web, said: Said, reason: str) -> None:
    web.says["/x"] = said
    assert _reason(_fetcher(most_bytes=100_000), f"{web.address}/x") == reason


@pytest.mark.parametrize(
    "address",
    [
        "ftp://velm.example/",
        "file:///etc/passwd",
        "http://",
        "http://a:b@velm.example/",
        "http://[::1",
        "http://x:99999/",
        "x",
    ],
)
def test_only_addresses_of_the_web(address: str) -> None:
    assert _reason(_fetcher(), address) == "bad-address"


def test_robots_are_kept(web: Web) -> None:
    web.says["/robots.txt"] = Said(b"User-agent: dateline\nDisallow: /private/*.html$\nCrawl-delay: 7\n")
    web.says["/private/a"] = web.says["/public"] = Said(b"here")
    clock = Clock()
    fetcher = _fetcher(clock)
    assert _reason(fetcher, f"{web.address}/private/a.html") == "robots"
    assert fetcher(f"{web.address}/private/a").body == b"here"
    fetcher(f"{web.address}/public")
    assert [path for path, _ in web.asked] == ["/robots.txt", "/private/a", "/public"]
    assert clock.slept[-1] == 7


@pytest.mark.parametrize(("said", "reason"), [(Said(status=500), "robots"), (Said(b"half", promised=9), "cut")])
def test_robots_that_cannot_be_read_forbid_all_for_an_hour(web: Web, said: Said, reason: str) -> None:
    web.says["/robots.txt"] = [said, Said(status=404)]
    web.says["/x"] = Said(b"here")
    clock = Clock()
    fetcher = _fetcher(clock)
    assert _reason(fetcher, f"{web.address}/x") == reason
    assert _reason(fetcher, f"{web.address}/x") == reason
    assert len(web.asked) == 1
    clock.now += 3_601
    assert fetcher(f"{web.address}/x").body == b"here"


def test_host_is_left_in_peace(web: Web) -> None:
    web.says["/x"] = Said(b"here")
    clock = Clock()
    fetcher = _fetcher(clock, delay=2.0)
    for _ in range(3):
        fetcher(f"{web.address}/x")
    assert clock.slept == [2.0, 2.0, 2.0]  # after robots.txt, too


@pytest.mark.parametrize(
    ("after", "wait"), [("120", 120), ("Fri, 26 Mar 2021 00:02:00 GMT", 120), ("soon", 600), ("9" * 30, 86_400)]
)
def test_host_that_asks_to_wait_is_not_asked(web: Web, after: str, wait: float) -> None:
    web.says["/x"] = [Said(status=429, headers={"Retry-After": after}), Said(b"here")]
    clock = Clock()
    fetcher = _fetcher(clock)
    assert fetcher(f"{web.address}/x").status == 429
    clock.now += wait - 1
    assert _reason(fetcher, f"{web.address}/x") == "asked-to-wait"
    clock.now += 2
    assert fetcher(f"{web.address}/x").body == b"here"
    assert web.paths() == ["/x", "/x"]


def test_private_networks_are_not_asked(web: Web) -> None:
    for address in (
        web.address,
        web.address.replace("127.0.0.1", "localhost"),
        web.address.replace("127.0.0.1", "[::ffff:127.0.0.1]"),
    ):
        assert _reason(_fetcher(allow_private=False), f"{address}/x") == "private-address"
    assert web.asked == []


def test_nor_where_a_public_address_moves_to_one(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    web.says["/x"] = Said(status=301, headers={"Location": web.address.replace("127.0.0.1", "localhost") + "/secret"})
    monkeypatch.setattr("dateline.reading.fetching._is_public", lambda ip: names.append(ip) is None and len(names) < 3)
    names: list[str] = []
    assert _reason(_fetcher(allow_private=False), f"{web.address}/x") == "private-address"
    assert "/secret" not in web.paths()


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("10.0.0.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("2002:a00:1::", False), ("fd00::1", False),
    ],
)  # fmt: skip
def test_what_is_public(ip: str, public: bool) -> None:  # noqa: FBT001 - a table
    assert _is_public(ip) is public


def test_server_that_trickles_is_cut_off() -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def trickle() -> None:
        while not ended.is_set():
            try:
                with listening.accept()[0] as peer:
                    while not ended.wait(0.05):
                        peer.sendall(b"H")
            except OSError:
                continue

    thread = threading.Thread(target=trickle, daemon=True)
    thread.start()
    begin = time.monotonic()
    assert _reason(_fetcher(patience=0.4), f"http://127.0.0.1:{listening.getsockname()[1]}/x") == "timeout"
    assert time.monotonic() - begin < 3
    ended.set()
    listening.close()


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert _reason(_fetcher(), f"http://127.0.0.1:{port}/x") == "unreachable"
