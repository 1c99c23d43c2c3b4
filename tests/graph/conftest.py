"""Real databases in temporary folders, and a real Neo4j; nothing of them is simulated.

`store` is an empty store, parametrised over all kinds; `city_store` holds the two invented documents of `invented.py` and is
shared by tests that only read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import invented
import pytest
from neo4jdb import Database

from graph.store import Store, open_store

STORES = ["ladybug", "neo4j"]


@pytest.fixture(params=STORES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of an empty store. The password of Neo4j is in the environment, for tests that open `store.url` again."""
    if request.param == "ladybug":
        return f"ladybug:///{tmp_path / 'graph.lbug'}"
    database: Database = request.getfixturevalue("neo4j_db")
    monkeypatch.setenv("POLICYGRAPH_NEO4J_PASSWORD", database.server.password)
    return database.fresh()


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    opened = open_store(store_url)
    yield opened
    opened.close()


def _cities(store: Store) -> None:
    store.replace_document(invented.first())
    store.replace_document(invented.second())


@pytest.fixture(scope="module")
def _embedded_cities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(f"ladybug:///{tmp_path_factory.mktemp('cities') / 'graph.lbug'}")
    _cities(opened)
    yield opened
    opened.close()


@pytest.fixture(params=STORES)
def city_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "ladybug":
        yield request.getfixturevalue("_embedded_cities")
        return
    database: Database = request.getfixturevalue("neo4j_db")
    opened = open_store(database.holding("cities", _cities))
    yield opened
    opened.close()
