"""The embedded store: one file, in this process, no server.

One process writes at a time (the file is locked); within it, reads run on connections of their own beside a load. A second
process may open the file for reading only. A load is one transaction: killed at any point, the file holds the old version
or the new one.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import ladybug
import tenacity

from graph.errors import (
    PolicygraphError,
    SchemaMismatch,
    StoreReadOnly,
    StoreUnavailable,
    TimeLimit,
)
from graph.records import DocumentRows, Outcome, Rows, check_rows
from graph.schema import EDGES, NODES, SCHEMA_VERSION
from graph.stores import apart, statements, writing
from graph.stores.ladybug_log import mend_log
from graph.stores.ladybug_run import Run, fetch

LEAST_POOL = 1 << 30  # bytes
_LIMIT_OF_GROUP = Path("/sys/fs/cgroup/memory.max")  # of a container (cgroup v2): bytes, or "max"
# Bytes of log from which they are worked into the file. That writes most of the file anew, however little is in the log: with 64 MB, it was half of
# what 10,000 documents took. Whoever opens the file beside the writer, or behind a crash, reads the log first: about 5 s for each 64 MB.
CHECKPOINT = 128 << 20
READ_ONLY_PATIENCE = 5.0  # seconds to try again to open beside a process that is just writing
_WRITER_BUSY = re.compile(
    r"checkpoint recovery is pending|Checksum verification failed|Could not set lock|shadow|past the end of the file",
    re.I,
)
_TORN = re.compile(r"WAL file is corrupted|Reading past the end of the file \S*\.wal")
_HOLDER = re.compile(r"held by PID (\d+)")
_DISK = re.compile(r"No space left|File too large|Disk quota|Cannot write to file|write.*file", re.I)
_FULL = re.compile("buffer pool is full")
_WRITE_STOPPED = "the disk is full, or the file has reached its limit"


class LadybugStore:
    """A store in one ladybug file. `LadybugStore.open` makes one; see `graph.store.Store` for the verbs."""

    dialect = "ladybug"

    def __init__(self, path: Path, database: ladybug.Database, *, read_only: bool) -> None:
        self.path = path
        self.url = f"ladybug:///{path}"
        self.read_only = read_only
        self._database = database
        self._writer = threading.Lock()
        self._idle: list[ladybug.Connection] = []
        self._closed = False
        self._write_failed = False
        self._version: str | None = None
        self._writes = 0

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False) -> LadybugStore:
        """Open the file, made with its folder where it is missing. Raises StoreUnavailable or SchemaMismatch."""
        path = Path(path)
        if read_only and not path.exists():
            raise StoreUnavailable(f"no store at {path}: load a document first (policygraph load FILE)")
        if not read_only:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreUnavailable(f"cannot make the folder {path.parent}: {error.strerror}") from error
        try:
            database = open_database(path, read_only)
        except (RuntimeError, OSError) as error:
            raise cannot_open(path, error) from error
        store = cls(path, database, read_only=read_only)
        try:
            store.ensure_schema()
        except BaseException:
            store.close()
            raise
        return store

    def ensure_schema(self) -> None:
        """Make the tables of an empty store; refuse a store of another schema version."""
        names = {row[1] for row in self.read("CALL show_tables() RETURN *").rows}
        if statements.VERSION_TABLE in names:
            versions = self.read(f"MATCH (v:{statements.VERSION_TABLE}) RETURN v.version").rows
            if versions == [(SCHEMA_VERSION,)]:
                return
            written = versions[0][0] if versions else "none"
            raise SchemaMismatch(
                f"{self.path} was written with version {written} of the schema, this program uses {SCHEMA_VERSION}: "
                f"move the file away and load the documents again (policygraph load PATH)"
            )
        if names:
            raise SchemaMismatch(
                f"{self.path} is a ladybug database of another program: give another file with --store"
            )
        if self.read_only:
            raise StoreUnavailable(f"{self.path} holds no documents yet: load one first (policygraph load FILE)")
        with self._transaction() as run:
            for table in statements.tables():
                run(table)
            run(f"CREATE (:{statements.VERSION_TABLE} {{id: 'schema', version: $version}})", version=SCHEMA_VERSION)

    def replace_document(self, rows: DocumentRows) -> Outcome:
        """Store a document in one transaction: what it no longer says goes, what it says is merged.

        Raises RowsError where the rows do not fit the schema, StoreUnavailable where the file cannot grow; both leave the
        store as it was.
        """
        return self.replace_documents([rows])[0]

    def replace_documents(self, documents: Sequence[DocumentRows]) -> list[Outcome]:
        """Store several documents, no two of one id, in one transaction: all of them, or none where it raises."""
        documents = [check_rows(rows) for rows in documents]
        with self._transaction() as run:
            return writing.replace_all(run, documents)[0]

    def remove_document(self, document_id: str) -> bool:
        """Take a loaded document away in one transaction; it stays as a stub while another document cites it."""
        with self._transaction() as run:
            return writing.remove(run, document_id)

    def read(
        self,
        cypher: str,
        params: Mapping[str, object] | None = None,
        *,
        timeout: float | None = None,
        row_limit: int | None = None,
    ) -> Rows:
        """Run a reading query on a connection of its own. Raises TimeLimit after `timeout` seconds."""
        with self._reader() as connection:
            connection.set_query_timeout(int((timeout or 0) * 1000))
            began = time.monotonic()
            try:
                # a parameter named like a keyword stands in backticks, which ladybug takes for a part of its name
                named = {f"`{key}`" if f"$`{key}`" in cypher else key: value for key, value in (params or {}).items()}
                result = connection.execute(cypher, named)
            except RuntimeError as error:
                if "Interrupted" in str(error):
                    raise TimeLimit(f"the query was stopped after {time.monotonic() - began:.1f} s") from error
                if "buffer pool is full" in str(error):
                    raise TimeLimit("the query needs more memory than it may take: ask for less at once") from error
                raise PolicygraphError(first_line(error)) from error
            return fetch(result, row_limit)

    def read_versioned(
        self, cypher: str, params: Mapping[str, object], *, timeout: float | None, row_limit: int | None
    ) -> tuple[str, Rows]:
        """The version, then the rows."""
        return self.version(), self.read(cypher, params, timeout=timeout, row_limit=row_limit)

    def read_untrusted(
        self, cypher: str, params: Mapping[str, object], *, timeout: float | None, row_limit: int | None
    ) -> Rows:
        """Run an admitted query in a process of its own (`graph.stores.ladybug_reader`), which time and memory limits end."""
        request = {"path": str(self.path.absolute()), "query": cypher, "params": params, "row_limit": row_limit}
        return apart.ask("graph.stores.ladybug_reader", request, timeout=timeout)

    def counts(self) -> dict[str, int]:
        """How many nodes of each label and relationships of each type there are."""
        found = dict.fromkeys([node.label for node in NODES] + [edge.type for edge in EDGES], 0)
        for query in ("MATCH (n) RETURN label(n), count(*)", "MATCH ()-[r]->() RETURN label(r), count(*)"):
            found.update({label: n for label, n in self.read(query).rows if label in found})
        return found

    def version(self) -> str:
        """A word made of the id and content of every document. A process that writes is the only one, so it keeps the word."""
        known = self._version
        if known is not None:
            return known
        writes = self._writes
        query = "MATCH (d:Document) WHERE d.loaded RETURN d.id, d.sha256, d.rows_sha256 ORDER BY d.id"
        word = hashlib.sha256(repr(self.read(query).rows).encode()).hexdigest()[:16]
        if writes == self._writes and not self.read_only:  # a write in between makes it old already
            self._version = word
        return word

    def close(self) -> None:
        """Close the file. A load that is under way ends first."""
        with self._writer:
            if self._closed:
                return
            self._closed = True
            for connection in self._idle:
                connection.close()
            self._idle.clear()
            if self._write_failed:
                _keep_open(self._database)
            else:
                self._database.close()

    @contextlib.contextmanager
    def _reader(self) -> Iterator[ladybug.Connection]:
        """A connection that no other thread uses meanwhile; connections are kept, opening one costs more than a query."""
        if self._closed:
            raise StoreUnavailable(f"the store {self.path} is closed")
        database = self._database
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = ladybug.Connection(database)
        try:
            yield connection
        finally:
            if self._closed or database is not self._database:
                connection.close()
            else:
                self._idle.append(connection)

    def _reopen(self) -> None:
        """Open the file again after a failed write, whose remains in memory would else go into the next transaction."""
        try:
            database = open_database(self.path, read_only=False)
        except (RuntimeError, OSError) as error:
            raise cannot_open(self.path, error) from error
        _keep_open(self._database)
        idle, self._idle = self._idle, []
        self._database, self._write_failed = database, False
        for connection in idle:
            connection.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Run]:
        """A write transaction: committed at the end of the block, rolled back on any exception."""
        if self.read_only:
            raise StoreReadOnly(f"{self.path} is open for reading only")
        with contextlib.ExitStack() as stack:
            stack.enter_context(self._writer)
            if self._write_failed and not self._closed:
                self._reopen()
            connection = stack.enter_context(self._reader())
            connection.set_query_timeout(0)
            run = Run(connection)
            try:
                connection.execute("BEGIN TRANSACTION")
                yield run
                connection.execute("COMMIT")
            except BaseException as error:
                with contextlib.suppress(RuntimeError):  # a failed COMMIT has rolled back already
                    connection.execute("ROLLBACK")
                if isinstance(error, RuntimeError):
                    raise self._cannot_write(error) from error
                raise
            finally:
                self._writes += 1
                self._version = None

    def _cannot_write(self, error: RuntimeError) -> PolicygraphError:
        if _DISK.search(str(error)):
            self._write_failed = True
            return StoreUnavailable(f"cannot write to {self.path}: {_WRITE_STOPPED}; nothing of the document is stored")
        if _FULL.search(str(error)):
            self._write_failed = True
            return StoreUnavailable(
                f"{self.path} needs more memory than the {buffer_pool() >> 20} MB that it may take on this machine; what was stored before "
                "is safe: use a larger machine, or Neo4j (--store bolt://host:7687)"
            )
        return PolicygraphError(f"{self.path}: {first_line(error)}")


def buffer_pool() -> int:
    """Bytes of pages that a database may keep in memory: half of what this process may use, at least LEAST_POOL.

    They are taken as they are needed, and must hold what working a log into its file touches: 256 MB are full at 6,500 documents of
    200 rows each.
    """
    try:
        limits = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    except (AttributeError, ValueError, OSError):
        return LEAST_POOL
    with contextlib.suppress(OSError, ValueError):
        limits.append(int(_LIMIT_OF_GROUP.read_text()))
    return max(LEAST_POOL, min(limits) // 2)


def _keep_open(database: ladybug.Database) -> None:
    """Never close a database whose last write failed: closing writes the rest, and ladybug ends the process if it cannot."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(database))


