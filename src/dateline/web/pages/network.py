"""Network: who acts on whom, how central each is, and which communities they form."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from dateline.analysis import Network, build_network
from dateline.analysis.networking import Nodes
from dateline.web.drawing import Edge, Node, draw_graph
from dateline.web.drawing.svg import COLOURS
from dateline.web.pages.selecting import PARAMETERS, choices, read_selection
from dateline.web.viewing import Asked, View

OF: tuple[Nodes, ...] = ("country", "sector", "name")
SEED = 1


def look(asked: Asked) -> View:
    """The network of the chosen events; the files hold its edges."""
    asked.filter("of", "top", *PARAMETERS)
    of, top = asked.choice("of", OF), asked.whole("top", 30, 120)
    selection = read_selection(asked)
    key = ("network", of, *choices(asked).items(), *asked.parameters.getlist("type"))
    made = asked.snapshot.remember(
        key, lambda: asked.snapshot.work(lambda c: build_network(c, selection, of, seed=SEED))
    )
    page = {
        "nodes": made.nodes.slice(0, 100).to_pylist(),
        "edges": made.edges.slice(0, 100).to_pylist(),
        "of": of,
        "of_choices": OF,
        "top": top,
        "choices": choices(asked),
        "size": made.nodes.num_rows,
        "actor_address": _actor,
        "edge_address": _events,
    }
    return View("Network", "network.html", made.edges, lambda: page, {"network": lambda: _draw(made, of, top)})


def _draw(made: Network, of: str, top: int) -> Markup:
    nodes = made.nodes.slice(0, top).to_pylist()
    names = {n["node"] for n in nodes}
    edges = [e for e in made.edges.to_pylist() if e["actor"] in names and e["recipient"] in names]
    places = _layout(sorted(names), edges)
    drawn = [
        Node(
            n["node"],
            *places[n["node"]],
            n["events_out"] + n["events_in"],
            (n["community"] or 1) - 1,
            _actor(of, n["node"]),
        )
        for n in nodes
    ]
    lines = [
        Edge(e["actor"], e["recipient"], e["events"], _mostly(e), _events(of, e["actor"], e["recipient"]))
        for e in edges
    ]
    return draw_graph(f"The {len(drawn)} busiest of {made.nodes.num_rows}, and who acts on whom", drawn, lines)


def _layout(names: list[str], edges: list[dict[str, Any]]) -> dict[str, tuple[float, float]]:
    """Places from 0 to 1, near for those who deal with each other; the same for the same edges."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(names)
    for e in edges:
        before = graph.get_edge_data(e["actor"], e["recipient"], {"weight": 0})["weight"]
        graph.add_edge(e["actor"], e["recipient"], weight=before + e["events"] ** 0.5)
    found = nx.spring_layout(graph, seed=SEED, k=2.2 / max(len(names), 1) ** 0.5, iterations=80) if names else {}
    sides = [[float(at[i]) for at in found.values()] or [0.0] for i in (0, 1)]
    low, wide = [min(s) for s in sides], [max(s) - min(s) or 1.0 for s in sides]
    return {name: ((float(at[0]) - low[0]) / wide[0], (float(at[1]) - low[1]) / wide[1]) for name, at in found.items()}


def _mostly(edge: dict[str, Any]) -> str:
    return max(COLOURS, key=lambda quad: edge[quad.replace(" ", "_")] or 0)


def _actor(of: str, node: str) -> str:
    from urllib.parse import urlencode

    if of == "name":
        return "/actor?" + urlencode({"name": node})
    country, _, sector = node.partition(" ")
    pairs = {"country": "" if country == "---" else country, "sector": sector}
    return "/actor?" + urlencode({k: v for k, v in pairs.items() if v})


def _events(of: str, actor: str, recipient: str) -> str:
    from urllib.parse import urlencode

    if of == "name":
        return "/events?" + urlencode({"actor": actor, "recipient": recipient})
    pairs = {"actor_code": actor.strip(), "recipient_code": recipient.strip()}
    return "/events?" + urlencode(pairs)
