from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from dateline.web.agents import make_server


def _call(where: Path, tool: str, **arguments: Any) -> Any:
    answer = asyncio.run(make_server(str(where)).call_tool(tool, arguments))
    content = answer.content if hasattr(answer, "content") else answer[0]
    return json.loads(content[0].text)


def test_an_agent_searches_reads_and_codes(where: Path) -> None:
    found = _call(where, "search_events", words="acted", actor_country="KEN", limit=3)
    assert len(found["events"]) == 3
    more = _call(where, "search_events", words="acted", actor_country="KEN", limit=3, cursor=found["next"])
    assert more["events"][0]["event_id"] not in {e["event_id"] for e in found["events"]}
    told = _call(where, "read_evidence", event_id=found["events"][0]["event_id"])
    assert told["event"]["evidence"]
    assert told["parties"]
    coded = _call(where, "code_text", text="Kenya expelled two Ugandan diplomats on Tuesday.", published="2024-03-05")
    assert coded["events"][0]["type"] == "SANCTION"


def test_a_wrong_question_is_answered_with_what_is_wrong(where: Path) -> None:
    assert "day" in _call(where, "search_events", first_day="soon")["error"]
    assert "no event" in _call(where, "read_evidence", event_id="x")["error"]
    assert "too-long" in _call(where, "code_text", text="a" * 200_000)["error"]


def test_tools_are_described(where: Path) -> None:
    tools = asyncio.run(make_server(str(where)).list_tools())
    assert [t.name for t in tools] == ["search_events", "read_evidence", "code_text"]
    assert all(t.description for t in tools)
