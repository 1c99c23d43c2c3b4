"""What a long-lived reader remembers: nothing that is older than the version it answers with, whoever changes the documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import invented
import pytest
from neo4jdb import Database

from graph.ask import ask
from graph.errors import UnknownName
from graph.records import Rows
from graph.remembering import Moment, Remembering
from graph.search import search
from graph.store import Store, open_store


class Counting:
    """A store that counts what it is asked, and may be changed in between."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.asked = 0
        self.before = lambda: None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def read(self, cypher: str, params: Mapping[str, object] | None = None, **limits: Any) -> Rows:
        self.asked += 1
        self.before()
        return self.store.read(cypher, params, **limits)

    def read_versioned(self, *given: Any, **limits: Any) -> tuple[str, Rows]:
        self.asked += 1
        self.before()
        return self.store.read_versioned(*given, **limits)


def units(moment: Moment) -> list[str]:
    return [row["unit"] for row in ask(moment, "unit-workload", {"city": "甲市"}).rows]


def test_a_question_asks_the_store_once_while_nothing_changes(store: Store) -> None:
    store.replace_document(invented.first())
    counting = Counting(store)
    remembering = Remembering(cast("Store", counting))
    first = remembering.fresh(units)
    assert counting.asked > 2
    counting.asked = 0
    assert remembering.fresh(lambda moment: ask(moment, "unit-workload", {"city": "甲市", "limit": "7"}).rows)[1]
    assert counting.asked == 1
    assert remembering.fresh(units) == first
    assert counting.asked == 1  # remembered; the version is asked for by itself
    assert first == (store.version(), units(Moment(store, remembering._memory)))


def test_a_change_shows_at_once(store: Store) -> None:
    remembering = Remembering(store)
    with pytest.raises(UnknownName):
        remembering.fresh(units)
    store.replace_document(invented.first())
    loaded = remembering.fresh(units)
    assert loaded[1]
    store.replace_document(invented.second())
    hits = remembering.fresh(lambda moment: search(moment, "乙政〔2022〕2号"))
    assert [hit["label"] for hit in hits[1]] == ["Document"]
    assert hits[0] not in ("", loaded[0])
    store.remove_document(invented.first().document_id)
    with pytest.raises(UnknownName):
        remembering.fresh(units)


def test_another_program_changes_the_documents(neo4j_db: Database) -> None:
    """On Neo4j alone: the embedded store has one writer, this process."""
    store, other = open_store(neo4j_db.fresh()), open_store(neo4j_db.url)
    other.replace_document(invented.first())
    remembering = Remembering(store)
    before = remembering.fresh(units)
    other.remove_document(invented.first().document_id)
    with pytest.raises(UnknownName):
        remembering.fresh(units)
    other.replace_document(invented.first())
    after = remembering.fresh(units)
    assert after[1] == before[1]
    assert after[0] == other.version() != before[0]
    for one in (store, other):
        one.close()


def test_an_answer_is_never_older_than_its_version(store: Store) -> None:
    """A document comes before every query, so each question is asked in the middle of changes."""
    counting = Counting(store)
    remembering = Remembering(cast("Store", counting))
    coming = iter(invented.others(40))
    held = {store.version(): 0}  # version -> how many documents

    def change() -> None:
        store.replace_document(next(coming))
        held[store.version()] = len(held)

    def listed(moment: Moment) -> int:
        return len(ask(moment, "documents", {"city": "丙市", "limit": "100"}).rows)

    change()
    counting.before = change
    for _ in range(3):
        there = len(held) - 1
        version, rows = remembering.fresh(listed)
        assert there <= held[version] <= rows <= len(held) - 1
    counting.before = lambda: None
    assert remembering.fresh(listed) == (store.version(), len(held) - 1)
