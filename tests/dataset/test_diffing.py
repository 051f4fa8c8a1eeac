from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline.dataset import Dataset, Entry
from dateline.errors import StoreError
from dateline.records import Quoted, Span
from tests.dataset.making import NEW, article, coded, entries, event

SAME, OTHER, GONE, ONLY_OLD = (article(n) for n in (0, 1, 2, 3))


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    made = Dataset.create(tmp_path / "d")
    later = Quoted("lasted", Span("text", 70, 76))
    old = [coded(SAME, event(SAME, 1)), coded(OTHER, event(OTHER, 1), event(OTHER, 2)), coded(GONE, event(GONE, 1))]
    new = [
        coded(SAME, event(SAME, 1), version=NEW),
        coded(
            OTHER,
            event(OTHER, 1),
            replace(event(OTHER, 2, type="AID"), recipients=()),
            event(OTHER, 3, trigger=later),
            version=NEW,
        ),
        coded(GONE, version=NEW),
    ]
    made.append([Entry(f"{n:016x}", o) for n, o in enumerate([*old, coded(ONLY_OLD, event(ONLY_OLD, 1))])])
    made.append([Entry(f"{n:016x}", o) for n, o in enumerate(new)])
    return made


def test_two_coding_versions_differ_event_by_event(dataset: Dataset) -> None:
    found = {(r["article_id"], r["change"]): r for r in dataset.diff(1, 2).to_pylist()}
    assert set(found) == {(OTHER.article_id, "changed"), (OTHER.article_id, "added"), (GONE.article_id, "removed")}
    changed = found[OTHER.article_id, "changed"]
    assert changed["changed"] == ["type", "recipients"]
    assert (changed["type_was"], changed["type"], changed["event_id"]) == ("CONSULT", "AID", f"{OTHER.article_id}-2")
    assert (changed["recipients_was"], changed["recipients"]) == ("PER GOV (PER)", "")
    added, removed = found[OTHER.article_id, "added"], found[GONE.article_id, "removed"]
    assert (added["type_was"], added["type"], added["trigger_text"]) == (None, "CONSULT", "lasted")
    assert (removed["type_was"], removed["type"]) == ("CONSULT", None)


def test_a_version_does_not_differ_from_itself(dataset: Dataset) -> None:
    assert dataset.diff(2, 2).num_rows == 0


def test_two_commits_differ_by_what_was_added_coded_anew_and_forgotten(dataset: Dataset) -> None:
    assert dataset.diff("@1", "@2").to_pylist() == dataset.diff(1, 2).to_pylist()
    both = dataset.diff("@0", "@1")
    assert set(both["change"].to_pylist()) == {"added"}
    assert both.num_rows == 5
    dataset.append(entries(10, 1))
    assert dataset.diff("@2", f"@{dataset.version}").num_rows == 2
    assert dataset.diff("@2", "@2").num_rows == 0


def test_what_cannot_be_compared_is_told(dataset: Dataset) -> None:
    for old, new, why in (
        (1, 7, "no version 7"),
        (1, "@1", "two versions"),
        ("a", "b", "two versions"),
        ("@1", "@9", "no commit"),
    ):
        with pytest.raises(StoreError, match=why):
            dataset.diff(old, new)
