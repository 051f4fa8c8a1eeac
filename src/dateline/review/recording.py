"""Recording: decisions into the dataset's `judgements`, and out of it again."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.dataset import Dataset
from dateline.dataset.schema import schemas
from dateline.errors import ConfigError
from dateline.review.decisions import Decision, judgement_rows, read_judgements
from dateline.review.samples import Sample


def record(dataset: Dataset, sample: Sample, decisions: Sequence[Decision]) -> int:
    """Write decisions in one commit and return its number; a later one of the same coder on the same item stands.

    ConfigError where one is not on the sample, or not a decision that its item can have.
    """
    import pyarrow as pa

    items = {i.item: i for i in sample.items}
    if strange := [d.item for d in decisions if d.item not in items]:
        raise ConfigError(f"{strange[0]} is not in the sample {sample.name!r}")
    rows = judgement_rows(sample.name, ((d, items[d.item]) for d in decisions))
    if not rows:
        return dataset.version
    return dataset.judge(pa.Table.from_pylist(rows, schema=schemas()["judgements"]))


def recorded(dataset: Dataset, sample: str) -> tuple[Decision, ...]:
    """The decisions on a sample that stand, of each coder and item the last."""
    found = dataset.connection().sql("SELECT * FROM judgements WHERE sample = ?", params=[sample])
    return read_judgements(found.to_arrow_table().to_pylist())


def undecided(sample: Sample, decisions: Sequence[Decision], coder: str) -> list[str]:
    """The items that the coder has not decided on, in the sample's order."""
    done = {d.item for d in decisions if d.coder == coder and d.coder_kind == "person"}
    return [i.item for i in sample.items if i.item not in done]


def disputed(sample: Sample, decisions: Sequence[Decision]) -> list[str]:
    """The items that persons decided differently and no adjudicator has settled, in the sample's order."""
    told: dict[str, set[str]] = {}
    for d in decisions:
        if d.coder_kind == "person":
            told.setdefault(d.item, set()).add(d.decision)
    settled = {d.item for d in decisions if d.coder_kind == "adjudicator"}
    return [i.item for i in sample.items if len(told.get(i.item, ())) > 1 and i.item not in settled]
