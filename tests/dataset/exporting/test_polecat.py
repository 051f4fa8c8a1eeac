from datetime import date

HEADER = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\t"
    "Actor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\t"
    "Recipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\t"
    "Recipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\t"
    "Latitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\t"
    "Story Organizations\tStory Locations\tLanguage\tVersion"
)


def test_the_table_has_its_published_header_and_types(exported, cells) -> None:
    report, content = exported("polecat")
    header, *rows = cells(content, 40)
    assert "\t".join(header) == HEADER
    assert len(rows) == report.rows == 4
    for row in (dict(zip(header, r, strict=True)) for r in rows):
        date.fromisoformat(row["Event Date"])
        date.fromisoformat(row["Publication Date"])
        assert -10 <= float(row["Intensity"]) <= 10
        assert row["Event Type"].isupper()
        assert "model=m2" in row["Version"]


def test_values_stand_in_their_columns(exported, cells) -> None:
    header, *rows = cells(exported("polecat")[1], 40)
    visit, talks, _, protest = (dict(zip(header, r, strict=True)) for r in rows)
    assert (visit["Actor COW"], visit["Actor Title"], visit["City"]) == ("365", "deputy minister", "Kyiv")
    assert visit["Contexts"] == "military; diplomatic"
    assert (talks["Actor Name"], talks["Actor COW"]) == ("Kenya; Uganda", "501; 500")
    assert (protest["Actor Country"], protest["Primary Actor Sector"]) == ("; USA", "CVL; LAB")
    assert (protest["Province"], protest["Country"], protest["City"]) == ("Ohio", "United States", "")
