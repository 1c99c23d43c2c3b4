"""Any answer as a networkx graph, for centrality, components, layouts: what a graph database does not compute itself.

from graph.networks import to_networkx
network = to_networkx(ask(store, "units-sharing-tasks", {"city": "武汉市", "limit": 1000}))
networkx.degree_centrality(network)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, TypeAlias

import networkx

from graph.ask import Answer, shown_name
from graph.records import Row, Rows
from graph.schema import LONG

Network: TypeAlias = networkx.MultiDiGraph


def to_networkx(
    result: Answer | Rows | Mapping[str, Any], *, source: str | None = None, target: str | None = None
) -> Network:
    """A directed multigraph of a result. Nodes are keyed by id, or by name where the result has none.

    Form 1: nodes and edges ready to draw (`graph.nodes.neighbours`).
    Form 2: rows that hold nodes, relationships or paths (`MATCH path = … RETURN path`). A relationship returned by itself
            joins the node before it in the row to the node behind it: return the nodes in the order of the arrow.
    Form 3: steps of the question `path`: lists of {label, name, relationship, direction}.
    Form 4: plain rows: an edge a row from column `source` to column `target` (else the first two columns), the other
            columns as its attributes.

    Raises ValueError where the result has no such column, or fewer than two columns.
    """
    network: Network = networkx.MultiDiGraph()
    if isinstance(result, Mapping):
        for node in result["nodes"]:
            network.add_node(node["id"], **{k: v for k, v in node.items() if k != "id"})
        for edge in result["edges"]:
            network.add_edge(edge["source"], edge["target"], type=edge["type"])
        return network
    rows = result.rows if isinstance(result, Answer) else result.dicts()
    if any(_graphic(value) for row in rows for value in row.values()):
        for row in rows:
            _add_row(network, row.values())
        return network
    columns = result.columns
    if source is None and target is None and len(columns) < 2:
        raise ValueError(f"a network needs two columns to join; the result has {', '.join(columns) or 'none'}")
    begin, end = source or columns[0], target or columns[1]
    for name in (begin, end):
        if name not in columns:
            raise ValueError(f"the result has no column {name!r}; it has {', '.join(columns)}")
    for row in rows:
        if row[begin] is not None and row[end] is not None:
            network.add_edge(row[begin], row[end], **{k: v for k, v in row.items() if k not in (begin, end)})
    return network


def _graphic(value: Any) -> bool:
    """Whether a value is a node, a relationship, a path, or the steps of one."""
    if isinstance(value, list):
        return bool(value) and all(
            isinstance(v, Mapping) and ({"relationship", "name"} <= v.keys() or _graphic(v)) for v in value
        )
    return isinstance(value, Mapping) and bool({"_label", "_type", "relationships"} & value.keys())


def _add_row(network: Network, values: Iterable[Any]) -> None:
    before: str | None = None
    waiting: list[Row] = []
    for value in values:
        if isinstance(value, list) and _graphic(value):
            if "relationship" in value[0]:
                _add_steps(network, value)
            else:
                _add_row(network, value)
        elif isinstance(value, Mapping) and "_label" in value:
            node = _add_node(network, value)
            for relationship in waiting:
                if before is not None:
                    _add_edge(network, before, node, relationship)
            before, waiting = node, []
        elif isinstance(value, Mapping) and "_type" in value:
            waiting.append(dict(value))
        elif isinstance(value, Mapping) and "relationships" in value:
            nodes = [_add_node(network, node) for node in value["nodes"]]
            for (a, b), relationship in zip(pairwise(nodes), value["relationships"], strict=True):
                _add_edge(network, a, b, relationship)


def _add_node(network: Network, node: Mapping[str, Any]) -> str:
    identifier = str(node["id"])
    properties = {k: v for k, v in node.items() if k not in ("id", "_label", "name", *LONG) and v is not None}
    network.add_node(
        identifier,
        label=node["_label"],
        name=shown_name(dict(node)),
        **{k: v for k, v in properties.items() if k != "label"},
    )
    return identifier


def _add_edge(network: Network, begin: str, end: str, relationship: Mapping[str, Any]) -> None:
    if relationship.get("_direction") == "in":
        begin, end = end, begin
    attributes = {k: v for k, v in relationship.items() if not k.startswith("_") and v is not None}
    network.add_edge(begin, end, **(attributes | {"type": relationship["_type"]}))


def _add_steps(network: Network, steps: list[Row]) -> None:
    for step in steps:
        network.add_node(step["id"], label=step["label"], name=step["name"])
    for before, step in pairwise(steps):
        begin, end = (before, step) if step["direction"] != "in" else (step, before)
        network.add_edge(begin["id"], end["id"], type=step["relationship"])
