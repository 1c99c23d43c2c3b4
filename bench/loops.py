"""The baselines that loads are measured beside: what one would write by hand, and what py2neo and neomodel offer.

Each takes the rows that our loader makes and stores them under the same keys (a node by its id, a relationship by its ends,
document and place), in the same database with the same constraints and indexes. None computes what our store derives from all
documents (names, aliases, kinds), leads a citation to the document it means, compares what was made with what was sent, or
takes away what a new version no longer says: they are the least that any loader must do.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import ladybug
import neo4j

from graph.records import DocumentRows, EdgeTable, Row
from graph.schema import EDGE, EDGES, NODE, NODES, edge_properties
from graph.stores.statements import TYPES

KEYS = ("document_id", "span_start")  # of a relationship, besides its ends
Load = Callable[[Sequence[DocumentRows]], None]


def tables(documents: Sequence[DocumentRows]) -> tuple[dict[str, list[Row]], dict[EdgeTable, list[Row]]]:
    """The rows of several documents, a list a label and a list a type."""
    nodes: dict[str, list[Row]] = {}
    edges: dict[EdgeTable, list[Row]] = {}
    for document in documents:
        for label, rows in document.nodes.items():
            nodes.setdefault(label, []).extend(rows)
        for table, rows in document.edges.items():
            edges.setdefault(table, []).extend(rows)
    return nodes, edges


def count(documents: Sequence[DocumentRows]) -> int:
    """How many rows these documents have, nodes and relationships."""
    return sum(
        len(rows)
        for d in documents
        for part in (d.nodes, d.edges)
        for rows in part.values()  # type: ignore[attr-defined]
    )


def in_parts(documents: Sequence[DocumentRows], size: int) -> list[Sequence[DocumentRows]]:
    """The documents, `size` at a time."""
    return [documents[k : k + size] for k in range(0, len(documents), size)]


# -- by hand, with the official driver -----------------------------------------------------------------------------


@cache
def _merge_nodes(label: str) -> str:
    return f"UNWIND $rows AS r MERGE (n:{label} {{id: r.id}}) SET n += r"


@cache
def _edges(table: EdgeTable, keyed: bool) -> str:
    edge_type, source, target = table
    names = [p.name for p in edge_properties(EDGE[edge_type])]
    make = "MERGE" if keyed else "CREATE"
    first = KEYS if keyed else names
    then = "SET " + ", ".join(f"e.{name} = r.{name}" for name in names if name not in first) if keyed else ""
    keys = ", ".join(f"{name}: r.{name}" for name in first)
    return (
        f"UNWIND $rows AS r MATCH (a:{source} {{id: r.from}}) MATCH (b:{target} {{id: r.to}}) "
        f"{make} (a)-[e:{edge_type} {{{keys}}}]->(b) {then}"
    )


def by_hand(driver: neo4j.Driver, *, documents: int, rows: int = 10_000, keyed: bool = True) -> Load:
    """A loop over the official driver: a transaction for so many `documents`, an UNWIND for at most so many `rows`.

    `keyed` False creates relationships without looking whether they are there: it cannot be run twice.
    """

    def load(given: Sequence[DocumentRows]) -> None:
        with driver.session(database="neo4j") as session:
            for part in in_parts(given, documents):
                session.execute_write(work, *tables(part))

    def work(tx: neo4j.ManagedTransaction, nodes: dict[str, list[Row]], edges: dict[EdgeTable, list[Row]]) -> None:
        for label, all_rows in nodes.items():
            for k in range(0, len(all_rows), rows):
                tx.run(_merge_nodes(label), rows=all_rows[k : k + rows])
        for table, all_rows in edges.items():
            for k in range(0, len(all_rows), rows):
                tx.run(_edges(table, keyed), rows=all_rows[k : k + rows])

    return load


# -- libraries -----------------------------------------------------------------------------------------------------


def py2neo_bulk(url: str, user: str, password: str) -> Load:
    """py2neo.bulk, one transaction a document. Raises ImportError where py2neo is not installed."""
    from py2neo import Graph
    from py2neo.bulk import merge_nodes, merge_relationships

    graph = Graph(url, auth=(user, password))

    def load(given: Sequence[DocumentRows]) -> None:
        for document in given:
            tx = graph.begin()
            for label, rows in document.nodes.items():
                if rows:
                    merge_nodes(tx, [_plain(row) for row in rows], (label, "id"))
            for (edge_type, source, target), rows in document.edges.items():
                names = [p.name for p in edge_properties(EDGE[edge_type])]
                data = [(row["from"], _plain({n: row.get(n) for n in names}), row["to"]) for row in rows]
                if data:
                    merge_relationships(
                        tx, data, (edge_type, *KEYS), start_node_key=(source, "id"), end_node_key=(target, "id")
                    )
            graph.commit(tx)

    return load


def _plain(row: Row) -> Row:
    """py2neo cannot send a date of Python's, nor merge by what is null."""
    return {
        key: value.isoformat() if hasattr(value, "isoformat") else value
        for key, value in row.items()
        if value is not None
    }


