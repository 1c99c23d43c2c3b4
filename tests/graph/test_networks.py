"""Any answer as a networkx graph."""

from __future__ import annotations

import networkx
import pytest

from graph.ask import Answer, ask
from graph.networks import to_networkx
from graph.nodes import neighbours
from graph.records import Rows
from graph.store import Store


def test_pairs_of_a_question_become_weighted_edges(city_store: Store) -> None:
    answer = ask(city_store, "units-sharing-tasks", {"limit": 1000})
    network = to_networkx(answer)

    assert network.number_of_edges() == len(answer.rows) > 0
    first = answer.rows[0]
    assert {e["shared_tasks"] for e in network[first["unit_a"]][first["unit_b"]].values()} == {first["shared_tasks"]}
    assert networkx.degree_centrality(network)


def test_columns_can_be_chosen(city_store: Store) -> None:
    answer = ask(city_store, "unit-workload", {})
    assert set(to_networkx(answer, source="city", target="unit").nodes) >= {row["unit"] for row in answer.rows}
    with pytest.raises(ValueError, match="no column 'town'; it has unit"):
        to_networkx(answer, source="town")
    with pytest.raises(ValueError, match="needs two columns"):
        to_networkx(Answer("cypher", {}, ["n"], [{"n": 1}]))


def test_neighbours_are_a_network(city_store: Store) -> None:
    unit = city_store.read("MATCH (u:Unit)-[:RESPONSIBLE_FOR]->(:Task) RETURN u.id ORDER BY u.id LIMIT 1").rows[0][0]
    around = neighbours(city_store, unit)
    network = to_networkx(around)
    assert set(network.nodes) == {n["id"] for n in around["nodes"]}
    assert network.number_of_edges() == len(around["edges"])


def test_nodes_relationships_and_paths(city_store: Store) -> None:
    plain = to_networkx(city_store.read("MATCH (u:Unit)-[r:RESPONSIBLE_FOR]->(t:Task) RETURN u, r, t"))
    paths = to_networkx(city_store.read("MATCH p = (u:Unit)-[:RESPONSIBLE_FOR]->(t:Task) RETURN p"))
    backwards = to_networkx(city_store.read("MATCH p = (t:Task)<-[:RESPONSIBLE_FOR]-(u:Unit) RETURN p"))

    assert plain.number_of_edges() > 0
    assert set(plain.edges()) == set(paths.edges()) == set(backwards.edges())
    assert {d["label"] for _, d in plain.nodes(data=True)} == {"Unit", "Task"}
    assert {d["type"] for *_, d in plain.edges(data=True)} == {"RESPONSIBLE_FOR"}
    assert all(d["quote"] for *_, d in paths.edges(data=True))


def test_the_steps_of_a_way(city_store: Store) -> None:
    units = [
        r[0]
        for r in city_store.read(
            "MATCH (u:Unit)-[:RESPONSIBLE_FOR]->(t:Task)<-[:RESPONSIBLE_FOR]-(v:Unit) WHERE u.id < v.id RETURN u.id, v.id ORDER BY u.id, v.id LIMIT 1"
        ).rows
    ]
    other = city_store.read(
        "MATCH (u:Unit)-[:RESPONSIBLE_FOR]->(t:Task)<-[:RESPONSIBLE_FOR]-(v:Unit) WHERE u.id < v.id RETURN u.id, v.id ORDER BY u.id, v.id LIMIT 1"
    ).rows[0][1]
    network = to_networkx(ask(city_store, "path", {"from": units[0], "to": other}))

    assert network.number_of_edges() >= 2
    assert networkx.is_weakly_connected(network)


def test_an_empty_result_is_an_empty_network() -> None:
    assert to_networkx(Rows(["a", "b"], [])).number_of_nodes() == 0
