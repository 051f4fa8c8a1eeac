import sqlite3
from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.where import Gazetteer, load_gazetteer
from dateline.where.building import Row, write_gazetteer
from dateline.where.gazetteer import TABLE
from dateline.where.spelling import bare, plain, respell


def test_names_are_found_however_they_are_spelled(small: Gazetteer) -> None:
    for name in ("NAIROBI", "Nairobi", "city of Nairobi", "St. Ann", "Shabwa", "Shabwah province"):
        assert small.look_up(name), name
    assert not small.look_up("Nowhere")


def test_the_best_known_comes_first(small: Gazetteer) -> None:
    assert [e.country for e in small.look_up("Tripoli")] == ["LBY", "LBN"]


def test_a_capital_is_no_alternate_of_a_larger_place(tmp_path: Path) -> None:
    big = Row(1, "Bigville", "city", "KEN", 0, 0, 6.0, alternates=("Smallville",))
    write_gazetteer([big, Row(2, "Smallville", "city", "KEN", 1, 1, 5.5)], {}, tmp_path / "g.sqlite", {})
    assert [e.name for e in Gazetteer(tmp_path / "g.sqlite").look_up("Smallville")] == ["Smallville", "Bigville"]


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Côte d'Ivoire", "cote divoire"),
        ("St. Paul’s", "saint pauls"),
        ("Guinea-Bissau", "guinea bissau"),
        ("U.S.", "us"),
    ],
)
def test_plain_forms(written: str, form: str) -> None:
    assert plain(written) == plain(form) == form


def test_bare_forms() -> None:
    assert (bare("borno state"), bare("city of quetta"), bare("state")) == ("borno", "quetta", "state")
    assert "shabwah" in respell("shabwa")


def test_files_that_are_none_of_ours_are_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no gazetteer"):
        Gazetteer(tmp_path / "none.sqlite")
    (tmp_path / "text.sqlite").write_text("not a table of places, but long enough to be one " * 40)
    with pytest.raises(ConfigError, match="not a gazetteer"):
        Gazetteer(tmp_path / "text.sqlite")
    write_gazetteer([], {}, tmp_path / "old.sqlite", {})
    with sqlite3.connect(tmp_path / "old.sqlite") as db:
        db.execute("UPDATE about SET value = '0' WHERE key = 'format'")
    db.close()
    with pytest.raises(ConfigError, match="format 0"):
        Gazetteer(tmp_path / "old.sqlite")


def test_the_same_places_give_the_same_version(tmp_path: Path) -> None:
    row = Row(1, "Kenya", "country", "KEN", 1, 38, 9.7)
    versions = []
    for name in ("a", "b"):
        write_gazetteer([row], {}, tmp_path / name, {})
        versions.append(Gazetteer(tmp_path / name).version)
    assert versions[0] == versions[1] != ""


def test_the_package_knows_countries_units_and_cities() -> None:
    table = load_gazetteer()
    for name, kind, country in (
        ("Kenya", "country", "KEN"),
        ("Guinea-Bissau", "country", "GNB"),
        ("Kosovo", "country", "KOS"),
        ("Bavaria", "admin1", "DEU"),
        ("Quetta", "city", "PAK"),
        ("Danube", "water", ""),
        ("NSW", "admin1", "AUS"),
    ):
        first = table.look_up(name)[0]
        assert (first.kind, first.country) == (kind, country), name
    assert table.zone_of(table.look_up("Nairobi")[0]) == "Africa/Nairobi"


def test_the_table_stays_small() -> None:
    assert TABLE.stat().st_size < 20 << 20
