"""A real Dask cluster for tests: a scheduler and two worker processes, killed at the end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

TESTS = Path(__file__).parent / "loaders"  # workers find the functions of tests there


@dataclass(frozen=True, slots=True)
class Cluster:
    """`scheduler` and its `address`; `workers`: processes of one thread each."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def dask() -> Iterator[Cluster]:
    """The cluster; a test may kill of it what it likes."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*command: str) -> subprocess.Popen[bytes]:
        command = (sys.executable, "-m", *command)
        started.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=TESTS))
        return started[-1]

    scheduler = start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    try:
        lines = iter(scheduler.stderr or ())
        address = next(line.split()[-1].decode() for line in lines if b"Scheduler at" in line)
        worker = ("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        yield Cluster(address, scheduler, [start(*worker), start(*worker)])
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.communicate()
