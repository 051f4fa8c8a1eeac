from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.who.asking import ask
from dateline.who.own import load_own_facts, read_actors

HEADER = "name\taliases\tcountry\tsectors\tstart\tend\twikidata\n"


def _table(folder: Path, *lines: str) -> Path:
    path = folder / "mine.tsv"
    path.write_text(HEADER + "".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def test_every_fault_has_its_line(tmp_path: Path) -> None:
    path = _table(
        tmp_path,
        "Ana Roth\t\tXXX\tGOV\t\t\t",
        "# a comment",
        "Ben Low\t\tDEU\tGOVX\t\t\t",
        "Cy Dahl\t\tDEU\tGOV\t2020\t2019-05-01\t",
        "Di Eck\t\tDEU\tGOV\tsoon\t\tX1",
        "Ed Fox\tFox\tDEU\tGOV\t2020\t\t",
        "Fred Fox\tFox\tDEU\tGOV\t2021\t\t",
        "\t\tDEU\tGOV\t\t\t",
        "a\tb\tc\td\te\tf\tg\th",
    )
    lines = [f.line for f in read_actors(path).faults]
    assert lines == [2, 4, 5, 6, 6, 8, 9, 10]


def test_a_table_without_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text("name,country\n", encoding="utf-8")
    assert [f.line for f in read_actors(path).faults] == [1]
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="UTF-8"):
        read_actors(path)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_actors(tmp_path / "none.tsv")


def test_your_table_comes_first_and_changes_the_version(tmp_path: Path) -> None:
    path = _table(tmp_path, "Emmanuel Macron\tMacron\tBEL\tCVL\t\t\tQ1")
    facts = load_own_facts(path)
    found = ask(facts, "Macron", "2020-01-01")
    assert (found[0].country, found[0].sectors, found[0].entity) == ("BEL", ("CVL",), "Q1")
    assert {c.country for c in found} >= {"BEL", "FRA"}
    assert facts.version != load_own_facts(None).version


def test_faults_stop_a_run(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"mine\.tsv:2"):
        load_own_facts(_table(tmp_path, "Ana Roth\t\tXXX\tGOV\t\t\t"))
