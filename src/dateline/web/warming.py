"""Answers made before they are asked for: whenever a newer commit takes its place, the pages without a filter and that
of the busiest dyad."""

from __future__ import annotations

import threading
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from dateline.errors import DatelineError
from dateline.web.desk import Desk
from dateline.web.pages import actor, dyad, events, map, network, overview, voices
from dateline.web.shelf import Snapshot
from dateline.web.viewing import Asked

LOOKS = (overview.look, events.look, actor.look_at_all, dyad.look, map.look, network.look, voices.look)


def warm(desk: Desk, snapshot: Snapshot) -> None:
    """Asks for each page once; what fails will fail again, and say so, when a reader asks."""
    busiest = snapshot.one(dyad.BUSIEST) or {}
    asked = [(look, "") for look in LOOKS] + [(dyad.look, urlencode({k: busiest.get(k) or "" for k in "ab"}))]
    for look, query in asked:
        try:
            view = look(Asked(snapshot, desk, {}, QueryParams(query), can_write=False))
            view.page()
            for draw in view.charts.values():
                draw()
        except DatelineError:
            continue


def warm_soon(desk: Desk) -> threading.Thread:
    """The same for the first snapshot, while the server already answers."""
    thread = threading.Thread(target=warm, args=(desk, desk.shelf.newest()), name="dateline-warm", daemon=True)
    thread.start()
    return thread
