"""Work spread over processes: of this machine, or of a Dask cluster that already runs.

Results come in the order of what they are made from, and no more than a window of it is under way, so that neither the number
of files nor a slow one fills the memory. A process that dies costs no result: its work is done again.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Generic, Protocol, TypeVar

from graph.errors import PolicygraphError
from loaders.errors import WorkersUnavailable

For = TypeVar("For")
What = TypeVar("What")
Result = TypeVar("Result")

PATIENCE = 0.5  # seconds of work that this process does itself before it starts others, which takes about as long
SMALL = 1 << 20  # bytes of work that this process may do itself; more might take it down
AHEAD_BYTES = 64 << 20  # bytes of work that may be under way
DEATHS = 2  # processes that one piece of work may end, each of them alone
NO_WORKERS = 60.0  # seconds that a Dask cluster may be without any worker


@dataclass(frozen=True, slots=True)
class Lost:
    """No result: the work ended the processes that did it."""

    processes: int


class WorkerDied(Exception):
    """The process that did the work is gone."""


class Crew(Protocol):
    """Processes that work. `size`: how many at a time; `at_once`: whether they run already, so that waiting for them costs nothing."""

    size: int
    at_once: bool

    def submit(self, work: Callable[[Any], Any], what: object) -> Future[Any]:
        """Let a process work. Raises WorkersUnavailable."""

    def result(self, future: Future[Any]) -> Any:
        """What became of it. Raises WorkerDied, WorkersUnavailable."""

    def renew(self) -> bool:
        """Go on behind a death. True where everything that was not done yet is lost, False where that piece of work alone is."""

    def close(self) -> None:
        """End the processes, or leave the cluster."""


@dataclass(slots=True)
class _Task(Generic[For, What]):
    """`alone`: it may have ended a process, so nothing else is under way while it is done again; `deaths`: how many it did end."""

    who: For
    what: What | None
    weight: int
    future: Future[Any] | None = None
    alone: bool = False
    deaths: int = 0


class Spread(Generic[For, What, Result]):
    """`work` on every `what` of pairs (who it is for, what), over a crew; None for a `what` that is None.

    Iterating gives, in order, each `who` and a function that waits for its result. `weigh` gives the bytes of a `what`; `ahead` is
    how many are under way at most. Without a crew this process works, one at a time, when the result is asked for.
    """

    def __init__(
        self,
        work: Callable[[What], Result],
        pairs: Iterable[tuple[For, What | None]],
        crew: Crew | None,
        *,
        ahead: int,
        weigh: Callable[[What], int],
        patience: float = PATIENCE,
    ) -> None:
        self._work, self._pairs, self._crew, self._weigh = work, iter(pairs), crew, weigh
        self._ahead, self._patience = ahead, patience
        self._started = crew is not None and crew.at_once
        self._queue: deque[_Task[For, What]] = deque()

    def __iter__(self) -> Iterator[tuple[For, Callable[[], Result | Lost | None]]]:
        while True:
            self._fill()
            if not self._queue:
                return
            yield self._queue[0].who, self._first
            self._queue.popleft()

    def _fill(self) -> None:
        if any(task.alone for task in self._queue):
            return
        for task in self._queue:  # what a death left undone
            self._submit(task)
        while len(self._queue) < (self._ahead if self._started else 1) and self._weight() < AHEAD_BYTES:
            pair = next(self._pairs, None)
            if pair is None:
                return
            who, what = pair
            task = _Task(who, what, 0 if what is None else self._weigh(what))
            self._queue.append(task)
            if self._crew is not None and (self._patience <= 0 or task.weight > SMALL):
                self._started = True
            self._submit(task)

    def _weight(self) -> int:
        return sum(task.weight for task in self._queue)

    def _submit(self, task: _Task[For, What]) -> None:
        if self._crew is not None and self._started and task.what is not None and task.future is None:
            task.future = self._crew.submit(self._work, task.what)

    def _first(self) -> Result | Lost | None:
        """The result of the first of the queue."""
        task = self._queue[0]
        if task.what is None:
            return None
        if self._crew is None or not self._started:
            began = time.perf_counter()
            result = self._work(task.what)
            self._patience -= time.perf_counter() - began
            return result
        while task.deaths < DEATHS:
            if task.future is None:
                task.future = self._crew.submit(self._work, task.what)
            try:
                done: Result = self._crew.result(task.future)
                return done
            except WorkerDied:
                self._died(task, self._crew)
        return Lost(task.deaths)

    def _died(self, task: _Task[For, What], crew: Crew) -> None:
        """Have done again what a death left undone: this piece of work, and the others where the death took them along.

        Which of them ended its process cannot be known, so each that may have done so is done again by itself. Work is
        taken up in order: besides those in hand, as many again and one may stand ready in the pipe to the processes.
        """
        all_lost = crew.renew()
        if task.alone or not all_lost:
            task.deaths += 1
        task.future = None
        task.alone = True
        if all_lost:
            undone = [other for other in self._queue if other.future is not None and not _done(other.future)]
            for other in undone:
                other.future = None
            for other in undone[: 2 * crew.size]:
                other.alone = True


def _done(future: Future[Any]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


class Processes:
    """Processes of this machine, started when there is work for them."""

    at_once = False

    def __init__(self, size: int) -> None:
        self.size = size
        self._executor: ProcessPoolExecutor | None = None

    def submit(self, work: Callable[[Any], Any], what: object) -> Future[Any]:
        try:
            if self._executor is None:
                self._executor = ProcessPoolExecutor(self.size, mp_context=_context(), initializer=_begin)
            with _without_main():
                return self._executor.submit(work, what)
        except BrokenExecutor as error:  # it broke since
            future: Future[Any] = Future()
            future.set_exception(error)
            return future
        except (OSError, ImportError, NotImplementedError) as error:
            raise WorkersUnavailable(
                f"no processes can be started ({error}): --workers 1 loads in one process"
            ) from error

    def result(self, future: Future[Any]) -> Any:
        try:
            return future.result()
        except BrokenExecutor as error:
            raise WorkerDied from error

    def renew(self) -> bool:
        self.close()
        return True

    def close(self) -> None:
        if self._executor is None:
            return
        for pid in self.pids():  # what they still do is for nobody
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = None

    def pids(self) -> list[int]:
        """The processes that run now."""
        return list(getattr(self._executor, "_processes", None) or {})


def _context() -> Any:
    """New processes start from a clean one: this one has threads, and holds the store open."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["loaders.prepare"])  # read once for all of them
    return context


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """New processes import the program that starts them, which ours do not need, and a script without a guard would start anew."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _begin() -> None:
    """The first thing that a worker does: leave Ctrl-C to the process that loads, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


