"""Work that may never end, done by threads that whoever waits for it can leave behind.

The driver of Neo4j waits without end for a server that took a query and says nothing. A thread made for each query would cost 1 to 2 ms,
as much as a small query itself, so threads that have done their work wait for the next.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")

_Work = tuple[Callable[[], object], "SimpleQueue[tuple[object, BaseException | None]]"]


class TooLate(Exception):
    """The work has not ended in its time."""


class Waiting:
    """Runs work within a time, for any number of threads."""

    def __init__(self) -> None:
        self._idle: list[SimpleQueue[_Work | None]] = []

    def within(self, seconds: float, work: Callable[[], T]) -> T:
        """What `work` returns; raises what it raises, and TooLate after `seconds`, while the work goes on unheard."""
        try:
            thread = self._idle.pop()
        except IndexError:
            thread = _start()
        answer: SimpleQueue[tuple[T, BaseException | None]] = SimpleQueue()
        thread.put((work, answer))  # type: ignore[arg-type]
        done = False
        try:
            found, wrong = answer.get(timeout=seconds)
            done = True
        except Empty:
            raise TooLate from None
        finally:
            if done:
                self._idle.append(thread)
            else:  # also where Ctrl-C ends the waiting
                thread.put(None)
        if wrong is not None:
            raise wrong
        return found

    def close(self) -> None:
        """Let the idle threads end."""
        while self._idle:
            self._idle.pop().put(None)


def _start() -> SimpleQueue[_Work | None]:
    given: SimpleQueue[_Work | None] = SimpleQueue()

    def serve() -> None:
        while (job := given.get()) is not None:
            work, answer = job
            try:
                answer.put((work(), None))
            except BaseException as error:
                answer.put((None, error))
            del job, work, answer  # or the last answer would stay in memory until the next work

    threading.Thread(target=serve, daemon=True).start()
    return given
