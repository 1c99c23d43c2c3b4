"""Step 7, load: files and folders -> documents in a store, one transaction each, or one for several.

A file that cannot be loaded is reported and never stops the others; a store that cannot be written stops the load, since
no later file would fare better. Interrupting between or within documents leaves each stored document whole.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from graph.errors import RowsError
from graph.store import Store
from loaders.corrections import parse
from loaders.errors import LoaderError
from loaders.extract import extract
from loaders.facts import Facts
from loaders.read import DEFAULT_MAX_BYTES, ENDINGS, read
from loaders.rows import Made, make
from loaders.source import Source

# Called before each file with (path, files done, files in all).
Progress = Callable[[Path, int, int], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document that a store now holds. `outcome` tells what the store did; `tasks` and `signals` count what was read
    and what no rule could read or resolve."""

    id: str
    title: str | None
    outcome: Literal["loaded", "unchanged", "replaced"]
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


def read_facts(source: Source) -> Facts:
    """The facts of a file, with a person's corrections; its signals are those of reading and those of resolving names.

    Raises NotPolicy for a text that is no policy document.
    """
    facts = _found(source)
    facts.signals += make(facts, source).signals
    return facts


def prepare(source: Source) -> Made:
    """The rows of a file with a person's corrections, without a store: a pure function, so that many can be made at a time.

    Raises NotPolicy for a text that is no policy document.
    """
    return make(_found(source), source)


def _found(source: Source) -> Facts:
    """What the rules find in the text, and what the reader of the file left out or could not read."""
    edits = parse(source.corrections, f"the corrections of {source.name}") if source.corrections else []
    facts = extract(source.text, name=source.name, edits=edits)
    facts.signals = [*source.signals, *facts.signals]
    facts.ignored = [*source.ignored, *facts.ignored]
    return facts


def load_source(store: Store, source: Source) -> Reading:
    """Put one document into the store, replacing an earlier version of it.

    Raises NotPolicy; RowsError; StoreUnavailable and its kinds.
    """
    return _store(store, prepare(source))


def _store(store: Store, made: Made) -> Reading:
    return _reading(made, store.replace_document(made.rows))


def _reading(made: Made, outcome: Literal["loaded", "unchanged", "replaced"]) -> Reading:
    own = next(row for row in made.rows.nodes["Document"] if row["id"] == made.rows.document_id)
    tasks = len(made.rows.nodes.get("Task", ()))
    return Reading(made.rows.document_id, own["title"], outcome, tasks, own["signals"])


def load(
    paths: Iterable[Path],
    store: Store,
    *,
    max_bytes: int = DEFAULT_MAX_BYTES,
    progress: Progress | None = None,
    batch: int = 1,
) -> Iterator[Outcome]:
    """Load files, and all files of folders that have a known ending (at any depth, sorted), one outcome each.

    `max_bytes` is the largest file that is read; `batch` how many documents go into one transaction: more load faster, and
    more have to be loaded again where the load is stopped. Raises StoreUnavailable (and its kinds) from the store alone.
    """
    found = list(_files(paths))
    loaded: dict[str, Path] = {}
    waiting: list[tuple[Path, Made | Outcome]] = []
    for done, (path, wrong) in enumerate(found):
        if progress:
            progress(path, done, len(found))
        made = Outcome(path, "failed", wrong) if wrong else _made(path, max_bytes)
        ids = [other.rows.document_id for _, other in waiting if isinstance(other, Made)]
        if isinstance(made, Made) and made.rows.document_id in ids:  # two versions cannot go into one transaction
            yield from _loaded(store, waiting, loaded)
            waiting = []
        waiting.append((path, made))
        several = sum(isinstance(other, Made) for _, other in waiting)
        if several >= batch or not several:
            yield from _loaded(store, waiting, loaded)
            waiting = []
    yield from _loaded(store, waiting, loaded)


def _made(path: Path, max_bytes: int) -> Made | Outcome:
    try:
        return prepare(read(path, max_bytes=max_bytes))
    except LoaderError as error:
        return Outcome(path, "failed", _reason(path, error))
    except Exception as error:  # a fault of ours in one file must not cost the user the others
        fault = f"{type(error).__name__}: {error}".splitlines()[0]
        return Outcome(path, "failed", f"the program failed on this text ({fault}); please report it with the file")


def _loaded(store: Store, waiting: list[tuple[Path, Made | Outcome]], loaded: dict[str, Path]) -> Iterator[Outcome]:
    """Store what waits; the outcomes in order. `loaded` says which path a document of this load came from last."""
    readings = iter(_stored(store, [made for _, made in waiting if isinstance(made, Made)]))
    for path, made in waiting:
        if isinstance(made, Outcome):
            yield made
            continue
        reading = next(readings)
        if isinstance(reading, RowsError):
            yield Outcome(path, "failed", f"{reading}; please report it with the file")
            continue
        why = None
        if before := loaded.get(reading.id):
            same = "the same document as" if reading.outcome == "unchanged" else "another version, replaces that of"
            why = f"{same} {before}"
        loaded[reading.id] = path
        yield Outcome(path, reading.outcome, why, reading.id, reading.title, reading.tasks, reading.signals)


def _stored(store: Store, documents: list[Made]) -> list[Reading | RowsError]:
    """Store documents in one transaction, or each in its own where one of them is refused."""
    if len(documents) > 1:
        try:
            outcomes = store.replace_documents([made.rows for made in documents])
        except RowsError:
            return [reading for made in documents for reading in _stored(store, [made])]
        return [_reading(made, outcome) for made, outcome in zip(documents, outcomes, strict=True)]
    try:
        return [_store(store, made) for made in documents]
    except RowsError as error:
        return [error]


def _reason(path: Path, error: LoaderError) -> str:
    """The message without the path in front, which the outcome names already."""
    text = str(error)
    for name in (str(path), path.name):
        text = text.removeprefix(f"{name}: ")
    return text


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, str | None]]:
    """Each file once, with what is wrong where a folder gives none."""
    seen: set[str] = set()
    for path in paths:
        wrong: list[OSError] = []
        if path.is_dir():
            inside = sorted(
                Path(folder) / name
                for folder, _, names in os.walk(path, onerror=wrong.append)
                for name in names
                if Path(name).suffix.lower() in ENDINGS and not name.startswith(".")
            )
            for error in wrong:
                yield (
                    Path(error.filename or path),
                    f"the folder cannot be read ({error.strerror}); check its permissions",
                )
            if not inside and not wrong:
                yield path, f"no file in it ends in {', '.join(sorted(ENDINGS))}; name the files"
        else:
            inside = [path]
        for file in inside:
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file, None
