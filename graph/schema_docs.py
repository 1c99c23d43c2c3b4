"""docs/schema.md, made from the schema: `python -m graph.schema_docs > docs/schema.md`."""

from __future__ import annotations

import sys

from graph.schema import EDGES, EVIDENCE, NODES, SCHEMA_VERSION, Edge, Property

_SORTS = {
    "document": "the document",
    "fact": "fact: belongs to one document and goes with it",
    "entity": "entity: shared by documents, lives while one MENTIONS it",
}


def render() -> str:
    """The page as Markdown."""
    parts = [
        "# Graph schema",
        "Made by `python -m graph.schema_docs > docs/schema.md` from `graph/schema.py`; edit that file, not this one. "
        f"Version {SCHEMA_VERSION}.",
        "```mermaid\n" + _diagram() + "\n```",
        "MENTIONS (from the document to every entity) is left out of the drawing.",
        "## Evidence",
        "Every relationship and every fact carries:",
        _table(EVIDENCE),
        "## Nodes",
    ]
    for node in NODES:
        parts += [
            f"### {node.label}",
            f"{node.description} ({_SORTS[node.sort]})",
            f"Id: `{node.label.lower()}-` and 16 hex digits of the SHA-256 of {', '.join(node.key)}.",
            _table(node.properties),
        ]
    parts.append("## Relationships")
    parts.append(
        "Keyed by (from, to, document_id, span_start): two documents that say the same make two relationships."
    )
    for edge in EDGES:
        parts += [f"### {edge.type}", edge.description, _pairs(edge)]
        if edge.properties:
            parts.append(_table(edge.properties))
    return "\n\n".join(parts) + "\n"


def _table(properties: tuple[Property, ...]) -> str:
    lines = ["| property | type | meaning |", "|---|---|---|"]
    for prop in properties:
        computed = " (computed by the store)" if prop.derived else ""
        lines.append(f"| {prop.name} | {prop.type} | {prop.description}{computed} |")
    return "\n".join(lines)


def _pairs(edge: Edge) -> str:
    return "\n".join(f"- `(:{source})-[:{edge.type}]->(:{target})`" for source, target in edge.pairs)


def _diagram() -> str:
    lines = ["flowchart LR"]
    shapes = {"document": ("[[", "]]"), "fact": ("[", "]"), "entity": ("([", "])")}
    for node in NODES:
        left, right = shapes[node.sort]
        lines.append(f"  {node.label}{left}{node.label}{right}")
    for edge in EDGES:
        if edge.type != "MENTIONS":
            lines += [f"  {source} -->|{edge.type}| {target}" for source, target in edge.pairs]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(render())
