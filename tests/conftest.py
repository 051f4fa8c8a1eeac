"""What several tests share: the loaded tools, and the folder of measuring sets that DATELINE_SHARED names."""

import os
from pathlib import Path

import pytest

from dateline import Coder
from dateline.coder import Tools


@pytest.fixture(scope="session")
def tools() -> Tools:
    return Coder().tools


@pytest.fixture(scope="session")
def shared() -> Path:
    """The measuring sets: skips where none are named, fails where they are named but not there."""
    name = os.environ.get("DATELINE_SHARED", "")
    if not name:
        pytest.skip("DATELINE_SHARED names no folder")
    folder = Path(name)
    assert (folder / "seed" / "reading.json").is_file(), f"DATELINE_SHARED={name} cannot be read"
    return folder
