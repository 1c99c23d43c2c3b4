"""`ask --quotes`: where in the file, and not only in its text, each answer stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.documents import document_text
from loaders import anchors

if TYPE_CHECKING:
    from graph.store import Store


def add_places(store: Store, rows: list[dict[str, Any]]) -> bool:
    """Give every row that is one fact of a document its `place` in words (page 3); whether any row got one."""
    known: dict[str, list[anchors.Anchor]] = {}
    for row in rows:
        document = row.get("document_id")
        if document is None or row.get("span_start") is None:
            continue
        if document not in known:
            known[document] = anchors.load(document_text(store, document).anchors)
        row["place"] = anchors.told(anchors.places(known[document], (row["span_start"], row["span_end"])))
    return any(row.get("place") for row in rows)
