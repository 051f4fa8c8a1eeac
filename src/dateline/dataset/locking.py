"""One writer at a time: a lock on a file of the dataset, which the system lets go when its holder dies."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dateline.errors import StoreError

_PAUSE = 0.05  # seconds between two tries


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock; StoreError where another holds it for longer than `patience` seconds."""
    with path.open("a+b") as handle:
        until = time.monotonic() + patience
        while not _take(handle):
            if time.monotonic() > until:
                raise StoreError(
                    f"{path.parent}: another process has been writing for {patience:.0f} s: wait for its end"
                )
            time.sleep(_PAUSE)
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(handle: IO[bytes]) -> bool:
        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: IO[bytes]) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
