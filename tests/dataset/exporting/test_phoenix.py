from datetime import datetime

COLUMNS = (
    "EventID Date Year Month Day SourceActorFull SourceActorEntity SourceActorRole SourceActorAttribute "
    "TargetActorFull TargetActorEntity TargetActorRole TargetActorAttribute EventCode EventRootCode PentaClass "
    "GoldsteinScore Issues Lat Lon LocationName StateName CountryCode SentenceID URLs NewsSources"
).split()


def test_rows_read_by_the_published_columns(exported, cells) -> None:
    report, content = exported("phoenix")
    rows = [dict(zip(COLUMNS, r, strict=True)) for r in cells(content, 26)]
    assert len(rows) == report.rows
    for row in rows:
        day = datetime.strptime(row["Date"], "%Y%m%d")  # noqa: DTZ007 - a day has no zone
        assert (day.year, day.month, day.day) == (int(row["Year"]), int(row["Month"]), int(row["Day"]))
        assert row["EventCode"].startswith(row["EventRootCode"])
        assert row["PentaClass"] in set("01234")
        assert row["EventID"].endswith("_0.2.0")
        assert -10 <= float(row["GoldsteinScore"]) <= 10


def test_actors_have_entity_role_and_attributes(exported, cells) -> None:
    rows = [dict(zip(COLUMNS, r, strict=True)) for r in cells(exported("phoenix")[1], 26)]
    actor = [
        (r["SourceActorFull"], r["SourceActorEntity"], r["SourceActorRole"], r["SourceActorAttribute"]) for r in rows
    ]
    assert actor[0] == ("RUSGOVMIL", "RUS", "GOV", "MIL")
    assert actor[4] == ("---CVL", "", "CVL", "")
    assert actor[5] == ("USALABCVLOPPEDU", "USA", "", "LAB;CVL;OPP;EDU")
    assert rows[4]["TargetActorAttribute"] == "UNO"
