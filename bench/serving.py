"""The reading room at a million events: the first answer of every page, and how fast and how flatly exports stream."""

from __future__ import annotations

import resource
import statistics
import tempfile
import threading
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx2 as httpx

from bench.loaded import Loaded
from bench.readable import make
from dateline.web import Settings

_ARTICLES = 250_000
_TIMES = 3
PAGES = {
    "overview": "/",
    "events": "/events",
    "events filtered": "/events?actor_country=C0{n}&type=ASSAULT&from=2020-0{n}-01",
    "search": "/events?q=town+village{n}",
    "event": "/event/{event}",
    "article": "/article/{article}",
    "actors": "/actors",
    "actor": "/actor?country=C0{n}",
    "dyad": "/dyad?a=C0{n}&b=C04",
    "map": "/map?from=2020-0{n}-01",
    "network": "/network?from=202{n}-01-01&to=202{n}-12-31",
    "voices": "/voices?from=202{n}-01-01&to=202{n}-12-31",
    "compare": "/compare?what=dyads&a=C0{n}+>+C04&b=C05+>+C06",
    "api": "/v1/events?recipient_country=C0{n}",
}
EXPORT = "/v1/export/events.csv"


def measure(loaded: Loaded) -> dict[str, Any]:
    """Milliseconds of first answers, the median over different questions; megabytes a second of an export."""
    del loaded
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "dataset"
        make(where, _ARTICLES)
        return ask(where)


def ask(where: Path) -> dict[str, Any]:
    """The figures of a dataset that is there; each page is asked what was not asked before."""
    import uvicorn

    from dateline.web.app import make_app

    begun = perf_counter()
    app = make_app(Settings(str(where), seconds=60), warmed=True)
    found: dict[str, Any] = {"open_seconds": round(perf_counter() - begun, 1), "first_answer_ms": {}}
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    for worker in threading.enumerate():
        if worker.name == "dateline-warm":
            worker.join()
    found["warm_seconds"] = round(perf_counter() - begun, 1)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
        ids = client.get("/v1/events?limit=100").json()["events"]
        for name, path in PAGES.items():
            found["first_answer_ms"][name] = round(statistics.median(_pages(client, path, ids)))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found |= _export(client)
        found["export_growth_megabytes"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10
    server.should_exit = True
    thread.join(10)
    found["peak_megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return found


def _pages(client: httpx.Client, path: str, ids: list[dict[str, str]]) -> list[float]:
    taken = []
    for n in range(1, _TIMES + 1):
        its = path.format(n=n, event=ids[n]["event_id"], article=ids[n]["article_id"])
        begun = perf_counter()
        answer = client.get(its, headers={"accept": "text/html"})
        taken.append((perf_counter() - begun) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{its}: {answer.status_code} {answer.text[:200]}")
    return taken


def _export(client: httpx.Client) -> dict[str, float]:
    begun, size = perf_counter(), 0
    with client.stream("GET", EXPORT, headers={"accept-encoding": "identity"}) as answer:
        for piece in answer.iter_bytes():
            size += len(piece)
    return {
        "export_megabytes": round(size / 1e6),
        "export_megabytes_a_second": round(size / 1e6 / (perf_counter() - begun), 1),
    }


if __name__ == "__main__":
    import json
    import sys

    sys.stdout.write(json.dumps(ask(Path(sys.argv[1])), indent=1) + "\n")
