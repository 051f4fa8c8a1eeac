"""On whose word: which outlets, speakers and governments the events rest on."""

from __future__ import annotations

from functools import partial
from typing import Any

from dateline.analysis import check_bias, count_holders
from dateline.analysis.concentrating import Holder
from dateline.web.drawing import Bar, draw_bars
from dateline.web.pages.selecting import PARAMETERS, choices, read_selection
from dateline.web.viewing import Asked, View

OF: tuple[Holder, ...] = ("government", "speaker", "outlet", "agency")
BARS = 20


def look(asked: Asked) -> View:
    """Who the chosen events rest on; the files hold a row a holder."""
    asked.filter("of", *PARAMETERS)
    of, selection = asked.choice("of", OF), read_selection(asked)
    holders = asked.snapshot.remember(
        ("holders", of, selection), lambda: asked.snapshot.work(partial(count_holders, selection=selection, of=of))
    )
    rows = holders.slice(0, 100).to_pylist()
    charts = {
        "holders": lambda: draw_bars(f"Events by {of}", [Bar(str(r["holder"]), r["events"]) for r in rows[:BARS]])
    }

    def page() -> dict[str, Any]:
        bias = asked.snapshot.remember(
            ("bias", selection), lambda: asked.snapshot.work(partial(check_bias, selection=selection))
        )
        measures = [{**r, "measure": r["measure"].replace("_", " ")} for r in bias.to_pylist() if r["status"] == "all"]
        return {"rows": rows, "bias": measures, "of": of, "of_choices": OF, "choices": choices(asked)}

    return View("On whose word", "voices.html", holders, page, charts)
