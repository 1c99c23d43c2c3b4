"""Reads everything that a store holds, a page at a time, in one order on every store: by id.

The statements are made from the schema, and every dialect understands them. No page is larger than memory allows, however many
documents there are: ids come in pages, and of these ids nodes and relationships in smaller ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graph.records import EdgeTable
from graph.schema import EDGE, NODE, edge_properties
from graph.store import Store

IDS = 100_000  # ids in memory; ladybug scans and sorts a label for each page of them
NODES = 1000  # nodes in memory
TEXTS = 20  # documents in memory: each brings its raw text
SOURCES = 200  # nodes whose relationships are read together
EDGES = 20_000  # relationships in memory; of fewer nodes, where these have more


def nodes(store: Store, label: str) -> Iterator[tuple[Any, ...]]:
    """Each node of a label: the values of its properties, in the order of the schema."""
    values = ", ".join(f"n.{prop.name}" for prop in NODE[label].properties)
    statement = f"UNWIND $ids AS i MATCH (n:{label} {{id: i}}) RETURN {values}"
    size = TEXTS if label == "Document" else NODES
    at = [prop.name for prop in NODE[label].properties].index("id")
    for ids in _pages(_ids(store, label), size):
        yield from sorted(store.read(statement, {"ids": ids}).rows, key=lambda row: str(row[at]))


def edges(store: Store, table: EdgeTable) -> Iterator[tuple[Any, ...]]:
    """Each relationship of a type between two labels: both ids, then its values in the order of `edge_properties`."""
    edge_type, source, target = table
    properties = edge_properties(EDGE[edge_type])
    values = ", ".join(f"e.{prop.name}" for prop in properties)
    statement = (
        f"UNWIND $ids AS i MATCH (a:{source} {{id: i}}) WITH i, a MATCH (a)-[e:{edge_type}]->(b:{target}) "
        f"RETURN a.id, b.id, {values}"
    )

    def read(ids: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        found = store.read(statement, {"ids": list(ids)}, row_limit=EDGES if len(ids) > 1 else None)
        if not found.truncated:
            yield from sorted(found.rows, key=lambda row: tuple(map(str, row)))
            return
        half = len(ids) // 2
        yield from read(ids[:half])
        yield from read(ids[half:])

    for ids in _pages(_ids(store, source), SOURCES):
        yield from read(ids)


def _ids(store: Store, label: str) -> Iterator[str]:
    statement = f"MATCH (n:{label}) WHERE n.id > $after RETURN n.id ORDER BY n.id LIMIT $most"
    after = ""
    while True:
        found = [row[0] for row in store.read(statement, {"after": after, "most": IDS}).rows]
        yield from found
        if len(found) < IDS:
            return
        after = found[-1]


def _pages(ids: Iterator[str], size: int) -> Iterator[list[str]]:
    page: list[str] = []
    for one in ids:
        page.append(one)
        if len(page) == size:
            yield page
            page = []
    if page:
        yield page
