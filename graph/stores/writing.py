"""What a load does, whatever the database: the verbs of a write transaction, and how a document is replaced by them.

A store gives the verbs in its own dialect, each in as few statements as it runs best; the order of things is here alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from graph.errors import RowsError
from graph.schema import EDGE, ENTITIES, NODE, SHOWN, edge_properties
from graph.store import DocumentRows, EdgeTable, Outcome, Row, digest
from graph.stores.derive import redirect, settle, shown_alone, unsettled

# What `Writing.create` tells of nodes that documents share, by label.
TELLS = SHOWN | {"Document": ("title", "number", "loaded")}


class Writing(Protocol):
    """One write transaction. `run(statement, name=value)` runs a statement that every dialect understands."""

    def __call__(self, statement: str, **params: object) -> list[tuple[Any, ...]]:
        """The rows that the statement answers; relationships are dicts."""

    def mentioned(self, document_id: str) -> dict[str, set[str]]:
        """The ids of the entities that a document mentions, by label."""

    def create(self, nodes: Mapping[str, list[Row]], edges: Mapping[EdgeTable, list[Row]]) -> dict[str, Row]:
        """Create these nodes, those of entities and documents where they are not there yet, and then these relationships.

        Rows have every property of their label or type. Answers what entities and documents among them show then (TELLS),
        by id. Raises RowsError where fewer are made than sent.
        """

    def set_nodes(self, label: str, names: tuple[str, ...], rows: list[Row]) -> int:
        """Set the named properties of the node of each row (`id`); answers how many there are."""

    def delete_statements_of(self, document_id: str) -> None:
        """Delete all that a document states: its fact nodes and relationships, not its own node nor those it mentions."""

    def printed_forms(self, ids: Mapping[str, list[str]]) -> Iterable[tuple[str, str, str | None, int, str]]:
        """For entities (by label): id, form, kind, how often it is printed so, and where that stands first (sortable)."""

    def delete_unmentioned(self, ids: Mapping[str, list[str]]) -> None:
        """Delete those of the entities (by label) that no document mentions any more."""

    def show(self, rows: Mapping[str, list[Row]]) -> None:
        """Set the derived properties of entities (by label). Raises RowsError where one is missing."""


def replace(run: Writing, rows: DocumentRows) -> Outcome:
    """Store a checked document: what it no longer says goes, what it says is merged."""
    stated = digest(rows)
    found = run("MATCH (d:Document {id: $id}) RETURN d.loaded, d.rows_sha256", id=rows.document_id)
    there = bool(found and found[0][0])
    if there and found[0][1] == stated:
        return "unchanged"
    before = run.mentioned(rows.document_id) if there else {}
    stubs, titles = _cited(run, rows.document_id) if there else (set(), set())
    if there:
        run.delete_statements_of(rows.document_id)
    alone = shown_alone(rows)
    nodes = {
        label: _complete(label, given, stated, alone.get(label, {})) for label, given in rows.nodes.items() if given
    }
    edges = {table: _complete_edges(table, given) for table, given in rows.edges.items() if given}
    stands = run.create(nodes, edges)
    own = next(row for row in nodes["Document"] if row["id"] == rows.document_id)
    if found:  # `create` left the node that was there as it was
        compare("Document", 1, run.set_nodes("Document", _but_id("Document"), [own]))
    cites = edges.get(("CITES", "Document", "Document"), [])
    titles |= {title for title in (own["title"], own["enclosed_title"]) if title}
    titles |= {row["title"] for row in cites if row["title"] and row["number"] is None}
    if there:
        after = {label: {row["id"] for row in rows.nodes.get(label, ())} for label in ENTITIES}
        gone = {label: before.get(label, set()) - after[label] for label in ENTITIES}
        touched = {label: before.get(label, set()) | after[label] for label in ENTITIES}
        stubs |= {row["to"] for row in cites}
    else:
        gone = {}
        touched, stubs = unsettled(rows, alone, stands)
    settle(run, gone, touched, stubs | redirect(run, rows.document_id, titles))
    return "replaced" if there else "loaded"


def remove(run: Writing, document_id: str) -> bool:
    """Take a loaded document away; it stays as a stub while another document cites it. False where it is not loaded."""
    if not run("MATCH (d:Document {id: $id}) WHERE d.loaded RETURN d.id", id=document_id):
        return False
    before = run.mentioned(document_id)
    stubs, titles = _cited(run, document_id)
    run.delete_statements_of(document_id)
    names = _but_id("Document")
    empty: Row = {"id": document_id, **dict.fromkeys(names), "loaded": False}
    run.set_nodes("Document", names, [empty])
    settle(run, before, before, stubs | {document_id} | redirect(run, document_id, titles))
    return True


def compare(what: str, sent: int, made: int) -> None:
    """Raise RowsError where a statement made fewer rows than it was sent."""
    if sent != made:
        raise RowsError(f"{sent} rows of {what} sent, {made} made: nothing is stored")


def _but_id(label: str) -> tuple[str, ...]:
    return tuple(prop.name for prop in NODE[label].properties if prop.name != "id")


def _complete(label: str, given: list[Row], stated: str, alone: Mapping[str, Row]) -> list[Row]:
    """Every row with the same keys in the same order: ladybug takes a list of rows for structs of one type.

    A node that is new shows what this document alone lets it show.
    """
    complete = [
        {prop.name: row.get(prop.name) for prop in NODE[label].properties}
        | (alone.get(row["id"], {}) if not row.get("loaded") else {})
        for row in given
    ]
    if label == "Document":
        for row in complete:
            row["loaded"] = bool(row["loaded"])
            row["rows_sha256"] = stated if row["loaded"] else None
    return complete


def _complete_edges(table: EdgeTable, given: list[Row]) -> list[Row]:
    names = ("from", "to", *(prop.name for prop in edge_properties(EDGE[table[0]])))
    complete = [{name: row.get(name) for name in names} for row in given]
    if table[0] == "CITES":
        for row in complete:
            row["cited_id"] = row["to"]
    return complete


def _cited(run: Writing, document_id: str) -> tuple[set[str], set[str]]:
    """The documents that a loaded document cites; and the titles that it has, and those that it cites without a number."""
    query = "MATCH (:Document {id: $id})-[c:CITES]->(n:Document) RETURN n.id, c.title, c.number"
    found = run(query, id=document_id)
    own = run("MATCH (d:Document {id: $id}) WHERE d.loaded RETURN d.title, d.enclosed_title", id=document_id)
    titles = [title for _, title, number in found if number is None] + [title for row in own for title in row]
    return {cited for cited, _, _ in found}, {title for title in titles if title}
