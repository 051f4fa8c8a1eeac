"""What the steps measure: the tools of the package, loaded once, and the language model by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import msgspec

from bench.gold import Gold
from dateline import Coder
from dateline.coder import Tools, code_batch
from dateline.errors import InputError
from dateline.parsing.lemmas import Lemmatiser
from dateline.parsing.network import Network
from dateline.parsing.parser import MODEL
from dateline.reading import make_article
from dateline.records import Dropped, Outcome


class Loaded:
    """The measuring sets, and what is measured; each part is loaded when a step first asks for it."""

    def __init__(self, gold: Gold) -> None:
        self.gold = gold
        self.outcomes: Counter[str] = Counter()

    @cached_property
    def tools(self) -> Tools:
        return Coder().tools

    @cached_property
    def network(self) -> Network:
        return Network(MODEL)

    @cached_property
    def lemmatise(self) -> Lemmatiser:
        return Lemmatiser(MODEL)

    def code(self, records: Iterable[dict[str, Any]], day: str = "date", title: str = "") -> list[Outcome]:
        """The outcome of each gold record, an article of the day in field `day`, with the title in field `title`."""
        return [self._outcome(r, day, r.get(title) or "") for r in records]

    def _outcome(self, record: dict[str, Any], day: str, title: str) -> Outcome:
        published = record.get(day)
        if published and published.startswith("2000-01-01"):  # the gold's "unknown"
            published = None
        outcome: Outcome
        try:
            article = make_article(record["text"], title=title, input_id=record["id"], published=published)
        except InputError as error:
            outcome = Dropped(record["id"], error.reason, error.detail, self.tools.version)
        else:
            (outcome,) = code_batch([article], self.tools)
        self.outcomes[type(outcome).__name__.lower()] += 1
        return outcome


def plain(outcome: Outcome) -> dict[str, Any]:
    """The outcome as JSON has it."""
    row = msgspec.to_builtins(outcome)
    assert isinstance(row, dict)
    return row
