"""A loaded document as it was read: its source from the store, so that it can be read again without the file."""

from __future__ import annotations

from typing import cast

from graph.documents import document_text
from graph.store import Store
from loaders import anchors
from loaders.source import Kind, Source


def stored_source(store: Store, document_id: str) -> Source:
    """The source of a loaded document; what the reader of the file left out or could not read is not kept. Raises UnknownName."""
    text = document_text(store, document_id)
    return Source(
        text=text.raw,
        anchors=tuple(anchors.load(text.anchors)),
        name=text.file_name,
        kind=cast("Kind", text.file_kind or "txt"),
        sha256=text.sha256,
        size=len(text.raw.encode()),
        corrections=text.corrections,
    )
