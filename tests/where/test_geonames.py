import zipfile
from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.where import Gazetteer
from dateline.where.geonames import build


def line(number: int, name: str, code: str = "PPL", **other: str) -> str:
    """A line of a dump, near Nairobi."""
    values = {"also": "", "lat": "-1.2", "lon": "36.8", "country": "KE", "admin1": "05", "people": "0"} | other
    row = [str(number), name, name, values["also"], values["lat"], values["lon"], code[:1], code, values["country"], ""]
    return "\t".join([*row, values["admin1"], "", "", "", values["people"], "", "0", "Africa/Nairobi", "2024-01-01"])


def dump(folder: Path, *lines: str) -> Path:
    path = folder / "KE.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("KE.txt", "\n".join(lines) + "\n")
        archive.writestr("readme.txt", "how to read this")
    return path


def test_places_of_a_dump_join_ours(tmp_path: Path, small: Gazetteer) -> None:
    path = dump(
        tmp_path,
        line(5, "Another Name of Nairobi"),
        line(900, "Nairobi Area", "ADM1"),
        line(901, "Little Wells", also="Visima Vidogo,X,Вода", people="321"),
        line(902, "Long River", "STM"),
    )
    count = build(path, tmp_path / "out.sqlite", small)
    table = Gazetteer(tmp_path / "out.sqlite")
    assert count == 19
    (wells,) = table.look_up("Little Wells")
    assert (wells.kind, wells.country, table.name_of(wells.admin1)) == ("city", "KEN", "Nairobi Area")
    assert table.look_up("Visima Vidogo")[0].alternate
    assert table.look_up("Long River")[0].kind == "water"
    assert [e.country for e in table.look_up("Tripoli")] == ["LBY", "LBN"]
    assert not table.look_up("Another Name of Nairobi")  # ours come first
    assert table.demonyms == small.demonyms


def test_broken_lines_are_passed_over(tmp_path: Path, small: Gazetteer) -> None:
    bad = ["", "one\ttwo", line(5, "x", lat="north"), line(903, "Off The Map", lat="912"), line(-4, "Minus"), "\t" * 18]
    path = dump(tmp_path, line(5, "Nairobi"), *bad, line(904, "Good Place"))
    assert build(path, tmp_path / "out.sqlite", small) == 17


@pytest.mark.parametrize("content", ["", "no tabs here\n", "\x00\x01" * 100])
def test_what_is_no_dump_is_refused(tmp_path: Path, small: Gazetteer, content: str) -> None:
    path = tmp_path / "allCountries.txt"
    path.write_text(content)
    with pytest.raises(ConfigError):
        build(path, tmp_path / "out.sqlite", small)
    with pytest.raises(ConfigError):
        build(tmp_path / "missing.zip", tmp_path / "out.sqlite", small)
    assert not (tmp_path / "out.sqlite").exists()
