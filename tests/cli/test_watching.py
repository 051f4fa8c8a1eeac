"""`dateline watch`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.main import app
from dateline.reading import ReadOptions, read
from dateline.records import Article
from tests.reading.webserver import Said, Web, serve

FEED = (
    b'<rss version="2.0"><channel><title>Velm Post</title><item><title>Nine</title><link>/9</link>'
    b"<description>Nine were killed in Velm.</description></item></channel></rss>"
)
RUNNER = CliRunner()


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as running:
        running.says["/feed"] = Said(FEED)
        yield running


def test_one_round_into_a_file_that_reading_reads(web: Web, tmp_path: Path) -> None:
    into = tmp_path / "news.jsonl"
    arguments = ["watch", f"{web.address}/feed", "--into", str(into), "--once", "--delay", "0", "--allow-private"]
    first = RUNNER.invoke(app, arguments)
    again = RUNNER.invoke(app, arguments)
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "1 new of 1" in first.stderr
    assert "0 new of 1" in again.stderr
    (article,) = read([into], ReadOptions())
    assert isinstance(article, Article)
    assert (article.title, article.outlet, article.url) == ("Nine", "Velm Post", f"{web.address}/9")


def test_list_of_feeds_to_standard_output(web: Web, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.txt"
    feeds.write_text(f"# ours\n{web.address}/feed\n\n{web.address}/none\n")
    result = RUNNER.invoke(app, ["watch", str(feeds), "--once", "--delay", "0", "--allow-private"])
    assert result.exit_code == 3
    assert result.stdout.count("\n") == 1
    assert "the answer was 404" in result.stderr


def test_private_networks_are_not_asked_unless_told(web: Web) -> None:
    result = RUNNER.invoke(app, ["watch", f"{web.address}/feed", "--once"])
    assert result.exit_code == 3
    assert "--allow-private" in result.stderr
    assert web.asked == []


@pytest.mark.parametrize(
    "arguments", [["no-such-file"], ["ftp://a.example/feed"], ["https://a.example/", "--contact", "a\nb"]]
)
def test_wrong_arguments_are_told_before_anything_is_asked(arguments: list[str]) -> None:
    result = RUNNER.invoke(app, ["watch", *arguments, "--once"])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
