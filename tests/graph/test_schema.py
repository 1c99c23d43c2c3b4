from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import invented
import pytest

from graph import schema
from graph.errors import SchemaError
from graph.ids import label_of, node_id
from graph.schema import EDGES, NODE, NODES, Edge, Node, Property
from graph.schema_docs import render

ROOT = Path(__file__).parents[2]


def test_the_page_about_the_schema_is_current() -> None:
    done = subprocess.run([sys.executable, "-m", "graph.schema_docs"], capture_output=True, text=True, check=True)
    assert (ROOT / "docs/schema.md").read_text("utf-8") == done.stdout, (
        "run: python -m graph.schema_docs > docs/schema.md"
    )


def test_the_page_names_every_label_relationship_and_property() -> None:
    page = render()
    missing = [f"### {x}" for x in [n.label for n in NODES] + [e.type for e in EDGES] if f"### {x}\n" not in page]
    missing += [p.name for n in NODES for p in n.properties if f"| {p.name} | {p.type} | {p.description}" not in page]
    assert not missing


TASK = NODE["Task"]


@pytest.mark.parametrize(
    ("nodes", "edges", "complaint"),
    [
        ((*NODES, TASK), EDGES, "label Task is declared twice"),
        ((*NODES, replace(TASK, label="TASK")), EDGES, "differ by case alone"),
        (NODES, (*EDGES, EDGES[0]), "relationship MENTIONS is declared twice"),
        (NODES, (*EDGES, Edge("X", "x", (("Task", "Nothing"),))), "X joins the unknown label Nothing"),
        (NODES, (*EDGES, Edge("X", "x", (("Task", "Task"), ("Task", "Task")))), "X lists a pair of labels twice"),
        ((*NODES, Node("X", "fact", "x", ("id",), (schema.ID,))), EDGES, "X has no quote"),
        ((*NODES, Node("X", "entity", "x", ("id",), (schema.ID,))), EDGES, "X has no name"),
        (
            NODES,
            (*EDGES, Edge("X", "x", (), (Property("ordinal", "STRING", "x"),))),
            "X.ordinal is STRING, elsewhere INT",
        ),
        (NODES, (*EDGES, Edge("X", "x", (), (Property("quote", "STRING", "x"),))), "X.quote is declared twice"),
        (NODES, (*EDGES, Edge("X", "x", (), (Property("y", "STRING", ""),))), "X.y has no description"),
    ],
)
def test_a_schema_that_contradicts_itself_is_refused(
    nodes: tuple[Node, ...], edges: tuple[Edge, ...], complaint: str
) -> None:
    with pytest.raises(SchemaError, match=complaint):
        schema.check(nodes, edges)


def test_the_invented_documents_use_the_whole_schema() -> None:
    rows = invented.first()
    assert set(rows.nodes) == set(NODE)
    # a document applies to one place; what cities do in a province's plan is loaded in tests/loaders/test_load.py
    apart = {("APPLIES_TO", "Document", "District")} | {
        (edge.type, *pair)
        for edge in EDGES
        for pair in edge.pairs
        if edge.type in ("SUPPORTS", "RELIES_ON", "BUILDS") and pair[0] == "Jurisdiction"
    }
    assert set(rows.edges) == {(edge.type, *pair) for edge in EDGES for pair in edge.pairs} - apart


def test_ids_come_from_content_alone() -> None:
    # computed once by hand: sha256 of the parts joined by U+001F
    assert node_id("Task", "a", 1) == "task-" + __import__("hashlib").sha256(b"a\x1f1").hexdigest()[:16]
    assert node_id("Unit", "a", "bc") != node_id("Unit", "ab", "c")
    assert node_id("Unit", None) == node_id("Unit", "")
    assert label_of(node_id("IndustryChain", "x")) == "industrychain"
    assert label_of("task-xyz") is None
