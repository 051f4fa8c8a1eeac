"""Events against gold sentences, each read as an article of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.loaded import Loaded, plain
from bench.scoring import forms
from bench.scoring.events import score
from bench.scoring.sectors import score_sectors
from dateline.records import Coded, Outcome, Party

CORPORA = ("plover", "petr2gsr", "petrunit")
GOLD = "gold/events/dev.jsonl"
_RATES = {
    "typed": "typed (detected with the right PLOVER type)",
    "tuple": "tuple (actor country, type, recipient country)",
}


def measure(loaded: Loaded, errors: Path | None = None) -> dict[str, Any]:
    """Figures of each corpus apart; `errors` names a file to write all sentences to, for reading."""
    records = loaded.gold.rows(GOLD)
    outcomes = loaded.code(records)
    if errors:
        lines = [line for r, o in zip(records, outcomes, strict=True) for line in _to_read(r, o)]
        errors.write_text("\n".join([*lines, ""]), encoding="utf-8")
    out: dict[str, Any] = {}
    for corpus in CORPORA:
        own = [(r, o) for r, o in zip(records, outcomes, strict=True) if r["corpus"] == corpus]
        predicted = [{"id": r["id"], "events": forms.events(plain(o))} for r, o in own]
        out[corpus] = _figures([r for r, _ in own], predicted)
        if corpus == "plover":
            sectors = score_sectors([r for r, _ in own], predicted)
            out[corpus]["details"] |= sectors.pop("details")
            out[corpus] |= sectors
    return out


def _figures(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[str, Any]:
    found = score(gold, predicted)
    out: dict[str, Any] = {
        "sentences": len(gold),
        "predictions_per_sentence": sum(len(p["events"]) for p in predicted) / len(gold),
        "strict_precision": found["detection strict"]["p"],
        "detection_recall": found["detection strict"]["r"],
    }
    for name, title in _RATES.items():
        out |= {f"{name}_{k}": found[title][k] for k in ("p", "r", "f1")}
    out["macro_f1"] = found["type macro-F1 of common types"]
    out["actor_country_f1"] = found["actor country"]["f1"]
    out["recipient_country_f1"] = found["recipient country"]["f1"]
    out["cameo_root_recall"] = found["cameo root recall"]["value"]
    out["details"] = {
        "types": {k: [v["gold"], v["pred"], v["p"], v["r"], v["f1"]] for k, v in found["per type"].items()},
        "confusions": [f"{g} → {p}: {n}" for g, p, n in found["confusions"]],
    }
    return out


def _to_read(record: dict[str, Any], outcome: Outcome) -> Iterator[str]:
    yield f"{record['id']} | {record['text']}"
    for e in record["events"]:
        kind = e.get("type") or "/".join(e.get("types_ok") or []) or f"CAMEO {e.get('cameo')}"
        actors, recipients = (
            ", ".join(f"{p['text']} [{p['code']}]" for p in e[side]) for side in ("actor", "recipient")
        )
        yield f"    gold  {kind} {e.get('mode') or ''}: {actors or '-'} > {recipients or '-'}"
    if not isinstance(outcome, Coded):
        yield f"    {outcome}"
        return
    for event in outcome.events:
        head = "/".join((event.type, *event.modes))
        yield (
            f"    found {head} {event.status}: {_parties(event.actors)} > {_parties(event.recipients)}"
            f' | {event.day.start} "{event.trigger.text}" {event.evidence[0].by}'
        )
    for miss in outcome.near_misses:
        yield f"    near  {miss.frame}: {miss.failed}"


def _parties(parties: tuple[Party, ...]) -> str:
    return ", ".join(f"{p.text} [{p.country}]" for p in parties) or "-"
