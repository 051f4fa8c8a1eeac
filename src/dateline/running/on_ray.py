"""Workers as Ray actors, one a processor of the cluster, over the same errands."""

from __future__ import annotations

import logging
import os
from collections import deque
from time import monotonic
from typing import Any

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing of ours reports home; Ray reads it as it is imported

import ray
from ray.exceptions import RayError

from dateline.errors import ConfigError, DatelineError

from .shards import Beat, Done, Errand, Gone, Message, Plan, Ready, Refused
from .working import Worker

_ASK_EVERY = 1.0  # seconds


class Clerk:
    """A worker as an actor. It can be asked where it is while it codes."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._beat: Beat | None = None

    def start(self) -> Ready | Refused:
        """Loads the tools; asked before all else."""
        try:
            self._worker = Worker(self._plan)
        except DatelineError as error:
            return Refused(str(error))
        return self._worker.ready

    def do(self, errand: Errand) -> Done:
        """The rows of an errand."""
        return self._worker(errand, self._note)

    def _note(self, beat: Beat) -> None:
        self._beat = beat

    @ray.method(concurrency_group="asking")
    def ask(self) -> Beat | None:
        """Where it is."""
        return self._beat


class RayPool:
    """Actors of a Ray cluster, by number: of the one at an address, the one that runs here, or a new one."""

    def __init__(self, plan: Plan) -> None:
        """ConfigError where there is no cluster at the address."""
        self._plan = plan
        self._ours = plan.on != "ray" or not ray.is_initialized()
        if self._ours:
            _connect(plan.on)
        of_cluster: Any = ray  # its types know neither of the two
        self.size = plan.workers or int(of_cluster.cluster_resources().get("CPU", 1))
        self._clerk = of_cluster.remote(num_cpus=1, max_restarts=0, concurrency_groups={"asking": 1})(Clerk)
        self._actors: dict[int, Any] = {}
        self._answers: dict[int, deque[Any]] = {}
        self._asked: dict[int, Any] = {}
        self._asked_at = monotonic()
        self._hired = 0

    def hire(self) -> int:
        """Starts an actor, which will say `Ready` or `Refused` once the cluster has a processor for it."""
        self._hired += 1
        actor = self._clerk.remote(self._plan)
        self._actors[self._hired] = actor
        self._answers[self._hired] = deque([actor.start.remote()])
        return self._hired

    def send(self, worker: int, errand: Errand) -> None:
        """Gives it an errand; Ray keeps a second one waiting."""
        self._answers[worker].append(self._actors[worker].do.remote(errand))

    def wait(self, seconds: float) -> list[tuple[int, Message]]:
        """What the actors say within so many seconds."""
        self._ask()
        names = {answers[0]: name for name, answers in self._answers.items() if answers}
        names |= {ref: name for name, ref in self._asked.items()}
        ready, _ = ray.wait(list(names), num_returns=1, timeout=seconds)
        heard = [(names[ref], self._hear(names[ref], ref)) for ref in ready]
        return [(name, message) for name, message in heard if message is not None]

    def _ask(self) -> None:
        if monotonic() - self._asked_at > _ASK_EVERY:
            self._asked_at = monotonic()
            for name, actor in self._actors.items():
                if self._answers[name] and name not in self._asked:
                    self._asked[name] = actor.ask.remote()

    def _hear(self, worker: int, ref: Any) -> Message | None:
        if self._asked.get(worker) == ref:
            del self._asked[worker]
        else:
            self._answers[worker].popleft()
        try:
            message: Message | None = ray.get(ref)
        except RayError as error:
            self.dismiss(worker)
            return Gone(f"the worker left: {str(error).strip().splitlines()[0]}")
        return message

    def dismiss(self, worker: int) -> None:
        """Ends an actor, whatever it is doing."""
        ray.kill(self._actors.pop(worker), no_restart=True)
        del self._answers[worker]
        self._asked.pop(worker, None)

    def close(self) -> None:
        """Ends them all, and the connection where it was ours."""
        for worker in list(self._actors):
            self.dismiss(worker)
        if self._ours:
            ray.shutdown()


def _connect(where: str) -> None:
    try:
        if where == "ray":
            ray.init(log_to_driver=False, include_dashboard=False, logging_level=logging.ERROR)
        else:
            ray.init(address=where)
    except (ConnectionError, ImportError, RayError, RuntimeError, ValueError) as error:
        raise ConfigError(f"no Ray cluster at {where}: {str(error).strip().splitlines()[0]}") from error
