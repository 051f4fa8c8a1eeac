"""The table of contents: which address shows what."""

from __future__ import annotations

from starlette.routing import BaseRoute

from dateline.web.pages import (
    actor,
    article,
    compare,
    dyad,
    event,
    events,
    manual,
    map,
    network,
    overview,
    review,
    voices,
)
from dateline.web.viewing import routes_of

routes: list[BaseRoute] = [
    *routes_of("/", overview.look),
    *routes_of("/events", events.look),
    *routes_of("/event/{event_id}", event.look),
    *routes_of("/article/{article_id}", article.look),
    *routes_of("/actors", actor.look_at_all),
    *routes_of("/actor", actor.look),
    *routes_of("/dyad", dyad.look),
    *routes_of("/map", map.look),
    *routes_of("/network", network.look),
    *routes_of("/voices", voices.look),
    *routes_of("/compare", compare.look),
    *routes_of("/review", review.look),
    *routes_of("/review/{sample}", review.look_at),
    *review.routes,
    *manual.routes,
]
