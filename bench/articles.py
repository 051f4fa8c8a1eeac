"""Whole articles: every input ends in exactly one outcome, and what comes out is counted."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bench.loaded import Loaded
from dateline.coder import code_batch
from dateline.reading import ReadOptions, read
from dateline.records import Article, Coded, Dropped, Failed, Outcome

ARTICLES = "gold/articles/wikinews_dev.jsonl"


def measure(loaded: Loaded) -> dict[str, Any]:
    """Outcomes, events per article, events per type; ValueError where inputs and outcomes do not go one to one."""
    expected = [r["id"] for r in loaded.gold.rows(ARTICLES)]
    outcomes: list[Outcome] = []
    for item in read([loaded.gold.folder / ARTICLES], ReadOptions()):
        if isinstance(item, Article):
            outcomes += code_batch([item], loaded.tools)
        else:
            outcomes.append(Dropped(item.input_id, item.reason, item.detail, loaded.tools.version))
    if [o.input_id for o in outcomes] != expected:
        raise ValueError(f"{len(expected)} articles went in, {len(outcomes)} outcomes came out, or with other ids")
    coded = [o for o in outcomes if isinstance(o, Coded)]
    events = [e for o in coded for e in o.events]
    return {
        "articles": len(outcomes),
        "coded": len(coded),
        "dropped": sum(isinstance(o, Dropped) for o in outcomes),
        "failed": sum(isinstance(o, Failed) for o in outcomes),
        "events": len(events),
        "events_per_article": len(events) / max(1, len(coded)),
        "without_event": sum(not o.events for o in coded),
        "details": {
            "types": dict(Counter(e.type for e in events).most_common()),
            "statuses": dict(Counter(e.status for e in events).most_common()),
            "reasons": dict(Counter(o.reason for o in outcomes if isinstance(o, Dropped)).most_common()),
            "failures": [f"{o.input_id}: {o.stage}: {o.error}" for o in outcomes if isinstance(o, Failed)],
        },
    }