def open_database(path: Path, read_only: bool, pool: int | None = None) -> ladybug.Database:
    """Open a file with what was committed to it; a reader tries again for some seconds beside a process that is writing.

    `pool`: bytes of pages that it may keep in memory; absent, as `buffer_pool` tells.
    """
    retry = tenacity.Retrying(
        stop=tenacity.stop_after_delay(READ_ONLY_PATIENCE if read_only else 0),
        wait=tenacity.wait_random(0.02, 0.2),
        retry=tenacity.retry_if_exception(lambda error: bool(_WRITER_BUSY.search(str(error)))),
        reraise=True,
    )
    mend_log(path, READ_ONLY_PATIENCE)
    try:
        return retry(
            ladybug.Database,
            str(path),
            read_only=read_only,
            buffer_pool_size=pool or buffer_pool(),
            checkpoint_threshold=CHECKPOINT,
        )
    except RuntimeError as error:
        if not _TORN.search(str(error)):
            raise
    # The log ends in a record that was not written whole: the disk was full, or the power went. All before it stands.
    database = ladybug.Database(
        str(path),
        read_only=read_only,
        buffer_pool_size=pool or buffer_pool(),
        checkpoint_threshold=CHECKPOINT,
        throw_on_wal_replay_failure=False,
    )
    if not read_only:  # or what is written now would stand behind the torn record, and be lost with it
        try:
            with ladybug.Connection(database) as connection:
                connection.execute("CHECKPOINT")
        except RuntimeError:
            _keep_open(database)
            raise
    return database


def cannot_open(path: Path, error: Exception) -> StoreUnavailable:
    holder = _HOLDER.search(str(error))
    if holder:
        return StoreUnavailable(
            f"{path} is held by process {holder[1]}: it is the writer (policygraph serve or load); "
            "ask it over HTTP, or wait until it ends"
        )
    if _WRITER_BUSY.search(str(error)):
        return StoreUnavailable(f"another process is writing to {path} just now: try again")
    if _DISK.search(str(error)):
        return StoreUnavailable(f"cannot write to {path}: {_WRITE_STOPPED}")
    if path.is_dir() or not path.exists() or not os.access(path, os.W_OK):
        why = (
            "it is a folder"
            if path.is_dir()
            else "it may not be written"
            if path.exists()
            else f"no file can be written in {path.parent}"
        )
        return StoreUnavailable(f"cannot open {path}: {why}; give another file with --store")
    return StoreUnavailable(f"cannot open {path}: {first_line(error)}")


def first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0]
