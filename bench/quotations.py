"""Quotations of our own: who said the words between the marks; half of the reports are kept aside.

linked: share of the gold direct quotations whose words (IoU of at least half) and speaker were found; precision: share
of the direct attributions found that are one of them; pronouns: share of the pronoun speakers found that stand for
words with the name given.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.loaded import Loaded, plain
from bench.scoring import forms
from bench.scoring.attributions import match_attributions

FILE = Path(__file__).parent / "own" / "quotations.txt"
_MARK = re.compile(r"\[([\d,]+)([:@]) ?|(?: = ([^\]\[]*))?\]")
_QUOTE = frozenset("\"'“‘«„`")
Rows = list[dict[str, Any]]


@dataclass
class Report:
    """A report without its marks, and what they say: spans of contents and speakers by number of the quotation."""

    name: str
    layout: str
    text: str = ""
    contents: dict[str, list[list[int]]] = field(default_factory=dict)
    speakers: dict[str, list[list[int]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # of pronoun speakers

    def gold(self) -> Rows:
        """Its quotations as the scorer takes them, in order."""
        rows: Rows = []
        speaker: list[list[int]] = []
        for number in sorted(self.contents, key=int):
            speaker = self.speakers.get(number, speaker)
            content = self.contents[number]
            kind = "direct" if self.text[content[0][0] - 1 : content[0][0]] in _QUOTE else "mixed"
            rows.append({"id": number, "source": speaker, "content": content, "kind": kind})
        return rows


def read_reports(text: str) -> list[Report]:
    """The reports of a file in the notation that its head describes."""
    reports = []
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        name, _, layout = head.partition(" ")
        reports.append(_report(Report(name, layout), body.strip()))
    return reports


def _report(report: Report, body: str) -> Report:
    open_marks: list[tuple[list[str], str, int]] = []
    done, size, at = [], 0, 0
    for match in _MARK.finditer(body):
        done.append(body[at : match.start()])
        size += len(done[-1])
        at = match.end()
        if match.group(1):
            open_marks.append((match.group(1).split(","), match.group(2), size))
            continue
        numbers, kind, start = open_marks.pop()
        for number in numbers:
            spans = report.contents if kind == ":" else report.speakers
            spans.setdefault(number, []).append([start, size])
            if match.group(3):
                report.names[number] = match.group(3)
    report.text = "".join([*done, body[at:]])
    return report


def measure(loaded: Loaded) -> dict[str, Any]:
    """Direct quotations linked, on the open half and on the half kept aside."""
    reports = read_reports(FILE.read_text(encoding="utf-8"))
    outcomes = loaded.code([{"id": r.name, "text": r.text} for r in reports])
    rows = [plain(o) for o in outcomes]
    pairs = list(zip(reports, rows, strict=True))
    return {"open": score(pairs[::2]), "kept": score(pairs[1::2])}


def score(pairs: list[tuple[Report, dict[str, Any]]]) -> dict[str, Any]:
    """The rates over some reports and what was found in them."""
    n: Counter[str] = Counter()
    for report, row in pairs:
        gold = report.gold()
        found = {a["id"]: a for a in row.get("attributions", [])}
        said = forms.attributions(row)
        mates = match_attributions(report.text, gold, said)
        n["direct"] += sum(g["kind"] == "direct" for g in gold)
        n["found"] += sum(p["kind"] == "direct" for p in said)
        n["right"] += sum(said[j]["kind"] == "direct" for j in mates.values())
        for i, j in mates.items():
            linked = _touch(gold[i]["source"], said[j]["source"])
            if gold[i]["kind"] != "direct":
                continue
            n["linked"] += linked
            wanted = report.names.get(gold[i]["id"])
            if wanted and linked:
                n["pronouns"] += 1
                stands_for = (found[said[j]["id"]]["speaker"].get("stands_for") or {}).get("text") or ""
                n["resolved"] += wanted in stands_for or stands_for.split(" ")[-1] == wanted.split(" ")[-1]
    return {
        "direct": n["direct"],
        "linked": n["linked"] / n["direct"],
        "precision": n["right"] / max(n["found"], 1),
        "pronouns": n["pronouns"],
        "resolved": n["resolved"] / max(n["pronouns"], 1),
    }


def _touch(a: list[list[int]], b: list[list[int]]) -> bool:
    return any(s < f and e < t for s, t in a for e, f in b)
