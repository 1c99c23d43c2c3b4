"""One node, and what surrounds it, ready to draw."""

from __future__ import annotations

from typing import Any

from graph.ask import shown_name
from graph.errors import UnknownName
from graph.names import lookup
from graph.records import Row
from graph.remembering import Source
from graph.schema import LONG


def node(store: Source, identifier: str) -> Row:
    """A node: id, label, name, and `properties` with everything else it has. Raises UnknownName."""
    found = lookup(store, "node", id=identifier)
    if not found:
        raise UnknownName(f"no node has the id {identifier!r}.")
    properties: dict[str, Any] = dict(found[0]["node"])
    label = properties.pop("_label")
    for name in LONG:  # /v1/documents/ID/text has them
        properties.pop(name, None)
    return {"id": identifier, "label": label, "name": shown_name(properties), "properties": properties}


def neighbours(store: Source, identifier: str, limit: int = 100) -> Row:
    """`nodes` (id, label, name; the node itself first), `edges` (id, source, target, type) and `truncated`.

    At most `limit` relationships, ordered by type and name. Raises UnknownName.
    """
    centre = node(store, identifier)
    links = lookup(store, "links", id=identifier, limit=limit + 1)
    nodes = {identifier: {key: centre[key] for key in ("id", "label", "name")}}
    edges: dict[str, Row] = {}
    for link in links[:limit]:
        nodes.setdefault(link["id"], {key: link[key] for key in ("id", "label", "name")})
        source, target = (identifier, link["id"]) if link["outward"] else (link["id"], identifier)
        edge = f"{source}:{link['relationship']}:{target}:{link['document_id']}:{link['span_start']}"
        edges[edge] = {"id": edge, "source": source, "target": target, "type": link["relationship"]}
    return {"nodes": list(nodes.values()), "edges": list(edges.values()), "truncated": len(links) > limit}
