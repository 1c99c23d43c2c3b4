"""Rows in one string reach the embedded store as they do in a list of dicts."""

from __future__ import annotations

from pathlib import Path

import pytest
from dumping import dump
from invented import Rows

from graph.ids import node_id
from graph.records import DocumentRows
from graph.store import open_store
from graph.stores import ladybug_run
from graph.stores.packed import EMPTY, FIELD, ITEM, NULL, ROW, pack


def document(text: str) -> DocumentRows:
    """A document whose values are `text`, empty or missing, in every type that there is."""
    made = Rows("甲〔2023〕1号", "甲市", issued_on=None, issuer="", source=text)
    for k, (title, filled) in enumerate([(text, []), (None, ["units", text or "x"]), ("", None)]):
        task = node_id("Task", made.id, k)
        made.node("Task", task, origin="body", path=str(k), title=title, filled=filled, text=text, ordinal=k or None)
        made.edge("HAS_TASK", ("Document", made.id), ("Task", task))
    goal = node_id("Goal", made.id)
    made.node("Goal", goal, value=1e-7, cumulative=True, metric=text)
    made.edge("SETS", ("Document", made.id), ("Goal", goal))
    return made.rows


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "",
        "'quoted\" \\n \\ $x {y}",
        "表\t格\n\r\n",
        "㐂𠮷",
        "null",
        "[]",
        "\x00",
        *(f"a{mark}b" for mark in (ROW, FIELD, ITEM, NULL, EMPTY)),
    ],
)
def test_packed_or_not_the_store_holds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    stores = [open_store(f"ladybug:///{tmp_path / name}.lbug") for name in ("packed", "plain")]
    stores[0].replace_document(document(text))
    monkeypatch.setattr(ladybug_run, "pack", lambda rows, names: None)
    stores[1].replace_document(document(text))
    first, second = (dump(store) for store in stores)
    assert first == second
    assert [row for row in first["Task"] if ("text", text) in row] or not text
    for store in stores:
        store.close()


def test_what_cannot_be_packed_is_left() -> None:
    names = ("a", "b")
    assert (
        pack([{"a": "x", "b": None}, {"a": "", "b": ["y", "z"]}], names) == f"x{FIELD}{NULL}{ROW}{EMPTY}{FIELD}y{ITEM}z"
    )
    assert pack([{"a": f"x{ITEM}", "b": None}], names) is None
    assert pack([{"a": "x", "b": [""]}], names) is None  # an empty item would be dropped
