"""`policygraph load`: one line a file as it is done, a bar where somebody watches, totals last."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from api.output import one_line, warn
from graph.store import open_store
from loaders.load import Outcome, Progress, load

if TYPE_CHECKING:
    from api.settings import Settings

OUTCOMES = ("loaded", "replaced", "unchanged", "failed")


def load_files(paths: Sequence[Path], settings: Settings) -> int:
    """Load files and folders; returns the exit status: 1 where a file failed, 130 on Ctrl-C, else 0.

    Raises StoreUnavailable where the store cannot be opened or written.
    """
    counts: Counter[str] = Counter()
    store = open_store(settings.store_url)
    try:
        with _watching() as progress:
            for outcome in load(paths, store, max_bytes=settings.max_bytes, progress=progress):
                counts[outcome.status] += 1
                _tell(outcome)
    except KeyboardInterrupt:
        warn(f"stopped: {_totals(counts)}; every document in the store is whole, load again for the rest")
        return 130
    finally:
        store.close()
    print(_totals(counts))
    return 1 if counts["failed"] else 0


def _tell(outcome: Outcome) -> None:
    if outcome.status == "failed":
        warn(f"{outcome.path}: failed: {outcome.why}")
        return
    why = f" ({one_line(outcome.why)})" if outcome.why else ""
    tasks, signals = _count(outcome.tasks, "task"), _count(outcome.signals, "signal")
    print(f"{outcome.path}: {outcome.status}, {tasks}, {signals}{why}", flush=True)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _totals(counts: Counter[str]) -> str:
    named = ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if counts[outcome])
    return f"{_count(counts.total(), 'file')}: {named or 'nothing to load'}"


@contextmanager
def _watching() -> Iterator[Progress | None]:
    """A progress bar where a person watches the terminal; nothing elsewhere."""
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda path, done, total: bar.update(task, completed=done, total=total, description=path.name)
