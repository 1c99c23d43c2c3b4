"""Work spread over processes: of this machine, or of a Dask cluster that already runs.

Results come in the order of what they are made from, and no more than a window of it is under way, so that neither the number
of files nor a slow one fills the memory. A process that dies costs no result: its work is done again.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from queue import Empty, SimpleQueue
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
AHEAD_OF_ONE = 3  # small jobs that a process has in its pipe,
SENT_AHEAD = 32 << 10  # bytes each: together no more than a pipe takes
DEATHS = 2  # processes that one piece of work may end
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

    def submit(self, work: Callable[..., Any], /, *args: Any) -> Future[Any]:
        """Let a process work. Raises WorkersUnavailable."""

    def result(self, future: Future[Any]) -> Any:
        """What became of it. Raises WorkerDied, WorkersUnavailable."""

    def close(self) -> None:
        """End the processes, or leave the cluster."""


@dataclass(slots=True)
class _Task(Generic[For, What]):
    """`deaths`: how many processes it has ended."""

    who: For
    what: What | None
    weight: int
    future: Future[Any] | None = None
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
                task.deaths += 1
                task.future = None
        return Lost(task.deaths)


class Processes(Executor):
    """Processes of this machine, each started when there is work for it.

    Each has a pipe of its own, so that it is known whose work a process ended by: that alone fails, with WorkerDied, and another
    process is started. (In the standard library's pool they share one: it takes all work down with a process, and waits forever
    for the rest of a result where one is killed while it sends it.)
    """

    at_once = False

    def __init__(self, size: int) -> None:
        self.size = size
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._processes: set[BaseProcess] = set()
        self._open = 0  # jobs that are not done
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, work: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        if self._closed:
            raise RuntimeError("cannot schedule new futures after shutdown")
        job = _Job(Future(), bytes(ForkingPickler.dumps((work, args, named))))
        with self._lock:
            self._open += 1
            more = len(self._threads) < min(self.size, self._open)
        self._jobs.put(job)
        if more:
            self._threads.append(threading.Thread(target=self._serve, daemon=True))
            self._threads[-1].start()
        return job.future

    def result(self, future: Future[Any]) -> Any:
        return future.result()

    def pids(self) -> list[int]:
        """The processes that run now."""
        with self._lock:
            return [process.pid for process in self._processes if process.pid]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, whatever they do: nobody waits for it any more."""
        with self._lock:
            self._closed = True
            for process in self._processes:
                process.kill()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        self._threads = []

    def close(self) -> None:
        self.shutdown()

    def _serve(self) -> None:
        """Keep one process at work, and the next small jobs in its pipe: waiting for this thread would cost it more than some jobs take.

        No more than fits into the pipe is sent ahead, since the process may be sending a large result and not reading.
        """
        process: tuple[BaseProcess, Connection] | None = None
        ahead: deque[_Job] = deque()
        job: _Job | None = None
        while not self._closed:
            if job is None:
                job = self._next(wait=not ahead)
            try:
                if job is not None and (not ahead or (len(ahead) < AHEAD_OF_ONE and len(job.data) <= SENT_AHEAD)):
                    ahead.append(job)
                    job = None
                    process = process or self._start()
                    process[1].send_bytes(ahead[-1].data)
                elif process is not None and ahead:
                    answer = process[1].recv_bytes()
                    self._settle(ahead.popleft(), answer)
            except (EOFError, OSError) as error:
                self._fail(ahead, error if process is None else WorkerDied())
                self._end(process)
                process = None
        self._end(process)

    def _next(self, *, wait: bool) -> _Job | None:
        """The next job; None where there is none, and the end has come if that was worth waiting for."""
        with contextlib.suppress(Empty):
            while job := self._jobs.get(block=wait):
                if job.begun or job.future.set_running_or_notify_cancel():
                    return job
        return None

    def _fail(self, ahead: deque[_Job], error: Exception) -> None:
        """The process is gone, and the first job ahead was its work; the others go back. Or none could be started."""
        if not isinstance(error, WorkerDied):
            error = WorkersUnavailable(f"no process can be started ({error}): --workers 1 loads in this one alone")
        for number, job in enumerate(ahead):
            if number == 0:
                self._done()
                job.future.set_exception(error)
            else:
                self._jobs.put(_Job(job.future, job.data, begun=True))
        ahead.clear()

    def _settle(self, job: _Job, answer: bytes) -> None:
        self._done()
        try:
            right, value = pickle.loads(answer)  # noqa: S301 - from a process that this one started
        except Exception as error:
            right, value = False, error
        if right:
            job.future.set_result(value)
        else:
            job.future.set_exception(value)

    def _done(self) -> None:
        with self._lock:
            self._open -= 1

    def _start(self) -> tuple[BaseProcess, Connection]:
        context = _context()
        ours, its = context.Pipe()
        process: BaseProcess = context.Process(target=_work, args=(its,), daemon=True)
        with _starting, _without_main():
            process.start()
        its.close()
        with self._lock:
            self._processes.add(process)
            if self._closed:
                process.kill()
        return process, ours

    def _end(self, process: tuple[BaseProcess, Connection] | None) -> None:
        if process is not None:
            process[0].kill()
            process[0].join()
            process[1].close()
            with self._lock:
                self._processes.discard(process[0])


@dataclass(frozen=True, slots=True)
class _Job:
    """Pickled work and what waits for its result. `begun`: a process had it before, so its future runs already."""

    future: Future[Any]
    data: bytes
    begun: bool = False


_starting = threading.Lock()


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


def _work(pipe: Connection) -> None:
    """What a worker does until the process that loads closes the pipe, or is gone. Ctrl-C is for that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        while True:
            data = pipe.recv_bytes()
            try:
                work, args, named = pickle.loads(data)  # noqa: S301 - from the process that started this one
                answer = (True, work(*args, **named))
            except Exception as error:
                answer = (False, error)
            pipe.send(answer)


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
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is raised
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

    def submit(self, work: Callable[..., Any], /, *args: Any) -> Future[Any]:
        return self._executor.submit(work, *args)

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

    def close(self) -> None:
        with contextlib.suppress(Exception):  # the cluster may be gone, and is not ours
            self._executor.shutdown(wait=False)  # which takes back what is under way
        with contextlib.suppress(Exception):
            self._client.close(timeout=5)
