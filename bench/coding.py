"""The coder on the labelled sets: events, times, attributions, places; and every article to exactly one outcome."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from bench import forms, gold
from bench.scoring import attributions as attribution_scoring
from bench.scoring import events as event_scoring
from bench.scoring import places as place_scoring
from bench.scoring import times as time_scoring
from dateline import Coder
from dateline.coder import code_article, code_batch
from dateline.reading import make_article
from dateline.records import Coded

Figures = dict[str, float]
ENOUGH = 7  # gold events below which a type's own figure means nothing
_NO_DAY = "2000-01-01"  # what the event sets write where the day is unknown


def _coded(row: dict[str, Any], day: str | None, coder: Coder) -> Coded:
    return code_article(make_article(row["text"], input_id=row["id"], published=day), coder.tools)


def events(shared: Path) -> Figures:
    """Per corpus: predictions a sentence, strict precision, typed, macro, tuple, and countries of the parties."""
    rows, coder = gold.rows(shared / "gold/events/dev.jsonl"), Coder()
    predicted = [{"id": r["id"], "events": forms.events(_coded(r, _day(r), coder))} for r in rows]
    out: Figures = {}
    for corpus in sorted({r["corpus"] for r in rows}):
        mine = [r for r in rows if r["corpus"] == corpus]
        ids = {r["id"] for r in mine}
        score = event_scoring.score(mine, [p for p in predicted if p["id"] in ids])
        out |= {f"events.{corpus}.{k}": v for k, v in _event_figures(score, len(mine)).items()}
    return out


def _day(row: dict[str, Any]) -> str | None:
    day = row.get("date")
    return None if not day or day == _NO_DAY else str(day)


def _event_figures(score: dict[str, Any], sentences: int) -> Figures:
    typed = score["typed (detected with the right PLOVER type)"]
    tuples = score["tuple (actor country, type, recipient country)"]
    enough = [v["f1"] for v in score["per type"].values() if v["gold"] >= ENOUGH]
    return {
        "predictions_per_sentence": score["counts"].get("pred", 0) / sentences,
        "strict_precision": score["detection strict"]["p"],
        "typed_precision": typed["p"],
        "typed_recall": typed["r"],
        "typed_f1": typed["f1"],
        "macro_f1_of_types_with_7": sum(enough) / len(enough) if enough else 0.0,
        "tuple_f1": tuples["f1"],
        "actor_country_f1": score["actor country"]["f1"],
        "recipient_country_f1": score["recipient country"]["f1"],
        **{f"type.{k}_f1": v["f1"] for k, v in score["per type"].items() if v["gold"] >= ENOUGH},
    }


def times(shared: Path) -> Figures:
    """Per corpus: strict and relaxed spans, values, and calendar days."""
    rows, coder = gold.rows(shared / "gold/time/dev.jsonl"), Coder()
    predicted = {r["id"]: forms.times(_coded(r, r.get("dct"), coder)) for r in rows}
    out: Figures = {}
    for corpus in sorted({r["corpus"].split("-")[0] for r in rows}):
        score = time_scoring.score([r for r in rows if r["corpus"].split("-")[0] == corpus], predicted)
        parts = {"strict_f1": score["strict"], "relaxed_f1": score["relaxed"], "value_f1": score["value"]}
        out |= {f"times.{corpus}.{k}": v["f1"] for k, v in parts.items()}
        out[f"times.{corpus}.calendar_recall"] = score["calendar"]["recall"] or 0.0
    return out


def attributions(shared: Path) -> Figures:
    """Attributions by content, with their speaker, and nested links, on GUM."""
    total, coder = attribution_scoring.Acc(), Coder()
    for row in gold.rows(shared / "gold/attribution/gum_dev.jsonl"):
        total.add(row["text"], row["attributions"], forms.attributions(_coded(row, row.get("date"), coder)))
    report = total.report()
    return {f"attributions.gum.{k}_f1": report[k]["f1"] for k in ("attribution", "linked", "nested")}


def places(shared: Path) -> Figures:
    """Places from raw text on GeoVirus: spans, and within 161 km."""
    rows, coder = gold.rows(shared / "gold/geo/dev.jsonl"), Coder()
    score = place_scoring.score(rows, {r["id"]: forms.places(_coded(r, None, coder)) for r in rows})["ALL"]
    return {"places.geovirus.span_f1": score["span"]["f1"], "places.geovirus.a161": score["a161"] or 0.0}


def articles(shared: Path) -> Figures:
    """Whole articles: one outcome each, and how many events."""
    coder, n = Coder(), Counter[str]()
    for row in gold.rows(shared / "gold/articles/wikinews_dev.jsonl"):
        article = make_article(row["text"], title=row.get("title") or "", published=row.get("published"))
        outcomes = code_batch([article], coder.tools)
        n["articles"] += 1
        n["outcomes"] += len(outcomes)
        for outcome in outcomes:
            n[type(outcome).__name__.lower()] += 1
            for event in getattr(outcome, "events", ()):
                n["events"] += 1
                n[f"type.{event.type}"] += 1
    kinds = ("articles", "outcomes", "coded", "dropped", "failed", "events")
    counts = {k: float(n[k]) for k in (*kinds, *sorted(k for k in n if k.startswith("type.")))}
    return {f"articles.{k}": v for k, v in counts.items()}
