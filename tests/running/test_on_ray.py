"""The same run on a real Ray cluster of this machine, which the test starts and ends."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.dataset import Dataset
from dateline.dataset.grouping import group
from dateline.errors import ConfigError
from dateline.reading import ReadOptions, read
from dateline.running import Plan, run

pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's own


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    found = pytest.importorskip("ray", reason="the extra [cluster] is not installed")
    found.init(num_cpus=2, log_to_driver=False, include_dashboard=False, logging_level="ERROR")
    yield found
    found.shutdown()


def test_ray_makes_the_same_tables(
    ray: Any, reports: Path, undisturbed: Path, rows: Callable[[Path], dict[str, list[str]]], tmp_path: Path
) -> None:
    dataset = Dataset.create(tmp_path / "d")
    report = run(read([reports], ReadOptions()), dataset, Plan(on="ray", batch=5))
    assert report.end == "finished"
    assert report.workers == 2
    group(dataset)
    assert rows(tmp_path / "d") == rows(undisturbed)


def test_an_address_without_a_cluster_is_named(ray: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionError("ray client connection timeout")

    monkeypatch.setattr(ray, "init", refuse)  # Ray itself tries for half a minute
    with pytest.raises(ConfigError, match=r"no Ray cluster at ray://127\.0\.0\.1:1: ray client connection timeout"):
        run([], Dataset.create(tmp_path / "d"), Plan(on="ray://127.0.0.1:1"))


def test_a_place_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such place to run: 'moon'"):
        run([], Dataset.create(tmp_path / "d"), Plan(on="moon"))
