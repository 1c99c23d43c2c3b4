"""What a load does, whatever the database: how a document is replaced by the verbs of a write transaction.

A store gives the verbs in its own dialect, each in as few statements as it runs best; the order of things is here alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from graph.errors import RowsError
from graph.ids import other_title_key, title_key
from graph.records import DocumentRows, EdgeTable, Outcome, Row
from graph.schema import EDGE, ENTITIES, NODE, edge_properties
from graph.stores.derive import redirect, settle, shown_alone, unsettled
from graph.stores.verbs import Writing

_CITES: EdgeTable = ("CITES", "Document", "Document")


def replace_all(run: Writing, documents: Sequence[DocumentRows]) -> tuple[list[Outcome], bool]:
    """Store checked documents, no two of one id: what they no longer say goes, what they say is merged.

    Those that are not there yet go together, as if they were one. Answers also whether anything was written.
    """
    query = "UNWIND $ids AS i MATCH (d:Document {id: i}) RETURN d.id, d.loaded, d.rows_sha256, d.read_by"
    found = {ident: held for ident, *held in run(query, ids=[rows.document_id for rows in documents])}
    outcomes: list[Outcome] = []
    new: dict[str, DocumentRows] = {}
    read_anew: list[Row] = []  # by other rules, with the same result
    for rows in documents:
        loaded, stated, read_by = found.get(rows.document_id, (False, None, None))
        if not loaded:
            new[rows.document_id] = rows
            outcomes.append("loaded")
        elif stated == rows.stated:
            outcomes.append("unchanged")
            if (own := _own(rows)["read_by"]) != read_by:
                read_anew.append({"id": rows.document_id, "read_by": own})
        else:
            _replace(run, rows)
            outcomes.append("replaced")
    if new:
        together = list(new.values())
        alone, stands = _create(run, together, old=found.keys() & new.keys())
        touched, stubs = unsettled(together, alone, stands)
        keys = {key for rows in together for key in _title_keys(rows)}
        settle(run, {}, touched, stubs | redirect(run, together, sorted(new), keys))
    if read_anew:
        run.set_nodes("Document", ("read_by",), read_anew)
    return outcomes, bool(read_anew) or not {*outcomes} <= {"unchanged"}


def _replace(run: Writing, rows: DocumentRows) -> None:
    before = run.mentioned(rows.document_id)
    stubs, keys = _cited(run, rows.document_id)
    run.delete_statements_of(rows.document_id)
    _create(run, [rows], old={rows.document_id})
    after = {label: {row["id"] for row in rows.nodes.get(label, ())} for label in ENTITIES}
    gone = {label: before.get(label, set()) - after[label] for label in ENTITIES}
    touched = {label: before.get(label, set()) | after[label] for label in ENTITIES}
    stubs |= {row["to"] for row in rows.edges.get(_CITES, ())}
    settle(run, gone, touched, stubs | redirect(run, [rows], [rows.document_id], keys | _title_keys(rows)))


def _create(
    run: Writing, documents: Sequence[DocumentRows], old: Set[str]
) -> tuple[dict[str, dict[str, Row]], dict[str, Row]]:
    """Make all that documents state; what they alone would let show, and what the nodes that they share show now.

    `old` are those of the documents that have a node already, which `create` leaves as it was.
    """
    alone = shown_alone(documents)
    nodes: dict[str, dict[str, Row]] = defaultdict(dict)
    edges: dict[EdgeTable, list[Row]] = defaultdict(list)
    own = {rows.document_id for rows in documents}
    for rows in documents:
        for label, given in rows.nodes.items():
            for row in given:
                if label != "Document" or row["id"] == rows.document_id or row["id"] not in own:
                    nodes[label].setdefault(row["id"], _complete(label, row, rows.stated, alone))
        for table, some in rows.edges.items():
            if some:
                edges[table] += _complete_edges(table, some)
    stands = run.create({label: list(some.values()) for label, some in nodes.items()}, edges)
    if old:
        known = [nodes["Document"][ident] for ident in sorted(old)]
        compare("Document", len(known), run.set_nodes("Document", _but_id("Document"), known))
    return alone, stands


def _title_keys(rows: DocumentRows) -> set[str]:
    """The keys of the titles that a document has."""
    return {key for key in _keys_of(_own(rows)).values() if key}


def _keys_of(document: Row) -> dict[str, str | None]:
    return {
        "title_key": title_key(document["title"]),
        "enclosed_title_key": title_key(document["enclosed_title"]),
        "other_title_key": other_title_key(document["title"], document["issuer"]),
    }


def _own(rows: DocumentRows) -> Row:
    """The row of the document itself."""
    return next(row for row in rows.nodes["Document"] if row["id"] == rows.document_id)


def remove(run: Writing, document_id: str) -> bool:
    """Take a loaded document away; it stays as a stub while another document cites it. False where it is not loaded."""
    if not run("MATCH (d:Document {id: $id}) WHERE d.loaded RETURN d.id", id=document_id):
        return False
    before = run.mentioned(document_id)
    stubs, keys = _cited(run, document_id)
    run.delete_statements_of(document_id)
    names = _but_id("Document")
    empty: Row = {"id": document_id, **dict.fromkeys(names), "loaded": False}
    run.set_nodes("Document", names, [empty])
    settle(run, before, before, stubs | {document_id} | redirect(run, [], [document_id], keys))
    return True


def compare(what: str, sent: int, made: int) -> None:
    """Raise RowsError where a statement made fewer rows than it was sent."""
    if sent != made:
        raise RowsError(f"{sent} rows of {what} sent, {made} made: nothing is stored")


def _but_id(label: str) -> tuple[str, ...]:
    return tuple(prop.name for prop in NODE[label].properties if prop.name != "id")


def _complete(label: str, row: Row, stated: str, alone: Mapping[str, Mapping[str, Row]]) -> Row:
    """A row with the same keys in the same order as every other: ladybug takes a list of rows for structs of one type.

    A node that is new shows what these documents alone let it show.
    """
    complete = {prop.name: row.get(prop.name) for prop in NODE[label].properties}
    if label == "Document":
        complete["loaded"] = bool(row["loaded"])
        complete["rows_sha256"] = stated if row["loaded"] else None
        complete |= _keys_of(row) if row["loaded"] else {}
    if not complete.get("loaded"):
        complete |= alone.get(label, {}).get(row["id"], {})
    return complete


def _complete_edges(table: EdgeTable, given: list[Row]) -> list[Row]:
    names = ("from", "to", *(prop.name for prop in edge_properties(EDGE[table[0]])))
    complete = [{name: row.get(name) for name in names} for row in given]
    if table == _CITES:
        for row in complete:
            row["cited_id"] = row["to"]
            row["title_key"] = title_key(row["title"])
    return complete


def _cited(run: Writing, document_id: str) -> tuple[set[str], set[str]]:
    """The documents that a loaded document cites; and the keys of the titles that it has."""
    found = run("MATCH (:Document {id: $id})-[:CITES]->(n:Document) RETURN n.id", id=document_id)
    own = run(
        "MATCH (d:Document {id: $id}) WHERE d.loaded RETURN d.title_key, d.enclosed_title_key, d.other_title_key",
        id=document_id,
    )
    return {cited for (cited,) in found}, {key for row in own for key in row if key}
