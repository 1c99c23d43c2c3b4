"""What every store can do, and how one is chosen.

A store has few coarse verbs. `open_store(url)` picks the implementation by the scheme of the URL; nothing else in the
program knows which database it talks to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from graph.errors import StoreUnavailable
from graph.records import DocumentRows, Outcome, Rows

DEFAULT_URL = "ladybug:///data/policygraph.lbug"


class Store(Protocol):
    """A graph database that holds documents. Safe to use from several threads; one of them writes at a time."""

    url: str
    dialect: str  # name of the folder of cypher/ that may override shared files
    read_only: bool

    def ensure_schema(self) -> None:
        """Make the tables of an empty store. Raises SchemaMismatch where it was written by another version."""

    def replace_document(self, rows: DocumentRows) -> Outcome:
        """Store a document in one transaction: what it no longer says goes, what it says is merged."""

    def replace_documents(self, documents: Sequence[DocumentRows]) -> list[Outcome]:
        """The same for several documents, no two of one id, in one transaction: all of them or none."""

    def remove_document(self, document_id: str) -> bool:
        """Take a document away in one transaction. False where no such document is loaded."""

    def read(
        self,
        cypher: str,
        params: Mapping[str, object] | None = None,
        *,
        timeout: float | None = None,
        row_limit: int | None = None,
    ) -> Rows:
        """Run a reading query. `timeout` in seconds (TimeLimit when over); at most `row_limit` rows, else `truncated`."""

    def read_versioned(
        self, cypher: str, params: Mapping[str, object], *, timeout: float | None, row_limit: int | None
    ) -> tuple[str, Rows]:
        """The `version` of the documents, and then what a reading query answers: rows that are no older."""

    def read_untrusted(
        self, cypher: str, params: Mapping[str, object], *, timeout: float | None, row_limit: int | None
    ) -> Rows:
        """Run a stranger's query that `graph.admission` has spelled anew. Raises RefusedQuery for one that does more than
        read, TimeLimit for one that takes more time or memory than it may; both limits hold whatever it does."""

    def counts(self) -> dict[str, int]:
        """How many nodes of each label and relationships of each type there are; every one of the schema is listed."""

    def version(self) -> str:
        """A word that changes whenever the documents do, whoever changes them."""

    def close(self) -> None:
        """Release the database. The store cannot be used afterwards; closing twice is fine."""


def open_store(url: str = DEFAULT_URL, *, read_only: bool = False) -> Store:
    """Open the store that `url` names: `ladybug:///relative/path` or `ladybug:////absolute/path`, or a Neo4j by
    `bolt://`, `neo4j://` or `neo4j+s://` (`graph.stores.neo4j_url` tells what such a URL may say).

    The tables are made where the store is new. Raises StoreUnavailable (with what to do) where it cannot be opened.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "ladybug" and rest.startswith("/") and len(rest) > 1:
        from graph.stores.ladybug import LadybugStore  # costs 50 ms: only where it is used

        return LadybugStore.open(rest[1:], read_only=read_only)
    if scheme.removesuffix("+s").removesuffix("+ssc") in ("bolt", "neo4j") and rest:
        from graph.stores.neo4j import Neo4jStore

        return Neo4jStore.open(url, read_only=read_only)
    raise StoreUnavailable(
        f"no store answers to {url!r}: use ladybug:///path/to/file.lbug (relative), ladybug:////path, or bolt://host:7687 "
        "or neo4j://host:7687 for Neo4j"
    )


def complete_url(url: str, *, user: str, password: str, database: str, pool: int, timeout: float) -> str:
    """The URL of a Neo4j store with what it leaves out; `graph.stores.neo4j_url` reads it. Empty words add nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url  # `open_store` says what is wrong with it
    if not parts.hostname:
        return url
    host = parts.netloc.rpartition("@")[2]
    secret = quote(parts.password or "", safe="%") or quote(password, safe="")
    login = (parts.username or quote(user, safe="")) + (f":{secret}" if secret else "")
    said = dict(parse_qsl(parts.query, keep_blank_values=True))
    query = urlencode({"pool": pool, "timeout": timeout} | said)
    path = parts.path.strip("/") or quote(database, safe="")
    return urlunsplit((parts.scheme, f"{login}@{host}", path, query, ""))
