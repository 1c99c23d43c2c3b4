"""The whole content of a store, for comparing."""

from __future__ import annotations

from typing import Any

from graph.schema import EDGES, NODES
from graph.store import Store


def dump(store: Store) -> dict[str, list[Any]]:
    """Every node and relationship with all its properties, sorted."""
    found: dict[str, list[Any]] = {}
    for node in NODES:
        rows = store.read(f"MATCH (n:{node.label}) RETURN n").rows
        found[node.label] = sorted((sorted(row[0].items(), key=lambda x: x[0]) for row in rows), key=repr)
    for edge in EDGES:
        rows = store.read(f"MATCH (a)-[r:{edge.type}]->(b) RETURN a.id, b.id, r").rows
        found[edge.type] = sorted(([a, b, sorted(r.items(), key=lambda x: x[0])] for a, b, r in rows), key=repr)
    return found
