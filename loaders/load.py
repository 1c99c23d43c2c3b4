"""Step 7, load: files and folders -> documents in a store.

Files are read one after the other, and recognised where the store holds them already as this program reads them. The others are
prepared, by any number of processes, and stored here, in the order of the files, several a transaction.

A file that cannot be loaded is reported and never stops the others; a store that cannot be written stops the load, since
no later file would fare better. Interrupting between or within documents leaves each stored document whole, and the next load
goes on behind them.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from graph.documents import Known, known
from graph.errors import RowsError
from graph.records import DocumentRows, Row
from graph.records import Outcome as Stored
from graph.store import Store
from loaders import files
from loaders.errors import LoaderError
from loaders.files import File, Found
from loaders.prepare import Failed, Options, prepare, prepare_file
from loaders.source import Source
from loaders.workers import Crew, Lost, Spread

# Called before each file with (path, files done, files in all).
Progress = Callable[[Path, int, int], None]

BATCH = 100  # documents a transaction: 32 cost the embedded store half as much again for each, one alone four times
# …or fewer, where they are large: a transaction is held in memory as a whole. Both are more than double of 100 usual documents.
BATCH_ROWS = 50_000
BATCH_TEXT = 4_000_000  # characters
BATCH_SECONDS = 2.0  # that a document may wait for others
WINDOW = 64  # files that are looked up in the store at a time
WINDOW_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """A document that a store now holds. `outcome` tells what the store did; `tasks` and `signals` count what was read
    and what no rule could read or resolve."""

    id: str
    title: str | None
    outcome: Stored
    tasks: int
    signals: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one path. `why` says what went wrong, or which file of the same load this one took over from."""

    path: Path
    status: Literal["loaded", "unchanged", "replaced", "failed"]
    why: str | None = None
    document_id: str | None = None
    title: str | None = None
    tasks: int = 0
    signals: int = 0
    size: int = 0  # bytes of the file


@dataclass(frozen=True, slots=True)
class _Item:
    """A file on its way: in memory, or why it is not; `known` where the store holds what would be read from it."""

    path: Path
    file: File | None
    wrong: str | None = None
    known: Known | None = None

    def outcome(self, status: Literal["loaded", "unchanged", "replaced", "failed"], why: str | None) -> Outcome:
        return Outcome(self.path, status, why, size=len(self.file.data) if self.file else 0)


def load_source(store: Store, source: Source, options: Options | None = None) -> Reading:
    """Put one document into the store, replacing an earlier version of it.

    Raises NotPolicy; RowsError; StoreUnavailable and its kinds.
    """
    rows = prepare(source, options).rows
    return _reading(rows, store.replace_document(rows))


def load(
    paths: Iterable[Path],
    store: Store,
    *,
    options: Options | None = None,
    crew: Crew | None = None,
    batch: int = BATCH,
    force: bool = False,
    progress: Progress | None = None,
) -> Iterator[Outcome]:
    """Load files, and all files of folders and zip folders that have a known ending (at any depth, sorted), one outcome each.

    `crew` prepares them (else this process does); `batch` is how many documents go into one transaction at most: more load faster,
    and more have to be loaded again where the load is stopped; `force` reads anew what the store holds already.
    Raises StoreUnavailable and its kinds from the store, WorkersUnavailable from the crew, nothing for a file.
    """
    paths, options = list(paths), options or Options()
    total = files.count(paths) if progress else 0
    work = partial(prepare_file, options=options)
    items = _recognised(_read(files.find(paths), options.max_bytes), None if force else store, options)
    ahead = max(2 * batch, 4 * crew.size) if crew else 1
    spread = Spread(work, _work(items), crew, ahead=ahead, weigh=lambda file: len(file.data))
    waiting = _Waiting(store, batch)
    for done, (item, result) in enumerate(spread):
        if progress:
            progress(item.path, done, total)
        if item.known and not waiting.touched(item.known.id):
            yield from waiting.add(item, item.known)
        elif item.known and item.file:  # an earlier file of this load is another version of it
            yield from waiting.add(item, work(item.file))
        else:
            yield from waiting.add(item, result())
    yield from waiting.flush()


def _read(found: Iterable[Found], max_bytes: int) -> Iterator[_Item]:
    for one in found:
        try:
            yield _Item(one.path, one.read(max_bytes))
        except LoaderError as error:
            yield _Item(one.path, None, _reason(one.path, error))


def _recognised(items: Iterable[_Item], store: Store | None, options: Options) -> Iterator[_Item]:
    """The same files, with those known that a store holds: a window of them is looked up by their content at a time."""
    if store is None:
        yield from items
        return
    window: list[_Item] = []
    held = 0
    for item in items:
        window.append(item)
        held += len(item.file.data) if item.file else 0
        if len(window) == WINDOW or held > WINDOW_BYTES:
            yield from _look_up(window, store, options)
            window, held = [], 0
    yield from _look_up(window, store, options)


