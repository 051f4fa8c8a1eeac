"""Event data in versioned tables: append, query, compare, forget. Needs the extra [data]."""

from __future__ import annotations

import os

from dateline.errors import ConfigError

# What Delta Lake frees, its allocator (jemalloc, which asks here when it is loaded) would keep in many small heaps.
os.environ.setdefault("_RJEM_MALLOC_CONF", "narenas:1,dirty_decay_ms:0,muzzy_decay_ms:0")

try:
    from .keys import InputKeys, Keys
    from .rows import Entry, to_tables
    from .storing import Commit
    from .tables import Dataset
except ImportError as error:
    if (error.name or "").partition(".")[0] not in {"pyarrow", "deltalake", "duckdb"}:
        raise
    raise ConfigError("datasets need the extra [data]: pip install 'dateline[data]'") from error

__all__ = ["Commit", "Dataset", "Entry", "InputKeys", "Keys", "to_tables"]
