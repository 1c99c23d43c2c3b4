"""The store for teams: Neo4j 5.26 or later, one server or a cluster.

A load is one managed transaction, tried again after errors that pass. It holds one lock in the graph, that of the node which
keeps the schema's version, so that loads from any number of processes come one after the other: what is shown of an entity is
computed from all that documents say of it, and of two loads that do not see each other one would compute it wrong.

Readers go to any member of a cluster that has the writes of this process (bookmarks).
"""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import methodcaller
from typing import TypeVar

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DatabaseError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import (
    PolicygraphError,
    SchemaMismatch,
    StoreReadOnly,
    StoreUnavailable,
    TimeLimit,
)
from graph.records import DocumentRows, Outcome, Rows, check_rows
from graph.schema import EDGES, NODES, SCHEMA_VERSION
from graph.stores import apart, writing
from graph.stores import neo4j_statements as statements
from graph.stores.neo4j_run import BATCH, Run, fetch
from graph.stores.neo4j_url import Address, parse
from graph.stores.waiting import TooLate, Waiting

T = TypeVar("T")

OLDEST = (5, 26)
# How long, in times of the URL's timeout (5 s): a load tries again after errors that pass; a server may say nothing over and above
# the time limit of a query.
WRITE_PATIENCE = 3.0
SILENCE = 6.0
READ_TRIES = 3  # a connection of the pool may be dead: its server was restarted since
QUERY_TIME = 30.0  # seconds that a stranger's query may run where nobody says how long
LOAD_SILENCE = 600.0  # seconds that a load may take in all


