"""Who the mentions of our own texts stand for; one half of the texts is never looked at."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from bench.loaded import Loaded, plain
from bench.scoring.actors import closest, judge, score_actors
from dateline.who.asking import Candidate, ask
from dateline.who.spelling import normalise, spelling_key

OWN = Path(__file__).parent / "own" / "mentions.jsonl"
# Written from memory by a model that saw neither facts nor code. Asked before anything was mended by it: .942 right.
NAMED = Path(__file__).parent / "own" / "famous.jsonl"


def texts() -> list[dict[str, Any]]:
    """Our texts with their mentions."""
    return [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]


def measure(loaded: Loaded) -> dict[str, Any]:
    """Figures of both halves, and of the ordinary and local actors of each."""
    rows = texts()
    outcomes = loaded.code(rows, "day")
    judged = [
        (r["half"], m["ordinary"], judge(m, closest(m, plain(o).get("mentions", []))))
        for r, o in zip(rows, outcomes, strict=True)
        for m in r["mentions"]
    ]
    out: dict[str, Any] = {"all": score_actors(j for _, _, j in judged)}
    for half in ("dev", "held"):
        out[half] = score_actors(j for h, _, j in judged if h == half)
    out["ordinary"] = score_actors(j for _, o, j in judged if o)
    out["famous"] = score_famous(loaded)
    out["famous_own"] = score_named(loaded)
    return out


def score_named(loaded: Loaded) -> dict[str, Any]:
    """Bare names as news uses them, each with a day in office: the right person, country and sector."""
    rows = [json.loads(line) for line in NAMED.read_text(encoding="utf-8").splitlines()]
    answers = ((ask(loaded.tools.facts, r["mention"], r["on"]), r) for r in rows)
    right = sum(_fits(found, normalise(r["person"]).split(), r["country"]) for found, r in answers)
    return {"asked": len(rows), "bare_name": right / len(rows)}


FAMOUS = "facts/roles_wikidata_eps.tsv"  # checks only: nothing of it is shipped
_OFFICES = re.compile(
    r"^(President|Prime Minister|Chancellor|Minister (of|for) (Foreign|External) (Affairs|Relations)|"
    r"(Foreign|Defen[cs]e) Minister|Minister (of|for) (National )?Defen[cs]e|Secretary of (State|Defense)|"
    r"(Secretary of State for|Minister of) (Foreign|Defence)(?!.*(Trade|Industry)).*)$"
)
_ELSEWHERE = {"Secretary of State": {"USA"}, "Chancellor": {"DEU", "AUT"}}  # junior or clerical in other countries


def score_famous(loaded: Loaded) -> dict[str, Any]:
    """Full names and surnames of heads and of foreign and defence ministers, in the middle of a term after 2011.

    A term without an end lasts to the last day that the source vouches for.
    """
    asked = right = bare = early = long = long_right = 0
    rows = csv.DictReader(io.StringIO(loaded.gold.read(FAMOUS)), delimiter="\t", quoting=csv.QUOTE_NONE)
    for r in rows:
        end, code = r["end"] or max(r["start"], r["asof"]), r["iso3"].replace("XKX", "KOS")
        if not _OFFICES.match(r["office"]) or code not in _ELSEWHERE.get(r["office"], {code}):
            continue
        if len(r["start"]) < 10 or not "2012" <= end[:4] <= "2025":
            continue
        day = _middle(max(r["start"], "2012-01-01"), end)
        words = normalise(r["person"]).split()
        asked += 1
        full = ask(loaded.tools.facts, r["person"], day)
        right += _fits(full, words, code)
        lasting = _days(r["start"], end) >= 365
        long, long_right = long + lasting, long_right + (lasting and _fits(full, words, code))
        bare += any(_fits(ask(loaded.tools.facts, w, day), words, code) for w in (words[-1], words[0]))
        before = ask(loaded.tools.facts, r["person"], _year_before(r["start"]))
        early += bool(before) and before[0].start == r["start"] and before[0].status == "current"
    rates = {"full_name": right / asked, "surname": bare / asked, "full_name_of_a_year": long_right / long}
    return {"asked": asked, **rates, "before_their_day": early}


def _fits(found: list[Candidate], words: list[str], code: str) -> bool:
    if not found or found[0].country != code or "GOV" not in found[0].sectors:
        return False
    name = set(spelling_key(normalise(found[0].name)).split())
    return bool(name & set(spelling_key(" ".join(words)).split()))


def _middle(start: str, end: str) -> str:
    one, two = date.fromisoformat(start), date.fromisoformat((end + "-06-15")[:10] if len(end) < 10 else end)
    return (one + (two - one) / 2).isoformat()


def _days(start: str, end: str) -> int:
    return 2 * (date.fromisoformat(_middle(start, end)) - date.fromisoformat(start)).days


def _year_before(day: str) -> str:
    return f"{int(day[:4]) - 1}{day[4:8]}01"


def _read_errors(half: str = "dev") -> None:
    """Prints what is wrong or missing in a half, for reading; the held half stays unread."""
    from bench.gold import Gold

    rows = [r for r in texts() if r["half"] == half]
    loaded = Loaded(Gold(Path()))
    for r, o in zip(rows, loaded.code(rows, "day"), strict=True):
        for m in r["mentions"]:
            found = closest(m, plain(o).get("mentions", []))
            row = judge(m, found)
            if row["wrong"] or not all(v is None or v for k, v in row.items() if k != "wrong"):
                marks = " ".join(k for k, v in row.items() if v is False and k != "wrong") + "!" * bool(row["wrong"])
                said = (
                    [(a["name"], a["country"], a["sectors"], a["entity"], a["reason"]) for a in found["actors"]]
                    if found
                    else None
                )
                want = (m["text"], m["country"], m["sectors"], m["entity"])
                sys.stdout.write(f"{r['id']} {marks}: {want}\n      {found and found['text']!r} {said}\n")


if __name__ == "__main__":
    _read_errors()
