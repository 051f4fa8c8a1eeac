"""What stands around events: times, attributions, and how events are presented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.loaded import Loaded, plain
from bench.scoring import forms
from bench.scoring.attributions import AttributionTally
from bench.scoring.factuality import score_factuality
from bench.scoring.times import score_times
from dateline.judging import judge_spans
from dateline.reading import make_article
from dateline.records import Span

Rows = list[dict[str, Any]]


def measure_times(loaded: Loaded) -> dict[str, Any]:
    """Spans, types and values of time expressions; each text's creation day is its day of publication."""
    gold = loaded.gold.rows("gold/time/dev.jsonl")
    found = _coded(loaded, gold, forms.times, "dct")
    out = {c: score_times([g for g in gold if g["corpus"] == c], found) for c in sorted({g["corpus"] for g in gold})}
    return {"all": score_times(gold, found), **out}


def measure_attributions(loaded: Loaded) -> dict[str, Any]:
    """Who says what: attributions found, their parts, their nesting; overall and for news alone."""
    gold = loaded.gold.rows("gold/attribution/gum_dev.jsonl")
    found = _coded(loaded, gold, forms.attributions)
    news = [g for g in gold if g["corpus"] == "gum-news"]
    return {"all": _attributions(gold, found), "news": _attributions(news, found)}


def _attributions(gold: Rows, found: dict[str, Rows]) -> dict[str, Any]:
    tally = AttributionTally()
    for record in gold:
        tally.add(record["text"], record["attributions"], found[record["id"]])
    report = tally.report()
    out: dict[str, Any] = {"gold": report["gold"], "pred": report["pred"]}
    for name, rate in report.items():
        if isinstance(rate, dict) and "f1" in rate:
            full = name in ("attribution", "linked")
            out |= {f"{name}_{k}": rate[k] for k in (("p", "r", "f1") if full else ("f1",))}
    return {**out, "details": {"kinds": report["kinds"]}}


def measure_factuality(loaded: Loaded) -> dict[str, Any]:
    """How events are presented, on the articles of MEANTIME: those that were coded, and, `given`, all gold words.

    Of the given ones four classes are measured: words that tell what is so in general are left out.
    """
    gold = [g for g in loaded.gold.rows("gold/factuality/dev.jsonl") if g["corpus"] == "meantime"]
    score = score_factuality(gold, _coded(loaded, gold, forms.classes))
    classes = score.pop("classes")
    return {"meantime": {**score, "details": {"classes": classes}}, "given": _given(loaded, gold)}


def _given(loaded: Loaded, gold: Rows) -> dict[str, Any]:
    told = [{**g, "events": [e for e in g["events"] if e["class"] != "generic"]} for g in gold]
    found: dict[str, Rows] = {}
    for g in told:
        article = make_article(g["text"], input_id=g["id"])
        spans = [Span("text", e["start"], e["end"]) for e in g["events"]]
        found[g["id"]] = [forms.given(j) for j in judge_spans(article, spans, loaded.tools.parser)]
    score = score_factuality(told, found)
    classes = score.pop("classes")
    return {**score, **{f"{name}_f1": f1 for name, f1 in classes.items()}}


def _coded(loaded: Loaded, gold: Rows, form: Callable[[dict[str, Any]], Rows], day: str = "date") -> dict[str, Rows]:
    outcomes = loaded.code(gold, day)
    return {g["id"]: form(plain(o)) for g, o in zip(gold, outcomes, strict=True)}
