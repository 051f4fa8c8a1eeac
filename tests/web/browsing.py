"""What tests in a browser share: a server over a dataset, a page that tells its faults, and axe."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from dateline.web.app import make_app
from dateline.web.settings import Settings
from tests.web.conftest import TOKEN

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"


@contextmanager
def served_at(where: Path) -> Iterator[str]:
    """The address of a server over a dataset; it may be written to by who gives the token."""
    server = uvicorn.Server(uvicorn.Config(make_app(Settings(str(where), token=TOKEN)), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@contextmanager
def page_of(browser: Any, base: str) -> Iterator[Any]:
    """A page that fails the test for any error in the console and any request to another host."""
    context = browser.new_context(base_url=base)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" and "404" not in m.text else None)
    page.on("request", lambda r: None if r.url.startswith((base, "blob:")) else faults.append(r.url))
    yield page
    context.close()
    assert faults == []


def enter(page: Any) -> None:
    """Gives the token, by keys."""
    page.goto("/enter")
    page.keyboard.press("Tab")
    page.keyboard.type(TOKEN)
    page.keyboard.press("Enter")
    page.wait_for_selector("header.top")


def check_page(page: Any, path: str, width: int) -> None:
    """It is there, no wider than the window, and axe finds nothing serious in it."""
    answer = page.goto(path)
    assert answer.ok or path == "/nowhere", path
    assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    told = [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")]
    assert told == [], path


def judge_by_keys(page: Any, sample: str, decide: Any) -> None:
    """Draws twenty events and decides on each with one key; `decide` presses the keys for the number of an item."""
    from playwright.sync_api import expect

    page.goto("/review")
    page.fill("input[name=name]", sample)
    page.fill("input[name=events]", "20")
    page.fill("input[name=sentences]", "0")
    page.focus("input[name=seed]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/review/{sample}")
    page.focus("input[name=coder]")
    page.keyboard.type("Ann")
    page.keyboard.press("Enter")
    for number in range(20):
        expect(page.locator("main > p").first).to_contain_text(f"Ann: {number} of 20 done")
        page.wait_for_load_state()  # the script that reads keys runs at the end
        decide(number)
    expect(page.locator("p.empty")).to_have_text("Nothing is left to decide.")
