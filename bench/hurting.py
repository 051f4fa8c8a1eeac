"""`dateline`, hurt on purpose: the same commands, in a process that dies, or whose workers die, where we say.

`HURT` names a function, its how-manieth call, and when: `dateline.dataset.storing:Store.append:5:after`. The process
kills itself before, after or within that call ("within": while Delta Lake takes the first rows to write). In a
worker, a text with POISON in it kills the process, and one with STUCK never ends.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from importlib import import_module
from typing import Any

import pyarrow as pa

from dateline import coder
from dateline.coder import Tools, code_batch
from dateline.records import Article, Outcome

_ROWS = (pa.Table, pa.RecordBatchReader)


def _code(articles: Sequence[Article], tools: Tools) -> list[Outcome]:
    for article in articles:
        if "POISON" in article.text:
            die()
        if "STUCK" in article.text:
            time.sleep(3600)
    return code_batch(articles, tools)


coder.code_batch = _code  # workers are spawned: they import this module as their main one, and are hurt too


def die() -> None:
    """As when the system takes the process away."""
    os.kill(os.getpid(), signal.SIGKILL)


def hurt(where: str) -> None:
    """Puts the function that `where` names into one that dies at its call."""
    module, path, number, when = where.split(":")
    *owners, name = path.split(".")
    owner = reduce(getattr, owners, import_module(module))
    setattr(owner, name, _dying(getattr(owner, name), int(number), when))


def _dying(function: Callable[..., Any], number: int, when: str) -> Callable[..., Any]:
    calls = iter(range(1, sys.maxsize))

    def call(*arguments: Any, **named: Any) -> Any:
        here = next(calls) == number
        if here and when == "before":
            die()
        if here and when == "within":
            arguments = tuple(_dying_rows(a) if isinstance(a, _ROWS) else a for a in arguments)
        result = function(*arguments, **named)
        if here and when == "after":
            die()
        return result

    return call


def _dying_rows(rows: pa.Table | pa.RecordBatchReader) -> pa.RecordBatchReader:
    def batches() -> Iterator[pa.RecordBatch]:
        yield from rows.to_batches() if isinstance(rows, pa.Table) else rows
        die()

    return pa.RecordBatchReader.from_batches(rows.schema, batches())


if __name__ == "__main__":
    from dateline.cli.main import app

    if os.environ.get("HURT"):
        hurt(os.environ["HURT"])
    app()
