"""Runs statements on a ladybug connection, and gives values as every store gives them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import ladybug

from graph.errors import RowsError
from graph.store import Row, Rows

BATCH = 10_000  # rows a statement: 10,000 load five times faster than 1,000


class Run:
    """Runs statements of one transaction: `run(statement, name=value)` answers the rows."""

    def __init__(self, connection: ladybug.Connection) -> None:
        self._connection = connection

    def __call__(self, statement: str, **params: object) -> list[tuple[Any, ...]]:
        return fetch(self._connection.execute(statement, params), None).rows

    def each_batch(self, statement: str, rows: list[Row]) -> int:
        """Run a statement that answers a count over batches of `rows`; the sum of the counts."""
        return sum(int(self(statement, rows=rows[start : start + BATCH])[0][0]) for start in range(0, len(rows), BATCH))


def compare(what: str, sent: int, made: int) -> None:
    """Raise RowsError where a statement made fewer rows than it was sent."""
    if sent != made:
        raise RowsError(f"{sent} rows of {what} sent, {made} made: nothing is stored")


def fetch(result: Any, row_limit: int | None) -> Rows:
    """Take at most `row_limit` rows of a ladybug result, nodes and relationships as plain dicts."""
    columns = result.get_column_names()
    rows: list[tuple[Any, ...]] = []
    try:
        while result.has_next():
            if row_limit is not None and len(rows) == row_limit:
                return Rows(columns, rows, truncated=True)
            rows.append(tuple(plain(value) for value in result.get_next()))
    finally:
        result.close()
    return Rows(columns, rows)


def plain(value: Any) -> Any:
    """A value of ladybug's as every store gives it: a node as {_label, its properties}, a relationship as {_type, ...}."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):  # how ladybug sums whole numbers
        return int(value) if value == value.to_integral_value() else float(value)
    if not isinstance(value, dict):
        return value
    if "_NODES" in value:
        return _path(value)
    if "_LABEL" not in value:
        return {key: plain(item) for key, item in value.items()}
    kind = "_type" if "_SRC" in value else "_label"
    kept = {key: plain(item) for key, item in value.items() if not key.startswith("_") and item is not None}
    return {kind: value["_LABEL"], **kept}


def _path(value: Mapping[str, Any]) -> dict[str, Any]:
    """A path as its nodes and relationships; `_direction` is out where the path follows the arrow."""
    relationships = [
        plain(relationship) | {"_direction": "out" if relationship["_SRC"] == node["_ID"] else "in"}
        for node, relationship in zip(value["_NODES"], value["_RELS"], strict=False)
    ]
    return {"nodes": plain(value["_NODES"]), "relationships": relationships}
