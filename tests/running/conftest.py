"""A run over our reports that nothing disturbed, and what two datasets are compared by."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running.making import dateline, records, write

pytest.importorskip("deltalake", reason="the extra [data] is not installed")


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("inputs") / "reports.jsonl", records())


@pytest.fixture(scope="session")
def undisturbed(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("plain") / "dataset"
    done = dateline("run", reports, "--into", into, "--workers", 1, "--batch", 512)
    assert done.returncode == 3, done.stderr
    return into


@pytest.fixture(scope="session")
def rows() -> Callable[[Path], dict[str, list[str]]]:
    """All rows of a dataset, table by table, as sorted text."""
    from dateline.dataset import Dataset
    from dateline.dataset.schema import schemas

    def read(where: Path) -> dict[str, list[str]]:
        dataset = Dataset.open(where)
        return {name: sorted(map(repr, dataset.query(f"SELECT * FROM {name}").to_pylist())) for name in schemas()}

    return read
