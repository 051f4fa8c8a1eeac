"""Releasing: a folder ready for an archive. Tables as Parquet and CSV, codebook, metadata for machines, checksums.

The same commit and options give the same bytes. Whole texts stay out and quotations are cut, unless asked for.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.dataset.exporting.parquet import write_parquet
from dateline.dataset.exporting.spreadsheet import write_csv
from dateline.dataset.schema import schemas
from dateline.errors import ConfigError, StoreError

from .codebook import codebook_csv, codebook_md
from .describing import About, citation, croissant, datapackage, manifest, readme
from .tables import QUOTATION, Described, read_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["QUOTATION", "About", "write_release"]

_WITH_TEXT = ("texts", "signatures")  # a signature is hashes of all words of a text


def write_release(tables: DuckDBPyConnection, folder: Path, about: About) -> int:
    """Writes a release into a new or empty folder, whole or not at all; returns the number of files.

    ConfigError where the folder holds something, StoreError where it cannot be written or the dataset be read.
    """
    part = folder.with_name(f".{folder.name}.part")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ConfigError(f"{folder}: there is something already; a release wants a new folder")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        _write(tables, part, about)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return sum(1 for path in folder.rglob("*") if path.is_file())


def _write(tables: DuckDBPyConnection, folder: Path, about: About) -> None:
    described = [_write_table(tables, folder, n, cut=not about.with_text) for n in schemas() if _goes(n, about)]
    versions = [row for batch in read_table(tables, "versions", cut=False).rows for row in batch.to_pylist()]
    outcomes = dict(tables.sql("SELECT outcome, count(*) FROM outcomes GROUP BY 1 ORDER BY 1").fetchall())
    texts = {
        "codebook.csv": codebook_csv(described),
        "codebook.md": codebook_md(described),
        "datapackage.json": _json(datapackage(described, about)),
        "croissant.json": _json(croissant(described, about)),
        "CITATION.cff": citation(about, versions),
        "README.md": readme(described, about, versions),
        "read_in_r.R": (Path(__file__).parent / "read_in_r.R").read_text(encoding="utf-8"),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    sums = [_file(folder, path) for path in sorted(folder.rglob("*")) if path.is_file()]
    told = manifest(described, about, versions, outcomes)
    (folder / "manifest.json").write_text(_json({**told, "files": sums}), encoding="utf-8", newline="\n")


def _goes(name: str, about: About) -> bool:
    return about.with_text or name not in _WITH_TEXT


def _write_table(tables: DuckDBPyConnection, folder: Path, name: str, *, cut: bool) -> Described:
    found = read_table(tables, name, cut=cut)
    parquet, sheet = folder / "parquet" / f"{name}.parquet", folder / "csv" / f"{name}.csv"
    rows = _to(parquet, lambda out: write_parquet(found.rows, found.schema, out))
    again = read_table(tables, name, cut=cut)
    _to(sheet, lambda out: write_csv(again.rows, again.schema, out))
    return Described(name, rows, _file(folder, parquet), _file(folder, sheet))


def _to(path: Path, write: Callable[[BinaryIO], int]) -> int:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as out:
        return write(out)


def _file(folder: Path, path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": digest}


def _json(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
