"""Writes into Neo4j, and gives values as every store gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import neo4j
import neo4j.graph
import neo4j.time

from graph.records import EdgeTable, Row, Rows
from graph.schema import EDGE, NODE, Property, edge_properties
from graph.stores import neo4j_statements as statements
from graph.stores.verbs import TELLS
from graph.stores.writing import compare

_AS_SENT = frozenset({str, int, float, bool, type(None)})  # nearly all values of an answer: looked at first
BATCH = 10_000  # rows of one label or type a statement: 10,000 load three times faster than 1,000


class Run:
    """One write transaction in Neo4j's dialect: the verbs of `graph.stores.verbs.Writing`."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def __call__(self, statement: str, **params: object) -> list[tuple[Any, ...]]:
        return fetch(self._transaction.run(statement, params), None).rows

    def mentioned(self, document_id: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        query = "MATCH (:Document {id: $id})-[:MENTIONS]->(n) RETURN DISTINCT labels(n)[0], n.id"
        for label, entity in self(query, id=document_id):
            found[label].add(entity)
        return found

    def create(self, nodes: Mapping[str, list[Row]], edges: Mapping[EdgeTable, list[Row]]) -> dict[str, Row]:
        typed = {label: _floats(rows, NODE[label].properties) for label, rows in nodes.items()}
        told = self._make(statements.create_nodes(), typed)
        stands = {
            ident: dict(zip(TELLS[what], values, strict=True)) for what, shows in told for ident, *values in shows
        }
        typed = {
            statements.edge_name(table): _floats(rows, edge_properties(EDGE[table[0]])) for table, rows in edges.items()
        }
        self._make(statements.create_edges(), typed)
        return stands

    def set_nodes(self, label: str, names: tuple[str, ...], rows: list[Row]) -> int:
        kept = [{name: row[name] for name in ("id", *names)} for row in rows]
        typed = _floats(kept, NODE[label].properties)
        return sum(int(self(statements.set_nodes(label), rows=some)[0][0]) for some in _batches(typed))

    def delete_statements_of(self, document_id: str) -> None:
        for statement in statements.delete_statements():
            self(statement, id=document_id)

    def printed_forms(self, ids: Mapping[str, list[str]]) -> Iterator[tuple[Any, ...]]:
        yield from self._each(statements.printed_forms(), ids)

    def delete_unmentioned(self, ids: Mapping[str, list[str]]) -> None:
        for _ in self._each(statements.delete_unmentioned(), ids):
            pass

    def show(self, rows: Mapping[str, list[Row]]) -> None:
        self._make(statements.show(), rows)

    def _make(self, statement: str, rows: Mapping[str, list[Row]]) -> list[tuple[Any, ...]]:
        """Run a statement that answers how many of the rows of each name it found or made; compare. What else it answers."""
        made: dict[str, int] = defaultdict(int)
        told: list[tuple[Any, ...]] = []
        for what, count, *more in self._each(statement, rows):
            made[what] += count
            told.append((what, *more))
        for name, given in rows.items():
            compare(name.split("_", 1)[0] if name not in NODE else name, len(given), made[name])
        return told

    def _each(self, statement: str, values: Mapping[str, Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement that takes a map of lists, run over batches of them; none without values."""
        for start in range(0, max(map(len, values.values()), default=0), BATCH):
            batch = {name: some[start : start + BATCH] for name, some in values.items()}
            yield from self(statement, of=batch)


def _batches(rows: list[Row]) -> Iterator[list[Row]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _floats(rows: list[Row], properties: Sequence[Property]) -> list[Row]:
    """The same rows with whole numbers as floating ones where the schema says so: Neo4j keeps the type that it is sent."""
    doubles = [prop.name for prop in properties if prop.type == "DOUBLE"]
    if not doubles:
        return rows
    return [row | {name: float(row[name]) for name in doubles if row.get(name) is not None} for row in rows]


def fetch(result: neo4j.Result, row_limit: int | None) -> Rows:
    """Take at most `row_limit` rows of a result, nodes and relationships as plain dicts."""
    columns = list(result.keys())
    rows: list[tuple[Any, ...]] = []
    for record in result:
        if row_limit is not None and len(rows) == row_limit:
            return Rows(columns, rows, truncated=True)
        rows.append(tuple(value if type(value) in _AS_SENT else plain(value) for value in record))
    return Rows(columns, rows)


def plain(value: Any) -> Any:
    """A value of Neo4j's as every store gives it: a node as {_label, its properties}, a relationship as {_type, ...}."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, neo4j.graph.Node):
        return {"_label": min(value.labels, default=""), **{key: plain(item) for key, item in value.items()}}
    if isinstance(value, neo4j.graph.Relationship):
        return {"_type": value.type, **{key: plain(item) for key, item in value.items()}}
    if isinstance(value, neo4j.graph.Path):
        return _path(value)
    if isinstance(value, neo4j.time.Date | neo4j.time.DateTime | neo4j.time.Time):
        return value.to_native()
    if isinstance(value, neo4j.time.Duration):
        return value.iso_format()
    if isinstance(value, tuple):  # a point
        return list(value)
    return value


def _path(value: neo4j.graph.Path) -> dict[str, Any]:
    """A path as its nodes and relationships; `_direction` is out where the path follows the arrow."""
    relationships = []
    for node, relationship in zip(value.nodes, value.relationships, strict=False):
        start = relationship.start_node
        outward = start is not None and start.element_id == node.element_id
        relationships.append(plain(relationship) | {"_direction": "out" if outward else "in"})
    return {"nodes": [plain(node) for node in value.nodes], "relationships": relationships}
