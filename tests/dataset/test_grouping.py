from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from dateline.cli.main import app
from dateline.dataset import Dataset, Entry, InputKeys, grouping
from dateline.dataset.grouping import Grouped, group
from dateline.reading import make_article
from dateline.records import Article, Event, Place, Span
from tests.dataset.making import NEW, coded, event

LAKE = Place("Lima", Span("text", 24, 28), "Lima", "PER", "Lima", -12.05, -77.04, 3936456, "city", "words", 1)
FIRST = "Envoys of FRA met rivals in Lima on Monday. The talks at the lake hotel lasted nine hours and ended at night."
COPY = f"{FIRST} (Reporting by Anna Brandt)"
OTHERS_WORDS = (
    "Envoys of FRA met rivals at a hotel in Lima for nine hours. Fishermen on the lake saw the lamps burn all night."
)
ANOTHER = (
    "Envoys of KEN met traders over onions and tariffs. Rain had washed away two bridges on the road to the market."
)


def report(
    text: str, outlet: str, published: str | None, title: str = "Lima lake hotel talks last nine hours"
) -> Article:
    return make_article(text, title=title, outlet=outlet, published=published, input_id=f"{outlet} {published}")


REPORTS = [
    report(FIRST, "Kijani", "2024-03-05"),
    report(COPY, "Harbour Post", "2024-03-06"),
    report(OTHERS_WORDS, "Delta Times", "2024-03-06"),
    report(ANOTHER, "Kijani", "2024-03-06", "Onion traders meet envoys"),
    report(FIRST, "Almanac", "2024-05-06"),
    report(FIRST, "Undated", None),
]


def in_lima(of: Article) -> Event:
    return replace(event(of, 1), place=LAKE)


def make(where: Path, reports: list[Article], **given: Any) -> Dataset:
    dataset, keys = Dataset.create(where), InputKeys()
    for r in reports:  # a commit each: rows come in the order of the reports
        dataset.append([Entry(keys(r), coded(r, in_lima(r), **given))])
    return dataset


def rows(dataset: Dataset) -> list[tuple[Any, ...]]:
    found = dataset.query(
        "SELECT a.outlet, c.outlet AS copies, s.outlet AS story, split_part(cluster, '-', 1) AS cluster, a.published "
        "FROM stories JOIN articles a USING (article_id) LEFT JOIN articles c ON c.article_id = copy_of "
        "JOIN articles s ON s.article_id = story JOIN clusters ON event_id = a.article_id || '-1' "
        "ORDER BY a.published NULLS LAST, a.outlet"
    ).to_pylist()
    names = {r.article_id: r.outlet for r in REPORTS}
    return [(r["outlet"], r["copies"], r["story"], names[r["cluster"]]) for r in found]


EXPECTED = [
    ("Kijani", None, "Kijani", "Kijani"),
    ("Delta Times", None, "Kijani", "Kijani"),
    ("Harbour Post", "Kijani", "Kijani", "Kijani"),
    ("Kijani", None, "Kijani", "Kijani"),
    ("Almanac", None, "Almanac", "Almanac"),
    ("Undated", None, "Undated", "Undated"),
]


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    dataset = make(tmp_path_factory.mktemp("datasets") / "a", REPORTS)
    assert group(dataset) == Grouped(articles=6, copies=1, stories=4, events=6, clusters=4)
    return dataset


def test_copies_stories_and_events_are_joined_within_their_days(grouped: Dataset) -> None:
    assert rows(grouped) == EXPECTED


def test_the_order_of_rows_and_the_size_of_blocks_change_nothing(
    grouped: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in ("_BLOCK", "_REPORTS", "_ROWS"):
        monkeypatch.setattr(grouping, size, 2)
    other = make(tmp_path / "b", REPORTS[::-1])
    group(other)
    for table, order in (("stories", "article_id"), ("clusters", "event_id")):
        sql = f"FROM {table} ORDER BY {order}"
        assert other.query(sql) == grouped.query(sql)


def test_grouping_anew_replaces_and_only_newest_codings_are_grouped(tmp_path: Path) -> None:
    dataset = make(tmp_path / "c", REPORTS[:2])
    assert group(dataset) == group(dataset)
    keys = InputKeys()
    again = REPORTS[0]
    dataset.append([Entry(keys(again), coded(again, in_lima(again), version=NEW))])
    assert group(dataset).events == 2
    assert sorted(dataset.query("FROM clusters")["version"].to_pylist()) == [1, 2]


def test_reports_count_outlets_stories_and_copies_once(grouped: Dataset) -> None:
    top = grouped.query("FROM reports ORDER BY articles DESC LIMIT 1").to_pylist()[0]
    assert (top["outlets"], top["stories"], top["originals"], top["articles"]) == (3, 1, 2, 3)
    assert (top["cluster"], top["first_outlet"]) == (f"{REPORTS[0].article_id}-1", "Kijani")
    assert grouped.query("SELECT sum(articles) AS n FROM reports")["n"].to_pylist() == [6]


def test_one_a_day_joins_events_of_one_dyad_and_place(grouped: Dataset) -> None:
    found = grouped.query("SELECT actor_country, events, articles FROM one_a_day ORDER BY articles").to_pylist()
    assert [tuple(r.values()) for r in found] == [("KEN", 1, 1), ("FRA", 3, 5)]


def test_events_stand_by_themselves_until_they_are_grouped(tmp_path: Path) -> None:
    dataset = make(tmp_path / "d", REPORTS[:3])
    assert dataset.query("SELECT articles FROM reports")["articles"].to_pylist() == [1, 1, 1]


def test_the_command_prints_what_it_found(tmp_path: Path) -> None:
    make(tmp_path / "e", REPORTS[:3])
    done = CliRunner().invoke(app, ["group", str(tmp_path / "e")])
    assert (done.exit_code, done.stdout) == (
        0,
        "3 articles: 1 copies of others, 1 stories\n3 events reported: 1 events\n",
    )
    done = CliRunner().invoke(app, ["group", str(tmp_path / "nothing")])
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_an_empty_dataset_has_no_groups(tmp_path: Path) -> None:
    assert group(Dataset.create(tmp_path / "f")) == Grouped(0, 0, 0, 0, 0)
