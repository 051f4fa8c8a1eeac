from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from dateline.web.app import make_app
from dateline.web.contract import row_schema
from dateline.web.settings import Settings

CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")
TEXT = "Kenya expelled two Ugandan diplomats on Tuesday."


def test_events_are_as_described(client: TestClient) -> None:
    rows = client.get("/v1/events?limit=5").json()["events"]
    assert len(rows) == 5
    for row in rows:
        jsonschema.validate(row, row_schema("reading"))


def test_one_event_has_its_evidence_and_parties(client: TestClient, event: dict[str, str]) -> None:
    told = client.get(f"/v1/events/{event['event_id']}").json()
    assert {p["side"] for p in told["parties"]} == {"actor", "recipient"}
    assert told["event"]["evidence"][0]["by"].startswith("frame:")
    jsonschema.validate(told["event"], row_schema("events"))


def test_attributions_and_actors_are_paged(client: TestClient) -> None:
    for name in ("attributions", "actors"):
        first = client.get(f"/v1/{name}?limit=3").json()
        second = client.get(f"/v1/{name}?limit=3&cursor={first['next']}").json()
        assert len(first[name]) == 3
        assert first[name] != second[name] or name == "actors"
    assert client.get("/v1/attributions?speaker=William+Ruto&limit=1").json()["attributions"][0]["country"] == "KEN"
    assert client.get("/v1/attributions?limit=1&cursor=1@99").status_code == 400


def test_a_series_is_zero_filled(client: TestClient) -> None:
    rows = client.get("/v1/series?actor=KEN&recipient=UGA&every=month&from=2024-01-01&to=2024-06-30").json()["series"]
    assert [r["period"][:7] for r in rows] == [f"2024-{m:02d}" for m in range(1, 7)]
    assert 0 in [r["events"] for r in rows]


@pytest.mark.parametrize("table", ["events", "parties", "attributions", "texts", "outcomes"])
def test_an_export_is_the_same_in_every_form(table: str, client: TestClient) -> None:
    get = client.get
    rows = get(f"/v1/export/{table}.json").json()["rows"]
    assert len(rows) > 60
    assert [json.loads(line) for line in get(f"/v1/export/{table}.jsonl").text.splitlines()] == rows
    csv.field_size_limit(10_000_000)
    assert len(list(csv.reader(io.StringIO(get(f"/v1/export/{table}.csv").text, newline="")))) == len(rows) + 1
    assert pq.read_table(io.BytesIO(get(f"/v1/export/{table}.parquet").content)).num_rows == len(rows)


def test_a_filtered_export_is_what_the_page_shows(client: TestClient) -> None:
    assert client.get("/v1/export/events.csv?type=AID").text == client.get("/events.csv?type=AID").text


def test_a_text_is_coded_and_nothing_kept(client: TestClient) -> None:
    before = client.get("/v1/about").json()
    told = client.post("/v1/code", json={"text": TEXT, "published": "2024-03-05"}).json()
    assert (told["outcome"], told["events"][0]["type"]) == ("coded", "SANCTION")
    assert client.post("/v1/code", json={"text": ""}).json()["outcome"] == "dropped"
    assert client.get("/v1/about").json() == before


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b'{"text": 1}', "application/json"),
        (b'{"x": 1}', "application/json"),
        (b"{}", "text/plain"),
        (b"[" * 100_000, "application/json"),
    ],
)
def test_a_body_that_is_not_as_described_is_refused(body: bytes, kind: str, client: TestClient) -> None:
    answer = client.post("/v1/code", content=body, headers={"content-type": kind})
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_what_is_not_there_is_said_in_json(client: TestClient) -> None:
    for path in ("/v1/events/none", "/v1/articles/none", "/v1/export/none.csv", "/v1/export/events.exe", "/v1/none"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.json()["error"]


def test_schemathesis_finds_no_fault(where: Path) -> None:
    """Every operation, with values as described and not: no 5xx, and nothing that the description does not allow."""
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from hypothesis import HealthCheck, Phase, given, settings

    app = make_app(Settings(str(where)))
    here = {"Host": "127.0.0.1"}
    schema = schemathesis.openapi.from_asgi("/v1/openapi.json", app, headers=here)
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=15,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def prove(case: Any) -> None:
            case.call_and_validate(headers=here, checks=schemathesis.checks.CHECKS.get_by_names(CHECKS))

        prove()
