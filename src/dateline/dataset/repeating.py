"""What a dataset holds already: no input, article or text is written twice, and nothing forgotten comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyarrow as pa

from dateline.dataset.keys import Keys
from dateline.dataset.rows import to_table
from dateline.dataset.schema import CODING_TABLES, TEXT_TABLES

Ask = Callable[[str], Keys]  # a SELECT of one column of keys


class Known:
    """Inputs that have an outcome, articles that have rows, and texts, as of `commit`, for one coding version."""

    def __init__(self, ask: Ask, commit: int, version: int) -> None:
        self.commit, self.version = commit, version
        self._inputs = ask(done(version))
        self._forgotten = ask("SELECT article_id FROM outcomes WHERE outcome = 'forgotten' AND article_id IS NOT NULL")
        self._coded = ask(f"SELECT article_id FROM articles WHERE version = {version:d}")
        self._texts = {name: ask(f"SELECT article_id FROM {name}") for name in TEXT_TABLES}

    def only_new(self, tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
        """Of a batch's tables, the rows to write; an outcome whose article has its rows already becomes `repeated`."""
        coded = tables["articles"]["article_id"].to_pylist()
        fresh = {i for i in coded if i not in self._coded and i not in self._forgotten}
        made = {"outcomes": self._outcomes(tables["outcomes"], fresh)}
        for name in CODING_TABLES:
            made[name] = _of(tables[name], fresh)
        for name in (n for n in TEXT_TABLES if n in tables):
            ids = tables[name]["article_id"].to_pylist()
            made[name] = _of(tables[name], {i for i in ids if i not in self._texts[name] and i not in self._forgotten})
        return made

    def remember(self, written: Mapping[str, pa.Table], commit: int) -> None:
        """Take in what was written, and in which commit."""
        self.commit = commit
        self._inputs.update(written["outcomes"]["input_key"].to_pylist())
        self._coded.update(written["articles"]["article_id"].to_pylist())
        for name in (n for n in TEXT_TABLES if n in written):
            self._texts[name].update(written[name]["article_id"].to_pylist())

    def _outcomes(self, outcomes: pa.Table, fresh: set[str]) -> pa.Table:
        rows = []
        for row in outcomes.to_pylist():
            article_id = row["article_id"]
            if row["input_key"] in self._inputs:
                continue
            if article_id is not None and article_id in self._forgotten:
                rows.append(tombstone(row["input_key"], row["version"], article_id))
            elif row["outcome"] == "coded":
                rows.append({**row, "repeated": row["repeated"] or article_id not in fresh})
            else:
                rows.append(row)
        return to_table("outcomes", rows)


def done(version: int) -> str:
    """The SELECT of inputs that need no coding under a version: they have an outcome, or were forgotten."""
    return f"SELECT input_key FROM outcomes WHERE version = {version:d} OR outcome = 'forgotten'"


def tombstone(input_key: str, version: int, article_id: str | None) -> dict[str, object]:
    """What stays of a forgotten input: hashes by which it is known when it comes again, and nothing it says."""
    row = {"input_key": input_key, "version": version, "input_id": "", "article_id": article_id}
    return {**row, "outcome": "forgotten", "repeated": False, "events": 0}


def _of(table: pa.Table, articles: set[str]) -> pa.Table:
    wanted = [i in articles for i in table["article_id"].to_pylist()]
    return table if all(wanted) else table.filter(pa.array(wanted, pa.bool_()))
