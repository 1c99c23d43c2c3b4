"""Real databases in temporary folders; nothing of them is simulated.

`store` is an empty store, parametrised over all kinds; `city_store` holds the two invented documents of `invented.py` and is
shared by tests that only read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import invented
import pytest

from graph.store import Store, open_store

STORES = ["ladybug"]


def url_of(kind: str, folder: Path) -> str:
    return f"{kind}:///{folder / 'graph.lbug'}"


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(url_of(request.param, tmp_path))
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=STORES)
def city_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(url_of(request.param, tmp_path_factory.mktemp("cities")))
    opened.replace_document(invented.first())
    opened.replace_document(invented.second())
    yield opened
    opened.close()
