"""py2neo against a real server: it answers as the store does."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import py2neo
import pytest
from conftest import _cities
from neo4jdb import Database

from graph import notebooks
from graph.ask import ask
from graph.errors import AmbiguousName, RefusedQuery
from graph.networks import to_networkx
from graph.store import Store, open_store


@pytest.fixture
def store(neo4j_db: Database) -> Any:
    opened = open_store(neo4j_db.holding("cities", _cities))
    yield opened
    opened.close()


@pytest.fixture
def graph(store: Store, neo4j_db: Database) -> Any:
    return py2neo.Graph(neo4j_db.server.bolt, auth=("neo4j", neo4j_db.server.password))


@pytest.mark.parametrize(
    ("question", "params"),
    [
        ("unit-tasks", {"unit": "市财政局", "city": "甲市"}),
        ("deadlines", {"from": "2023-01-01", "to": "2023-12-31"}),
        ("goals", {"limit": 1}),
        ("path", {"from": "甲市发改委", "to": "甲市财政局"}),
        ("neighbours", {"of": "东区"}),
    ],
)
def test_a_question_is_answered_as_by_the_store(
    graph: py2neo.Graph, store: Store, question: str, params: dict[str, Any]
) -> None:
    answer = notebooks.ask(graph, question, **params)
    assert answer.rows
    assert answer == ask(store, question, params)


def test_values_are_those_of_the_store(graph: py2neo.Graph, store: Store) -> None:
    query = (
        "MATCH p = (u:Unit)-[r:RESPONSIBLE_FOR]->(t:Task)<-[:HAS_TASK]-(:Section) "
        "WITH p, r, t ORDER BY r.span_start, t.id LIMIT $most "
        "RETURN p, r, t, t.deadline AS due, {all: [t.deadline, t.filled]} AS map"
    )
    rows = notebooks.cypher(graph, query, most=4)
    assert len(rows.rows) == 4
    assert rows == store.read(query, {"most": 4})


def test_rows_become_a_network(graph: py2neo.Graph) -> None:
    network = to_networkx(notebooks.cypher(graph, "MATCH p = (:District)-[:SUPPORTS]->(:IndustryChain) RETURN p"))
    assert {(network.nodes[a]["name"], network.nodes[b]["name"]) for a, b in network.edges()} == {
        ("东区", "机器人（AI）产业链")
    }


def test_a_reader_writes_nothing_and_says_what_is_wrong(graph: py2neo.Graph) -> None:
    for refused, why in (("CREATE (:Task)", "Writing"), ("MATCH (n RETURN n", "Invalid input")):
        with pytest.raises(RefusedQuery, match=why):
            notebooks.cypher(graph, refused)
    with pytest.raises(AmbiguousName):
        notebooks.ask(graph, "unit-tasks", unit="市财政局")


def test_the_program_needs_no_py2neo() -> None:
    code = "import sys; sys.modules['py2neo'] = None; import api.cli, api.http.app, graph.notebooks, graph.stores.neo4j"
    subprocess.run([sys.executable, "-c", code], check=True)
