import csv
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest
from msgspec.structs import replace
from ruamel.yaml import YAML

from dateline.dataset import Dataset, Entry
from dateline.dataset.exporting import export
from dateline.dataset.releasing import QUOTATION, About, write_release
from dateline.errors import ConfigError, StoreError
from dateline.reading import make_article
from dateline.records import Coded, Count, Quoted, Span
from tests.dataset.conftest import NEW, event, party, told

HARM = 'Events: "1",\n- {x} = 2 | `é`'


def released(sample: Path, folder: Path, **given: Any) -> Path:
    dataset = Dataset.open(sample)
    about = About(**{"title": HARM, "creators": ("A. One", HARM), "licence": "CC-BY-4.0", "commit": 3, **given})
    write_release(dataset.connection(), folder, about)
    return folder


@pytest.fixture(scope="module")
def folder(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(sample, tmp_path_factory.mktemp("releases") / "one")


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines))


def rows_of(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as lines:
        return sum(1 for _ in csv.reader(lines)) - 1


def test_one_commit_gives_the_same_bytes(sample: Path, folder: Path, tmp_path: Path) -> None:
    assert contents(released(sample, tmp_path / "two")) == contents(folder)


def test_every_table_is_there_twice_with_all_rows(sample: Path, folder: Path) -> None:
    dataset = Dataset.open(sample)
    rows = json.loads((folder / "manifest.json").read_text())["rows"]
    assert rows["events"] == 8
    for table, count in rows.items():
        assert dataset.query(f"SELECT count(*) AS n FROM {table}")["n"].to_pylist() == [count]
        assert pq.read_table(folder / f"parquet/{table}.parquet").num_rows == count
        assert rows_of(folder / f"csv/{table}.csv") == count


def test_texts_go_along_when_asked_alone(sample: Path, folder: Path, tmp_path: Path) -> None:
    assert not [name for name in contents(folder) if "texts" in name or "signatures" in name]
    full = released(sample, tmp_path / "full", with_text=True)
    assert pq.read_table(full / "parquet/texts.parquet").num_rows == rows_of(full / "csv/texts.csv") == 2


def test_checksums_are_those_of_the_files(folder: Path) -> None:
    found = contents(folder)
    listed = {f["path"]: f for f in json.loads(found.pop("manifest.json"))["files"]}
    assert listed.keys() == found.keys()
    for name, content in found.items():
        assert listed[name]["sha256"] == hashlib.sha256(content).hexdigest()
        assert listed[name]["bytes"] == len(content)


def test_the_data_package_describes_the_files(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["title"] == HARM
    assert package["name"] == "events-1-x-2"
    for resource in package["resources"]:
        path = folder / resource["path"]
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert names == header(path)
        assert resource["hash"] == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
        assert set(resource["schema"].get("primaryKey", ())) <= set(names)
        assert {f["type"] for f in resource["schema"]["fields"]} <= {"string", "integer", "number", "boolean", "date"}


def test_croissant_describes_the_files(folder: Path) -> None:
    record = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
    assert record["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    assert (record["@type"], record["name"]) == ("sc:Dataset", HARM)
    files = {f["@id"]: f for f in record["distribution"]}
    for file in files.values():
        path = folder / file["contentUrl"]
        assert file["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    for rows in record["recordSet"]:
        ids = {f["@id"] for f in rows["field"]}
        assert {key["@id"] for key in rows.get("key", ())} <= ids
        for field in rows["field"]:
            file = files[field["source"]["fileObject"]["@id"]]
            assert file["encodingFormat"] == "text/csv"
            assert field["source"]["extract"]["column"] in header(folder / file["contentUrl"])
            assert field["dataType"] in {"sc:Text", "sc:Integer", "sc:Float", "sc:Boolean", "sc:Date"}


def test_the_codebook_names_every_column(folder: Path) -> None:
    with (folder / "codebook.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for path in (folder / "csv").glob("*.csv"):
        assert [r["csv_column"] for r in rows if r["table"] == path.stem] == header(path)
    assert all(r["meaning"] for r in rows)
    page = (folder / "codebook.md").read_text(encoding="utf-8")
    assert all(f"`{r['column']}`" in page for r in rows)


def test_how_to_cite_survives_any_title(folder: Path) -> None:
    cited = YAML(typ="safe").load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["title"], cited["version"], cited["license"]) == (HARM, "3", "CC-BY-4.0")
    assert cited["authors"][1] == {"name": HARM}
    assert cited["references"][0]["version"] == "0.1.0, 0.2.0"


def test_a_release_does_not_quote_at_length(tmp_path: Path) -> None:
    """Every place where the records can hold words of the article holds the whole article."""
    text = " ".join(f"word{n}" for n in range(60))
    article = make_article(text, title="t", input_id="long.txt")
    words = Span("text", 0, len(text))
    loud = replace(party(text, "RUS"), text=text)
    happened = event(article, 1, "CONSULT", "042", actors=(loud,), recipients=(loud,), trigger=Quoted(text, words))
    happened = replace(happened, day=replace(happened.day, text=text), counts={"killed": Count(1, 2, words)})
    coded = told(article, NEW, happened)
    long = msgspec.convert(_longer(msgspec.to_builtins(coded), text), Coded)
    dataset = Dataset.create(tmp_path / "long")
    dataset.append([Entry("0000000000000001", long)])
    folder = tmp_path / "release"
    write_release(dataset.connection(), folder, About("t", (), None, dataset.version))
    cells = [c for path in (folder / "parquet").iterdir() for c in _strings(pq.read_table(path).to_pylist())]
    assert any(cell.endswith("…") for cell in cells)
    assert max(len(cell) for cell in cells) <= QUOTATION
    assert text[: QUOTATION + 1] not in b"".join(contents(folder).values()).decode("utf-8", "ignore")


def _longer(value: Any, text: str) -> Any:
    """The records with `text` in every field of that name, and every span over all of it."""
    if isinstance(value, dict):
        if set(value) == {"field", "start", "end"}:
            return {"field": "text", "start": 0, "end": len(text)}
        made = {k: _longer(v, text) for k, v in value.items()}
        return {**made, "text": text} if "text" in made else made
    return [_longer(v, text) for v in value] if isinstance(value, list) else value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def test_a_release_wants_a_new_folder_and_a_known_licence(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    released(sample, tmp_path / "old")
    with pytest.raises(ConfigError, match="something already"):
        released(sample, tmp_path / "old")
    with pytest.raises(ConfigError, match="SPDX"):
        released(sample, tmp_path / "new", licence="free, as in beer")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        released(sample, tmp_path / "file" / "new")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "old"]


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="no Rscript on this machine (apt-get install r-base-core)")
def test_r_reads_it(folder: Path) -> None:
    asked = 'source("read_in_r.R"); cat(events$cameo, class(events$day_start), sum(events$confidence), sep = "|")'
    done = subprocess.run(["Rscript", "-e", asked], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout == "6 events\n043|NA|040|190|042|1412|Date|5.4"


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="no Rscript on this machine (apt-get install r-base-core)")
def test_the_page_about_r_runs(sample: Path, tmp_path: Path) -> None:
    released(sample, tmp_path / "release")
    with (tmp_path / "events.tab").open("wb") as out:
        export(Dataset.open(sample).connection(), "icews", out)
    page = (Path(__file__).parents[3] / "docs/r.md").read_text(encoding="utf-8")
    first, second = re.findall(r"```r\n(.*?)```", page, re.DOTALL)
    for code, seen in ((first, "Vladimir Sokolov"), (second, "043")):
        done = subprocess.run(["Rscript", "-e", code], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert seen in done.stdout
