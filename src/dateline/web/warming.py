"""Answers made before they are asked for: the pages without a filter, whenever a newer commit takes its place."""

from __future__ import annotations

import threading

from starlette.datastructures import QueryParams

from dateline.errors import DatelineError
from dateline.web.desk import Desk
from dateline.web.pages import actor, dyad, events, map, network, overview, voices
from dateline.web.shelf import Snapshot
from dateline.web.viewing import Asked

LOOKS = (overview.look, events.look, actor.look_at_all, dyad.look, map.look, network.look, voices.look)


def warm(desk: Desk, snapshot: Snapshot) -> None:
    """Asks for each page once; what fails will fail again, and say so, when a reader asks."""
    for look in LOOKS:
        try:
            view = look(Asked(snapshot, desk, {}, QueryParams(""), can_write=False))
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
