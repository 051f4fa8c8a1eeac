"""The pages in Debian's Chromium: keys, links, themes, nothing from other hosts, no serious fault that axe finds."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from dateline.dataset import Dataset
from dateline.review.recording import recorded
from dateline.web.app import make_app
from dateline.web.settings import Settings
from tests.web.conftest import TOKEN

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
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

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no /usr/bin/chromium")


@pytest.fixture(scope="module")
def served(where: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a server over a copy of the dataset, which may be written."""
    copy = tmp_path_factory.mktemp("browser") / "dataset"
    shutil.copytree(where, copy)
    server = uvicorn.Server(uvicorn.Config(make_app(Settings(str(copy), token=TOKEN)), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", copy
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, served: tuple[str, Path]) -> Iterator[Any]:
    """A page that fails the test for any error in the console and any request to another host."""
    base, _ = served
    context = chromium.new_context(base_url=base)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" and "404" not in m.text else None)
    page.on("request", lambda r: None if r.url.startswith((base, "blob:")) else faults.append(r.url))
    yield page
    context.close()
    assert faults == []


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
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")["violations"]
        told = [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")]
        assert told == [], path


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
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(20, 25, 31)"
    page.click("nav.theme >> text=light")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
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
    page.goto("/enter")
    page.keyboard.press("Tab")
    page.keyboard.type(TOKEN)
    page.keyboard.press("Enter")
    page.wait_for_selector("header.top")
    page.goto("/review")
    page.fill("input[name=name]", "keys")
    page.fill("input[name=events]", "20")
    page.fill("input[name=sentences]", "0")
    page.focus("input[name=seed]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/keys")
    page.focus("input[name=coder]")
    page.keyboard.type("Ann")
    page.keyboard.press("Enter")
    for number in range(20):
        expected = re.compile(rf"Ann: {number} of 20 done")
        sync_api.expect(page.locator("main > p").first).to_have_text(expected)
        page.wait_for_load_state()  # the script that reads keys runs at the end
        if number == 3:
            page.keyboard.press("c")
            page.keyboard.type("REJECT")
            page.keyboard.press("Escape")
        page.keyboard.press("t" if number == 3 else "n" if number % 7 == 0 else "r")
    sync_api.expect(page.locator("p.empty")).to_have_text("Nothing is left to decide.")
    decisions = recorded(Dataset.open(served[1]), "keys")
    assert len(decisions) == 20
    assert {d.coder for d in decisions} == {"Ann"}
    assert [d.corrections[0].type for d in decisions if d.decision == "wrong-type"] == ["REJECT"]
    page.goto("/review/keys")
    assert "precision" in page.inner_text("main")
    page.goto("/")
    assert "precision" in page.inner_text("main")
