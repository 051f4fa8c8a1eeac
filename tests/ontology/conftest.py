from pathlib import Path
from shutil import copytree

import pytest

from dateline.ontology import Ontology, load_ontology
from dateline.ontology.loading import HERE


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the tables that a test may spoil."""
    return Path(copytree(HERE, tmp_path / "tables"))
