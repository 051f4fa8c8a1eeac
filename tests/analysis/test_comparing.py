import datetime as dt
from pathlib import Path

import pytest

from dateline.analysis import Selection, compare_with, country_of
from dateline.errors import ConfigError, StoreError

GED = "id,type_of_violence,country,country_id,date_start,date_end,best,source_article\n"
ICEWS = "Event ID\tEvent Date\tSource Name\tSource Country\tCAMEO Code\tIntensity\tTarget Name\tCountry\n"


@pytest.fixture
def ged(tmp_path: Path) -> Path:
    rows = [
        '1,1,Kenya,501,2024-03-02,2024-03-02,4,"He said ""no"",\nand left"',
        "2,1,Kenya,501,2024-03-09 00:00:00.000,2024-03-09,6,",
        "3,1,DR Congo (Zaire),490,2024-03-09,2024-03-09,1,",
        "4,1,Atlantis,,2024-03-09,2024-03-09,1,",
        "5,1,Kenya,501,someday,,1,",
        "6,1,Kenya,501,2024-04-09,2024-04-09,9,",
    ]
    path = tmp_path / "ged.csv"
    path.write_text(GED + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_ged_file_beside_our_assaults(war, ged: Path) -> None:
    found = compare_with(war, Selection(), ged)
    assert found.kind == "UCDP GED"
    month = dt.date(2024, 3, 1)
    assert found.cells.to_pylist() == [
        {"country": "COD", "month": month, "ours": 0, "theirs": 1, "deaths": 1},
        {"country": "KEN", "month": month, "ours": 1, "theirs": 2, "deaths": 10},
        {"country": "UGA", "month": month, "ours": 1, "theirs": 0, "deaths": None},
    ]
    assert found.unknown.to_pylist() == [
        {"country": "Atlantis", "rows": 1},
        {"country": "a day that is no day", "rows": 1},
    ]
    told = {r["measure"]: r["value"] for r in found.summary.to_pylist()}
    assert (told["country_months_of_both"], told["country_months_only_ours"], told["country_months_only_theirs"]) == (
        1,
        1,
        1,
    )
    assert told["share_of_theirs_that_we_have"] == 0.5
    assert told["their_rows_not_placed"] == 2
    assert found.countries.to_pylist()[1] == {
        "country": "KEN", "ours": 1, "theirs": 2, "correlation": None, "both": 1, "only_ours": 0, "only_theirs": 0,
    }  # fmt: skip


def test_an_icews_file_has_no_quoting_and_all_types(war, tmp_path: Path) -> None:
    path = tmp_path / "events.tab"
    rows = [
        '1\t2024-03-20\t"Army of Uganda\tUganda\t190\t-10\tKenya\tUganda',
        "2\t2024-03-21\tX\tSudan\t141\t-6.5\tY\tSudan",
    ]
    path.write_text(ICEWS + "\n".join(rows) + "\n", encoding="utf-8")
    found = compare_with(war, Selection(), path)
    assert (found.kind, {r["country"]: (r["ours"], r["theirs"]) for r in found.countries.to_pylist()}) == (
        "ICEWS",
        {"KEN": (1, 0), "SDN": (1, 1), "UGA": (1, 1)},
    )
    told = {r["measure"]: r["value"] for r in found.summary.to_pylist()}
    assert told["correlation_of_logarithms"] is None  # theirs: 0, 1, 1; ours does not vary


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Russian Federation", "RUS"),
        ("Myanmar (Burma)", "MMR"),
        ("Korea, Republic of", "KOR"),
        ("Sudan", "SDN"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_countries_are_known_by_name(name: str, code: str | None) -> None:
    assert country_of(name) == code


def test_another_file_is_refused(war, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    for content in (b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"date_start,country\n"):
        path.write_bytes(content)
        with pytest.raises(ConfigError, match="no file we can compare with"):
            compare_with(war, Selection(), path)
    with pytest.raises(StoreError, match="check the file"):
        compare_with(war, Selection(), tmp_path / "absent.csv")


def test_a_broken_file_is_said_in_a_line(war, tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    path.write_bytes(GED.encode() + b'1,1,Kenya,501,2024-03-02,2024-03-02,4,"never closed\n')
    with pytest.raises(StoreError) as raised:
        compare_with(war, Selection(), path)
    assert "\n" not in str(raised.value)
