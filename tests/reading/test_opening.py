"""Where inputs lie: globs, addresses, packed files."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import ConfigError, InputError
from dateline.reading import BadInput, ReadOptions, check_places, find_inputs, read, unpacking
from dateline.reading.streaming import Stream, chunks_of
from dateline.reading.unpacking import unpack
from dateline.records import Article

OPTIONS = ReadOptions()
LINES = b'{"text": "One met."}\n{"text": "Two met."}\n'


def _ids(found: Iterator[Article | BadInput]) -> list[str]:
    return [one.input_id if isinstance(one, Article) else f"{one.input_id} {one.reason}" for one in found]


def _zip(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def test_glob_gives_files_in_sorted_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text("One met.")
    assert [i.name for i in find_inputs([f"{tmp_path}/**/*.txt"]) if not isinstance(i, BadInput)] == [
        f"{tmp_path}/a.txt",
        f"{tmp_path}/b/2.txt",
    ]
    assert _ids(read([f"{tmp_path}/*.pdf"], OPTIONS)) == [f"{tmp_path}/*.pdf not-found"]


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "[1].txt").write_text("One met.")
    assert _ids(read([str(tmp_path / "[1].txt")], OPTIONS)) == ["[1].txt"]


def test_places_of_a_command_line_are_checked_before_anything_is_read(tmp_path: Path) -> None:
    assert check_places(["-", str(tmp_path), "s3://bucket/a"]) == ["-", tmp_path, "s3://bucket/a"]
    for wrong in (f"{tmp_path}/none.txt", f"{tmp_path}/*.txt"):
        with pytest.raises(ConfigError):
            check_places([wrong])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert _ids(read([tmp_path, f"{tmp_path}/p*"], OPTIONS)) == ["pipe unreadable", f"{tmp_path}/pipe unreadable"]


def test_a_name_that_is_no_utf8_is_written_as_well_as_can_be(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("One met.")
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    assert _ids(read([tmp_path], OPTIONS)) == ["caf\ufffd.txt"]


def test_addresses_are_read_through_fsspec() -> None:
    memory = pytest.importorskip("fsspec").filesystem("memory")
    memory.pipe({"/news/b.jsonl": LINES, "/news/in/a.txt.gz": gzip.compress(b"Three met."), "/news/.x": b"no"})
    try:
        assert _ids(read(["memory://news"], OPTIONS)) == ["b.jsonl:1", "b.jsonl:2", "in/a.txt.gz"]
        assert _ids(read(["memory://news/b.jsonl"], OPTIONS)) == ["b.jsonl:1", "b.jsonl:2"]
        assert [one.rpartition("/")[2] for one in _ids(read(["memory://news/*.jsonl"], OPTIONS))] == [
            "b.jsonl:1",
            "b.jsonl:2",
        ]
        assert _ids(read(["memory://news/none.txt"], OPTIONS)) == ["none.txt not-found"]
    finally:
        memory.rm("/news", recursive=True)


def test_an_address_that_nobody_can_open_stops_the_run() -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(ConfigError, match="nonsense"):
        list(read(["nonsense://a/b"], OPTIONS))


@pytest.mark.parametrize("packing", ["gz", "bz2", "xz", "zst"])
def test_packed_files_are_looked_through_and_may_have_several_members(tmp_path: Path, packing: str) -> None:
    if packing == "zst":
        compress = pytest.importorskip("zstandard").compress
    else:
        compress = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}[packing]
    path = tmp_path / f"news.jsonl.{packing}"
    path.write_bytes(compress(LINES) + compress(LINES))
    assert _ids(read([path], OPTIONS)) == [f"{path.name}:{n}" for n in (1, 2, 3, 4)]
    path.write_bytes(compress(LINES * 9)[:-9])
    assert _ids(read([path], OPTIONS))[-1] == f"{path.name} broken-archive"


def test_members_of_a_zip_are_inputs_of_their_own(tmp_path: Path) -> None:
    inner = _zip({"c.txt": b"Four met."})
    data = _zip({"b.jsonl": LINES, "in/a.txt": b"Three met.", "__MACOSX/a.txt": b"no", "i.zip": inner, "e": b""})
    (tmp_path / "n.zip").write_bytes(data)
    expected = ["n.zip/b.jsonl:1", "n.zip/b.jsonl:2", "n.zip/in/a.txt", "n.zip/i.zip/c.txt", "n.zip/e empty"]
    assert _ids(read([tmp_path / "n.zip"], OPTIONS)) == expected


def test_a_zip_in_a_pipe_is_read_too() -> None:
    found = list(unpack("-", Stream([_zip({"a.txt": b"One met."})]), OPTIONS))
    assert [one if isinstance(one, BadInput) else one[0] for one in found] == ["-/a.txt"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_zip({"a.txt": b"One met."})[:-10], "n broken-archive"),
        (_zip({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), "n unknown-format"),
        (_zip({}), "n empty"),
        (b"\x1f\x8b\x08nonsense and more of it", "n broken-archive"),
    ],
)
def test_broken_and_foreign_archives_give_a_reason(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "n").write_bytes(data)
    assert _ids(read([tmp_path / "n"], OPTIONS)) == [said]


def test_a_broken_member_leaves_its_neighbours_alone(tmp_path: Path) -> None:
    data = _zip({"a.txt": b"One met in the capital.", "b.txt": b"Two met."})
    at = data.index(b"a.txt") + 5
    (tmp_path / "n.zip").write_bytes(data[:at] + b"\xff\xff\xff" + data[at + 3 :])
    assert _ids(read([tmp_path / "n.zip"], OPTIONS)) == ["n.zip/a.txt broken-archive", "n.zip/b.txt"]


@pytest.mark.parametrize("packing", ["gz", "bz2", "xz", "zst", "zip"])
def test_bombs_are_stopped_in_little_memory(packing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "_ROOM", 24 << 20)
    nothing = bytes(32 << 20)
    if packing == "zst":
        packed = pytest.importorskip("zstandard").compress(nothing)
    else:
        packers = {
            "gz": gzip.compress,
            "bz2": bz2.compress,
            "xz": lambda data: lzma.compress(data, preset=0),
            "zip": lambda data: _zip({"a": data}),
        }
        packed = packers[packing](nothing)
    tracemalloc.start()
    try:
        unpacked = unpack("bomb", Stream(chunks_of(io.BytesIO(packed))), OPTIONS)
        found = next(unpacked)
        assert not isinstance(found, BadInput)
        with pytest.raises(InputError, match="unpacks to over") as caught:
            sum(map(len, found[1]))
        assert caught.value.reason == "bomb"
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()


def test_a_zip_in_a_zip_in_a_zip_has_an_end(tmp_path: Path) -> None:
    data = b"One met."
    for _ in range(6):
        data = _zip({"x": data})
    (tmp_path / "n").write_bytes(data)
    assert _ids(read([tmp_path / "n"], OPTIONS)) == ["n/x/x/x/x bomb"]
