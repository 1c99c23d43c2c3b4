"""What lives as long as the service: one open store, one writer at a time, the version of the data."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Annotated, TypeVar

import anyio
from anyio import to_thread
from fastapi import Depends, Request

from api.http.problems import RETRY_AFTER
from api.settings import Settings
from graph.errors import StoreUnavailable
from graph.remembering import Moment, Remembering
from graph.store import Store, open_store

T = TypeVar("T")


class Service:
    """Holds the store open. A store that cannot be opened is tried again, so the service outlives it.

    Reads come from any thread and go on beside a write; writes queue up outside of the worker threads, so that a row of
    uploads leaves the threads to the readers.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._open: Remembering | None = None
        self._failure: StoreUnavailable | None = None
        self._tried = 0.0
        self._opening = Lock()
        self._writer = anyio.CapacityLimiter(1)
        self._strangers = anyio.CapacityLimiter(settings.query_workers)

    def store(self) -> Store:
        """The open store. Raises StoreUnavailable, for RETRY_AFTER seconds without trying again."""
        return self._opened().store

    def fresh(self, work: Callable[[Moment], T]) -> tuple[str, T]:
        """What `work` finds, and a version of the data that it is no older than (`graph.remembering`)."""
        return self._opened().fresh(work)

    def _opened(self) -> Remembering:
        if self._open is not None:
            return self._open
        with self._opening:
            if self._open is None:
                if self._failure and time.monotonic() - self._tried < RETRY_AFTER:
                    raise self._failure
                try:
                    self._open = Remembering(open_store(self.settings.store_url))
                    self._failure = None
                except StoreUnavailable as error:
                    self._failure, self._tried = error, time.monotonic()
                    raise
            return self._open

    def try_store(self) -> None:
        """Open the store if it can be opened; otherwise the first request that needs it says why not."""
        with suppress(StoreUnavailable):
            self.store()

    def close(self) -> None:
        """Release the store."""
        if self._open is not None:
            self._open.store.close()

    async def write(self, work: Callable[[Store], T]) -> T:
        """Run a change in a worker thread, after the changes before it."""
        return await to_thread.run_sync(lambda: work(self.store()), limiter=self._writer)

    async def read_for_stranger(self, work: Callable[[Store], T]) -> T:
        """Run a query of a user's own in a worker thread; a few at a time, since each may take all that it is allowed."""
        return await to_thread.run_sync(lambda: work(self.store()), limiter=self._strangers)

    def version(self) -> str:
        """A word that changes with the data."""
        return self.store().version()


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceDep = Annotated[Service, Depends(_service)]
