import json
from pathlib import Path

from dateline.dataset import Dataset
from dateline.dataset.exporting.lines import dyads, read_flat, read_lines


def test_lines_are_the_newest_coding_with_parties_in_order(sample: Path) -> None:
    lines = list(read_lines(Dataset.open(sample).connection()))
    assert [line.event_id for line in lines] == sorted(line.event_id for line in lines)
    assert {line.code for line in lines} == {"0.2.0"}
    assert [line.cameo for line in lines] == ["043", None, "040", "190", "042", "1412"]
    assert [p.name for p in lines[2].actors] == ["Kenya", "Uganda"]
    assert (lines[0].reports, lines[0].articles, lines[0].outlets) == (2, 2, 2)
    assert lines[5].actors[1].sectors == ("LAB", "CVL", "OPP", "EDU")


def test_dyads_are_numbered_through_the_dataset_whatever_the_condition(sample: Path) -> None:
    tables = Dataset.open(sample).connection()
    numbers = [n for line in read_lines(tables) for n, _, _ in dyads(line)]
    assert numbers == list(range(1, 9))
    some = [n for line in read_lines(tables, "type = 'PROTEST'") for n, _, _ in dyads(line)]
    assert some == [7, 8]
    assert {line.story_number for line in read_lines(tables)} == {1, 2}


def test_those_who_meet_act_on_one_another(sample: Path) -> None:
    (talks,) = read_lines(Dataset.open(sample).connection(), "cameo = '040'")
    named = [(a.name, r.name) for _, a, r in dyads(talks) if a and r]
    assert named == [("Kenya", "Uganda"), ("Uganda", "Kenya")]


def test_flat_rows_bear_all_versions(sample: Path) -> None:
    flat = read_flat(Dataset.open(sample).connection())
    assert {"event_id", "cluster", "outlet", "code", "model", "lexicon", "ontology", "facts"} <= set(flat.schema.names)
    rows = [row for batch in flat.rows for row in batch.to_pylist()]
    assert json.dumps(rows[0]["trigger_span"]) == '{"field": "text", "start": 10, "end": 17}'
