"""`policygraph load`: one line a file as it is done, a bar where somebody watches, totals last."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from api.errors import WrongUse
from api.output import one_line, warn
from graph.store import open_store
from loaders.decisions import read_decisions
from loaders.load import BATCH, Outcome, Progress, load
from loaders.prepare import Options

if TYPE_CHECKING:
    from api.settings import Settings
    from loaders.workers import Crew

OUTCOMES = ("loaded", "replaced", "unchanged", "failed")
WORTH_TELLING = 5.0  # seconds from which totals say how long it took


def load_files(
    paths: Sequence[Path],
    settings: Settings,
    *,
    workers: int | None = None,
    dask: str | None = None,
    batch: int | None = None,
    force: bool = False,
) -> int:
    """Load files and folders; returns the exit status: 1 where a file failed, 130 on Ctrl-C, else 0.

    Raises StoreUnavailable where the store cannot be opened or written, WorkersUnavailable where the workers cannot be reached.
    """
    totals = _Totals()
    decisions = read_decisions(settings.decisions_path)
    with _crew(workers, dask) as crew, closing(open_store(settings.store_url)) as store:
        options = Options(max_bytes=settings.max_bytes, decisions=decisions)
        try:
            with _watching() as progress:
                for outcome in load(
                    paths, store, options=options, crew=crew, batch=batch or BATCH, force=force, progress=progress
                ):
                    totals.add(outcome)
                    _tell(outcome)
        except KeyboardInterrupt:
            warn(f"stopped: {totals}; every document in the store is whole, load again for the rest")
            return 130
    print(totals)
    return 1 if totals.counts["failed"] else 0


@contextmanager
def _crew(workers: int | None, dask: str | None) -> Iterator[Crew | None]:
    """Who prepares the files; None for this process alone."""
    from loaders.workers import Dask, Processes

    if dask and workers:
        raise WrongUse("--dask and --workers exclude each other; give one of them")
    size = workers or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1))
    if not dask and size == 1:
        yield None
        return
    with closing(Dask(dask) if dask else Processes(size)) as crew:
        yield crew


class _Totals:
    """How many files came to what, and how fast. As a string: what is said last."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._bytes = 0
        self._began = time.monotonic()

    def add(self, outcome: Outcome) -> None:
        self.counts[outcome.status] += 1
        self._bytes += outcome.size

    def __str__(self) -> str:
        named = ", ".join(f"{self.counts[outcome]} {outcome}" for outcome in OUTCOMES if self.counts[outcome])
        files, seconds = self.counts.total(), time.monotonic() - self._began
        rate = ""
        if seconds > WORTH_TELLING:
            rate = (
                f" ({seconds:,.0f} s, {files / seconds:,.1f} files and {self._bytes / seconds / 1e6:,.2f} MB a second)"
            )
        return f"{_count(files, 'file')}: {named or 'nothing to load'}{rate}"


def _tell(outcome: Outcome) -> None:
    path = one_line(str(outcome.path))
    if outcome.status == "failed":
        warn(f"{path}: failed: {outcome.why}")
        return
    why = f" ({one_line(outcome.why)})" if outcome.why else ""
    tasks, signals = _count(outcome.tasks, "task"), _count(outcome.signals, "signal")
    print(f"{path}: {outcome.status}, {tasks}, {signals}{why}", flush=True)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@contextmanager
def _watching() -> Iterator[Progress | None]:
    """A progress bar where a person watches the terminal; nothing elsewhere."""
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar

    columns = (
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="")

        def show(path: Path, done: int, total: int) -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:,.1f} files/s" if speed else ""
            bar.update(task, completed=done, total=total, description=path.name, rate=rate)

        yield show
