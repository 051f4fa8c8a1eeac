"""Running: many articles to a dataset, by processes of this machine or a cluster; bounded, resumed, accounted for."""

from .reporting import RunReport
from .run import run
from .shards import Plan

__all__ = ["Plan", "RunReport", "run"]
