"""`dateline`, with a coder that replays: what it once said of real articles, with other names and numbers.

Reading, tables, commits and grouping are those of a run that codes; only the questions are not asked again. `REPLAY`
names the file of what was said (`write_said`), and inputs are those of `write_replayed`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from msgspec.structs import replace

from bench.distinct import make_distinct
from dateline import Coder, coder
from dateline.coder import Tools
from dateline.reading import make_article
from dateline.records import Article, Coded, Outcome

VARIABLE = "REPLAY"
_SAID = 512  # articles, of the same texts in other orders of their sentences
_FIRST = date(2001, 1, 1)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")
_CAPITAL = re.compile(r"\b[A-Z][a-z]{2,}\b")
_NUMBER = re.compile(r"\b\d{1,3}\b")


def write_said(path: Path, records: Sequence[dict[str, Any]], words: int) -> None:
    """Codes articles of so many words and writes, as JSON Lines, what became of those that could be coded."""
    articles = [make_article(r["text"], title=r["title"]) for r in make_distinct(records, _SAID, words)]
    with path.open("wb") as handle:
        for outcome in Coder()(articles):
            if isinstance(outcome, Coded):
                handle.write(msgspec.json.encode(replace(outcome, mentions=(), near_misses=())) + b"\n")


def write_replayed(path: Path, said: Path, number: int, a_day: int) -> None:
    """So many articles as JSON Lines, so many a day, each with names and numbers of its own."""
    known = _load(said)
    with path.open("w", encoding="utf-8") as handle:
        for n in range(number):
            was = known[n % len(known)].article
            rewrite, renumber = _rename(n, was.text, _names(said)), _renumber(n)
            day = (_FIRST + timedelta(days=n // a_day)).isoformat()
            made = {"title": renumber(rewrite(was.title)), "text": renumber(rewrite(was.text))}
            handle.write(json.dumps({"id": str(n), **made, "published": day}, ensure_ascii=False) + "\n")


def _rename(seed: int, text: str, names: dict[int, list[str]]) -> Callable[[str], str]:
    """Puts for each name of a text another of its length, so that all that was said keeps its place."""
    random = Random(seed)
    others = {name: random.choice(names[len(name)]) for name in sorted(set(_NAME.findall(text)))}
    return lambda given: _CAPITAL.sub(lambda match: others.get(match[0], match[0]), given)


def _renumber(seed: int) -> Callable[[str], str]:
    random = Random(seed)
    return lambda given: _NUMBER.sub(lambda m: str(random.randrange(10 ** (len(m[0]) - 1), 10 ** len(m[0]))), given)


@cache
def _load(said: Path) -> list[Coded]:
    return [msgspec.json.decode(line, type=Coded) for line in said.read_bytes().splitlines()]


@cache
def _names(said: Path) -> dict[int, list[str]]:
    """All names that the articles have, by their length."""
    found = sorted({name for coded in _load(said) for name in _NAME.findall(coded.article.text)})
    return {length: [n for n in found if len(n) == length] for length in {len(n) for n in found}}


def replay(said: Path, article: Article) -> Coded:
    """What was said of the article that this one was made of, with this one's names."""
    n = int(article.input_id)
    was = _load(said)[n % len(_load(said))]
    rewrite = _rename(n, was.article.text, _names(said))
    told = rewrite(msgspec.json.encode(was).decode()).replace(was.article.article_id, article.article_id)
    return replace(msgspec.json.decode(told, type=Coded), input_id=article.input_id, article=article)


def _replay(articles: Sequence[Article], tools: Tools) -> list[Outcome]:
    if not all(a.input_id.isdecimal() for a in articles):  # a worker's first sentence
        return _code(articles, tools)
    said = Path(os.environ[VARIABLE])
    return [replace(replay(said, a), version=tools.version) for a in articles]


_code = coder.code_batch
if VARIABLE in os.environ:  # workers are spawned: they import this module as their main one, and replay too
    coder.code_batch = _replay

if __name__ == "__main__":
    from dateline.cli.main import app

    app()