class Neo4jStore:
    """A store in a Neo4j database. `Neo4jStore.open` makes one; see `graph.store.Store` for the verbs."""

    dialect = "neo4j"

    def __init__(self, address: Address, driver: neo4j.Driver, *, read_only: bool) -> None:
        self.url = address.shown
        self.read_only = read_only
        self._address = address
        self._driver = driver
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self._writer = threading.Lock()
        self._waiting = Waiting()
        self._closed = False

    @classmethod
    def open(cls, url: str, *, read_only: bool = False) -> Neo4jStore:
        """Connect, and make constraints and indexes where the database is new. Raises StoreUnavailable or SchemaMismatch."""
        address = parse(url)
        try:
            driver = neo4j.GraphDatabase.driver(
                address.target,
                auth=address.auth,
                user_agent="policygraph",
                connection_timeout=address.timeout,
                connection_acquisition_timeout=address.timeout,
                max_connection_pool_size=address.pool,
                max_transaction_retry_time=WRITE_PATIENCE * address.timeout,
                notifications_min_severity="OFF",  # an empty graph knows no label yet, and says so at length
                telemetry_disabled=True,
            )
        except (ConfigurationError, ValueError) as error:
            raise StoreUnavailable(f"{address.shown} cannot be used: {_first_line(error)}") from error
        store = cls(address, driver, read_only=read_only)
        try:
            store._check_server()
            store.ensure_schema()
        except BaseException:
            store.close()
            raise
        return store

    def _check_server(self) -> None:
        version = str(self.read("CALL dbms.components() YIELD versions RETURN versions[0] AS version").rows[0][0])
        numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
        if numbers < OLDEST:
            oldest = ".".join(map(str, OLDEST))
            raise StoreUnavailable(f"{self.url} runs Neo4j {version}; policygraph needs {oldest} or later: upgrade it")

    def ensure_schema(self) -> None:
        """Make constraints and indexes of a database that is empty, or that neo4j-admin made of an export
        (`graph.neo4j_import`); refuse one of another schema version."""
        query = (
            f"OPTIONAL MATCH (v:{statements.VERSION} {{id: 'schema'}}) "
            "RETURN v.version AS version, v.imported AS imported, v IS NULL AND EXISTS { MATCH (n) } AS foreign"
        )
        version, imported, foreign = self.read(query).rows[0]
        if version == SCHEMA_VERSION:
            if imported:
                self._finish_import()
            return
        if version is not None:
            raise self._mismatch(version)
        if foreign:
            raise SchemaMismatch(
                f"{self.url} holds the data of another program: give another database, or empty it first"
            )
        if self.read_only:
            raise StoreUnavailable(f"{self.url} holds no documents yet: load one first (policygraph load FILE)")
        self._define()
        self._write(lambda run: None)  # which leaves the version

    def _define(self) -> None:
        for definition in (*statements.definitions(), "CALL db.awaitIndexes(300)"):
            self._write(methodcaller("__call__", definition), lock=False)

    def _finish_import(self) -> None:
        """What neo4j-admin cannot make: constraints, indexes, lists without items. Ended at any point, it is done again."""
        if self.read_only:
            raise StoreUnavailable(
                f"{self.url} was imported and has no indexes yet: open it for writing once (policygraph serve, or load)"
            )
        self._define()
        for statement in statements.lists_to_make():
            while self._write(methodcaller("__call__", statement, most=BATCH))[0][0]:
                pass
        self._write(methodcaller("__call__", f"MATCH (v:{statements.VERSION}) REMOVE v.imported"))

    def _mismatch(self, version: object) -> SchemaMismatch:
        return SchemaMismatch(
            f"{self.url} was written with version {version} of the schema, this program uses {SCHEMA_VERSION}: "
            "empty the database (MATCH (n) DETACH DELETE n) and load the documents again (policygraph load PATH)"
        )

    def replace_document(self, rows: DocumentRows) -> Outcome:
        """Store a document in one transaction: what it no longer says goes, what it says is merged.

        Raises RowsError where the rows do not fit the schema, StoreUnavailable where the server is lost; after both the graph
        holds the old version or, where the server was lost while it committed, the new one.
        """
        return self.replace_documents([rows])[0]

    def replace_documents(self, documents: Sequence[DocumentRows]) -> list[Outcome]:
        """Store several documents, no two of one id, in one transaction: all of them, or none where it raises."""
        documents = [check_rows(rows) for rows in documents]

        def work(run: Run) -> list[Outcome]:
            outcomes, wrote = writing.replace_all(run, documents)
            if not wrote:
                raise _Unchanged
            return outcomes

        try:
            return self._write(work)
        except _Unchanged:
            return ["unchanged" for _ in documents]

    def remove_document(self, document_id: str) -> bool:
        """Take a loaded document away in one transaction; it stays as a stub while another document cites it."""

        def work(run: Run) -> bool:
            if not writing.remove(run, document_id):
                raise _Unchanged
            return True

        try:
            return self._write(work)
        except _Unchanged:
            return False

    def read(
        self,
        cypher: str,
        params: Mapping[str, object] | None = None,
        *,
        timeout: float | None = None,
        row_limit: int | None = None,
    ) -> Rows:
        """Run a reading query in READ access mode. Raises TimeLimit after `timeout` seconds."""
        query = neo4j.Query(cypher, timeout=timeout)
        return self._read(lambda session: fetch(session.run(query, dict(params or {})), row_limit), timeout, row_limit)

    def read_versioned(
        self, cypher: str, params: Mapping[str, object], *, timeout: float | None, row_limit: int | None
    ) -> tuple[str, Rows]:
        """The version, then the rows, over one connection: on another, and with a thread of its own, it would cost as much as a small question."""

        def take(session: neo4j.Session) -> tuple[str, Rows]:
            version = str(session.run(statements.STATE).values()[0][0])
            return version, fetch(session.run(neo4j.Query(cypher, timeout=timeout), dict(params)), row_limit)

        return self._read(take, timeout, row_limit)

    def read_untrusted(
        self, cypher: str, params: Mapping[str, object], *, timeout: float | None, row_limit: int | None
    ) -> Rows:
        """Run an admitted query in a process of its own (`graph.stores.neo4j_reader`), which limits end; there always is one of time."""
        if self._closed:
            raise StoreUnavailable(f"the store {self.url} is closed")
        request = {
            "target": self._address.target,
            "shown": self.url,
            "auth": self._address.auth,
            "database": self._address.database,
            "connect": self._address.timeout,
            "bookmarks": sorted(self._bookmarks.get_bookmarks()),
            "query": cypher,
            "params": params,
            "row_limit": row_limit,
        }
        return apart.ask("graph.stores.neo4j_reader", request, timeout=timeout or QUERY_TIME)

    def _read(self, take: Callable[[neo4j.Session], T], timeout: float | None, row_limit: int | None) -> T:
        began = time.monotonic()

        def attempt() -> T:
            fetch_size = 1000 if row_limit is None else min(row_limit + 1, 1000)
            with self._session(neo4j.READ_ACCESS, fetch_size=fetch_size) as session:
                return take(session)

        def work() -> T:
            for tried in range(1, READ_TRIES + 1):
                try:
                    return attempt()
                except (Neo4jError, DriverError) as error:
                    if tried == READ_TRIES or not _passes(error) or time.monotonic() - began > self._address.timeout:
                        raise
            raise AssertionError

        try:
            return self._answered(work, SILENCE * self._address.timeout + (timeout or 0))
        except (Neo4jError, DriverError, OSError) as error:
            raise self._failed(error, time.monotonic() - began) from error

    def counts(self) -> dict[str, int]:
        """How many nodes of each label and relationships of each type there are."""
        # numbers that the database keeps: nothing is scanned
        parts = [f"COUNT {{ (:{node.label}) }} AS {node.label}" for node in NODES]
        parts += [f"COUNT {{ ()-[:{edge.type}]->() }} AS {edge.type}" for edge in EDGES]
        return dict(self.read(f"RETURN {', '.join(parts)}").dicts()[0])

    def version(self) -> str:
        """A word that changes with every change of the data, whoever makes it."""
        return str(self.read(statements.STATE).rows[0][0])

    def close(self) -> None:
        """Close the connections. A load that is under way ends first."""
        with self._writer:
            self._closed = True
            self._waiting.close()
            self._driver.close()

    @contextlib.contextmanager
    def _session(self, access: str, *, fetch_size: int = 1000) -> Iterator[neo4j.Session]:
        if self._closed:
            raise StoreUnavailable(f"the store {self.url} is closed")
        with self._driver.session(
            database=self._address.database,
            default_access_mode=access,
            fetch_size=fetch_size,
            bookmark_manager=self._bookmarks,
        ) as session:
            yield session

    def _write(self, work: Callable[[Run], T], *, lock: bool = True) -> T:
        """Run `work` in a managed transaction: committed at its end, rolled back on any exception, tried again where that helps."""
        if self.read_only:
            raise StoreReadOnly(f"{self.url} is open for reading only")
        given_up = threading.Event()

        def transaction(managed: neo4j.ManagedTransaction) -> T:
            if given_up.is_set():
                raise StoreUnavailable(f"{self.url} answered too late")
            run = Run(managed)
            if lock:
                version = run(_LOCK, version=SCHEMA_VERSION)[0][0]
                if version != SCHEMA_VERSION:
                    raise self._mismatch(version)
            return work(run)

        def load() -> T:
            with self._session(neo4j.WRITE_ACCESS) as session:
                return session.execute_write(transaction)

        began = time.monotonic()
        with self._writer:
            try:
                return self._answered(load, LOAD_SILENCE, given_up)
            except (Neo4jError, DriverError, OSError) as error:
                raise self._failed(error, time.monotonic() - began, writing=True) from error

    def _answered(self, work: Callable[[], T], patience: float, given_up: threading.Event | None = None) -> T:
        """What `work` returns, or StoreUnavailable where the server says nothing: the driver waits for it without end."""
        try:
            return self._waiting.within(patience, work)
        except TooLate:
            raise StoreUnavailable(
                f"{self.url} has said nothing for {patience:g} s: see whether it is overloaded"
            ) from None
        finally:
            if given_up:
                given_up.set()

    def _failed(self, error: Exception, seconds: float, *, writing: bool = False) -> PolicygraphError:
        """What an error of the driver or the server means to the user, in one line."""
        code = getattr(error, "code", None) or ""
        line = _first_line(error)
        kept = "; nothing of the document is stored" if writing else ""
        if isinstance(error, AuthError) or code.startswith("Neo.ClientError.Security"):
            return StoreUnavailable(self._denied(code))
        if "DatabaseNotFound" in code:
            return StoreUnavailable(
                f"{self._address.target} has no database {self._address.database!r}: give another one"
            )
        if isinstance(error, ConfigurationError):
            return StoreUnavailable(f"{self.url} cannot be used: {line}")
        if "Terminated" in code:
            return StoreUnavailable(f"{self.url} ended the query: it is stopping, or somebody ended it{kept}")
        if "TimedOut" in code:
            return TimeLimit(f"the query was stopped after {seconds:.1f} s: ask for less at once")
        if "OutOfMemory" in code or "MemoryPool" in code:
            return TimeLimit("the query needs more memory than the server gives it: ask for less at once")
        if isinstance(error, DriverError | OSError) and not isinstance(error, Neo4jError):
            if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
                if writing and seconds > self._address.timeout:
                    return StoreUnavailable(
                        f"{self.url} was lost during a load ({line}): the document is stored whole or not at all, load it again"
                    )
                return StoreUnavailable(
                    f"no Neo4j answers at {self.url} ({line}): start it, or give another address with --store"
                )
            return PolicygraphError(f"{self.url}: {line}")
        if isinstance(error, TransientError | DatabaseError) or "NotALeader" in code:
            return StoreUnavailable(f"{self.url} cannot {'store' if writing else 'answer'} now ({line}){kept}")
        return PolicygraphError(line)

    def _denied(self, code: str) -> str:
        if self._address.password is None:
            return f"{self.url} asks for a password: set POLICYGRAPH_NEO4J_PASSWORD"
        if "Expired" in code:
            return f"the password of {self._address.user} at {self.url} has to be changed first (Neo4j Browser asks for it)"
        if "RateLimit" in code:
            return f"{self.url} takes no password for some seconds, after too many wrong ones: wait, then try again"
        if "Unauthorized" not in code:
            return f"{self._address.user} may not do this at {self.url} ({code})"
        return (
            f"{self.url} does not accept the password of {self._address.user}: "
            "set POLICYGRAPH_NEO4J_USER and POLICYGRAPH_NEO4J_PASSWORD"
        )


# Setting a property takes the node's lock until the transaction ends, and waits for who holds it.
_LOCK = (
    f"MERGE (v:{statements.VERSION} {{id: 'schema'}}) ON CREATE SET v.version = $version "
    "SET v.state = randomUUID() RETURN v.version"
)


class _Unchanged(Exception):
    """Rolls a transaction back that found nothing to do: what says that the data have changed must not change then."""


def _passes(error: Exception) -> bool:
    """Whether the same query may fare better at once: on another connection, or another member of the cluster."""
    retryable = getattr(error, "is_retryable", None)
    out_of_memory = "OutOfMemory" in (getattr(error, "code", None) or "")
    return bool(retryable and retryable()) and not out_of_memory


def _first_line(error: BaseException) -> str:
    said = getattr(error, "message", None) or str(error)
    if reason := re.search(r"\(reason (?:\[Errno -?\d+\] )?([^)]+)\)", str(said)):
        return reason[1]
    return str(said).strip().split("\n", 1)[0]
