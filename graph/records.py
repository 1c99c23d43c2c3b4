"""What goes into a store and what comes out: the rows of a document, checked against the schema, and the rows of an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps
from typing import Any, Literal

from graph.errors import RowsError
from graph.schema import EDGE, ENTITIES, EVIDENCE, NODE, PYTHON_TYPES, Property, edge_properties

Row = dict[str, Any]
EdgeTable = tuple[str, str, str]
Outcome = Literal["loaded", "unchanged", "replaced"]


@dataclass(slots=True)
class DocumentRows:
    """All that one document states, ready to be stored.

    `nodes`: label -> rows, each with `id` and every property of the label that the schema does not call derived (None where
    absent). The document's own row is among them (`loaded` true), and one stub (`loaded` false) for each document it cites.
    `edges`: (type, from label, to label) -> rows with `from`, `to` (ids), the EVIDENCE and the type's own properties.
    Each end of an edge is a node of these rows, and each entity among them has a MENTIONS edge: the store finds by these
    what to take away when the document changes. `sha256` is that of the file. `stated` is the digest of rows that were checked.
    """

    document_id: str
    sha256: str
    nodes: dict[str, list[Row]] = field(default_factory=dict)
    edges: dict[EdgeTable, list[Row]] = field(default_factory=dict)
    stated: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query. `rows` are tuples in the order of `columns`; nodes and relationships in them are dicts."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    truncated: bool = False

    def dicts(self) -> list[Row]:
        """The rows as one dict each."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


# What a document keeps beside what it states: another name, or other rules that read the same, change nothing in the graph.
_BESIDE = ("file_name", "read_by")


def digest(rows: DocumentRows) -> str:
    """SHA-256 over all that a document states, whatever the order of its rows."""
    stated: list[Any] = []
    for label, nodes in sorted(rows.nodes.items()):
        names = [p.name for p in NODE[label].properties if not p.derived and p.name not in _BESIDE]
        stated.append([label, sorted(_plain([row.get(name) for name in names]) for row in nodes)])
    for table, edges in sorted(rows.edges.items()):
        names = [p.name for p in edge_properties(EDGE[table[0]]) if not p.derived]
        stated.append([table, sorted(_plain([row.get(name) for name in ("from", "to", *names)]) for row in edges)])
    return sha256(_plain(stated).encode()).hexdigest()


def _plain(value: object) -> str:
    return dumps(value, ensure_ascii=False, default=str, sort_keys=True)


def check_rows(rows: DocumentRows) -> DocumentRows:
    """The same rows without exact repetitions of a key, and with their digest; rows that were checked already as they are.

    Raises RowsError that lists what does not fit the schema.
    A node is keyed by its id, a relationship by (from, to, document_id, span_start): of two rows with one key the first stays.
    """
    if rows.stated:
        return rows
    wrong: list[str] = []
    nodes: dict[str, list[Row]] = {}
    for label, given in rows.nodes.items():
        if label not in NODE:
            wrong.append(f"unknown label {label}")
            continue
        kept = {row.get("id"): row for row in reversed(given)}
        nodes[label] = list(reversed(kept.values()))
        for row in nodes[label]:
            stub = label == "Document" and not row.get("loaded")  # needs its id alone: its title comes from CITES
            given_row = {prop.name: None for prop in NODE[label].properties} | row if stub else row
            wrong += _misfits(f"{label} {row.get('id')}", given_row, NODE[label].properties, required=("id",))
            if NODE[label].sort == "fact" and row.get("document_id") != rows.document_id:
                wrong.append(f"{label} {row.get('id')} belongs to the document {row.get('document_id')}")
    own = [row for row in nodes.get("Document", ()) if row.get("id") == rows.document_id]
    if not own or not own[0].get("loaded"):
        wrong.append(f"the document's own row ({rows.document_id}) is missing or not loaded")
    ids = {label: {row.get("id") for row in given} for label, given in nodes.items()}
    edges: dict[EdgeTable, list[Row]] = {}
    mentioned: set[object] = set()
    for table, given in rows.edges.items():
        edge_type, source, target = table
        if edge_type not in EDGE or (source, target) not in EDGE[edge_type].pairs:
            wrong.append(f"unknown relationship ({source})-[:{edge_type}]->({target})")
            continue
        keyed = {(row.get("from"), row.get("to"), row.get("span_start")): row for row in reversed(given)}
        edges[table] = list(reversed(keyed.values()))
        for row in edges[table]:
            name = f"({row.get('from')})-[:{edge_type}]->({row.get('to')})"
            wrong += _misfits(name, row, edge_properties(EDGE[edge_type]), required=("document_id", "span_start"))
            wrong += [
                f"{name}: no {label} {row.get(end)}"
                for end, label in (("from", source), ("to", target))
                if row.get(end) not in ids.get(label, ())
            ]
            if row.get("document_id") != rows.document_id:
                wrong.append(f"{name} is a statement of the document {row.get('document_id')}")
        if edge_type == "MENTIONS":
            mentioned |= {row.get("to") for row in edges[table]}
    for label in ENTITIES:
        wrong += [f"{label} {x} has no MENTIONS" for x in sorted(map(str, ids.get(label, set()) - mentioned))]
    if wrong:
        more = f" and {len(wrong) - 5} more" if len(wrong) > 5 else ""
        raise RowsError(f"rows of {rows.document_id} do not fit the schema: {'; '.join(wrong[:5])}{more}")
    checked = DocumentRows(rows.document_id, rows.sha256, nodes, edges)
    checked.stated = digest(checked)
    return checked


def _misfits(name: str, row: Row, properties: tuple[Property, ...], required: tuple[str, ...]) -> list[str]:
    wrong = [f"{name} lacks {key}" for key in required if row.get(key) is None]
    for prop in properties:
        if prop.name not in row:
            if not prop.derived:
                wrong.append(f"{name} lacks {prop.name}")
            continue
        value = row[prop.name]
        fits = value is None or (
            isinstance(value, PYTHON_TYPES[prop.type]) and (prop.type == "BOOL") == isinstance(value, bool)
        )
        if not fits:
            wrong.append(f"{name}.{prop.name} is {value!r}, not {prop.type}")
    known = {prop.name for prop in (*properties, *EVIDENCE)} | {"from", "to"}
    return wrong + [f"{name} has the unknown property {key}" for key in sorted(row.keys() - known)]
