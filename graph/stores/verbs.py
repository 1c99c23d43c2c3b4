"""The verbs of a write transaction, which each database gives in its own dialect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from graph.records import EdgeTable, Row
from graph.schema import SHOWN

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
