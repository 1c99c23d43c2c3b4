"""`policygraph export`: a bar where somebody watches, what was written and the next step last."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.neo4j_import import Progress, export, totals
from graph.store import open_store

if TYPE_CHECKING:
    from api.settings import Settings


def export_files(folder: Path, settings: Settings) -> None:
    """Write the store into `folder`. Raises StoreUnavailable, and what `graph.neo4j_import.export` raises."""
    store = open_store(settings.store_url, read_only=True)
    try:
        with _watching() as progress:
            counts = export(store, folder, progress)
    finally:
        store.close()
    made = totals(counts)
    print(
        f"{folder}: {made['documents']:,} documents, {made['nodes']:,} nodes, {made['relationships']:,} relationships"
    )
    print(f"import them: see {folder / 'README.txt'}")


@contextmanager
def _watching() -> Iterator[Progress | None]:
    """A progress bar where a person watches the terminal; nothing elsewhere."""
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
