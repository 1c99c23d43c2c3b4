"""What only a server can do: be somebody else's, be lost, come back. A real one, which these tests stop, kill and pause."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import invented
import pytest
from dumping import dump
from neo4jdb import Database

from graph.catalogue import lookups
from graph.errors import PolicygraphError, SchemaMismatch, StoreUnavailable
from graph.records import DocumentRows
from graph.schema import SCHEMA_VERSION
from graph.store import Store, complete_url, open_store
from graph.stores import neo4j as neo4j_store
from graph.stores import neo4j_statements as statements
from graph.stores.neo4j_run import Run
from graph.stores.neo4j_url import parse

HERE = Path(__file__).parent


def one_line(error: BaseException, secret: str = "") -> str:
    said = str(error)
    assert "\n" not in said
    assert not secret or secret not in said
    return said


def test_nobody_answers(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        port = taken.getsockname()[1]
        with pytest.raises(StoreUnavailable, match=f"no Neo4j answers at bolt://127.0.0.1:{port} ") as caught:
            open_store(f"bolt://neo4j:secret@127.0.0.1:{port}")
    assert "start it, or give another address" in one_line(caught.value, "secret")


def test_something_else_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(
            target=lambda: server.accept()[0].sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n"), daemon=True
        ).start()
        with pytest.raises(StoreUnavailable, match=r"bolt://127\.0\.0\.1"):
            open_store(f"bolt://neo4j:secret@127.0.0.1:{server.getsockname()[1]}?timeout=2")


def test_a_host_that_does_not_exist() -> None:
    with pytest.raises(StoreUnavailable, match=r"no Neo4j answers at neo4j://nowhere\.invalid:7687"):
        open_store("neo4j://neo4j:secret@nowhere.invalid?timeout=2")


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("bolt://:7687", "needs a host"),
        ("bolt://user:secret@host:port", "needs a host and a port"),
        ("neo4j://[::1", "needs a host and a port"),
        ("bolt://host?pool=none", "pool= and timeout="),
        ("bolt://host?timeout=0", "pool= and timeout="),
        ("bolt://host?region=cn", "not region="),
    ],
)
def test_a_url_that_says_nothing(url: str, complaint: str) -> None:
    with pytest.raises(StoreUnavailable, match=complaint) as caught:
        open_store(url)
    one_line(caught.value, "secret")


def test_a_url_says_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYGRAPH_NEO4J_PASSWORD", raising=False)
    full = parse("neo4j+s://me:p%40ss@host/plans?pool=3&timeout=1.5&region=cn")
    assert (full.target, full.user, full.password) == ("neo4j+s://host:7687?region=cn", "me", "p@ss")
    assert (full.database, full.pool, full.timeout) == ("plans", 3, 1.5)
    assert full.shown == "neo4j+s://host:7687/plans"
    assert "p@ss" not in repr(full)
    assert parse("bolt://[::1]:9").target == "bolt://[::1]:9"
    assert parse("bolt://host").auth is None
    assert parse(f"bolt://{quote('用户')}@host").user == "用户"
    monkeypatch.setenv("POLICYGRAPH_NEO4J_PASSWORD", "other")
    assert parse("bolt://host").auth == ("neo4j", "other")
    assert parse("bolt://me:own@host").auth == ("me", "own")


def test_settings_complete_a_url() -> None:
    more: dict[str, Any] = {"user": "neo4j", "password": "a/b@c", "database": "plans", "pool": 7, "timeout": 2.0}
    bare, full = (
        parse(complete_url("bolt://host", **more)),
        parse(complete_url("bolt://me:x%2F@host:1/own?pool=9", **more)),
    )
    assert (bare.user, bare.password, bare.database, bare.pool, bare.timeout) == ("neo4j", "a/b@c", "plans", 7, 2.0)
    assert (full.user, full.password, full.database, full.pool, full.timeout) == ("me", "x/", "own", 9, 2.0)


def test_a_wrong_password(own_neo4j: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYGRAPH_NEO4J_PASSWORD", raising=False)
    with pytest.raises(StoreUnavailable, match="does not accept the password of neo4j") as caught:
        open_store(own_neo4j.server.bolt.replace("://", "://neo4j:wrong-secret@"))
    one_line(caught.value, "wrong-secret")
    with pytest.raises(StoreUnavailable, match="asks for a password: set POLICYGRAPH_NEO4J_PASSWORD"):
        open_store(own_neo4j.server.bolt)


def test_a_database_that_is_not_there(own_neo4j: Database) -> None:
    with pytest.raises(StoreUnavailable, match="has no database 'plans'") as caught:
        open_store(f"{own_neo4j.url}/plans")
    one_line(caught.value, own_neo4j.server.password)


def test_a_server_that_is_too_old(own_neo4j: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_store, "OLDEST", (9999, 1))
    with pytest.raises(StoreUnavailable, match=r"runs Neo4j 5\.26\.\d+; policygraph needs 9999\.1 or later"):
        open_store(own_neo4j.url)


def test_an_empty_database_is_not_made_for_a_reader(own_neo4j: Database) -> None:
    with pytest.raises(StoreUnavailable, match="load one first"):
        open_store(own_neo4j.blank(), read_only=True)
    assert own_neo4j.driver.execute_query("SHOW CONSTRAINTS YIELD name").records == []


def test_another_schema_version_and_another_program(own_neo4j: Database) -> None:
    store = open_store(own_neo4j.blank())
    own_neo4j.driver.execute_query("MATCH (v:SchemaVersion) SET v.version = 0")
    with pytest.raises(SchemaMismatch, match=f"version 0 of the schema, this program uses {SCHEMA_VERSION}: empty"):
        open_store(own_neo4j.url)
    with pytest.raises(SchemaMismatch, match="version 0"):
        store.replace_document(invented.first())  # and one that was open before
    store.close()
    own_neo4j.blank()
    own_neo4j.driver.execute_query("CREATE (:Person {name: 'somebody'})")
    with pytest.raises(SchemaMismatch, match="data of another program"):
        open_store(own_neo4j.url)
    assert own_neo4j.driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 1
    own_neo4j.blank()


def test_every_look_up_of_a_load_has_an_index(own_neo4j: Database) -> None:
    open_store(own_neo4j.fresh()).close()

    for query in (statements.create_nodes(), statements.create_edges(), statements.show(), statements.printed_forms()):
        planned = query.replace(statements.PLANNED_ONCE, "EXPLAIN ")
        plan = own_neo4j.driver.execute_query(planned, of={}).summary.plan  # type: ignore[arg-type, unused-ignore]
        scans = {part["operatorType"] for part in _plans(plan) if "Scan" in part["operatorType"]}
        assert not scans


@pytest.mark.parametrize(
    ("lookup", "params"),
    [
        ("search", {"q": "产业链", "words": '"产业链"', "limit": 20}),
        ("named", {"forms": ["市财政局"]}),
        ("known-as", {"forms": ["市财局"]}),
        ("alike", {"labels": ["Unit"], "words": '"财政" "政局"'}),
    ],
)
def test_names_and_words_are_found_by_index(own_neo4j: Database, lookup: str, params: dict[str, Any]) -> None:
    store = open_store(own_neo4j.fresh())
    for rows in (invented.first(), invented.second()):
        store.replace_document(rows)
    done = own_neo4j.driver.execute_query(f"PROFILE {lookups()[lookup].text('neo4j')}", params)  # type: ignore[arg-type, unused-ignore]
    assert done.records
    operators = {plan["operatorType"].removesuffix("@neo4j"): plan for plan in _plans(done.summary.profile)}
    assert "ProcedureCall" in operators
    assert not [name for name, plan in operators.items() if "Scan" in name and plan["dbHits"]]
    store.close()


def _plans(plan: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    assert plan is not None
    yield plan
    for child in plan.get("children", ()):
        yield from _plans(child)


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a store with both documents holds, before and after the correction of the first."""
    found = {}
    for name, rows in (("old", invented.first()), ("new", invented.changed())):
        expected = open_store(f"ladybug:///{tmp_path_factory.mktemp(name) / 'expected.lbug'}")
        expected.replace_document(invented.second())
        expected.replace_document(rows)
        found[name] = dump(expected)
        expected.close()
    return found


