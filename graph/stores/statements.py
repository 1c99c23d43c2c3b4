"""Load statements for ladybug, made from the schema.

Measured on ladybug 0.22, which decides their shape:
- `UNWIND $rows AS r MATCH (n:L {id: r.id})` looks each id up in the primary key (5 ms for 200 ids beside 200,000 nodes);
  `n.id IN $ids` and MERGE scan (97 and 113 ms). So ids are looked up, and rows are only ever created.
- two look-ups in one MATCH become a cross product (5.6 s for 10,000 rows); with WITH between them they do not (0.25 s).
- dropping the variable of UNWIND (`WITH n`) after such a look-up fails inside ladybug ("type VARIABLE"), hence `WITH i, n`.
- a column that is null in every row arrives as STRING, hence the CASTs.

Rows come in one string where they can (`graph.stores.packed` tells why and how), else as a list of dicts.
"""

from __future__ import annotations

from collections.abc import Callable

from graph.schema import EDGE, ENTITIES, FACT_EDGE, NODE, NODES, Edge, Property, edge_properties
from graph.stores.packed import FIELD, ROW, unpacked

TYPES = {
    "STRING": "STRING",
    "INT": "INT64",
    "DOUBLE": "DOUBLE",
    "BOOL": "BOOL",
    "DATE": "DATE",
    "STRING[]": "STRING[]",
}
VERSION_TABLE = "SchemaVersion"  # holds the version of the schema that wrote the store; part of no question


def tables() -> list[str]:
    """Definitions of every table, nodes first."""
    made = [f"CREATE NODE TABLE {VERSION_TABLE}(id STRING PRIMARY KEY, version INT64)"]
    for node in NODES:
        columns = ", ".join(
            f"{p.name} {TYPES[p.type]}" + (" PRIMARY KEY" if p.name == "id" else "") for p in node.properties
        )
        made.append(f"CREATE NODE TABLE {node.label}({columns})")
    for edge in EDGE.values():
        pairs = ", ".join(f"FROM {a} TO {b}" for a, b in edge.pairs)
        columns = ", ".join(f"{p.name} {TYPES[p.type]}" for p in edge_properties(edge))
        made.append(f"CREATE REL TABLE {edge.type}({pairs}, {columns})")
    return made


def _value(prop: Property) -> str:
    return f"r.{prop.name}" if prop.type == "STRING" else f"CAST(r.{prop.name} AS {TYPES[prop.type]})"


def _source(names: tuple[str, ...], packed: bool) -> tuple[str, Callable[[Property], str], Callable[[str], str]]:
    """How a statement takes $rows: its beginning, the expression for a property, and that for an id."""
    if not packed:
        return "UNWIND $rows AS r", _value, lambda name: f"r.`{name}`"
    place = {name: number for number, name in enumerate(names, 1)}
    begin = f"UNWIND string_split($rows, '{ROW}') AS line WITH string_split(line, '{FIELD}') AS r"
    return begin, lambda p: unpacked(place[p.name], TYPES[p.type]), lambda name: f"r[{place[name]}]"


def node_names(label: str) -> tuple[str, ...]:
    """The values of a row of `create_nodes`, in the order in which they are packed."""
    return tuple(p.name for p in NODE[label].properties)


def create_nodes(label: str, *, packed: bool) -> str:
    """Create a node for each of $rows; answers how many."""
    begin, value, _ = _source(node_names(label), packed)
    values = ", ".join(f"{p.name}: {value(p)}" for p in NODE[label].properties)
    return f"{begin} CREATE (n:{label} {{{values}}}) RETURN count(n)"


def set_nodes(label: str, names: tuple[str, ...]) -> str:
    """Set the named properties of the node of each of $rows; answers how many."""
    values = ", ".join(f"n.{p.name} = {_value(p)}" for p in NODE[label].properties if p.name in names)
    return f"UNWIND $rows AS r MATCH (n:{label} {{id: r.id}}) SET {values} RETURN count(n)"


def known(label: str, names: tuple[str, ...]) -> str:
    """Which of $ids exist, with the named properties."""
    return f"UNWIND $ids AS i MATCH (n:{label} {{id: i}}) RETURN n.id, {', '.join(f'n.{name}' for name in names)}"


def edge_names(edge: Edge) -> tuple[str, ...]:
    """The values of a row of `create_edges`, in the order in which they are packed."""
    return ("from", "to", *(p.name for p in edge_properties(edge)))


def create_edges(edge: Edge, source: str, target: str, *, packed: bool) -> str:
    """Create a relationship for each of $rows; answers how many found both their ends."""
    begin, value, end = _source(edge_names(edge), packed)
    values = ", ".join(f"{p.name}: {value(p)}" for p in edge_properties(edge))
    return (
        f"{begin} MATCH (a:{source} {{id: {end('from')}}}) WITH a, r MATCH (b:{target} {{id: {end('to')}}}) "
        f"CREATE (a)-[e:{edge.type} {{{values}}}]->(b) RETURN count(e)"
    )


def delete_statements() -> list[str]:
    """What takes everything that the document $id states away, its own node and the nodes it mentions aside.

    Each starts at the document and follows relationships, so its cost grows with the document, not with the store.
    """
    made = [
        f"MATCH (d:Document {{id: $id}})-[:{edge}]->(n:{label}) DETACH DELETE n" for label, edge in FACT_EDGE.items()
    ]
    for edge in EDGE.values():
        made += [
            f"MATCH (d:Document {{id: $id}})-[:MENTIONS]->(a:{source}) WITH DISTINCT a "
            f"MATCH (a)-[e:{edge.type}]->(b:{target}) WHERE e.document_id = $id DELETE e"
            for source, target in edge.pairs
            if source in ENTITIES and target in ENTITIES
        ]
    from_document = [edge.type for edge in EDGE.values() if edge.pairs[0][0] == "Document"]
    # MENTIONS go last: the statements above find their entities by them
    made += [
        f"MATCH (d:Document {{id: $id}})-[e:{name}]->() DELETE e"
        for name in sorted(from_document, key=lambda name: name == "MENTIONS")
    ]
    return made


def printed_forms(label: str) -> str:
    """How often each of $ids is printed in which form, as which kind, and where each form stands first."""
    return (
        f"UNWIND $ids AS i MATCH (n:{label} {{id: i}}) WITH i, n MATCH (n)<-[m:MENTIONS]-(:Document) "
        "RETURN n.id, m.printed, m.kind, count(*), "
        "min(concat(m.document_id, ' ', lpad(CAST(m.span_start AS STRING), 12, '0')))"
    )


def delete_unmentioned(label: str) -> str:
    """Delete those of $ids that no document mentions any more."""
    return (
        f"UNWIND $ids AS i MATCH (n:{label} {{id: i}}) "
        f"WHERE NOT EXISTS {{ MATCH (n)<-[:MENTIONS]-(:Document) }} DETACH DELETE n"
    )