class Dask:
    """A Dask cluster that runs already, by the address of its scheduler (`tcp://host:8786`).

    Its workers need the same policygraph; files travel to them, so they need not see the folders.
    """

    at_once = True

    def __init__(self, address: str, *, timeout: float = 10.0) -> None:
        """Raises WorkersUnavailable where no scheduler answers, or none with workers, or the package is not installed."""
        try:
            from dask import config
            from distributed import Client
            from distributed.scheduler import KilledWorker
        except ImportError:
            raise WorkersUnavailable("--dask needs the package distributed: pip install 'policygraph[dask]'") from None
        self._address, self._killed = address, KilledWorker
        connect: Callable[..., Any] = Client
        config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})  # files are what we send
        try:
            self._client = connect(address, timeout=timeout, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise WorkersUnavailable(
                f"no Dask scheduler answers at {address} ({str(error) or type(error).__name__}): start it, or give another address"
            ) from None
        try:
            self._client.wait_for_workers(1, timeout=timeout)
        except TimeoutError:
            self._client.close()
            raise WorkersUnavailable(f"the Dask scheduler at {address} has no workers: start some") from None
        self.size = sum(self._client.nthreads().values())
        self._executor: Executor = self._client.get_executor(pure=False)

    def submit(self, work: Callable[[Any], Any], what: object) -> Future[Any]:
        return self._executor.submit(work, what)

    def result(self, future: Future[Any]) -> Any:
        seen = time.monotonic()
        while True:
            try:
                return future.result(timeout=5)
            except NotYet:
                if self._client.status != "running":
                    raise self._gone() from None
                if self._client.nthreads():
                    seen = time.monotonic()
                elif time.monotonic() - seen > NO_WORKERS:
                    raise WorkersUnavailable(
                        f"the Dask scheduler at {self._address} has had no worker for {NO_WORKERS:g} s: start some"
                    ) from None
            except self._killed as error:
                raise WorkerDied from error
            except CancelledError:
                raise self._gone() from None
            except PolicygraphError:
                raise
            except Exception as error:
                first = " ".join(str(error).split()[:20])
                raise WorkersUnavailable(
                    f"the Dask cluster at {self._address} cannot do the work ({type(error).__name__}: {first}): "
                    "install the same policygraph on its scheduler and workers"
                ) from error

    def _gone(self) -> WorkersUnavailable:
        return WorkersUnavailable(f"the Dask scheduler at {self._address} is gone: load again for the rest")

    def renew(self) -> bool:
        return False

    def close(self) -> None:
        with contextlib.suppress(Exception):  # the cluster may be gone, and is not ours
            self._executor.shutdown(wait=False)  # which takes back what is under way
        with contextlib.suppress(Exception):
            self._client.close(timeout=5)
