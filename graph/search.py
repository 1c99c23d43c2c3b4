"""Search names, titles and quotes for words, as they are printed."""

from __future__ import annotations

from graph.catalogue import lookups
from graph.indexed import containing
from graph.names import lookup
from graph.records import Row
from graph.remembering import Source

_AROUND = 30  # characters of text on either side of the words


def search(store: Source, q: str, limit: int = 20) -> list[Row]:
    """Nodes that contain `q`: id, label, name, document_id (None for what documents share) and a snippet around the words.

    Names come before titles, titles before texts.
    """
    words = q.strip()
    more = {"words": containing(words)} if "words" in lookups()["search"].on(store.dialect).filled else {}
    if not words or limit < 1:
        return []
    return [
        {
            "id": row["id"],
            "label": row["label"],
            "name": row["name"],
            "document_id": row["document_id"] or (row["id"] if row["label"] == "Document" else None),
            "snippet": _snippet(row["text"] or row["name"] or "", words),
        }
        for row in lookup(store, "search", q=words, limit=limit, **more)
    ]


def _snippet(text: str, words: str) -> str:
    at = max(text.find(words), 0)
    start, end = max(at - _AROUND, 0), at + len(words) + _AROUND
    return f"{'…' * (start > 0)}{text[start:end]}{'…' * (end < len(text))}"
