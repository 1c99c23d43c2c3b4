"""Writes into ladybug, and gives values as every store gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import ladybug

from graph.records import EdgeTable, Row, Rows
from graph.schema import EDGE, NODE
from graph.stores import statements
from graph.stores.packed import pack
from graph.stores.verbs import TELLS
from graph.stores.writing import compare

BATCH = 10_000  # rows a statement: 10,000 load five times faster than 1,000


class Run:
    """One write transaction in ladybug's dialect: the verbs of `graph.stores.verbs.Writing`."""

    def __init__(self, connection: ladybug.Connection) -> None:
        self._connection = connection

    def __call__(self, statement: str, **params: object) -> list[tuple[Any, ...]]:
        return fetch(self._connection.execute(statement, params), None).rows

    def mentioned(self, document_id: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        query = "MATCH (:Document {id: $id})-[:MENTIONS]->(n) RETURN DISTINCT label(n), n.id"
        for label, entity in self(query, id=document_id):
            found[label].add(entity)
        return found

    def create(self, nodes: Mapping[str, list[Row]], edges: Mapping[EdgeTable, list[Row]]) -> dict[str, Row]:
        stands: dict[str, Row] = {}
        for label, rows in nodes.items():
            there: dict[str, Row] = {}
            if label in TELLS:  # a fact belongs to its document alone, whose facts are gone
                known = self(statements.known(label, TELLS[label]), ids=[row["id"] for row in rows])
                there = {ident: dict(zip(TELLS[label], shown, strict=True)) for ident, *shown in known}
                stands |= {row["id"]: row for row in rows} | there
            fresh = [row for row in rows if row["id"] not in there]
            create = partial(statements.create_nodes, label)
            compare(label, len(fresh), self._make(create, statements.node_names(label), fresh))
        for (edge_type, source, target), rows in edges.items():
            edge = EDGE[edge_type]
            create = partial(statements.create_edges, edge, source, target)
            compare(edge_type, len(rows), self._make(create, statements.edge_names(edge), rows))
        return stands

    def set_nodes(self, label: str, names: tuple[str, ...], rows: list[Row]) -> int:
        return self._each_batch(statements.set_nodes(label, names), rows)

    def delete_statements_of(self, document_id: str) -> None:
        for statement in statements.delete_statements():
            self(statement, id=document_id)

    def printed_forms(self, ids: Mapping[str, list[str]]) -> Iterator[tuple[Any, ...]]:
        for label, some in ids.items():
            yield from self(statements.printed_forms(label), ids=some)

    def delete_unmentioned(self, ids: Mapping[str, list[str]]) -> None:
        for label, some in ids.items():
            self(statements.delete_unmentioned(label), ids=some)

    def show(self, rows: Mapping[str, list[Row]]) -> None:
        for label, some in rows.items():
            derived = tuple(prop.name for prop in NODE[label].properties if prop.derived)
            compare(label, len(some), self.set_nodes(label, derived, some))

    def _make(self, statement: Callable[..., str], names: Sequence[str], rows: list[Row]) -> int:
        """Run a statement over batches of `rows`, packed where they can be; the sum of the counts that it answers."""
        made = 0
        for start in range(0, len(rows), BATCH):
            some = rows[start : start + BATCH]
            packed = pack(some, names)
            made += int(self(statement(packed=packed is not None), rows=some if packed is None else packed)[0][0])
        return made

    def _each_batch(self, statement: str, rows: list[Row]) -> int:
        """Run a statement that answers a count over batches of `rows`; the sum of the counts."""
        return sum(int(self(statement, rows=rows[start : start + BATCH])[0][0]) for start in range(0, len(rows), BATCH))


def fetch(result: Any, row_limit: int | None) -> Rows:
    """Take at most `row_limit` rows of a ladybug result, nodes and relationships as plain dicts."""
    columns = result.get_column_names()
    rows: list[tuple[Any, ...]] = []
    try:
        while result.has_next():
            if row_limit is not None and len(rows) == row_limit:
                return Rows(columns, rows, truncated=True)
            rows.append(tuple(plain(value) for value in result.get_next()))
    finally:
        result.close()
    return Rows(columns, rows)


def plain(value: Any) -> Any:
    """A value of ladybug's as every store gives it: a node as {_label, its properties}, a relationship as {_type, ...}."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):  # how ladybug sums whole numbers
        return int(value) if value == value.to_integral_value() else float(value)
    if not isinstance(value, dict):
        return value
    if "_NODES" in value:
        return _path(value)
    if "_LABEL" not in value:
        return {key: plain(item) for key, item in value.items()}
    kind = "_type" if "_SRC" in value else "_label"
    kept = {key: plain(item) for key, item in value.items() if not key.startswith("_") and item is not None}
    return {kind: value["_LABEL"], **kept}


def _path(value: Mapping[str, Any]) -> dict[str, Any]:
    """A path as its nodes and relationships; `_direction` is out where the path follows the arrow."""
    relationships = [
        plain(relationship) | {"_direction": "out" if relationship["_SRC"] == node["_ID"] else "in"}
        for node, relationship in zip(value["_NODES"], value["_RELS"], strict=False)
    ]
    return {"nodes": plain(value["_NODES"]), "relationships": relationships}
