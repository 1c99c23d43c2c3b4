"""The real Neo4j that tests share: one server a run, whose one database (Community has no more) they take in turns.

Tests that name the fixture `neo4j_db`, or are parametrised with "neo4j", go to one worker of pytest-xdist.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import neo4j
import pytest

from graph.store import Store, open_store
from tools import neo4j_server
from tools.neo4j_server import Server


class Database:
    """The database of a running server: `fresh()` for tests that change it, `holding(...)` for tests that only read."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.url = server.url
        self.driver = neo4j.GraphDatabase.driver(server.bolt, auth=("neo4j", server.password))
        self._holds = ""

    def fresh(self) -> str:
        """The URL of the database, with nothing in it but the schema."""
        self.driver.execute_query("MATCH (n) WHERE NOT n:SchemaVersion DETACH DELETE n")
        self._holds = ""
        return self.url

    def blank(self) -> str:
        """The URL of the database, as a new server has it."""
        self.fresh()
        self.driver.execute_query("MATCH (n) DETACH DELETE n")
        for record in self.driver.execute_query("SHOW CONSTRAINTS YIELD name").records:
            self.driver.execute_query(f"DROP CONSTRAINT `{record['name']}`")  # type: ignore[arg-type, unused-ignore]
        for record in self.driver.execute_query("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'").records:
            self.driver.execute_query(f"DROP INDEX `{record['name']}`")  # type: ignore[arg-type, unused-ignore]
        return self.url

    def holding(self, what: str, fill: Callable[[Store], object]) -> str:
        """The URL of the database, filled by `fill` unless it holds `what` already."""
        if self._holds != what:
            store = open_store(self.fresh())
            fill(store)
            store.close()
            self._holds = what
        return self.url


def need_neo4j() -> None:
    """Skip, saying why, where no server can be had; in CI that is a failure."""
    lacking = neo4j_server.missing()
    if lacking and os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(f"{lacking}; CI tests both stores")
    if lacking:
        pytest.skip(lacking)


@pytest.fixture(scope="session")
def neo4j_db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The shared database."""
    need_neo4j()
    server = Server.create(tmp_path_factory.mktemp("neo4j"), tied=True, quick=True)
    try:
        database = Database(server)
        yield database
        database.driver.close()
    finally:
        server.kill()


@pytest.fixture(scope="module")
def own_neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A server for one file of tests, which may stop, kill and pause it."""
    need_neo4j()
    server = Server.create(tmp_path_factory.mktemp("own-neo4j"), heap="512m", tied=True, quick=True)
    try:
        database = Database(server)
        yield database
        database.driver.close()
    finally:
        server.kill()


def group_of(item: pytest.Item) -> str:
    """Which tests share a worker: all that use the shared database; else those of one file."""
    callspec = getattr(item, "callspec", None)
    chosen = callspec.params.values() if callspec else ()
    names = getattr(item, "fixturenames", ())
    return "neo4j" if "neo4j_db" in names or "neo4j" in chosen else str(Path(item.path).name)
