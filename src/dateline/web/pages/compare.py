"""Compare: two dyads, two outlets, or two codings of the same articles, side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pyarrow as pa
from markupsafe import Markup
from msgspec.structs import replace

from dateline.analysis import Selection, check_bias, count_series
from dateline.analysis.selecting import Every
from dateline.errors import ConfigError
from dateline.web.asking import Query
from dateline.web.drawing import Line, Point, draw_lines
from dateline.web.pages.selecting import PARAMETERS, choices, events_address, read_selection, spanning
from dateline.web.viewing import Asked, View

WHAT = ("dyads", "outlets", "versions")
EVERY: tuple[Every, ...] = ("month", "week", "day")
_VERSIONS = """WITH both_coded AS (
    SELECT article_id FROM articles WHERE version IN (?, ?) GROUP BY article_id HAVING count(DISTINCT version) = 2
)
SELECT type, status, count(*) FILTER (version = ?) AS a, count(*) FILTER (version = ?) AS b
FROM events JOIN both_coded USING (article_id) GROUP BY ALL HAVING a + b > 0 ORDER BY a + b DESC, type, status"""


def look(asked: Asked) -> View:
    """`a` and `b` of the kind `what`; the files hold what was counted."""
    asked.filter("what", "a", "b", "every", *PARAMETERS)
    what, every = asked.choice("what", WHAT), asked.choice("every", EVERY)
    a, b = asked.text("a").strip(), asked.text("b").strip()
    form = {"what": what, "what_choices": WHAT, "every": every, "every_choices": EVERY, "a": a, "b": b}
    known = {**form, "choices": choices(asked), "bias": None, "versions": None, "outlets": _outlets(asked)}
    if not (a and b):
        nothing = Query("SELECT type, 0 AS a, 0 AS b FROM reading WHERE false")
        return View("Compare", "compare.html", nothing, lambda: known)
    if what == "versions":
        return _versions(a, b, asked, known)
    selections = [_selection(asked, what, words) for words in (a, b)]
    series = [_series(asked, s, every) for s in selections]
    charts: dict[str, Callable[[], Markup]] = {
        name: partial(_draw, label, column, (a, b), series, selections)
        for name, label, column in (
            ("events", f"Events by {every}", "events"),
            ("score", f"Mean PLOVER score by {every}", "plover_score"),
            ("rate", f"Events per 1,000 reports read, by {every}", "per_1000_articles"),
        )
    }

    def page() -> dict[str, Any]:
        bias = [
            asked.snapshot.remember(("bias", s), partial(asked.snapshot.work, partial(check_bias, selection=s)))
            for s in selections
        ]
        return {**known, "bias": _beside(bias)}

    rows = pa.concat_tables(
        [
            t.replace_schema_metadata(None).append_column("compared", pa.array([name] * t.num_rows, pa.string()))
            for name, t in zip((a, b), series, strict=True)
        ]
    )
    return View(f"{a} and {b}", "compare.html", rows, page, charts)


def _outlets(asked: Asked) -> list[str]:
    query = Query("SELECT outlet FROM reading WHERE outlet IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, outlet")
    return [row["outlet"] for row in asked.snapshot.rows(query, 100)]


def _selection(asked: Asked, what: str, words: str) -> Selection:
    if what == "outlets":
        found = replace(read_selection(asked), outlets=(words,), dated_by="published")
    else:
        actor, arrow, recipient = words.upper().partition(">")
        if not arrow:
            raise ConfigError("a dyad to compare is written RUS > UKR, or RUS MIL > UKR")
        found = read_selection(asked, actor=actor.strip() or None, recipient=recipient.strip() or None)
    return spanning(asked.snapshot, found)


def _series(asked: Asked, selection: Selection, every: Every) -> pa.Table:
    return asked.snapshot.remember(
        ("series", selection, every),
        lambda: asked.snapshot.work(lambda c: count_series(c, selection, every)),
    )


def _draw(
    label: str, column: str, names: Sequence[str], series: Sequence[pa.Table], selections: Sequence[Selection]
) -> Markup:
    lines = []
    for name, table, selection in zip(names, series, selections, strict=True):
        link = partial(events_address, selection.actor, selection.recipient, outlet=selection.outlets)
        points = (
            Point(
                r["period"],
                r[column],
                str(r["period"]),
                link(from_=r["period"]) if r["events"] else None,
            )
            for r in table.to_pylist()
        )
        lines.append(Line(name, tuple(points)))
    return draw_lines(label, lines)


def _beside(tables: Sequence[pa.Table]) -> list[dict[str, Any]]:
    """The measures of concentration of both, over all statuses."""
    values = [{r["measure"]: r["value"] for r in t.to_pylist() if r["status"] == "all"} for t in tables]
    return [{"measure": m.replace("_", " "), "a": values[0][m], "b": values[1].get(m)} for m in values[0]]


def _versions(a: str, b: str, asked: Asked, known: dict[str, Any]) -> View:
    if not (a.isdecimal() and b.isdecimal() and len(a + b) < 12):
        raise ConfigError("versions are numbers, as the overview lists them under “Coded by”")
    one, other = int(a), int(b)
    query = Query(_VERSIONS, (one, other, one, other))
    return View(
        f"Versions {one} and {other}",
        "compare.html",
        query,
        lambda: {**known, "versions": asked.snapshot.rows(query, 500)},
    )
