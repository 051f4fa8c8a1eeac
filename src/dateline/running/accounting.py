"""Gathers the rows of a run into commits, counts, and writes the report beside them."""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter

import pyarrow as pa
import pyarrow.compute as pc

from dateline.dataset import Dataset
from dateline.records import Version

from .reporting import End, ReportFile, RunReport
from .shards import Done, Plan, Tables, Tally, add
from .working import peak_memory


class Account:
    """What a run has done. Rows wait here until they make a commit."""

    def __init__(self, dataset: Dataset, plan: Plan, version: Version) -> None:
        """StoreError where the dataset's folder cannot be written."""
        self._dataset, self._plan, self._version = dataset, plan, version
        self._file = ReportFile(dataset.where)
        self._began = perf_counter()
        self._tally = Tally()
        self._waiting: dict[str, list[pa.Table]] = {}
        self._articles: set[str] = set()
        self._since = 0
        self._commits = 0
        self._worker_memory = 0
        self.workers = 0
        self.processors: set[str] = set()

    def take(self, parts: Iterable[Done]) -> None:
        """The rows of a shard; a commit where so many inputs have come as one holds."""
        for done in parts:
            self._tally = add(self._tally, done.tally)
            self._since += done.tally.inputs
            self._worker_memory = max(self._worker_memory, done.memory)
            for name, table in self._once(done.tables).items():
                self._waiting.setdefault(name, []).append(table)
        if self._since >= self._plan.batch:
            self.commit()

    def _once(self, tables: Tables) -> Tables:
        """Rows without those of articles that wait already, from another shard; their outcomes become `repeated`.

        Within a shard, and against what is committed, the dataset sees to it.
        """
        coded = set(tables["articles"]["article_id"].to_pylist()) if tables else set()
        again = pa.array(sorted(coded & self._articles), pa.string())
        self._articles |= coded
        if not len(again):
            return tables
        outcomes = tables["outcomes"]
        marked = pc.or_(outcomes["repeated"], pc.is_in(outcomes["article_id"], again))
        kept = {n: t.filter(pc.invert(pc.is_in(t["article_id"], again))) for n, t in tables.items() if n != "outcomes"}
        place = outcomes.schema.get_field_index("repeated")
        return kept | {"outcomes": outcomes.set_column(place, outcomes.schema.field(place), marked)}

    def commit(self) -> None:
        """What waits, in one commit; and the report as of now."""
        self._since = 0
        if self._waiting:
            rows: Tables = {name: pa.concat_tables(tables) for name, tables in self._waiting.items()}
            self._dataset.append(rows)
            self._waiting.clear()
            self._articles.clear()
            self._commits += 1
        self._file.write(self.report("unfinished"))

    def close(self, end: End) -> RunReport:
        """The last commit and the last report."""
        self.commit()
        report = self.report(end)
        self._file.write(report)
        return report

    def report(self, end: End) -> RunReport:
        """How far it is."""
        seconds, coded = perf_counter() - self._began, self._tally.inputs - self._tally.skipped
        return RunReport(
            number=self._file.number,
            end=end,
            version=self._version,
            plan=self._plan,
            inputs=self._tally.inputs,
            tally=self._tally,
            seconds=round(seconds, 3),
            words_per_second=round(self._tally.words / seconds, 1),
            articles_per_second=round(coded / seconds, 2),
            workers=self.workers,
            commits=self._commits,
            memory=peak_memory(),
            worker_memory=self._worker_memory,
            processors=tuple(sorted(self.processors)),
        )
