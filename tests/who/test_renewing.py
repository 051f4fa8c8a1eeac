"""The table from Wikidata, against a local server that answers as the endpoint does; its answers are ours."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from dateline.errors import ConfigError, StoreError
from dateline.who import Facts
from dateline.who.own import read_actors
from dateline.who.renewing import Source, build_table

ENTITY = "http://www.wikidata.org/entity/"


def _row(person: str, label: str, office: str, start: str = "", end: str = "", **more: str) -> dict[str, Any]:
    cells = {"p": ENTITY + person, "pLabel": label, "pos": ENTITY + "Q9", "posLabel": office}
    cells |= {"rank": more.get("rank", "http://wikiba.se/ontology#NormalRank")}
    cells |= {k: f"{v}T00:00:00Z" for k, v in (("s", start), ("e", end)) if v}
    cells |= {"alt": more["alt"]} if "alt" in more else {}
    return {name: {"type": "literal", "value": value} for name, value in cells.items()}


ROWS = [
    _row("Q101", "Ana Roth", "minister of defence", "2012-05-06", "2014-01-01", alt="A. Roth"),
    _row("Q101", "Ana Roth-Lund", "minister of defence", "2012-05-06", "2014-01-01"),
    _row("Q101", "Ana Roth", "minister of defence", "2012-05-06", "2014-01-01", alt="Anna Roth"),
    _row("Q102", "Ben Low", "prime minister", "2015-03-01"),
    _row("Q103", "Cy Dahl", "prime minister", "2011-01-01", rank="http://wikiba.se/ontology#DeprecatedRank"),
]


class Endpoint(HTTPServer):
    """Serves ROWS by page; `troubles` are what the first answers do instead."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.troubles: list[str] = []
        self.asked = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        query = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["query"][0]
        self.server.asked += 1
        assert "dateline" in self.headers["User-Agent"]
        trouble = self.server.troubles.pop(0) if self.server.troubles else ""
        if trouble.isdigit():
            self.send_response(int(trouble))
            self.send_header("Retry-After", "7")
            self.end_headers()
            return
        found = re.search(r"LIMIT (\d+) OFFSET (\d+)", query)
        assert found
        size, offset = int(found[1]), int(found[2])
        body = json.dumps({"results": {"bindings": ROWS[offset : offset + size]}}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if trouble == "cut" else body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    server = Endpoint()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def _lines(facts: Facts, source: Source) -> list[list[str]]:
    return [line.split("\t") for line in build_table(facts, ["DEU"], 2010, source)]


def test_pages_labels_ranks_and_open_ends(facts: Facts, endpoint: Endpoint) -> None:
    header, *rows = _lines(facts, Source(endpoint.url, page=2))
    assert endpoint.asked == 3
    assert header[:3] == ["name", "aliases", "country"]
    assert rows == [
        [
            "Ana Roth",
            "A. Roth|Ana Roth-Lund|Anna Roth",
            "DEU",
            "GOV|MIL",
            "2012-05-06",
            "2014",
            "Q101",
            "minister of defence",
        ],
        ["Ben Low", "", "DEU", "GOV", "2015-03-01", "", "Q102", "prime minister"],
    ]


def test_it_waits_as_long_as_it_is_told_and_tries_again(facts: Facts, endpoint: Endpoint) -> None:
    endpoint.troubles = ["429", "cut", "503"]
    waits: list[float] = []
    rows = _lines(facts, Source(endpoint.url, wait=waits.append))
    assert len(rows) == 3
    assert waits[0] == 7.0
    assert len(waits) == 3


def test_it_gives_up(facts: Facts, endpoint: Endpoint) -> None:
    endpoint.troubles = ["500"] * 9
    with pytest.raises(StoreError, match="HTTP 500"):
        _lines(facts, Source(endpoint.url, tries=2, wait=lambda _: None))
    endpoint.troubles = ["400"]
    with pytest.raises(StoreError, match="HTTP 400"):
        _lines(facts, Source(endpoint.url, wait=lambda _: None))


def test_the_cache_answers_the_second_time(facts: Facts, endpoint: Endpoint, tmp_path: Path) -> None:
    source = Source(endpoint.url, cache=tmp_path / "cache")
    first = _lines(facts, source)
    asked = endpoint.asked
    assert _lines(facts, source) == first
    assert endpoint.asked == asked


def test_what_is_built_is_a_table_of_your_own(facts: Facts, endpoint: Endpoint, tmp_path: Path) -> None:
    path = tmp_path / "built.tsv"
    path.write_text("\n".join(build_table(facts, ["DEU"], 2010, Source(endpoint.url))), encoding="utf-8")
    table = read_actors(path)
    assert (len(table.rows), table.faults) == (2, ())


def test_only_web_addresses_and_known_countries(facts: Facts) -> None:
    with pytest.raises(ConfigError, match="http"):
        Source("file:///etc/passwd")
    with pytest.raises(ConfigError, match="XXX"):
        list(build_table(facts, ["XXX"], 2010, Source("http://127.0.0.1:9/")))
