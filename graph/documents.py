"""The documents of a store, and their text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.errors import UnknownName
from graph.names import lookup, resolve
from graph.records import Row
from graph.remembering import Source

ALL = 1_000_000_000  # more documents than a store holds


def documents(store: Source, *, first: int = 0, most: int = ALL) -> list[Row]:
    """Loaded documents by title, number and id, `most` of them after the `first`: each with its header, and how many sections, tasks,
    goals, discrepancies and signals it has."""
    return lookup(store, "documents", id="", first=first, most=most)


def document(store: Source, identifier: str) -> Row:
    """The loaded document that an id, a number or a title names. Raises UnknownName, AmbiguousName."""
    named = resolve(store, identifier, ("Document",), what="document")
    for row in lookup(store, "documents", id=named.id, first=0, most=1):
        return row
    raise UnknownName(f"{named.name} is only cited by a document, it is not loaded itself.")


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A loaded document's whole raw text, and what else its reading rests on: the file's name, kind (txt, html, docx, pdf) and SHA-256,
    the anchors as `loaders.anchors` packs them, a person's corrections as TOML."""

    raw: str
    file_name: str
    file_kind: str | None
    sha256: str
    anchors: str | None
    corrections: str | None


def document_text(store: Source, identifier: str) -> DocumentText:
    """The text of a loaded document, by the document's id. Raises UnknownName."""
    found = lookup(store, "raw-text", id=identifier)
    if not found or not found[0]["loaded"]:
        raise UnknownName(f"no loaded document has the id {identifier!r}.")
    row = found[0]
    return DocumentText(
        row["raw_text"] or "",
        row["file_name"] or "",
        row["file_kind"],
        row["sha256"] or "",
        row["anchors"],
        row["corrections"],
    )


@dataclass(frozen=True, slots=True)
class Known:
    """A loaded document, as a load recognises it: what it was read from and by, and what is told of it."""

    id: str
    title: str | None
    file_name: str
    read_by: str | None
    tasks: int
    signals: int


def known(store: Source, hashes: Iterable[str]) -> dict[str, Known]:
    """The loaded documents among files with these SHA-256 words (hex), by word."""
    words = sorted(hashes)
    found = lookup(store, "known", hashes=words) if words else []
    return {
        row["sha256"]: Known(
            **{name: row[name] for name in ("id", "title", "file_name", "read_by", "tasks", "signals")}
        )
        for row in found
    }
