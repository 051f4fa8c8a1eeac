"""What a watcher keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import ConfigError, StoreError
from dateline.reading import keeping
from dateline.reading.keeping import FeedState, Memory, held, load_memory, open_output, save_memory, state_beside


def test_memory_comes_back(tmp_path: Path) -> None:
    memory = Memory({"https://a.example/": FeedState(etag='"x"', waiting={"k": 2})}, {"one": None}, 7)
    save_memory(tmp_path / "deep" / "state", memory)
    assert load_memory(tmp_path / "deep" / "state") == memory
    assert load_memory(tmp_path / "none") == Memory()


def test_oldest_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_SEEN", 2)
    save_memory(tmp_path / "state", Memory(seen=dict.fromkeys("abc")))
    assert list(load_memory(tmp_path / "state").seen) == ["b", "c"]


def test_file_that_is_no_state_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("my notes")
    with pytest.raises(StoreError, match="move it away"):
        load_memory(tmp_path / "state")


def test_one_watcher_at_a_time(tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="this system has no flock")
    with held(tmp_path / "state"), pytest.raises(ConfigError, match="another"), held(tmp_path / "state"):
        pass
    with held(tmp_path / "state"):
        pass


def test_folder_has_a_file_a_round_and_hides_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    output = open_output(folder)
    mark = output.add([b"{}", b"{}"], 0)
    assert output.add([b"{}"], mark) == 2
    assert sorted(path.name for path in folder.iterdir()) == ["00000001.jsonl", "00000002.jsonl"]
    assert output.after(1) == [b"{}"]
    assert state_beside(folder).name.startswith(".")
    assert state_beside(tmp_path / "news.jsonl").name == ".news.jsonl.watch"
