"""Running: many articles to a dataset, by processes of this machine or a cluster; bounded, resumed, accounted."""

from .arrow import code_arrow, coded_schema
from .reporting import RunReport
from .run import run
from .shards import Plan

__all__ = ["Plan", "RunReport", "code_arrow", "coded_schema", "run"]
