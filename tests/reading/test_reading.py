"""Files, folders and standard input."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

import pytest

from dateline.errors import ConfigError
from dateline.reading import READERS, BadInput, ReadOptions, read
from dateline.reading.options import FORMATS
from dateline.records import Article

OPTIONS = ReadOptions()


def _texts(results: list[Article | BadInput]) -> list[str]:
    return [r.text for r in results if isinstance(r, Article)]


def test_every_format_has_a_reader() -> None:
    assert set(READERS) == set(FORMATS)


def test_folder_is_walked_in_order_and_format_goes_by_suffix(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "z.NDJSON").write_text('{"text": "Three."}\n{"text": "Four."}\n')
    (tmp_path / "c.txt").write_text("Five.")
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n')
    (tmp_path / "aa").write_text("Two.")
    (tmp_path / ".hidden").write_text("Never.")
    results = list(read([tmp_path], OPTIONS))
    assert _texts(results) == ["One.", "Two.", "Three.", "Four.", "Five."]
    assert [r.input_id for r in results] == ["a.jsonl:1", "aa", "b/z.NDJSON:1", "b/z.NDJSON:2", "c.txt"]


def test_files_are_opened_one_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").write_text("Two.")
    results = read([tmp_path], OPTIONS)
    next(results)
    (tmp_path / "b.txt").write_text("Changed.")
    assert _texts(list(results)) == ["Changed."]


def test_format_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text('{"text": "One."}\n')
    assert _texts(list(read([path], ReadOptions(input_format="jsonl")))) == ["One."]
    assert _texts(list(read([path], ReadOptions(input_format="text")))) == ['{"text": "One."}\n']


def test_missing_file_is_one_bad_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    missing, found = read([tmp_path / "none.txt", tmp_path / "a.txt"], OPTIONS)
    assert isinstance(missing, BadInput)
    assert (missing.input_id, missing.reason) == ("none.txt", "not-found")
    assert isinstance(found, Article)


def test_link_that_leads_nowhere_is_one_bad_input(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (bad,) = read([tmp_path], OPTIONS)
    assert isinstance(bad, BadInput)
    assert bad.reason == "unreadable"


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (b'{"text": "One."}\n{"id": "x", "text": "Two."}', ["-:1", "x"]),
        (b'\xef\xbb\xbf \n{ "text": "One."}', ["-:2"]),
        ('{"text": "One."}'.encode("utf-16"), ["-:1"]),
        (b'{"text": "cut off', ["-:1"]),
        (b"One met.\n", ["-"]),
        (b"{One} met.\n", ["-"]),
        (b"\n" * 9_000 + b"One met.", ["-"]),
        (b"", ["-"]),
    ],
)
def test_standard_input_is_sniffed(data: bytes, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(data)))
    paths: list[Path | Literal["-"]] = ["-"]
    assert [r.input_id for r in read(paths, OPTIONS)] == ids


@pytest.mark.parametrize(
    "wrong",
    [
        {"input_format": "docx"},
        {"mapping": {"body": "txt"}},
        {"published": "26 March"},
        {"published": "2021-02-30"},
        {"not_after": "soon"},
        {"published": "2021-02-28", "not_after": "2021-02-27"},
    ],
)
def test_wrong_options_are_refused_at_once(wrong: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        ReadOptions(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("module", "data", "what"),
    [
        ("lxml.etree", b"<nitf/>", "XML of news agencies"),
        ("pyarrow.parquet", b"PAR1", "Parquet"),
        ("pypdf", b"%PDF-1.7", "PDF"),
        ("zstandard", b"\x28\xb5\x2f\xfd\x00", ".zst"),
    ],
)
def test_a_missing_extra_is_named_in_one_line(
    module: str, data: bytes, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        list(read([tmp_path / "a"], OPTIONS))
    assert str(caught.value) == f"reading {what} needs the extra [news]: pip install 'dateline[news]'"
