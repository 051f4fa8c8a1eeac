import re
from datetime import date

from dateline.ontology import load_ontology

HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\t"
    "Country\tLatitude\tLongitude"
)


def test_every_row_reads_as_the_types_of_its_readers(exported, cells) -> None:
    report, content = exported("icews")
    header, *rows = cells(content, 20)
    assert "\t".join(header) == HEADER
    assert len(rows) == report.rows
    for row in (dict(zip(header, r, strict=True)) for r in rows):
        assert 0 < int(row["Event ID"]) < 2**31
        assert 0 < int(row["Story ID"]) < 2**31
        date.fromisoformat(row["Event Date"])
        assert -10 <= float(row["Intensity"]) <= 10
        assert re.fullmatch(r"\d{2,4}", row["CAMEO Code"])
        assert row["CAMEO Code"] in load_ontology().cameo
        assert not row["Sentence Number"]
        assert all(-180 <= float(row[c] or 0) <= 180 for c in ("Latitude", "Longitude"))
    assert len({r[0] for r in rows}) == len(rows)


def test_a_code_that_cameo_does_not_have_stays_out(sample) -> None:
    from msgspec.structs import replace

    from dateline.dataset import Dataset
    from dateline.dataset.exporting.icews import ICEWS
    from dateline.dataset.exporting.lines import read_lines

    line = next(read_lines(Dataset.open(sample).connection()))
    assert ICEWS.refuse(line) is None
    assert ICEWS.refuse(replace(line, cameo="13y")) == "not a code of CAMEO"
