"""One run: inputs in, commits of a dataset out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from dateline.dataset import Dataset
from dateline.dataset.keys import InputKeys
from dateline.dataset.locking import locked
from dateline.errors import ConfigError, StoreError
from dateline.reading import BadInput
from dateline.records import Article

from .accounting import Account
from .local import LocalPool
from .reporting import RunReport
from .scheduling import Pool, Scheduler
from .shards import SHARD, Plan, cut

_PATIENCE = 2.0  # seconds; a run that was killed a moment ago may still be leaving


def run(
    inputs: Iterable[Article | BadInput],
    dataset: Dataset,
    plan: Plan,
    *,
    watch: Callable[[RunReport], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> RunReport:
    """Code the inputs that the dataset does not have under the version of today's tools, and append their rows.

    `watch` is told how far it is, shard by shard; once `stopped` says so, what is whole is committed and the rest left.
    StoreError, ModelError or ConfigError where it cannot go on: all that was committed stays, and a later run goes on.
    """
    with _alone(dataset), closing(_open_pool(plan)) as pool:
        scheduler = Scheduler(pool, plan.patience)
        version = scheduler.start()
        account = Account(dataset, plan, version)
        number, keys = dataset.version_number(version), InputKeys()
        items = ((keys(item), item) for item in inputs)
        for parts in scheduler.finish(cut(items, dataset.done(number), min(SHARD, plan.batch)), number, stopped):
            account.workers, account.processors = pool.size, scheduler.processors
            account.take(parts)
            watch(account.report("unfinished"))
        return account.close("interrupted" if stopped() else "finished")


@contextmanager
def _alone(dataset: Dataset) -> Iterator[None]:
    """Two runs into one dataset would code the same inputs twice. An object store has no lock; see decision 0024."""
    if "://" in dataset.where:
        yield
        return
    with ExitStack() as held:
        try:
            held.enter_context(locked(Path(dataset.where) / ".run.lock", _PATIENCE))
        except StoreError:
            raise StoreError(f"{dataset.where}: another run writes to it: wait for its end") from None
        yield


def _open_pool(plan: Plan) -> Pool:
    if plan.on == "local":
        return LocalPool(plan)
    if plan.on == "ray" or plan.on.startswith("ray://"):
        try:
            from .on_ray import RayPool
        except ImportError:
            raise ConfigError("running on Ray needs the extra [cluster]: pip install 'dateline[cluster]'") from None
        return RayPool(plan)
    raise ConfigError(f"no such place to run: {plan.on!r}; choose local, ray, or ray://host:port")
