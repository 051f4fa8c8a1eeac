from __future__ import annotations

import json
from pathlib import Path

import msgspec

from bench.replaying import replay, write_replayed
from dateline.reading import make_article
from dateline.records import Quoted, Span
from tests.dataset.making import article, coded, event

MET = Quoted("met", Span("text", 14, 17))


def test_what_is_replayed_fits_its_own_article(tmp_path: Path) -> None:
    said, inputs = tmp_path / "said.jsonl", tmp_path / "articles.jsonl"
    reports = [article(n) for n in range(3)]
    said.write_bytes(b"\n".join(msgspec.json.encode(coded(r, event(r, 1, trigger=MET))) for r in reports))
    write_replayed(inputs, said, 6, a_day=2)
    made = [json.loads(line) for line in inputs.read_text().splitlines()]
    assert [m["published"] for m in made] == [f"2001-01-0{n // 2 + 1}" for n in range(6)]
    assert len({m["text"] for m in made}) == 6
    for m in made:
        again = make_article(m["text"], title=m["title"], published=m["published"], input_id=m["id"])
        found = replay(said, again)
        assert (found.article, found.events[0].id) == (again, f"{again.article_id}-1")
        assert (found.events[0].trigger, again.text[14:17]) == (MET, "met")