def _look_up(window: list[_Item], store: Store, options: Options) -> Iterator[_Item]:
    hashes = [hashlib.sha256(item.file.data).hexdigest() if item.file else "" for item in window]
    held = known(store, {word for word in hashes if word})
    for item, word in zip(window, hashes, strict=True):
        same = held.get(word)
        yield replace(item, known=same) if same and item.file and _reads_alike(same, item.file, options) else item


def _reads_alike(known: Known, file: File, options: Options) -> bool:
    """Whether these bytes would be read again as they were: by the same reader, rules and corrections."""
    return known.read_by == options.read_by(file.corrections) and _ending(known.file_name) == _ending(file.name)


def _ending(name: str) -> str:
    return Path(name).suffix.lower()


def _work(items: Iterable[_Item]) -> Iterator[tuple[_Item, File | None]]:
    for item in items:
        yield item, None if item.known else item.file


class _Waiting:
    """What is ready to be stored, until a transaction is full, with the outcomes that come before and between."""

    def __init__(self, store: Store, batch: int) -> None:
        self._store, self._batch = store, batch
        self._waiting: list[tuple[_Item, DocumentRows | Known | str]] = []
        self._documents: dict[str, DocumentRows] = {}
        self._since = 0.0
        self._rows = self._text = 0  # of the documents that wait
        self._from: dict[str, str] = {}  # document -> the path of this load that it came from last
        self._touched: set[str] = set()  # documents that this load stored

    def touched(self, document_id: str) -> bool:
        """Whether this load stored, or is about to store, the document."""
        return document_id in self._touched or document_id in self._documents

    def add(self, item: _Item, result: DocumentRows | Known | Failed | Lost | None) -> Iterator[Outcome]:
        """Take what became of a file; gives the outcomes that are settled by now."""
        if isinstance(result, DocumentRows):
            if result.document_id in self._documents:  # two versions cannot go into one transaction
                yield from self.flush()
            if not self._documents:
                self._since = time.monotonic()
            self._documents[result.document_id] = result
            self._rows += sum(len(rows) for table in (result.nodes, result.edges) for rows in table.values())
            self._text += len(_own(result)["raw_text"])
            self._waiting.append((item, result))
        elif isinstance(result, Known):
            self._waiting.append((item, result))
        else:
            self._waiting.append((item, _why(item, result)))
        full = (
            len(self._documents) >= self._batch
            or self._rows >= BATCH_ROWS
            or self._text >= BATCH_TEXT
            or time.monotonic() - self._since > BATCH_SECONDS
        )
        if full or not self._documents:
            yield from self.flush()

    def flush(self) -> Iterator[Outcome]:
        """Store what waits; the outcomes in order."""
        waiting, documents = self._waiting, list(self._documents.values())
        self._waiting, self._documents = [], {}
        self._rows = self._text = 0
        stored = iter(_stored(self._store, documents))
        for item, result in waiting:
            if isinstance(result, str):
                yield item.outcome("failed", result)
                continue
            if isinstance(result, Known):
                reading: Reading | RowsError = Reading(
                    result.id, result.title, "unchanged", result.tasks, result.signals
                )
            else:
                reading = next(stored)
            if isinstance(reading, RowsError):
                yield item.outcome("failed", f"{reading}; please report it with the file")
            else:
                yield self._outcome(item, reading)

    def _outcome(self, item: _Item, reading: Reading) -> Outcome:
        why = None
        if before := self._from.get(reading.id):
            same = "the same document as" if reading.outcome == "unchanged" else "another version, replaces that of"
            why = f"{same} {before}"
        self._from[reading.id] = str(item.path)
        if reading.outcome != "unchanged":
            self._touched.add(reading.id)
        plain = item.outcome(reading.outcome, why)
        return Outcome(
            plain.path, plain.status, why, reading.id, reading.title, reading.tasks, reading.signals, plain.size
        )


def _why(item: _Item, result: Failed | Lost | None) -> str:
    if result is None:
        return item.wrong or ""
    if isinstance(result, Lost):
        return f"reading it ended {result.processes} worker processes (memory?); please report it with the file"
    return result.why


def _stored(store: Store, documents: list[DocumentRows]) -> list[Reading | RowsError]:
    """Store documents in one transaction, or each in its own where one of them is refused."""
    if len(documents) > 1:
        try:
            outcomes = store.replace_documents(documents)
        except RowsError:
            return [reading for rows in documents for reading in _stored(store, [rows])]
        return [_reading(rows, outcome) for rows, outcome in zip(documents, outcomes, strict=True)]
    try:
        return [_reading(rows, store.replace_document(rows)) for rows in documents]
    except RowsError as error:
        return [error]


def _own(rows: DocumentRows) -> Row:
    """The row of the document itself, beside those that it cites."""
    return next(row for row in rows.nodes["Document"] if row["id"] == rows.document_id)


def _reading(rows: DocumentRows, outcome: Stored) -> Reading:
    own = _own(rows)
    return Reading(rows.document_id, own["title"], outcome, len(rows.nodes.get("Task", ())), own["signals"])


def _reason(path: Path, error: LoaderError) -> str:
    """The message without the path in front, which the outcome names already."""
    return str(error).removeprefix(f"{path}: ")
