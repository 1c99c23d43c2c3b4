"""What every room's tests share: where the documents are.

The two samples lie in the project; twelve more real documents lie in a shared folder, found by POLICYGRAPH_SHARED, else beside
the project. Tests over these say plainly that they were skipped where the folder is missing.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from dasks import dask
from hypothesis import HealthCheck, settings
from neo4jdb import group_of, neo4j_db, own_neo4j

__all__ = ["dask", "neo4j_db", "own_neo4j"]

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("POLICYGRAPH_SHARED") or ROOT.parent / "shared")
SAMPLES = sorted((ROOT / "data" / "policies").glob("*.txt"))
CASES = sorted((SHARED / "cases").glob("*.txt"))

# A shell that starts the suite in the background has it ignore Ctrl-C, and every program that a test starts would too.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Wall-clock deadlines of single examples say more about the machine than about the code.
settings.register_profile("policygraph", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("policygraph")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`document`: every real document in reach; `case`: those of the shared folder alone."""
    if "document" in metafunc.fixturenames:
        metafunc.parametrize("document", [pytest.param(p, id=p.stem) for p in (*SAMPLES, *CASES)])
    if "case" in metafunc.fixturenames:
        missing = pytest.param(
            None, id="none", marks=pytest.mark.skip(reason=f"no shared cases at {SHARED}; set POLICYGRAPH_SHARED")
        )
        metafunc.parametrize("case", [pytest.param(p, id=p.stem) for p in CASES] or [missing])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With several workers (--dist loadgroup), tests that share what costs much to make share a worker."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group_of(item)))
