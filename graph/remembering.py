"""For a process that answers many: what was looked up is remembered as long as the documents stay the same.

Names are looked up in nearly every question and seldom change, so a question costs one query, its own, read together with the
version of the documents. Where that is another than what is remembered belongs to, everything is asked anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from graph.errors import PolicygraphError, StoreUnavailable, TimeLimit
from graph.records import Rows
from graph.store import Store

T = TypeVar("T")

MOST_KEPT = 20_000_000  # characters and values that are remembered of one version


class _Memory:
    """What was read of the documents when they had this version already. Threads share it."""

    def __init__(self, version: str | None) -> None:
        self.version = version
        self._kept: dict[str, Rows] = {}
        self._size = 0

    def get(self, key: str) -> Rows | None:
        return self._kept.get(key)

    def keep(self, key: str, rows: Rows) -> None:
        size = sum(len(value) if isinstance(value, (str, list)) else 1 for row in rows.rows for value in row)
        if self._size + size > MOST_KEPT:
            self._kept, self._size = {}, 0
        if size <= MOST_KEPT:
            self._kept[key] = rows
            self._size += size


class Moment:
    """A store as one request sees it: nothing that it answers is older than the version of its memory."""

    def __init__(self, store: Store, memory: _Memory) -> None:
        self.dialect = store.dialect
        self.seen: str | None = None  # the version that the store told on the way
        self._store = store
        self._memory = memory

    def look_up(self, cypher: str, params: Mapping[str, object]) -> Rows:
        """The rows of a query that asks for few things, or for the same ones again and again."""
        key = f"{cypher}{sorted(params.items())}"
        rows = self._memory.get(key)
        if rows is None:
            rows = self._store.read(cypher, params)
            self._memory.keep(key, rows)
        return rows

    def answer(
        self,
        cypher: str,
        params: Mapping[str, object],
        *,
        timeout: float | None,
        row_limit: int | None,
    ) -> Rows:
        """The rows of a question."""
        key = f"{cypher}{sorted(params.items())}{row_limit}"
        rows = self._memory.get(key)
        if rows is None:
            seen, rows = self._store.read_versioned(cypher, params, timeout=timeout, row_limit=row_limit)
            self.seen = self.seen or seen
            self._memory.keep(key, rows)
        return rows


Source = Store | Moment


class Remembering:
    """What a store answered, for any number of threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._memory = _Memory(None)

    def fresh(self, work: Callable[[Moment], T]) -> tuple[str, T]:
        """A version that the documents had after this call began, and what `work` finds, none of it older than that.

        `work` may be called twice. Raises what it raises.
        """
        memory = self._memory
        if memory.version is None:
            memory = self._of(self.store.version())
        for last in (False, True):
            moment = Moment(self.store, memory)
            found, failure = _outcome(work, moment)
            now = self.store.version() if moment.seen is None else moment.seen
            # The first time the memory may be of any age. The second time its version was read by this very call: documents
            # that changed since may show already, which makes nothing older.
            if now == memory.version or last:
                break
            memory = self._of(now)
        if failure is not None:
            raise failure
        return memory.version or "", found[0]

    def _of(self, version: str) -> _Memory:
        memory = self._memory  # another thread may put its own there at any time
        if memory.version != version:
            self._memory = memory = _Memory(version)
        return memory


def _outcome(work: Callable[[Moment], T], moment: Moment) -> tuple[list[T], PolicygraphError | None]:
    """What `work` finds; or what is wrong, which may be right already in documents that came since."""
    try:
        return [work(moment)], None
    except (StoreUnavailable, TimeLimit):
        raise
    except PolicygraphError as error:
        return [], error
