"""Review: samples for people to decide on, their agreement, and what that says of the whole dataset.

>>> from dateline import Dataset >>> from dateline.review import Plan, draw, estimate, load_sample, recorded,
save_sample, settle >>> dataset = Dataset.open("events") >>> save_sample(Path("events"), draw(dataset.connection(),
dataset.version, Plan("first", events=200, sentences=200))) >>> sample = load_sample(Path("events"), "first") >>>
estimate(sample, settle(recorded(dataset, "first")))

Needs the extra [data].
"""

from __future__ import annotations

from .agreeing import Agreement, agree
from .decisions import Correction, Decision, Side, Verdict, check_decision, settle
from .drawing import Plan, draw
from .estimating import Estimate, estimate, to_table
from .exporting import FORMATS, Gold, collect_gold, write_gold
from .notation import KEYS, read_correction, read_decision
from .recording import disputed, record, recorded, undecided
from .samples import Item, Sample, Stratum, load_sample, sample_names, save_sample
from .showing import Card, Coding, as_text, show

__all__ = [
    "FORMATS",
    "KEYS",
    "Agreement",
    "Card",
    "Coding",
    "Correction",
    "Decision",
    "Estimate",
    "Gold",
    "Item",
    "Plan",
    "Sample",
    "Side",
    "Stratum",
    "Verdict",
    "agree",
    "as_text",
    "check_decision",
    "collect_gold",
    "disputed",
    "draw",
    "estimate",
    "load_sample",
    "read_correction",
    "read_decision",
    "record",
    "recorded",
    "sample_names",
    "save_sample",
    "settle",
    "show",
    "to_table",
    "undecided",
    "write_gold",
]
