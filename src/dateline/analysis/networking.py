"""Networks: who acts on whom, how central each is, and which communities they form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from dateline.analysis.selecting import Selection, chosen, fetch
from dateline.errors import ConfigError

if TYPE_CHECKING:
    import duckdb
    import networkx
    import pyarrow as pa

Nodes = Literal["country", "sector", "name"]
_VISITS = 1_000_000  # of edges: beyond, betweenness starts from some nodes only, drawn with the seed …
_DISTANCES = 50_000_000  # … and beyond these, edges that lie on no shortest path are not sorted out first
_BY_PARTY = """
    WITH sides AS (SELECT DISTINCT event_id, version, side, {node} AS node FROM parties WHERE {node} IS NOT NULL)
    SELECT a.node AS actor, r.node AS recipient, e.* FROM chosen e
    JOIN sides a ON a.event_id = e.event_id AND a.version = e.version AND a.side = 'actor'
    JOIN sides r ON r.event_id = e.event_id AND r.version = e.version AND r.side = 'recipient'
"""
# The pairs of each event; countries stand in its row, without a look at its parties.
_PAIRS: dict[Nodes, str] = {
    "country": """
    SELECT * FROM (
        SELECT unnest(actor_countries) AS actor, recipient, * EXCLUDE (recipient)
        FROM (SELECT unnest(recipient_countries) AS recipient, * FROM chosen)
    ) WHERE actor <> '' AND recipient <> ''
    """,
    "sector": _BY_PARTY.format(node="concat(coalesce(country, '---'), ' ', sectors[1])"),
    "name": _BY_PARTY.format(node="name"),
}


class Network(NamedTuple):
    """`edges`: actor, recipient, events, plover_score, goldstein (means), and the events of each quad class.

    `nodes`: node, events_out, events_in, partners_out, partners_in, pagerank, betweenness, community (1 is the
    largest), the busiest first.
    """

    edges: pa.Table
    nodes: pa.Table


def build_network(
    connection: duckdb.DuckDBPyConnection,
    selection: Selection,
    of: Nodes = "country",
    *,
    inner: bool = False,
    seed: int = 1,
) -> Network:
    """The network of the chosen events between countries, between sectors of countries, or between named parties.

    An event with several actors or recipients counts for each pair. Betweenness is exact up to a million visits of
    edges, and estimated from some nodes in larger networks. `inner` keeps edges from a node to itself. The same events
    and seed give the same tables.
    """
    if of not in get_args(Nodes):
        raise ConfigError(f"a network is of {', '.join(get_args(Nodes))}, not of {of!r}")
    edges = _edges(connection, selection, of, inner=inner)
    return Network(edges, _nodes(edges, seed))


def _edges(connection: duckdb.DuckDBPyConnection, selection: Selection, of: Nodes, *, inner: bool) -> pa.Table:
    sql, values = chosen(selection)
    return fetch(
        connection,
        f"""
        WITH chosen AS ({sql}), pairs AS ({_PAIRS[of]})
        SELECT actor, recipient, count(*) AS events, avg(plover_score) AS plover_score, avg(goldstein) AS goldstein,
               count(*) FILTER (quad_class = 'verbal cooperation') AS verbal_cooperation,
               count(*) FILTER (quad_class = 'material cooperation') AS material_cooperation,
               count(*) FILTER (quad_class = 'verbal conflict') AS verbal_conflict,
               count(*) FILTER (quad_class = 'material conflict') AS material_conflict
        FROM pairs WHERE {"true" if inner else "actor <> recipient"}
        GROUP BY ALL ORDER BY events DESC, actor, recipient
        """,
        values,
    )


def _nodes(edges: pa.Table, seed: int) -> pa.Table:
    import networkx as nx
    import pyarrow as pa

    graph = nx.DiGraph()
    rows = edges.select(["actor", "recipient", "events"]).to_pylist()
    graph.add_nodes_from(sorted({r[side] for r in rows for side in ("actor", "recipient")}))
    for row in rows:  # the more events, the nearer
        graph.add_edge(row["actor"], row["recipient"], weight=row["events"], distance=1 / row["events"])
    short = _shortest(graph)
    starts = min(len(short), max(10, _VISITS // max(short.number_of_edges(), 1)))
    between = nx.betweenness_centrality(short, k=None if starts == len(short) else starts, weight="distance", seed=seed)
    rank = nx.pagerank(graph, weight="weight") if graph else {}
    community = _communities(graph, seed)
    made = [
        {
            "node": node,
            "events_out": graph.out_degree(node, weight="weight"),
            "events_in": graph.in_degree(node, weight="weight"),
            "partners_out": graph.out_degree(node),
            "partners_in": graph.in_degree(node),
            "pagerank": rank[node],
            "betweenness": between[node],
            "community": community[node],
        }
        for node in graph
    ]
    made.sort(key=lambda r: (-r["events_out"] - r["events_in"], r["node"]))
    counts = [(n, pa.int64()) for n in ("events_out", "events_in", "partners_out", "partners_in")]
    shares = [("pagerank", pa.float64()), ("betweenness", pa.float64()), ("community", pa.int64())]
    return pa.Table.from_pylist(made, schema=pa.schema([("node", pa.string()), *counts, *shares]))


def _shortest(graph: networkx.DiGraph[str]) -> networkx.DiGraph[str]:
    """The graph without the edges that are longer than the shortest way between their ends: no betweenness rests on
    them, and in a dense network they are nearly all."""
    import networkx as nx
    from scipy.sparse.csgraph import dijkstra

    if not graph or len(graph) * graph.number_of_edges() > _DISTANCES:
        return graph
    place = {node: i for i, node in enumerate(graph)}
    ways = dijkstra(nx.to_scipy_sparse_array(graph, weight="distance", format="csr"))
    kept: nx.DiGraph[str] = nx.DiGraph()
    kept.add_nodes_from(graph)
    for a, b, distance in graph.edges(data="distance"):
        if distance <= ways[place[a], place[b]] * (1 + 1e-9):  # sums of the same parts may differ in their last digit
            kept.add_edge(a, b, distance=distance)
    return kept


def _communities(graph: networkx.DiGraph[str], seed: int) -> dict[Any, int]:
    """The community of each node (Louvain, on events in both directions together), numbered from the largest."""
    import networkx as nx

    both = nx.Graph()
    both.add_nodes_from(graph)
    for a, b, weight in graph.edges(data="weight"):
        if a != b:
            both.add_edge(a, b, weight=weight + (both[a][b]["weight"] if both.has_edge(a, b) else 0))
    found = nx.community.louvain_communities(both, weight="weight", seed=seed) if graph else []
    ordered = sorted((sorted(c) for c in found), key=lambda c: (-len(c), c))
    return {node: number for number, members in enumerate(ordered, 1) for node in members}