@pytest.fixture
def both(own_neo4j: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store with both documents, which gives a lost server up quickly."""
    if not own_neo4j.server.running:
        own_neo4j.server.start()
    monkeypatch.setattr(neo4j_store, "WRITE_PATIENCE", 0.5)
    store = open_store(f"{own_neo4j.fresh()}?timeout=2")
    store.replace_document(invented.first())
    store.replace_document(invented.second())
    yield store
    store.close()


def test_a_server_killed_in_the_middle_of_a_load_has_the_old_version(
    both: Store, own_neo4j: Database, versions: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    run, left = Run.__call__, [9]  # some is deleted by then, some made

    def killing(self: Run, query: str, **params: object) -> list[tuple[Any, ...]]:
        left[0] -= 1
        if left[0] == 0:
            own_neo4j.server.kill()
        return run(self, query, **params)

    with monkeypatch.context() as patch:
        patch.setattr(Run, "__call__", killing)
        with pytest.raises(StoreUnavailable) as caught:
            both.replace_document(invented.changed())
    one_line(caught.value, own_neo4j.server.password)
    with pytest.raises(StoreUnavailable, match="no Neo4j answers"):
        both.counts()
    own_neo4j.server.start()
    assert dump(both) == versions["old"]  # the same store is usable again
    assert both.replace_document(invented.changed()) == "replaced"
    assert dump(both) == versions["new"]


def test_a_server_killed_at_any_moment_has_the_old_version_or_the_new_one(
    both: Store, own_neo4j: Database, versions: dict[str, object]
) -> None:
    killer = threading.Timer(0.1, own_neo4j.server.kill)
    killer.start()
    flips, outcome = 0, ""
    try:
        while flips < 1000:
            rows = invented.changed() if flips % 2 == 0 else invented.first()
            both.replace_document(rows)
            flips += 1
    except StoreUnavailable as error:
        outcome = one_line(error)
    killer.join()
    assert outcome
    own_neo4j.server.start()
    assert dump(both) in (versions["old"], versions["new"])


def test_a_load_waits_for_a_server_that_comes_back(
    own_neo4j: Database, versions: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_store, "WRITE_PATIENCE", 120.0)
    store = open_store(own_neo4j.fresh())
    store.replace_document(invented.first())
    store.replace_document(invented.second())
    own_neo4j.server.kill()
    back = threading.Thread(target=own_neo4j.server.start)
    back.start()
    assert store.replace_document(invented.changed()) == "replaced"
    back.join()
    assert dump(store) == versions["new"]
    store.close()


LOADER = """
import os, signal, sys
sys.path.insert(0, {here!r})
import invented
from graph.store import open_store
from graph.stores.neo4j_run import Run

store = open_store(os.environ["STORE"])
left = {statements}
run = Run.__call__

def dying(self, statement, **params):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return run(self, statement, **params)

Run.__call__ = dying
store.replace_documents([invented.changed(), *invented.others({others})])
print("done", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("others", [0, 3])
@pytest.mark.parametrize("statement", [1, 8, 100_000])
def test_a_killed_loader_leaves_the_old_version_or_the_new_one(
    both: Store, own_neo4j: Database, versions: dict[str, object], statement: int, others: int
) -> None:
    """A document alone, and one of a batch: all of the batch, or nothing."""
    script = LOADER.format(here=str(HERE), statements=statement, others=others)
    environment = os.environ | {"STORE": own_neo4j.url}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)
    assert done.returncode == -signal.SIGKILL, done.stderr
    finished = "done" in done.stdout
    assert finished == (statement == 100_000)
    if finished:
        assert {both.remove_document(rows.document_id) for rows in invented.others(others)} <= {True}
    assert dump(both) == versions["new" if finished else "old"]
    assert both.replace_document(invented.changed()) == ("unchanged" if finished else "replaced")  # nobody holds a lock


def test_loads_of_several_processes_come_one_after_the_other(
    own_neo4j: Database, versions: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two stores are two programs to the server. What is shown of shared entities is as if one had loaded all."""
    stores = [open_store(own_neo4j.fresh()) for _ in range(2)]
    wrong: list[BaseException] = []

    def keep_loading(store: Store, last: Callable[[], DocumentRows]) -> None:
        try:
            for _ in range(4):
                store.replace_document(last())
                store.remove_document(last().document_id)
            store.replace_document(last())
        except PolicygraphError as error:
            wrong.append(error)

    threads = [
        threading.Thread(target=keep_loading, args=(store, last))
        for store, last in zip(stores, (invented.first, invented.second), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert dump(stores[0]) == versions["old"]
    for store in stores:
        store.close()


def test_a_server_that_says_nothing_is_given_up(
    both: Store, own_neo4j: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_neo4j.server.pause()
    try:
        began = time.monotonic()
        with monkeypatch.context() as patch:
            patch.setattr(neo4j_store, "SILENCE", 0.5)
            patch.setattr(neo4j_store, "LOAD_SILENCE", 1.0)
            with pytest.raises(StoreUnavailable, match="said nothing for 1 s"):
                both.counts()
            with pytest.raises(StoreUnavailable):
                both.replace_document(invented.changed())
        assert time.monotonic() - began < 10
    finally:
        own_neo4j.server.resume()
    assert both.replace_document(invented.changed()) in ("replaced", "unchanged")
    assert both.counts()["Task"] > 0


def test_the_version_changes_with_the_data_whoever_changes_them(own_neo4j: Database) -> None:
    store, other = open_store(own_neo4j.fresh()), open_store(own_neo4j.url)
    before = store.version()
    other.replace_document(invented.first())
    loaded = store.version()
    assert loaded != before
    assert other.replace_document(invented.first()) == "unchanged"
    assert store.version() == loaded
    other.remove_document(invented.first().document_id)
    assert store.version() not in (before, loaded)
    for one in (store, other):
        one.close()