def neomodel_objects(url: str, user: str, password: str) -> Load:
    """neomodel: `create_or_update` for nodes, `connect` for relationships, one transaction a document. Raises ImportError."""
    import neomodel

    scheme, _, host = url.partition("://")
    neomodel.db.set_connection(url=f"{scheme}://{user}:{password}@{host}")
    kinds: dict[str, Callable[[], Any]] = {
        "STRING": neomodel.StringProperty,
        "INT": neomodel.IntegerProperty,
        "DOUBLE": neomodel.FloatProperty,
        "BOOL": neomodel.BooleanProperty,
        "DATE": neomodel.DateProperty,
        "STRING[]": lambda: neomodel.ArrayProperty(neomodel.StringProperty()),
    }

    relationships = {
        edge.type: type(edge.type, (neomodel.StructuredRel,), {p.name: kinds[p.type]() for p in edge_properties(edge)})
        for edge in EDGES
    }
    # `id` is taken in neomodel: the property is called key there, and id in the database
    models: dict[str, Any] = {}
    for node in NODES:
        members: dict[str, Any] = {p.name: kinds[p.type]() for p in node.properties if p.name != "id"}
        members["key"] = neomodel.StringProperty(db_property="id", required=True)
        for edge in EDGES:
            for source, target in edge.pairs:
                if source == node.label:
                    members[f"{edge.type}_{target}"] = neomodel.RelationshipTo(
                        f"{__name__}.{target}", edge.type, model=relationships[edge.type]
                    )
        models[node.label] = type(node.label, (neomodel.StructuredNode,), {**members, "__module__": __name__})
        globals()[node.label] = models[node.label]  # neomodel finds the other end of a relationship in its module

    def load(given: Sequence[DocumentRows]) -> None:
        for document in given:
            with neomodel.db.transaction:
                made: dict[str, Any] = {}
                for label, rows in document.nodes.items():
                    if rows:
                        sent = [{"key" if k == "id" else k: v for k, v in row.items() if v is not None} for row in rows]
                        for item in models[label].create_or_update(*sent):
                            made[item.key] = item
                for (edge_type, _, target), rows in document.edges.items():
                    names = [p.name for p in edge_properties(EDGE[edge_type])]
                    for row in rows:
                        own = {name: row[name] for name in names if row.get(name) is not None}
                        getattr(made[row["from"]], f"{edge_type}_{target}").connect(made[row["to"]], own)

    return load


# -- embedded ------------------------------------------------------------------------------------------------------


def ladybug_by_hand(connection: ladybug.Connection) -> Load:
    """UNWIND and MERGE in a loop, one transaction a document."""

    def load(given: Sequence[DocumentRows]) -> None:
        for document in given:
            connection.execute("BEGIN TRANSACTION")
            for label, rows in document.nodes.items():
                names = [p.name for p in NODE[label].properties if not p.derived]
                values = ", ".join(
                    f"n.{p.name} = {_cast(p.name, p.type)}"
                    for p in NODE[label].properties
                    if p.name in names and p.name != "id"
                )
                sent = [{name: row.get(name) for name in names} for row in rows]
                if sent:
                    connection.execute(f"UNWIND $rows AS r MERGE (n:{label} {{id: r.id}}) SET {values}", {"rows": sent})
            for (edge_type, source, target), rows in document.edges.items():
                props = [p for p in edge_properties(EDGE[edge_type]) if not p.derived]
                values = ", ".join(f"e.{p.name} = {_cast(p.name, p.type)}" for p in props if p.name not in KEYS)
                sent = [{name: row.get(name) for name in ("from", "to", *(p.name for p in props))} for row in rows]
                if sent:
                    connection.execute(
                        f"UNWIND $rows AS r MATCH (a:{source} {{id: r.`from`}}) WITH a, r MATCH (b:{target} {{id: r.`to`}}) "
                        f"MERGE (a)-[e:{edge_type} {{document_id: r.document_id, span_start: r.span_start}}]->(b) SET {values}",
                        {"rows": sent},
                    )
            connection.execute("COMMIT")

    return load


def _cast(name: str, kind: str) -> str:
    return f"r.{name}" if kind == "STRING" else f"CAST(r.{name} AS {TYPES[kind]})"  # type: ignore[index]


def ladybug_copy(connection: ladybug.Connection, folder: Path) -> Load:
    """COPY from files, all documents at once: into an empty store alone, since COPY cannot merge."""

    def load(given: Sequence[DocumentRows]) -> None:
        nodes, edges = tables(given)
        for label, rows in nodes.items():
            names = [p.name for p in NODE[label].properties]
            once: dict[str, Row] = {}
            for row in rows:
                if row["id"] not in once or row.get("loaded"):
                    once[row["id"]] = row
            file = _write(folder / f"{label}.csv", names, list(once.values()))
            connection.execute(f'COPY {label} FROM "{file}" (header=true, parallel=false, escape=\'"\')')
        for (edge_type, source, target), rows in edges.items():
            names = ["from", "to", *(p.name for p in edge_properties(EDGE[edge_type]))]
            file = _write(folder / f"{edge_type}-{source}-{target}.csv", names, rows)
            connection.execute(
                f'COPY {edge_type} FROM "{file}" (from="{source}", to="{target}", header=true, parallel=false, escape=\'"\')'
            )

    return load


def _write(path: Path, names: Sequence[str], rows: Sequence[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for row in rows:
            values = (row.get(name) for name in names)
            writer.writerow([json.dumps(v, ensure_ascii=False) if isinstance(v, list) else v for v in values])
    return path
