"""Statements for Neo4j, made from the schema.

A load is few statements whose text is always the same: one makes all nodes, one all relationships, each a UNION of parts with
a list of rows of their own, which may be missing. Each statement costs a round trip, and each new one a plan, which takes a
second for these. So they are planned once:
- their lists come in one map, $of: Neo4j plans anew for lists of other lengths (1, 10, 100, ...), but does not look into maps;
- they are not planned anew as the graph grows (replan=skip): each look-up has an index, which the statement names.
"""

from __future__ import annotations

from functools import cache

from graph.records import EdgeTable
from graph.schema import EDGE, EDGES, ENTITIES, FACT_EDGE, FACTS, NAMES, NODE, NODES, SEARCHED, edge_properties
from graph.stores.verbs import TELLS

PLANNED_ONCE = "CYPHER replan=skip "
VERSION = "SchemaVersion"  # label of the one node that says which schema wrote the graph; part of no question
STATE = f"OPTIONAL MATCH (v:{VERSION} {{id: 'schema'}}) RETURN coalesce(v.state, '') AS state"
EDGE_TABLES: tuple[EdgeTable, ...] = tuple((edge.type, *pair) for edge in EDGES for pair in edge.pairs)


def definitions() -> list[str]:
    """Constraints and indexes; each may be run again.

    `texts` finds Chinese text by its pairs of characters (analyzer cjk), `names` documents and entities by their names, character
    by character (`graph.indexed` tells what they may be asked).
    """
    # an emptied database keeps what an earlier schema made, under these names
    made = [
        f"DROP INDEX {name} IF EXISTS" for name in ("names", "Document_title", "Document_enclosed_title", "CITES_title")
    ]
    made += [_unique(VERSION), *(_unique(node.label) for node in NODES)]
    for node in NODES:
        made += [
            f"CREATE INDEX {node.label}_{p.name} IF NOT EXISTS FOR (n:{node.label}) ON (n.{p.name})"
            for p in node.properties
            if p.indexed
        ]
    for edge in EDGES:
        made += [
            f"CREATE INDEX {edge.type}_{p.name} IF NOT EXISTS FOR ()-[r:{edge.type}]-() ON (r.{p.name})"
            for p in edge.properties
            if p.indexed
        ]
    made.append(_full_text("texts", tuple(node.label for node in NODES), SEARCHED, "cjk"))
    made.append(_full_text("names", ("Document", *ENTITIES), NAMES, "standard-no-stop-words"))
    return made


def empty_list(name: str) -> str:
    """The label of an imported node whose list `name` has no items; neo4j-admin takes such a list for none."""
    return f"EMPTY_{name}"


def lists_to_make() -> list[str]:
    """For each list of the schema: make those of at most $most nodes labelled `empty_list`; answers how many."""
    return [
        f"MATCH (n:{empty_list(name)}) WITH n LIMIT $most SET n.{name} = [] REMOVE n:{empty_list(name)} RETURN count(*)"
        for name in sorted({p.name for node in NODES for p in node.properties if p.type == "STRING[]"})
    ]


def _unique(label: str) -> str:
    return f"CREATE CONSTRAINT {label}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"


def _full_text(name: str, labels: tuple[str, ...], properties: tuple[str, ...], analyzer: str) -> str:
    on = ", ".join(f"n.{name}" for name in properties)
    return (
        f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{'|'.join(labels)}) ON EACH [{on}] "
        f"OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{analyzer}'}}}}"
    )


@cache
def create_nodes() -> str:
    """Create a node for each row of $of.{label}; those of documents and entities where they are not there.

    (what, made, what those that documents share show: id and TELLS of each); one row a label, since each row costs the driver two reads.
    """
    parts = [
        f"UNWIND $of.{label} AS r CREATE (n:{label}) SET n = r RETURN '{label}' AS what, count(*) AS made, [] AS shows"
        if label in FACTS
        else f"UNWIND $of.{label} AS r MERGE (n:{label} {{id: r.id}}) ON CREATE SET n = r RETURN '{label}' AS what, "
        f"count(*) AS made, collect([{', '.join(f'n.{name}' for name in ('id', *TELLS[label]))}]) AS shows"
        for label in NODE
    ]
    return PLANNED_ONCE + " UNION ALL ".join(parts)


