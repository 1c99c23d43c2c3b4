"""What the graph must answer from the two samples: `tests/gold/answers.json`, compared as `check_answers.py` compares."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph.ask import ask
from graph.store import Store, open_store
from loaders.load import load

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
ANSWERS = json.loads((GOLD / "answers.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def check() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_answers", GOLD / "check_answers.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _samples(store: Store) -> None:
    outcomes = list(load([ROOT / "data" / "policies"], store))
    assert [o.status for o in outcomes] == ["loaded", "loaded"]


@pytest.fixture(scope="module")
def _embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(f"ladybug:///{tmp_path_factory.mktemp('answers')}/samples.lbug")
    _samples(store)
    yield store
    store.close()


@pytest.fixture(params=["ladybug", "neo4j"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "ladybug":
        yield request.getfixturevalue("_embedded")
        return
    store = open_store(request.getfixturevalue("neo4j_db").holding("samples", _samples))
    yield store
    store.close()


@pytest.mark.parametrize(
    "asked", ANSWERS["cases"], ids=lambda c: " ".join([c["question"], *map(str, c["params"].values())])
)
def test_answer(asked: dict[str, Any], store: Store, check: ModuleType) -> None:
    params = {k: str(v) for k, v in asked["params"].items()}

    rows = json.loads(json.dumps(ask(store, asked["question"], params).rows, default=str))

    same = {check.norm(n): check.norm(names[0]) for names in ANSWERS["same"].get(params.get("city"), []) for n in names}
    columns = list(asked["rows"][0]) if asked["rows"] else []
    gold, found = check.bag(asked["rows"], columns, same), check.bag(rows, columns, same)
    if not columns:
        assert rows == []
    elif asked.get("subset"):
        assert gold - found == {}
    else:
        assert found == gold
