import pytest

STRINGS = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"


def columns(version: int) -> list[str]:
    """The codebooks' columns, in order; those of geography have a second administrative unit in version 2."""
    unit = ["ADM1Code", "ADM2Code"] if version == 2 else ["ADM1Code"]
    geo = ["Type", "FullName", "CountryCode", *unit, "Lat", "Long", "FeatureID"]
    return [
        *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
        *(f"Actor{n}{name}" for n in (1, 2) for name in STRINGS.split()),
        *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
        *"NumMentions NumSources NumArticles AvgTone".split(),
        *(f"{place}_{name}" for place in ("Actor1Geo", "Actor2Geo", "ActionGeo") for name in geo),
        *"DATEADDED SOURCEURL".split(),
    ]


@pytest.mark.parametrize(("version", "width"), [(1, 58), (2, 61)])
def test_rows_read_by_the_codebook(exported, cells, version: int, width: int) -> None:
    report, content = exported(f"gdelt{version}")
    names = columns(version)
    assert len(names) == width
    rows = [dict(zip(names, r, strict=True)) for r in cells(content, width)]
    assert len(rows) == report.rows == 5
    for row in rows:
        assert int(row["GLOBALEVENTID"]) > 0
        assert row["SQLDATE"].startswith(row["MonthYear"])
        assert row["MonthYear"].startswith(row["Year"])
        assert 0 <= float(row["FractionDate"]) - int(row["Year"]) < 1
        assert row["EventCode"].startswith(row["EventBaseCode"])
        assert row["EventBaseCode"].startswith(row["EventRootCode"])
        assert row["QuadClass"] in {"1", "2", "3", "4"}
        assert row["ActionGeo_Type"] in {"", "1", "2", "3", "4", "5"}
        assert int(row["NumArticles"]) >= int(row["NumSources"]) > 0
        float(row["GoldsteinScale"])
        assert {row[c] for c in ("IsRootEvent", "AvgTone", "ActionGeo_ADM1Code", "ActionGeo_FeatureID")} == {""}
    assert len({row["GLOBALEVENTID"] for row in rows}) == len(rows)


def test_an_event_is_one_row_however_many_report_it(exported, cells) -> None:
    rows = [dict(zip(columns(1), r, strict=True)) for r in cells(exported("gdelt1")[1], 58)]
    visit = rows[0]
    assert (visit["NumMentions"], visit["NumSources"], visit["NumArticles"]) == ("2", "2", "2")
    assert (visit["ActionGeo_Type"], visit["ActionGeo_FullName"]) == ("4", "Kyiv, Kyiv City, Ukraine")
    assert (visit["ActionGeo_CountryCode"], visit["DATEADDED"]) == ("UP", "20240305")


def test_actors_are_taken_apart(exported, cells) -> None:
    rows = [dict(zip(columns(2), r, strict=True)) for r in cells(exported("gdelt2")[1], 61)]
    crowd, workers = rows[3], rows[4]
    assert (rows[0]["Actor1Code"], rows[0]["Actor1CountryCode"], rows[0]["Actor1Type2Code"]) == (
        "RUSGOVMIL",
        "RUS",
        "MIL",
    )
    assert (crowd["Actor1Code"], crowd["Actor1CountryCode"], crowd["Actor1Type1Code"]) == ("CVL", "", "CVL")
    assert (crowd["Actor2Code"], crowd["Actor2KnownGroupCode"], crowd["Actor2Type1Code"]) == ("IGOUNOGOV", "UNO", "IGO")
    assert (workers["ActionGeo_Type"], workers["ActionGeo_FullName"]) == ("2", "Ohio, United States")