@cache
def create_edges() -> str:
    """Create a relationship for each row of $of.{edge_name(table)}. (what, made)"""
    return PLANNED_ONCE + " UNION ALL ".join(_create_edges(table) for table in EDGE_TABLES)


def _create_edges(table: EdgeTable) -> str:
    edge_type, source, target = table
    values = ", ".join(f"{p.name}: r.{p.name}" for p in edge_properties(EDGE[edge_type]))
    return (
        f"UNWIND $of.{edge_name(table)} AS r MATCH (a:{source} {{id: r.from}}) USING INDEX a:{source}(id) "
        f"MATCH (b:{target} {{id: r.to}}) USING INDEX b:{target}(id) "
        f"CREATE (a)-[:{edge_type} {{{values}}}]->(b) RETURN '{edge_name(table)}' AS what, count(*) AS made"
    )


def edge_name(table: EdgeTable) -> str:
    """The name of a table's parameter."""
    return "_".join(table)


def set_nodes(label: str) -> str:
    """Set the properties that each of $rows has besides its id; answers how many."""
    return f"UNWIND $rows AS r MATCH (n:{label} {{id: r.id}}) SET n += r RETURN count(*)"


def delete_statements() -> list[str]:
    """What takes everything that the document $id states away, its own node and the nodes it mentions aside."""
    shared = [e.type for e in EDGES if any(a in ENTITIES and b in ENTITIES for a, b in e.pairs)]
    own = [e.type for e in EDGES if any(a == "Document" for a, _ in e.pairs)]
    return [
        f"MATCH (:Document {{id: $id}})-[:MENTIONS]->(a) WITH DISTINCT a MATCH (a)-[e:{'|'.join(shared)}]->() "
        "WHERE e.document_id = $id DELETE e",
        f"MATCH (:Document {{id: $id}})-[:{'|'.join(FACT_EDGE.values())}]->(n:{'|'.join(FACT_EDGE)}) DETACH DELETE n",
        # MENTIONS among them: the first statement finds its entities by these
        f"MATCH (:Document {{id: $id}})-[e:{'|'.join(own)}]->() DELETE e",
    ]


@cache
def printed_forms() -> str:
    """How often each of $of.{label} is printed in which form, as which kind, and where each form stands first."""
    return _entities(
        "MATCH (n:{label} {{id: r}}) USING INDEX n:{label}(id) MATCH (n)<-[m:MENTIONS]-() RETURN n.id AS id, m.printed AS printed, m.kind AS kind, "
        "count(*) AS times, min(m.document_id + ' ' + right('00000000000' + toString(m.span_start), 12)) AS first"
    )


@cache
def delete_unmentioned() -> str:
    """Delete those of $of.{label} that no document mentions any more."""
    return _entities(
        "MATCH (n:{label} {{id: r}}) USING INDEX n:{label}(id) WHERE NOT EXISTS {{ (n)<-[:MENTIONS]-() }} DETACH DELETE n RETURN count(*) AS gone"
    )


@cache
def show() -> str:
    """Set the properties that each row of $of.{label} has. (what, made)"""
    return _entities(
        "MATCH (n:{label} {{id: r.id}}) USING INDEX n:{label}(id) SET n += r RETURN '{label}' AS what, count(*) AS made"
    )


def _entities(part: str) -> str:
    parts = [f"UNWIND $of.{label} AS r {part.format(label=label)}" for label in ENTITIES]
    return PLANNED_ONCE + " UNION ALL ".join(parts)
