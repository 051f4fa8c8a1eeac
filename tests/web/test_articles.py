"""The pages in a browser over forty real reports, coded here: only where DATELINE_SHARED names them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from dateline.coder import Tools, code_batch
from dateline.dataset import Dataset
from dateline.dataset.grouping import group
from dateline.dataset.keys import InputKeys
from dateline.dataset.rows import Entry
from dateline.reading import ReadOptions, read
from dateline.records import Article
from dateline.review.recording import recorded
from tests.web.browsing import AXE, check_page, enter, judge_by_keys, page_of, served_at

REPORTS = 40


@pytest.fixture(scope="module")
def coded(shared: Path, tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("articles") / "dataset"
    found = islice(read([shared / "gold" / "articles" / "wikinews_dev.jsonl"], ReadOptions()), REPORTS)
    articles = [a for a in found if isinstance(a, Article)]
    keys, dataset = InputKeys(), Dataset.create(where)
    outcomes = zip(articles, code_batch(articles, tools), strict=True)
    dataset.append([Entry(keys(a), outcome, a.article_id) for a, outcome in outcomes])
    group(dataset)
    return where


@pytest.fixture(scope="module")
def base(coded: Path) -> Iterator[str]:
    with served_at(coded) as address:
        yield address


@pytest.fixture
def page(chromium: Any, base: str) -> Iterator[Any]:
    with page_of(chromium, base) as page:
        yield page


@pytest.fixture(scope="module")
def paths(base: str, coded: Path) -> list[str]:
    """Each page, about what is told most."""
    dataset = Dataset.open(coded)
    (event,) = dataset.query("SELECT * FROM told ORDER BY len(voices) DESC, event_id LIMIT 1").to_pylist()
    (dyad,) = dataset.query(
        "SELECT actor_country AS a, recipient_country AS b FROM dyads WHERE a <> b GROUP BY ALL "
        "ORDER BY count(*) DESC, a, b LIMIT 1"
    ).to_pylist()
    (name,) = dataset.query("SELECT name FROM parties GROUP BY ALL ORDER BY count(*) DESC, name LIMIT 1").to_pylist()
    both = {"what": "dyads", "a": f"{dyad['a']} > {dyad['b']}", "b": f"{dyad['b']} > {dyad['a']}"}
    addresses = ("/", "/events", "/actors", "/dyad", "/map", "/network", "/voices", "/compare", "/review", "/api")
    return [
        *addresses,
        f"/event/{event['event_id']}",
        f"/article/{event['article_id']}?again=1",
        f"/actor?{urlencode(name)}",
        f"/dyad?{urlencode(dyad)}",
        f"/compare?{urlencode(both)}",
        "/network?of=name",
        "/events?q=said",
    ]


@pytest.mark.parametrize(("theme", "width"), [("light", 380), ("dark", 1280)])
def test_every_page_of_real_reports_fits_and_axe_finds_no_serious_fault(
    theme: str, width: int, page: Any, paths: list[str]
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not there: npm install in web/")
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 900})
    for path in paths:
        check_page(page, path, width)


def test_from_a_filter_over_a_chart_to_the_report(page: Any) -> None:
    page.goto("/events")
    facet = page.locator(".facets a").first
    value = facet.inner_text().split()[0]
    facet.click()
    assert f"type={value}" in page.url
    assert {t.split()[0] for t in page.locator("tr[data-row] a.type").all_inner_texts()} == {value}
    page.goto("/network")
    page.locator("svg.graph a circle").first.click()
    page.wait_for_url("**/actor?*")
    page.goto("/")
    page.locator("svg.bars a").first.click()
    assert "/events?type=" in page.url
    page.locator("tr[data-row] a.type").first.click()
    words = page.locator(".report mark.role-trigger").first.inner_text()
    page.click("text=the whole report")
    assert words in page.locator(".reader mark.role-trigger").all_inner_texts()


def test_twenty_events_of_real_reports_are_judged_by_keys_alone(page: Any, coded: Path) -> None:
    enter(page)
    judge_by_keys(page, "keys", lambda number: page.keyboard.press("n" if number % 7 == 0 else "r"))
    decisions = recorded(Dataset.open(coded), "keys")
    assert [sum(d.decision == kind for d in decisions) for kind in ("right", "not-an-event")] == [17, 3]
    page.goto("/review/keys")
    assert "precision" in page.inner_text("main")
