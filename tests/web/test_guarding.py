from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.errors import ConfigError
from dateline.web.guarding import POLICY
from dateline.web.settings import Settings, check_settings
from tests.web.conftest import TOKEN, browser

BEARER = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def writer(where: Path) -> TestClient:
    return browser(Settings(str(where), token=TOKEN))


@pytest.fixture(scope="module")
def remote(where: Path) -> TestClient:
    return browser(Settings(str(where), host="0.0.0.0", token=TOKEN), host="news.example:8765")


def _entered(client: TestClient) -> dict[str, str]:
    answer = client.post("/enter", data={"token": TOKEN})
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    return {"cookie": cookie.split(";")[0]}


def test_unsafe_settings_are_refused() -> None:
    for settings in (Settings("x", host="0.0.0.0"), Settings("x", host="news.example"), Settings("x", token="short")):
        with pytest.raises(ConfigError):
            check_settings(settings)
    for host in ("127.0.0.1", "::1", "localhost"):
        check_settings(Settings("x", host=host))


def test_every_answer_has_the_headers(client: TestClient) -> None:
    for path in ("/", "/events.csv", "/v1/about", "/static/page.css", "/nowhere"):
        answer = client.get(path)
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
    assert "unsafe" not in POLICY


def test_another_name_for_this_machine_is_not_answered(client: TestClient) -> None:
    assert client.get("/", headers={"host": "rebound.example"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:8765"}).status_code == 200


def test_without_a_token_nothing_is_written(client: TestClient) -> None:
    assert client.post("/review", data={"name": "x"}).status_code == 403
    assert "read-only" in client.get("/review").text


def test_a_write_needs_token_and_word_and_a_page_of_ours(writer: TestClient) -> None:
    plan = {"name": "guarded", "events": "5", "sentences": "0", "seed": "1", "by": "nothing"}
    assert writer.post("/review", data=plan).status_code == 401
    cookie = _entered(writer)
    assert writer.post("/review", data=plan, headers=cookie).status_code == 400  # no word of a form of ours
    word = re.search(r'name="word" value="(\w+)"', writer.get("/review", headers=cookie).text)
    assert word
    plan["word"] = word[1]
    foreign = {**cookie, "origin": "https://elsewhere.example"}
    assert writer.post("/review", data=plan, headers=foreign).status_code == 403
    assert writer.post("/review", data=plan, headers={**cookie, "sec-fetch-site": "cross-site"}).status_code == 403
    assert writer.post("/review", data=plan, headers=cookie).status_code == 303
    assert writer.post("/review", data=plan, headers=cookie).status_code == 400  # that name is taken
    assert writer.post("/review", data={**plan, "name": "by-program"}, headers=BEARER).status_code == 303


def test_a_wrong_token_does_not_fit(writer: TestClient) -> None:
    writer.cookies.clear()
    assert writer.post("/enter", data={"token": "a-token-of-some-lengti"}).status_code == 401
    assert writer.post("/review", data={}, headers={b"authorization": "Bearer é".encode()}).status_code == 401
    assert writer.post("/review", data={}, headers={"cookie": "dateline=x"}).status_code == 401


def test_other_machines_read_with_the_token_only(remote: TestClient) -> None:
    assert remote.get("/").headers["location"] == "/enter"
    assert remote.get("/v1/events").status_code == 401
    assert remote.get("/events.csv", headers={"accept": "*/*"}).status_code == 401
    assert remote.get("/enter").status_code == 200
    assert remote.get("/static/page.css").status_code == 200
    assert remote.get("/v1/events", headers=BEARER).status_code == 200
    assert remote.get("/", headers=_entered(remote)).status_code == 200


def test_a_large_body_is_not_taken_in(client: TestClient) -> None:
    large = b'{"text": "' + b"a" * 9_000_000 + b'"}'
    assert client.post("/v1/code", content=large, headers={"content-type": "application/json"}).status_code == 413

    def pieces():  # type: ignore[no-untyped-def]
        for _ in range(10):
            yield b"a" * 1_000_000

    assert client.post("/v1/code", content=pieces(), headers={"content-type": "application/json"}).status_code == 413
