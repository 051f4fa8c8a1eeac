"""Review: samples and what they say of the dataset; one item at a time, one key a decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pyarrow as pa
from anyio.to_thread import run_sync
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.dataset import Dataset
from dateline.errors import ConfigError
from dateline.review.agreeing import agree
from dateline.review.decisions import Decision, settle
from dateline.review.drawing import STRATA, Plan, draw
from dateline.review.estimating import estimate, to_table
from dateline.review.notation import KEYS, read_correction
from dateline.review.recording import disputed, record, recorded, undecided
from dateline.review.samples import Item, Sample, load_sample, sample_names, save_sample
from dateline.review.showing import Card, show
from dateline.web.desk import Desk
from dateline.web.entering import read_form
from dateline.web.marking import Mark, Piece, paragraphs
from dateline.web.pages.event import event_marks
from dateline.web.viewing import Asked, NotFoundError, View

MOST = 5_000  # items of a sample drawn here
NEEDS = {  # what a decision needs besides its key
    "wrong-type": "TYPE, or TYPE/mode",
    "wrong-party": "KEN GOV > UGA GOV",
    "missed-event": "SANCTION: KEN GOV > UGA GOV; several are parted by ;",
}


def look(asked: Asked) -> View:
    """The samples and how far they are; the files hold a row a sample."""
    asked.filter()
    rows = [_progress(asked, name) for name in sample_names(_folder(asked.desk))]
    schema = pa.schema(
        [("sample", pa.string()), ("items", pa.int64()), ("decided", pa.int64()), ("coders", pa.string())]
    )
    page = {"rows": rows, "can_write": asked.can_write, "strata": tuple(STRATA)}
    return View("Review", "review.html", pa.Table.from_pylist(rows, schema), lambda: page)


def look_at(asked: Asked) -> View:
    """One sample: estimates, agreement, who has decided how much; the files hold the estimates."""
    asked.filter("coder")
    sample = _sample(asked.desk, asked.path["sample"])
    decisions = recorded(asked.desk.dataset(), sample.name)
    estimates = estimate(sample, settle(decisions))
    coders = sorted({(d.coder, d.coder_kind) for d in decisions})
    page = {
        "sample": sample,
        "estimates": [e for e in estimates if e.decided],
        "agreement": agree(decisions),
        "disputed": disputed(sample, decisions),
        "coders": [
            {"coder": c, "kind": k, "items": sum((d.coder, d.coder_kind) == (c, k) for d in decisions)}
            for c, k in coders
        ],
        "can_write": asked.can_write,
        "coder": asked.text("coder"),
    }
    return View(f"Sample {sample.name}", "sample.html", to_table(estimates), lambda: page)


def quality(desk: Desk) -> dict[str, Any]:
    """What the sample with most decisions says of the dataset, for the overview."""
    dataset = desk.dataset()
    best: tuple[str, tuple[Decision, ...]] = ("", ())
    for name in sample_names(_folder(desk)):
        decisions = recorded(dataset, name)
        best = max(best, (name, decisions), key=lambda b: len(b[1]))
    if not best[1]:
        return {"estimates": [], "sample": ""}
    found = estimate(_sample(desk, best[0]), settle(best[1]))
    return {"estimates": [e for e in found if e.type == "all" and e.value is not None], "sample": best[0]}


def _folder(desk: Desk) -> Path:
    return Path(desk.settings.dataset)


def _sample(desk: Desk, name: str) -> Sample:
    if name not in sample_names(_folder(desk)):
        raise NotFoundError(f"no sample {name[:60]!r} in this dataset")
    return load_sample(_folder(desk), name)


def _progress(asked: Asked, name: str) -> dict[str, Any]:
    sample = _sample(asked.desk, name)
    decisions = recorded(asked.desk.dataset(), name)
    coders = sorted({d.coder for d in decisions})
    return {
        "sample": name,
        "items": len(sample.items),
        "decided": len({d.item for d in decisions}),
        "coders": ", ".join(coders),
    }


# ---------------------------------------------------------------- one item at a time


def _code(request: Request) -> Response:
    """The coder's next item; an adjudicator's next disputed one."""
    desk: Desk = request.app.state.desk
    sample = _sample(desk, request.path_params["sample"])
    coder, judging = request.query_params.get("coder", "").strip()[:80], bool(request.query_params.get("adjudicate"))
    if not coder:
        raise ConfigError("say who you are: decisions bear the name of their coder")
    dataset = desk.dataset()
    decisions = recorded(dataset, sample.name)
    left = disputed(sample, decisions) if judging else undecided(sample, decisions, coder)
    items = {i.item: i for i in sample.items}
    wanted = request.query_params.get("item", "")
    item = items.get(wanted) or (items[left[0]] if left else None)
    context: dict[str, Any] = {
        "title": f"Review of {sample.name}",
        "sample": sample.name,
        "coder": coder,
        "judging": judging,
        "left": len(left),
        "total": len(sample.items),
        "item": item,
        "again": request.query_params.get("wrong", "")[:300],
        "before": request.query_params.get("before", "")[:300],
        "sql": None,
        "twins": None,
    }
    if item is not None:
        card = show(dataset.connection(), item)
        told = [d for d in decisions if d.item == item.item] if judging else []
        context |= {"card": card, "text": _text(dataset, card), "keys": KEYS[item.kind], "needs": NEEDS, "told": told}
    return desk.page(request, "code.html", context, desk.shelf.newest())


def _text(dataset: Dataset, card: Card) -> list[list[Piece]]:
    """The sentence and its surroundings, with the words of what is coded in it."""
    text = card.before + (card.sentence or "") + card.after
    base = card.start - len(card.before)
    marks = [Mark(card.start - base, card.end - base, "sentence")]
    for event in card.events:
        query = "SELECT * FROM {} WHERE event_id = ? AND version = ?"
        given = [event.event_id, card.item.version]
        connection = dataset.connection()
        (row,) = connection.sql(query.format("events"), params=given).to_arrow_table().to_pylist()
        parties = connection.sql(query.format("parties"), params=given).to_arrow_table().to_pylist()
        its = event_marks(row, parties, {})[card.item.field]
        marks += [Mark(m.start - base, m.end - base, m.role, m.note) for m in its if m.end > base]
    return paragraphs(text, [m for m in marks if m.start >= 0])


async def _decide(request: Request) -> Response:
    form = await read_form(request)
    _check_word(request, form)
    return await run_sync(_record, request, form)


def _record(request: Request, form: Mapping[str, str]) -> Response:
    desk: Desk = request.app.state.desk
    sample = _sample(desk, request.path_params["sample"])
    coder, judging = form.get("coder", "").strip()[:80], form.get("adjudicate", "")
    item = next((i for i in sample.items if i.item == form.get("item")), None)
    if item is None or not coder:
        raise ConfigError("a decision names an item of the sample and a coder")
    back = {"coder": coder, **({"adjudicate": "1"} if judging else {})}
    try:
        decision = _decision(form, item, coder)
        decision = replace(decision, coder_kind="adjudicator") if judging else decision
        record(Dataset.open(desk.settings.dataset), sample, [decision])
    except ConfigError as error:
        back |= {"item": item.item, "wrong": str(error)[:300]}
    else:
        back |= {"before": f"{decision.decision}: {item.item}"}
    return RedirectResponse(f"/review/{quote(sample.name)}/code?{urlencode(back)}", status_code=303)


def _decision(form: Mapping[str, str], item: Item, coder: str) -> Decision:
    decision = KEYS[item.kind].get(form.get("key", ""))
    if decision is None:
        raise ConfigError("choose one of the decisions")
    words = form.get("correction", "")[:1_000].strip() if decision in NEEDS else ""
    given = tuple(read_correction(part) for part in words.split(";")) if words else ()
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return Decision(item.item, coder, decision, at, "person", given, form.get("note", "")[:1_000].strip())


async def _draw(request: Request) -> Response:
    form = await read_form(request)
    _check_word(request, form)
    return await run_sync(_save, request, form)


def _save(request: Request, form: Mapping[str, str]) -> Response:
    desk: Desk = request.app.state.desk
    by = next((b for b in STRATA if b == form.get("by", "disagreement")), None)
    if by is None:
        raise ConfigError(f"strata are by {', '.join(STRATA)}")
    numbers = [form.get(name, "") for name in ("events", "sentences", "seed")]
    if not all(n.isascii() and n.isdigit() and int(n[:9]) <= MOST and len(n) < 9 for n in numbers):
        raise ConfigError(f"events, sentences and seed are numbers from 0 to {MOST}")
    events, sentences, seed = map(int, numbers)
    dataset = Dataset.open(desk.settings.dataset)
    plan = Plan(form.get("name", "").strip(), events, sentences, by, seed)
    save_sample(_folder(desk), draw(dataset.connection(), dataset.version, plan))
    return RedirectResponse(f"/review/{quote(plan.name)}", status_code=303)


def _check_word(request: Request, form: Mapping[str, str]) -> None:
    """A form that a browser sends with our cookie must be one of ours; a program shows the token itself."""
    desk: Desk = request.app.state.desk
    if not desk.gate.by_bearer(request.headers) and form.get("word") != desk.gate.form:
        raise ConfigError("the form is old: load the page again")


routes = [
    Route("/review/{sample}/code", _code, methods=["GET"]),
    Route("/review/{sample}/code", _decide, methods=["POST"]),
    Route("/review", _draw, methods=["POST"]),
]
