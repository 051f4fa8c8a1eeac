"""Workers as processes of this machine. A worker whose parent is gone leaves at once."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Thread

from dateline.errors import DatelineError

from .shards import Errand, Gone, Message, Plan, Refused
from .working import Worker

_SPAWN = get_context("spawn")  # Arrow, Delta Lake and onnxruntime have threads: a fork of them may never wake


def serve(pipe: Connection, plan: Plan) -> None:
    """The life of a worker: errands in, messages out, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; the parent decides
    errands: SimpleQueue[Errand] = SimpleQueue()
    Thread(target=_receive, args=(pipe, errands), daemon=True).start()
    try:
        worker = Worker(plan)
    except DatelineError as error:
        pipe.send(Refused(str(error)))
        return
    pipe.send(worker.ready)
    while True:
        pipe.send(worker(errands.get(), pipe.send))


def _receive(pipe: Connection, errands: SimpleQueue[Errand]) -> None:
    """Takes errands off the pipe, so that the parent never waits to send one; sees at once when the parent is gone."""
    try:
        while True:
            errands.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(0)


class LocalPool:
    """Processes of this machine, by number. They are spawned, and load the coder once each."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.size = plan.workers or _count_processors()
        self._workers: dict[int, tuple[BaseProcess, Connection]] = {}
        self._hired = 0

    def hire(self) -> int:
        """Starts a worker, which will say `Ready` or `Refused`."""
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=serve, args=(theirs, self._plan), name="dateline worker", daemon=True)
        process.start()
        theirs.close()  # else its end would not show here
        self._hired += 1
        self._workers[self._hired] = process, ours
        return self._hired

    def send(self, worker: int, errand: Errand) -> None:
        """Gives it an errand; it keeps a second one waiting."""
        with suppress(OSError):  # it is gone, which `wait` will say
            self._workers[worker][1].send(errand)

    def wait(self, seconds: float) -> list[tuple[int, Message]]:
        """What the workers say within so many seconds."""
        names = {pipe: name for name, (_, pipe) in self._workers.items()}
        return [(names[pipe], self._hear(names[pipe])) for pipe in wait(list(names), seconds) if pipe in names]

    def _hear(self, worker: int) -> Message:
        process, pipe = self._workers[worker]
        try:
            message: Message = pipe.recv()
        except (EOFError, OSError):
            process.join()
            self.dismiss(worker)
            return Gone(_tell_end(process.exitcode))
        return message

    def dismiss(self, worker: int) -> None:
        """Ends a worker, whatever it is doing."""
        process, pipe = self._workers.pop(worker)
        process.kill()
        process.join()
        pipe.close()

    def close(self) -> None:
        """Ends them all."""
        for worker in list(self._workers):
            self.dismiss(worker)


def _tell_end(code: int | None) -> str:
    if code is not None and code < 0:
        names = {number.value: number.name for number in signal.Signals}
        return f"the worker was killed by {names.get(-code, f'signal {-code}')}"
    return f"the worker left with exit code {code}"


def _count_processors() -> int:
    """Those that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
