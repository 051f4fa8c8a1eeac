"""The pages in Debian's Chromium: keys, links, themes, nothing from other hosts, no serious fault that axe finds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.dataset import Dataset
from dateline.review.recording import recorded
from tests.web.browsing import AXE, check_page, enter, judge_by_keys, page_of, served_at

PAGES = (
    "/",
    "/events",
    "/events?type=AID",
    "/event/{event_id}",
    "/article/{article_id}",
    "/actors",
    "/actor?country=KEN",
    "/dyad",
    "/dyad?a=KEN&b=UGA",
    "/map",
    "/network",
    "/voices",
    "/compare?what=dyads&a=KEN+%3E+UGA&b=UGA+%3E+TZA",
    "/review",
    "/api",
    "/enter",
    "/nowhere",
)


@pytest.fixture(scope="module")
def served(where: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a server over a copy of the dataset, which may be written."""
    copy = tmp_path_factory.mktemp("browser") / "dataset"
    shutil.copytree(where, copy)
    with served_at(copy) as base:
        yield base, copy


@pytest.fixture
def page(chromium: Any, served: tuple[str, Path]) -> Iterator[Any]:
    with page_of(chromium, served[0]) as page:
        yield page


def _paths(page: Any) -> list[str]:
    row = page.request.get("/v1/events?limit=1").json()["events"][0]
    return [path.format(**row) for path in PAGES]


@pytest.mark.parametrize(("theme", "width", "step"), [("light", 1280, 1), ("dark", 390, 3)])
def test_every_page_fits_and_axe_finds_no_serious_fault(theme: str, width: int, step: int, page: Any) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not there: npm install in web/")
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 900})
    for path in _paths(page)[::step]:
        check_page(page, path, width)


def test_from_a_filter_to_the_words_of_a_report(page: Any) -> None:
    page.goto("/events")
    page.click(".facets a:has-text('AID')")
    assert "type=AID" in page.url
    page.goto("/dyad?a=UGA&b=TZA")
    page.locator("svg.chart a").first.click()
    assert "/events?actor_code=" in page.url
    page.locator("a.type").first.click()
    assert page.locator(".report mark.role-trigger").first.inner_text() == "acted"
    page.click("text=the whole report")
    assert page.locator(".reader mark.role-actor").count() > 0
    page.uncheck("#show-actor")
    colour = page.locator("mark.role-actor").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour == "rgba(0, 0, 0, 0)"


def test_keys_move_and_open(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("g")
    page.keyboard.press("e")
    page.wait_for_url("**/events")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/event/*")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("acted")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events?q=acted")


def test_themes_and_pictures(page: Any) -> None:
    page.goto("/")
    page.click("nav.theme >> text=dark")
    page.wait_for_function("getComputedStyle(document.documentElement).backgroundColor == 'rgb(20, 25, 31)'")
    page.click("nav.theme >> text=light")
    page.wait_for_function("getComputedStyle(document.documentElement).backgroundColor == 'rgb(255, 255, 255)'")
    with page.expect_download() as saved:
        page.locator("figcaption >> text=PNG").first.click()
    assert saved.value.suggested_filename == "events-by-time.png"
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")


def test_pages_work_without_scripts(chromium: Any, served: tuple[str, Path]) -> None:
    context = chromium.new_context(base_url=served[0], java_script_enabled=False)
    page = context.new_page()
    page.goto("/events?q=acted")
    page.click("text=Next 50 events")
    assert page.locator("tr[data-row]").count() == 12
    page.goto("/map")
    assert page.locator("svg.world path").count() > 170
    context.close()


def test_twenty_items_are_judged_by_keys_alone(page: Any, served: tuple[str, Path]) -> None:
    def decide(number: int) -> None:
        if number == 3:
            page.keyboard.press("c")
            page.keyboard.type("REJECT")
            page.keyboard.press("Escape")
        page.keyboard.press("t" if number == 3 else "n" if number % 7 == 0 else "r")

    enter(page)
    judge_by_keys(page, "keys", decide)
    decisions = recorded(Dataset.open(served[1]), "keys")
    assert len(decisions) == 20
    assert {d.coder for d in decisions} == {"Ann"}
    assert [d.corrections[0].type for d in decisions if d.decision == "wrong-type"] == ["REJECT"]
    page.goto("/review/keys")
    assert "precision" in page.inner_text("main")
    page.goto("/")
    assert "precision" in page.inner_text("main")
