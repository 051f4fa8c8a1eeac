"""What was packed when Dateline was installed changes how long reading takes, and nothing else."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from dateline.errors import LexiconError
from dateline.ontology import packing, read_yaml
from dateline.ontology import yaml as reading
from dateline.what import load_lexicon

ROOT = Path(__file__).parents[2]
TEXT = "# a remark\n- id: one\n  words: [on, NO, 07]\n- two\n"


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The place of the pack, empty; it is looked for anew in each test."""
    monkeypatch.setattr(reading, "PACKED", tmp_path / "parsed.json.z")
    reading._packed.cache_clear()  # noqa: SLF001 - else the pack of the package would be found
    yield tmp_path / "parsed.json.z"
    reading._packed.cache_clear()  # noqa: SLF001


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """YAML that must be parsed is a fault of the test."""

    def parse(text: str) -> packing.Parsed:
        raise AssertionError(text)

    monkeypatch.setattr(reading, "parse", parse)


def _package(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("unread")
def test_what_is_packed_is_not_parsed(tmp_path: Path, packed: Path) -> None:
    packing.pack(_package(tmp_path, mine=TEXT), packed)
    first = read_yaml(TEXT, "mine.yaml")
    assert first == packing.parse(TEXT)
    assert first.lines == (2, 4)
    first.content.clear()
    assert read_yaml(TEXT, "mine.yaml") == packing.parse(TEXT)


@pytest.mark.parametrize("broken", [None, b"", b"no zlib"])
def test_without_a_pack_all_is_parsed(packed: Path, broken: bytes | None) -> None:
    if broken is not None:
        packed.write_bytes(broken)
    assert read_yaml(TEXT, "mine.yaml") == packing.parse(TEXT)


def test_a_file_that_was_edited_is_parsed(tmp_path: Path, packed: Path) -> None:
    packing.pack(_package(tmp_path, mine=TEXT), packed)
    assert read_yaml(f"{TEXT}- three\n", "mine.yaml").lines == (2, 4, 5)


@pytest.mark.parametrize("text", ["a: [1", "2: two\n", "day: 2020-01-31\n"])
def test_what_json_cannot_say_and_what_is_broken_is_left_out_of_the_pack(
    tmp_path: Path, packed: Path, text: str
) -> None:
    packing.pack(_package(tmp_path, other=text, mine=TEXT), packed)
    assert list(reading._packed()) == [packing.digest(TEXT)]  # noqa: SLF001


def test_a_fault_names_file_and_line(packed: Path) -> None:
    assert not packed.exists()
    with pytest.raises(LexiconError, match=r"^mine\.yaml:2: .*docs/frames\.md"):
        read_yaml("- one\n- a: b: c\n", "mine.yaml")


def test_a_lexicon_is_the_same_with_and_without(tmp_path: Path, packed: Path) -> None:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    for name in ("words.yaml", "certainty.yaml", "aid.yaml", "threaten.yaml"):  # all would take seconds
        shutil.copy(packing.PACKAGE / "what" / "lexicon" / name, folder)
    parsed = load_lexicon(folder)
    packing.pack(folder, packed)
    reading._packed.cache_clear()  # noqa: SLF001
    assert len(reading._packed()) == len(list(folder.iterdir()))  # noqa: SLF001
    assert load_lexicon(folder) == parsed


def test_a_wheel_is_built_with_the_pack(tmp_path: Path) -> None:
    wheel = pytest.importorskip("hatchling.builders.wheel")
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "NOTICE", ".gitignore"):
        shutil.copy(ROOT / name, tmp_path)
    room = tmp_path / "src" / "dateline" / "ontology"
    room.mkdir(parents=True)
    (room.parent / "__init__.py").touch()
    shutil.copy(packing.__file__, room)
    _package(room, mine=TEXT)
    (made,) = wheel.WheelBuilder(str(tmp_path)).build(directory=str(tmp_path / "dist"), versions=["standard"])
    (name,) = (name for name in ZipFile(made).namelist() if Path(name).name == packing.PACKED.name)
    packed = json.loads(zlib.decompress(ZipFile(made).read(name)))
    assert packed == {packing.digest(TEXT): [packing.parse(TEXT).content, [2, 4]]}
