"""Analysis: series, surges, networks, concentration and comparison.

Functions from a dataset's connection to Arrow tables.

>>> from dateline import Dataset >>> from dateline.analysis import Selection, count_series >>> connection =
Dataset.open("events").connection() >>> count_series(connection, Selection(actor="RUS", recipient="UKR"),
"month").to_pandas()

Needs the extra [analysis].
"""

from __future__ import annotations

from importlib.util import find_spec

from dateline.errors import ConfigError

from .comparing import Comparison, compare_with, country_of
from .concentrating import check_bias, count_holders
from .networking import Network, build_network
from .selecting import Selection
from .series import count_coverage, count_dyad, count_series
from .surging import SurgeRule, find_changes, mark_surges

if any(find_spec(name) is None for name in ("duckdb", "pyarrow", "networkx", "ruptures", "scipy")):
    raise ConfigError("analysis needs the extra [analysis]: pip install 'dateline[analysis]'")

__all__ = [
    "Comparison",
    "Network",
    "Selection",
    "SurgeRule",
    "build_network",
    "check_bias",
    "compare_with",
    "count_coverage",
    "count_dyad",
    "count_holders",
    "count_series",
    "country_of",
    "find_changes",
    "mark_surges",
]
