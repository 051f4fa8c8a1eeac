"""Rounds of watching, against a server of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.reading import ReadOptions, read
from dateline.reading.fetching import Fetcher, Manners
from dateline.reading.keeping import FileOutput, Memory, load_memory, open_output, save_memory
from dateline.reading.watching import Polled, Watch, poll_feeds, recover
from dateline.records import Article
from tests.reading.webserver import Clock, Said, Web, serve

PAGE = "<html><head><title>Velm</title></head><body>" + "".join(
    f"<p>Troops left the town of Velm on day {day}, and the ministry said that talks would go on.</p>"
    for day in range(5)
)


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as running:
        yield running


class Watcher:
    """A watcher that lives from round to round as the command does."""

    def __init__(self, web: Web, folder: Path, *, pages: bool = False, into: str = "news.jsonl") -> None:
        self.clock, self.web, self.folder, self.into = Clock(), web, folder, folder / into
        fetch = Fetcher(Manners("1.0", delay=0, allow_private=True), self.clock, self.clock.sleep)
        self.watch = Watch(fetch, self.clock, ReadOptions(not_after="2030-01-01"), pages=pages)
        self.feeds = [f"{web.address}/feed"]

    def round(self, *, save: bool = True) -> list[str]:
        told: list[Polled] = []
        output = open_output(self.into)
        memory = recover(load_memory(self.folder / "state"), output)
        memory = poll_feeds(self.feeds, memory, output, self.watch, lambda _, polled: told.append(polled))
        if save:
            save_memory(self.folder / "state", memory)
        return [polled.note for polled in told]

    def articles(self) -> list[Article]:
        found = list(read([self.into], ReadOptions())) if self.into.exists() else []
        assert all(isinstance(item, Article) for item in found)
        return found  # type: ignore[return-value]


def _feed(*numbers: int, text: str = "Nine were killed in Velm.") -> Said:
    items = "".join(
        f"<item><title>Report {n}</title><link>/{n}</link><pubDate>Fri, 26 Mar 2021 23:30:00 -0500</pubDate>"
        f"<description>{text}</description></item>"
        for n in numbers
    )
    return Said(f'<rss version="2.0"><channel><title>Velm Post</title>{items}</channel></rss>'.encode())


def test_what_is_new_is_written_once(web: Web, tmp_path: Path) -> None:
    watcher = Watcher(web, tmp_path)
    web.says["/feed"] = [_feed(1, 2), _feed(2, 3)]
    assert watcher.round() == ["2 new of 2"]
    assert watcher.round() == ["1 new of 2"]
    assert watcher.round() == ["0 new of 2"]
    first, *_ = articles = watcher.articles()
    assert [article.input_id for article in articles] == [f"{web.address}/{n}" for n in (1, 2, 3)]
    assert (first.title, first.text, first.outlet) == ("Report 1", "Nine were killed in Velm.", "Velm Post")
    assert first.published is not None
    assert (first.published.day, first.published.instant) == ("2021-03-26", "2021-03-27T04:30:00+00:00")


def test_unchanged_feed_is_not_sent_again(web: Web, tmp_path: Path) -> None:
    watcher = Watcher(web, tmp_path)
    first = _feed(1)
    first.headers = {"ETag": '"one"', "Last-Modified": "Fri, 26 Mar 2021 00:00:00 GMT"}
    web.says["/feed"] = [first, Said(status=304)]
    watcher.round()
    assert watcher.round() == ["nothing new"]
    asked = web.asked[-1][1]
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"one"', "Fri, 26 Mar 2021 00:00:00 GMT")


def test_feed_that_moved_for_good_is_asked_there(web: Web, tmp_path: Path) -> None:
    watcher = Watcher(web, tmp_path)
    web.says["/feed"] = Said(status=301, headers={"Location": "/new"})
    web.says["/new"] = _feed(1)
    watcher.round()
    watcher.round()
    assert web.paths() == ["/feed", "/new", "/new"]


def test_feed_that_is_gone_is_left(web: Web, tmp_path: Path) -> None:
    watcher = Watcher(web, tmp_path)
    web.says["/feed"] = Said(status=410)
    assert "gone" in watcher.round()[0]
    assert "gone" in watcher.round()[0]
    assert web.paths() == ["/feed"]


@pytest.mark.parametrize(
    ("said", "minutes"), [(Said(status=429, headers={"Retry-After": "3600"}), 60), (Said(status=500), 10)]
)
def test_feed_that_fails_is_asked_later(web: Web, tmp_path: Path, said: Said, minutes: int) -> None:
    watcher = Watcher(web, tmp_path)
    web.says["/feed"] = [said, _feed(1)]
    assert f"{minutes} minutes" in watcher.round()[0]
    watcher.clock.now += 60 * (minutes - 1)
    assert watcher.round()[0].startswith("not asked")
    assert len(web.paths()) == 1
    watcher.clock.now += 61
    assert watcher.round() == ["1 new of 1"]


def test_wait_doubles_to_a_day(web: Web, tmp_path: Path) -> None:
    watcher = Watcher(web, tmp_path)
    web.says["/feed"] = Said(b"no feed")
    waits = []
    for _ in range(10):
        waits.append(int(watcher.round()[0].split(" minutes")[0].split()[-1]))
        watcher.clock.now += 86_401
    assert waits == [10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440]


def test_bad_feed_leaves_the_others_alone(web: Web, tmp_path: Path) -> None:
    watcher = Watcher(web, tmp_path)
    web.says["/feed"] = Said(b"\0\1\2" * 1_000)
    web.says["/two"] = _feed(1)
    watcher.feeds.append(f"{web.address}/two")
    first, second = watcher.round()
    assert first.startswith("binary")
    assert second == "1 new of 1"


def test_entry_in_two_feeds_is_one_report(web: Web, tmp_path: Path) -> None:
    watcher = Watcher(web, tmp_path)
    web.says["/feed"] = web.says["/two"] = _feed(1)
    watcher.feeds.append(f"{web.address}/two")
    watcher.round()
    assert len(watcher.articles()) == 1


def test_pages_behind_entries(web: Web, tmp_path: Path) -> None:
    watcher = Watcher(web, tmp_path, pages=True)
    web.says["/robots.txt"] = Said(b"User-agent: *\nDisallow: /2\n")
    web.says["/feed"] = _feed(1, 2, 3)
    web.says["/1"] = Said(PAGE.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
    web.says["/3"] = Said(b"<html><body><p>Subscribe.</p></body></html>")
    watcher.round()
    whole, forbidden, short = watcher.articles()
    assert "on day 4" in whole.text
    assert whole.title == "Velm"
    assert forbidden.text == short.text == "Nine were killed in Velm."
    assert "/2" not in web.paths()


def test_page_that_fails_is_tried_three_times(web: Web, tmp_path: Path) -> None:
    watcher = Watcher(web, tmp_path, pages=True)
    feed = _feed(1, 2)
    feed.headers = {"ETag": '"one"'}
    web.says["/feed"] = feed
    web.says["/1"] = [Said(status=500), Said(PAGE.encode())]
    web.says["/2"] = Said(status=500)
    assert watcher.round() == ["0 new of 2, 2 to come"]
    assert watcher.round() == ["1 new of 2, 1 to come"]
    assert "if-none-match" not in web.asked[-2][1]
    assert watcher.round() == ["1 new of 2"]
    first, second = watcher.articles()
    assert "on day 4" in first.text
    assert second.text == "Nine were killed in Velm."


def test_entries_without_a_text_are_counted_and_not_asked_for_again(web: Web, tmp_path: Path) -> None:
    watcher = Watcher(web, tmp_path)
    web.says["/feed"] = _feed(1, text="")
    assert watcher.round() == ["0 new of 1, 1 without a text"]
    assert watcher.round() == ["0 new of 1"]
    assert watcher.articles() == []


@pytest.mark.parametrize("into", ["news.jsonl", "news"])
def test_killed_before_the_state_was_saved(web: Web, tmp_path: Path, into: str) -> None:
    watcher = Watcher(web, tmp_path, into=into)
    web.says["/feed"] = [_feed(1), _feed(1, 2), _feed(1, 2, 3)]
    watcher.round()
    watcher.round(save=False)
    assert watcher.round() == ["1 new of 3"]
    assert [article.input_id for article in watcher.articles()] == [f"{web.address}/{n}" for n in (1, 2, 3)]


def test_killed_while_a_line_was_written(web: Web, tmp_path: Path) -> None:
    watcher = Watcher(web, tmp_path)
    web.says["/feed"] = [_feed(1), _feed(1, 2)]
    watcher.round()
    with watcher.into.open("ab") as file:
        file.write(b'{"id":"half')
    watcher.round()
    assert len(watcher.articles()) == 2


def test_day_that_cannot_be_believed_is_not_written(web: Web, tmp_path: Path) -> None:
    watcher = Watcher(web, tmp_path)
    feed = _feed(1)
    feed.body = feed.body.replace(b"2021", b"2044")
    web.says["/feed"] = feed
    watcher.round()
    assert watcher.articles()[0].published is None


def test_lines_that_are_not_ours_are_left(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"not json\n[1]\n")
    assert recover(Memory(), FileOutput(path)) == Memory()
    assert path.read_bytes() == b"not json\n[1]\n"
