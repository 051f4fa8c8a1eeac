"""Results: one file for programs, one for people. Each step keeps the versions and the machine that it was run with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS, TABLE = HERE / "results.json", HERE / "RESULTS.md"
Step = dict[str, Any]

_TITLES = {
    "parsing": "Parsing, on gold words and from raw text (`raw`: F1 as in CoNLL 2018); universal relations",
    "names": "Names. Exact spans of PER, LOC, ORG",
    "events": "Events, a sentence an article; negated ones left out; macro-F1 over types with seven gold events",
    "sentences": "Held-back families of our own sentences, each item an article; frames and model together and apart",
    "judged": "Whole articles: events that judges listed (two; dev: one), type and both sides' countries the same",
    "times": "Times",
    "attributions": "Attributions",
    "quotations": "Our own direct quotations with their speakers",
    "places": "Places",
    "factuality": "Factuality, of words that an event was coded from, and of given words",
    "actors": "Actors: our own mentions in context (`wrong` is a share), and famous names on a day",
    "coreference": "Coreference over people, organisations and countries; CoNLL F1 is the mean of MUC, B³ and CEAF-e",
    "articles": "Whole articles, without labels",
    "duplicates": "Near-duplicates: pairs of edited copies; real articles and reports of one mould, which are none",
    "speed": "Speed. One process, one thread; a word is a token of our own tokeniser",
}


def flat(step: str, figures: Mapping[str, Any]) -> dict[str, float | None]:
    """Figures by dotted name ("events.plover.typed_f1"), without the details."""
    out: dict[str, float | None] = {}
    for name, value in figures.items():
        if isinstance(value, dict):
            out |= flat(f"{step}.{name}", value) if name != "details" else {}
        elif value is None or isinstance(value, int | float):
            out[f"{step}.{name}"] = value
    return out


def read_results() -> dict[str, Any]:
    """What was found last, or nothing."""
    if not RESULTS.is_file():
        return _nothing()
    found: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return found if "steps" in found else _nothing()


def _nothing() -> dict[str, Any]:
    return {"corpora": {}, "figures": {}, "steps": {}}


def write_results(results: dict[str, Any]) -> None:
    """Both files."""
    rounded = _rounded(results)
    RESULTS.write_text(json.dumps(rounded, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    TABLE.write_text("\n".join([*_page(rounded), ""]), encoding="utf-8")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(v) for v in value]
    return value


def _page(results: dict[str, Any]) -> Iterator[str]:
    yield "# Results"
    yield ""
    yield "Written by `python -m bench`; every figure, and the hash of each set, stands in `results.json`."
    for name in (n for n in _TITLES if n in results["steps"]):
        step = results["steps"][name]
        version, machine = step["version"], step["machine"]
        yield from ("", f"## {_TITLES[name]}", "")
        yield (
            f"Code {version['code']}, model {version['model']}, lexicon {version['lexicon']}, "
            f"facts {version['facts']}; {machine['cpu']}, load average {machine['load_average']}."
        )
        yield from _section(step["figures"])


def _section(figures: dict[str, Any]) -> Iterator[str]:
    plain = {k: v for k, v in figures.items() if not isinstance(v, dict)}
    groups = {k: v for k, v in figures.items() if isinstance(v, dict) and k != "details"}
    if plain:
        groups = {"": plain, **groups}
    names = list(dict.fromkeys(k for g in groups.values() for k in g if k != "details"))
    yield ""
    yield "| figure | " + " | ".join(groups) + " |"
    yield "|---|" + "---:|" * len(groups)
    for name in names:
        yield f"| {name.replace('_', ' ')} | " + " | ".join(_cell(g.get(name)) for g in groups.values()) + " |"
    yield from _details(figures.get("details", {}))
    for name, group in groups.items():
        yield from _details(group.get("details", {}), f"{name}: ")


def _details(details: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in details.items():
        if not value:
            continue
        title = f"{prefix}{name.replace('_', ' ')}"
        if isinstance(value, dict) and all(isinstance(v, list) for v in value.values()):
            yield from ("", f"{title}:", "", "| type | gold | found | P | R | F1 |", "|---|---:|---:|---:|---:|---:|")
            yield from (f"| {k} | " + " | ".join(map(_cell, row)) + " |" for k, row in value.items())
        else:
            rows = [f"{k} {_inline(v)}" for k, v in value.items()] if isinstance(value, dict) else value
            yield from ("", f"{title}: " + "; ".join(rows) + ".")


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "(" + ", ".join(f"{k} {_cell(v)}" for k, v in value.items()) + ")"
    return _cell(value)


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
