"""As many distinct articles as one likes: those of a measuring set with other names, numbers and order of sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

_SENTENCE_END = re.compile(r"(?<=[.!?][\"”’']) +|(?<=[.!?]) +")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")
_NUMBER = re.compile(r"\b\d{1,3}\b")


def write_distinct(path: Path, records: Sequence[dict[str, Any]], number: int, words: int | None = None) -> None:
    """So many articles as JSON Lines, each of whole sentences up to so many words. The same call, the same bytes."""
    with path.open("w", encoding="utf-8") as handle:
        for record in make_distinct(records, number, words):
            handle.write(json.dumps(record, ensure_ascii=False) + "\n")


def make_distinct(records: Sequence[dict[str, Any]], number: int, words: int | None) -> Iterator[dict[str, Any]]:
    """Each is its own: a name becomes the same other name all through an article; each round tells of the next day."""
    names = sorted({name for record in records for name in _NAME.findall(record["text"])})
    for n in range(number):
        record, random = records[n % len(records)], Random(n)
        others: dict[str, str] = {}

        def rename(match: re.Match[str], others: dict[str, str] = others, random: Random = random) -> str:
            return others.setdefault(match[0], random.choice(names))

        told = [s for p in record["text"].split("\n") for s in _SENTENCE_END.split(p) if s.strip()]
        random.shuffle(told)
        text = _NAME.sub(rename, "\n\n".join(told if words is None else _take(told, words)))
        text = _NUMBER.sub(lambda match: str(random.randint(2, 10 ** len(match[0]))), text)  # noqa: B023 - used at once
        yield {
            "id": f"d{n}",
            "title": _NAME.sub(rename, record["title"]),
            "text": text,
            "published": _later(record.get("published"), n // len(records)),
        }


def _take(sentences: Sequence[str], words: int) -> Iterator[str]:
    """The first sentences, one at least, with so many words at most."""
    left = words
    for n, sentence in enumerate(sentences):
        left -= len(sentence.split())
        if n and left < 0:
            return
        yield sentence


def _later(day: str | None, days: int) -> str | None:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat() if day else None
