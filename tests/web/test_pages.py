from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from dateline.dataset import Dataset
from tests.web.conftest import HARM, PARTIES

PAGES = (
    "/",
    "/events",
    "/events?type=AID&actor_country=TZA&q=acted",
    "/event/{event}",
    "/article/{article}",
    "/actors",
    "/actor?country=KEN",
    "/actor?name=Kenya",
    "/dyad",
    "/dyad?a=KEN&b=UGA",
    "/map",
    "/network",
    "/voices",
    "/compare?what=dyads&a=KEN+%3E+UGA&b=UGA+%3E+TZA",
    "/compare?what=outlets&a=Kijani&b=Meridian",
    "/review",
)


def _path(page: str, event: dict[str, str]) -> str:
    return page.format(event=event["event_id"], article=event["article_id"])


def _twin(path: str, suffix: str) -> str:
    base, _, query = path.partition("?")
    return f"{'/overview' if base == '/' else base}.{suffix}" + (f"?{query}" if query else "")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_and_its_twins_answer_and_load_nothing_from_elsewhere(
    page: str, client: TestClient, event: dict[str, str]
) -> None:
    path = _path(page, event)
    answer = client.get(path)
    assert answer.status_code == 200
    assert "<h1>" in answer.text
    assert re.findall(r'(?:src|href|action)="(?:[a-z]+:)?//', answer.text) == []
    assert "<script>" not in answer.text
    assert " style=" not in answer.text
    assert not re.search(r"\son\w+=", answer.text)
    rows = json.loads(client.get(_twin(path, "json")).text)["rows"]
    table = list(csv.DictReader(io.StringIO(client.get(_twin(path, "csv")).text)))
    columns = pq.read_table(io.BytesIO(client.get(_twin(path, "parquet")).content))
    lines = client.get(_twin(path, "jsonl")).text.splitlines()
    assert len(rows) == len(table) == columns.num_rows == len(lines)


@pytest.mark.parametrize("page", ["/", "/events", "/actor?country=KEN", "/dyad?a=KEN&b=UGA", "/map", "/network"])
def test_charts_are_svg_of_their_own(page: str, client: TestClient) -> None:
    answer = client.get(_twin(page, "svg"))
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in answer.headers["content-security-policy"]
    root = ElementTree.fromstring(answer.text)
    assert root.tag.endswith("svg")
    assert root.attrib["aria-label"]


def test_hostile_words_are_shown_and_do_nothing(client: TestClient, event: dict[str, str]) -> None:
    for path in ("/", f"/event/{event['event_id']}", f"/article/{event['article_id']}"):
        text = client.get(path).text
        assert "<script>alert" not in text
        assert "\u202e" not in text
        assert "\x1b" not in text
    text = client.get(f"/article/{event['article_id']}").text
    assert "&lt;script&gt;alert" in text
    assert "⟦U+202E⟧txet" in text
    assert "␛[31m" in text


def test_the_files_keep_the_words_as_they_stand(client: TestClient, event: dict[str, str]) -> None:
    assert client.get(f"/v1/articles/{event['article_id']}").json()["article"]["title"] == HARM


def test_a_body_of_five_megabytes_is_shown_in_parts(client: TestClient) -> None:
    rows = client.get("/v1/events?limit=1000").json()["events"]
    long = next(
        r["article_id"]
        for r in rows
        if client.get(f"/v1/articles/{r['article_id']}").json()["article"]["characters"] > 5_000_000
    )
    answer = client.get(f"/article/{long}")
    assert len(answer.content) < 300_000
    assert "Next part" in answer.text
    assert "Part before" in client.get(f"/article/{long}?at=4000000").text


def test_the_sql_of_a_page_gives_its_rows(client: TestClient, where: object) -> None:
    told = client.get("/events.json?type=AID&actor_country=TZA").json()
    rows = Dataset.open(str(where)).query(told["sql"]).to_pylist()
    assert [r["event_id"] for r in rows] == [r["event_id"] for r in told["rows"]]
    assert rows


def test_facets_count_what_the_list_holds(client: TestClient) -> None:
    text = client.get("/events?type=AID").text
    total = int(re.search(r"<strong>(\d+)</strong> events", text)[1])  # type: ignore[index] - it is there
    assert total == len(client.get("/events.json?type=AID").json()["rows"]) > 0
    assert client.get("/events?type=AID&type=CONSULT").text.count('aria-current="true"') > text.count(
        'aria-current="true"'
    )


def test_pages_of_events_join_without_gap_or_repeat(client: TestClient) -> None:
    seen: list[str] = []
    path = "/v1/events?limit=7"
    while True:
        answer = client.get(path).json()
        seen += [e["event_id"] for e in answer["events"]]
        if answer["next"] is None:
            break
        path = f"/v1/events?limit=7&cursor={answer['next']}"
    everything = [r["event_id"] for r in client.get("/events.json").json()["rows"]]
    assert seen == everything
    assert len(set(seen)) == 62


def test_an_event_is_marked_in_its_words(client: TestClient, event: dict[str, str]) -> None:
    text = client.get(f"/event/{event['event_id']}").text
    for role in ("trigger", "actor", "recipient", "day", "place", "speaker", "cue"):
        assert f"role-{role}" in text
    assert "frame:" in text
    assert "William Ruto" in text


def test_a_point_of_a_dyad_leads_to_its_events(client: TestClient) -> None:
    found = re.findall(r'<a href="(/events\?[^"]+)"', client.get("/dyad.svg?a=KEN&b=UGA").text)
    assert found
    assert "<strong>0</strong>" not in client.get(found[0].replace("&amp;", "&")).text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/events?nonsense=1", 400),
        ("/events?from=yesterday", 400),
        ("/events?confidence=7", 400),
        ("/events?cursor=%00", 400),
        ("/events?as_of=99999", 409),
        ("/events?as_of=x", 400),
        ("/dyad?a=XX&b=KEN", 400),
        ("/event/none-1", 404),
        ("/article/none", 404),
        ("/events.exe", 404),
        ("/review/none", 404),
        ("/nowhere", 404),
    ],
)
def test_what_cannot_be_shown_says_why(path: str, status: int, client: TestClient) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text


def test_the_theme_is_kept_and_leads_back_here_only(client: TestClient) -> None:
    answer = client.get("/theme?to=dark&back=/events")
    assert answer.headers["location"] == "/events"
    assert "theme=dark" in answer.headers["set-cookie"]
    for back in ("//elsewhere.test", "/\\elsewhere.test", "https://elsewhere.test"):
        assert client.get("/theme", params={"to": "dark", "back": back}).headers["location"] == "/"
    assert 'data-theme="dark"' in client.get("/", headers={"cookie": "theme=dark"}).text


def test_an_older_commit_can_be_read(client: TestClient) -> None:
    assert "You read commit 1" in client.get("/events?as_of=1").text or client.get("/events?as_of=1").status_code == 200


def test_countries_are_called_by_name(client: TestClient) -> None:
    text = client.get("/dyad").text
    assert all(name in text for name in PARTIES.values())
