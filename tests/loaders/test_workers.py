"""Work over processes: in order, a bounded window of it, and nothing lost where processes die."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from dasks import Cluster
from working import double, end_at_seven, end_once, fail_at_three, large, slow_double

from loaders.errors import WorkersUnavailable
from loaders.workers import Crew, Dask, Lost, Processes, Spread, WorkerDied


def spread(
    work: Callable[..., int], whats: list[object], crew: Crew | None, *, ahead: int = 8, patience: float = 0.0
) -> Iterator[object]:
    pairs = ((number, what) for number, what in enumerate(whats))
    made = Spread(work, pairs, crew, ahead=ahead, weigh=lambda what: 1, patience=patience)
    for who, result in made:
        yield who, result()


def doubled(count: int) -> list[tuple[int, int]]:
    return [(k, 2 * k) for k in range(count)]


def test_results_come_in_order() -> None:
    with closing(Processes(2)) as crew:
        assert list(spread(slow_double, list(range(20)), crew)) == doubled(20)
    assert list(spread(double, list(range(5)), None)) == doubled(5)


def test_what_needs_no_work_keeps_its_place() -> None:
    with closing(Processes(2)) as crew:
        assert list(spread(double, [1, None, 3, None], crew)) == [(0, 2), (1, None), (2, 6), (3, None)]


def test_no_more_than_a_window_is_taken_ahead() -> None:
    taken: list[int] = []

    def pairs() -> Iterator[tuple[int, int]]:
        for k in range(30):
            taken.append(k)
            yield k, k

    with closing(Processes(2)) as crew:
        for who, result in Spread(double, pairs(), crew, ahead=4, weigh=lambda what: 1, patience=0):
            assert len(taken) <= who + 4
            assert result() == 2 * who
    taken.clear()
    with closing(Processes(2)) as crew:  # by weight: each is half of what may be under way
        for who, _ in Spread(double, pairs(), crew, ahead=16, weigh=lambda what: 32 << 20, patience=0):
            assert len(taken) <= who + 2


def test_little_work_starts_no_process() -> None:
    with closing(Processes(2)) as crew:
        assert list(spread(double, list(range(5)), crew, patience=30.0)) == doubled(5)
        assert crew.pids() == []


def test_a_killed_process_costs_no_result() -> None:
    with closing(Processes(2)) as crew:
        got = []
        for who, result in spread(slow_double, list(range(40)), crew):
            got.append((who, result))
            if who == 10:
                os.kill(crew.pids()[0], signal.SIGKILL)
        assert got == doubled(40)


def test_work_that_ends_its_process_once_is_done_again(tmp_path: Path) -> None:
    whats: list[object] = [(k, str(tmp_path / "mark") if k == 7 else "") for k in range(12)]
    with closing(Processes(2)) as crew:
        assert list(spread(end_once, whats, crew)) == doubled(12)


def test_work_that_ends_its_processes_is_given_up_and_the_rest_goes_on() -> None:
    with closing(Processes(2)) as crew:
        got = list(spread(end_at_seven, list(range(30)), crew))
    assert got == [(k, Lost(2) if k == 7 else 2 * k) for k in range(30)]


def test_a_process_killed_while_it_sends_a_large_result_costs_nothing() -> None:
    with closing(Processes(1)) as crew:
        work = [crew.submit(large, k) for k in range(20)]
        deadline = time.monotonic() + 20
        results = []
        for k, future in enumerate(work):
            if k % 5 == 2:
                for pid in crew.pids():
                    with contextlib.suppress(ProcessLookupError):  # it was killed a moment ago
                        os.kill(pid, signal.SIGKILL)
            while True:
                assert time.monotonic() < deadline
                try:
                    results.append(future.result(timeout=20)[0])
                    break
                except WorkerDied:
                    future = crew.submit(large, k)
        assert results == list(range(20))


def test_an_error_of_the_work_reaches_the_caller_and_ends_the_processes() -> None:
    crew = Processes(2)
    with pytest.raises(WorkersUnavailable, match="three"), closing(crew):
        list(spread(fail_at_three, list(range(10)), crew))
    assert crew.pids() == []


def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    program = (
        "import sys, time\nfrom loaders.workers import Processes\nfrom working import double\n"
        "crew = Processes(2)\nfutures = [crew.submit(double, k) for k in range(20)]\n"
        "[f.result() for f in futures]\nprint(*crew.pids(), flush=True)\ntime.sleep(60)\n"
    )
    script = tmp_path / "load.py"
    script.write_text(program)
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parents[1])])
    process = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path}, text=True
    )
    assert process.stdout
    pids = [int(pid) for pid in process.stdout.readline().split()]
    assert pids
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 20
    while any(alive(pid) for pid in pids):
        assert time.monotonic() < deadline, f"{pids} outlived the process that loads"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_dask_cluster_loses_nothing_when_a_worker_is_killed(dask: Cluster) -> None:
    with closing(Dask(dask.address)) as crew:
        assert list(spread(double, list(range(10)), crew)) == doubled(10)
        got = []
        for who, result in spread(slow_double, list(range(60)), crew):
            got.append((who, result))
            if who == 15:
                dask.workers[0].kill()
        assert got == doubled(60)


def test_a_dask_scheduler_that_goes_away_ends_the_work_in_one_line(
    dask: Cluster, capfd: pytest.CaptureFixture[str]
) -> None:
    with closing(Dask(dask.address)) as crew:
        results = spread(slow_double, list(range(1000)), crew)
        assert next(results) == (0, 0)
        dask.scheduler.kill()
        with pytest.raises(WorkersUnavailable, match=f"the Dask scheduler at {dask.address} is gone"):
            list(results)
    assert capfd.readouterr().err == ""


def test_addresses_without_a_scheduler() -> None:
    with pytest.raises(WorkersUnavailable, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        Dask("tcp://127.0.0.1:9", timeout=1)
    with pytest.raises(WorkersUnavailable, match="no Dask scheduler answers at nowhere://x"):
        Dask("nowhere://x", timeout=1)
