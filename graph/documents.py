"""The documents of a store, and their text."""

from __future__ import annotations

from graph.errors import UnknownName, WrongParameter
from graph.names import lookup, resolve
from graph.store import Row, Store


def documents(store: Store) -> list[Row]:
    """Every loaded document: its header, and how many sections, tasks, goals, discrepancies and signals it has."""
    return lookup(store, "documents")


def document(store: Store, identifier: str) -> Row:
    """The loaded document that an id, a number or a title names. Raises UnknownName, AmbiguousName."""
    named = resolve(store, identifier, ("Document",), what="document")
    for row in documents(store):
        if row["id"] == named.id:
            return row
    raise UnknownName(f"{named.name} is only cited by a document, it is not loaded itself.")


def document_text(store: Store, identifier: str, start: int = 0, end: int | None = None) -> str:
    """Characters `start` to `end` (exclusive; None: to the end) of a loaded document's raw text, by the document's id.

    Offsets beyond the text end at it. Raises UnknownName, and WrongParameter for a negative offset or an end before the start.
    """
    if start < 0 or (end is not None and end < start):
        raise WrongParameter(f"start={start} and end={end} are no place in a text: 0 <= start <= end")
    found = lookup(store, "raw-text", id=identifier)
    if not found or not found[0]["loaded"]:
        raise UnknownName(f"no loaded document has the id {identifier!r}.")
    text: str = found[0]["raw_text"] or ""
    return text[start:end]
