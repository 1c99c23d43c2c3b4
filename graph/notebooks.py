"""A bridge for notebooks that are written with py2neo: questions and queries through a `py2neo.Graph`.

    from py2neo import Graph
    from graph.notebooks import ask, cypher
    from graph.networks import to_networkx

    graph = Graph("bolt://localhost:7687", auth=("neo4j", password))
    ask(graph, "unit-tasks", unit=...).rows          # an answer, as graph.ask gives it
    cypher(graph, "MATCH (u:Unit) RETURN u LIMIT 5")  # rows of one's own
    to_networkx(cypher(graph, "MATCH p = ()-[:SUPPORTS]->() RETURN p"))

py2neo has had no release since 2021 and no support since 2023: take this for notebooks that exist, `graph.store.open_store` for
new ones. Install it with `pip install 'policygraph[py2neo]'`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.ask import Answer
from graph.ask import ask as ask_store
from graph.errors import PolicygraphError, RefusedQuery
from graph.records import Rows

if TYPE_CHECKING:
    from py2neo import Graph


def ask(graph: Graph, question: str, **params: object) -> Answer:
    """Answer a question of the catalogue through py2neo. Parameters are names as printed, as in `graph.ask.ask`.

    `from` is a word of Python: write `ask(graph, "deadlines", **{"from": "2023-01-01"})`. Raises what `graph.ask.ask` raises.
    """
    return ask_store(_Reader(graph), question, params)  # type: ignore[arg-type]


def cypher(graph: Graph, query: str, **params: object) -> Rows:
    """The rows of a query of one's own, run as reading. Nodes, relationships and paths in them are plain dicts.

    It is not admitted as a stranger's query is: it runs with the rights of the user that the graph was opened with.
    Raises RefusedQuery for a query that writes or is no Cypher; py2neo's own errors where no server answers.
    """
    return _Reader(graph).read(query, params)


class _Reader:
    """The part of a store that answering needs."""

    dialect = "neo4j"

    def __init__(self, graph: Graph) -> None:
        try:
            import py2neo  # noqa: F401
        except ImportError as error:
            raise PolicygraphError("py2neo is not installed: pip install 'policygraph[py2neo]'") from error
        self._graph = graph

    def read(
        self,
        cypher: str,
        params: Mapping[str, object] | None = None,
        *,
        timeout: float | None = None,
        row_limit: int | None = None,
    ) -> Rows:
        """As `graph.store.Store.read`; py2neo knows no time limit, that of the server holds."""
        from py2neo import ClientError

        del timeout
        try:
            cursor = self._graph.query(cypher, {key: _sent(value) for key, value in (params or {}).items()})
            columns = list(cursor.keys())
            rows: list[tuple[Any, ...]] = []
            truncated = False
            for record in cursor:  # to the end: py2neo keeps a connection whose answer was not taken whole
                if truncated := len(rows) == row_limit:
                    continue
                rows.append(tuple(_plain(value) for value in record.values()))
        except ClientError as error:
            raise RefusedQuery(str(error)) from error
        return Rows(columns, rows, truncated)


def _sent(value: object) -> object:
    """py2neo sends dates as its own kind alone."""
    from interchange.time import Date

    return Date(value.year, value.month, value.day) if isinstance(value, date) else value


def _plain(value: Any) -> Any:
    """A value of py2neo's as every store gives it (`graph.stores.neo4j_run.plain`)."""
    from interchange.time import Date
    from py2neo import Node, Path, Relationship

    if isinstance(value, Path) and not isinstance(value, Relationship):
        return _path(value)
    if isinstance(value, Node):
        return {"_label": min(value.labels, default=""), **{key: _plain(item) for key, item in value.items()}}
    if isinstance(value, Relationship):
        return {"_type": type(value).__name__, **{key: _plain(item) for key, item in value.items()}}
    if isinstance(value, Date):
        return value.to_native()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _path(path: Any) -> dict[str, Any]:
    relationships = [
        _plain(relationship) | {"_direction": "out" if relationship.start_node == node else "in"}
        for node, relationship in zip(path.nodes, path.relationships, strict=False)
    ]
    return {"nodes": [_plain(node) for node in path.nodes], "relationships": relationships}
