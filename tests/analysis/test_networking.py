import networkx as nx
import numpy as np
import pytest

from dateline.analysis import Selection, build_network
from dateline.analysis.networking import _shortest
from dateline.errors import ConfigError
from tests.tables_of import event


def test_edges_count_events_and_nodes_are_ranked(war) -> None:
    network = build_network(war, Selection())
    assert [(r["actor"], r["recipient"], r["events"]) for r in network.edges.to_pylist()] == [
        ("UGA", "KEN", 3),
        ("KEN", "UGA", 2),
    ]
    nodes = {r["node"]: r for r in network.nodes.to_pylist()}
    assert (nodes["UGA"]["events_out"], nodes["UGA"]["events_in"], nodes["KEN"]["partners_in"]) == (3, 2, 1)
    assert sum(r["pagerank"] for r in nodes.values()) == pytest.approx(1)


def test_what_a_country_does_to_itself_is_left_out_unless_asked_for(war) -> None:
    pairs = {(r["actor"], r["recipient"]) for r in build_network(war, Selection(), inner=True).edges.to_pylist()}
    assert {("SDN", "SDN"), ("UGA", "UGA"), ("KEN", "KEN")} <= pairs


def test_sectors_are_nodes_too(war) -> None:
    edges = build_network(war, Selection(), "sector").edges.to_pylist()
    assert ("SDN OPP", "SDN GOV") in {(r["actor"], r["recipient"]) for r in edges}
    with pytest.raises(ConfigError, match="a network is of"):
        build_network(war, Selection(), "sentence")  # type: ignore[arg-type]


def test_communities_and_the_one_between_them(connect) -> None:
    pairs = [("AAA", "BBB"), ("BBB", "CCC"), ("CCC", "AAA"), ("XXX", "YYY"), ("YYY", "ZZZ"), ("ZZZ", "XXX")] * 5 + [
        ("CCC", "XXX")
    ]
    made = [event(f"a-{n}", "2024-03-04", a, r) for n, (a, r) in enumerate(pairs)]
    tables = {
        "articles": [{"article_id": "a", "version": 1}],
        "events": [row for row, _ in made],
        "parties": [p for _, parties in made for p in parties],
    }
    first, again = (build_network(connect(tables), Selection()).nodes for _ in range(2))
    assert first.equals(again)
    nodes = {r["node"]: r for r in first.to_pylist()}
    assert {n: r["community"] for n, r in nodes.items()} == {"AAA": 1, "BBB": 1, "CCC": 1, "XXX": 2, "YYY": 2, "ZZZ": 2}
    assert max(nodes.values(), key=lambda r: r["betweenness"])["node"] in {"CCC", "XXX"}


def test_nothing_gives_an_empty_network(connect) -> None:
    network = build_network(connect({}), Selection())
    assert (network.edges.num_rows, network.nodes.num_rows) == (0, 0)
    assert network.nodes.column_names[0] == "node"


def test_betweenness_is_the_same_without_edges_that_no_shortest_way_takes() -> None:
    random = np.random.default_rng(7)
    graph = nx.DiGraph()
    for a, b in random.integers(0, 40, (900, 2)).tolist():
        graph.add_edge(a, b, distance=1 / int(random.integers(1, 200)))
    short = _shortest(graph)
    assert short.number_of_edges() < graph.number_of_edges() * 0.7
    whole = nx.betweenness_centrality(graph, weight="distance")
    assert nx.betweenness_centrality(short, weight="distance") == pytest.approx(whole)
