"""What a bench prints, kept in a file line by line as well, so that a run that is cut keeps what it has measured."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

_files: list[TextIO] = []


@contextmanager
def kept(path: Path) -> Iterator[None]:
    """All that is said meanwhile is kept in this file too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", buffering=1) as file:
        _files.append(file)
        try:
            yield
        finally:
            _files.remove(file)


def say(line: str = "") -> None:
    """Print a line at once."""
    print(line, flush=True)
    for file in _files:
        file.write(f"{line}\n")


def when() -> str:
    """Time, cores and the load of the machine by others: what a number means depends on it."""
    now = datetime.now().astimezone()
    load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
    return f"{now:%Y-%m-%d %H:%M %Z}, {os.cpu_count()} cores, load average {load}"


def head(columns: Sequence[str]) -> None:
    """The first two lines of a table in Markdown; the first column is text, the others are numbers."""
    row(columns)
    row(["---", *("---:" for _ in columns[1:])])


def row(cells: Sequence[str]) -> None:
    """A line of a table."""
    say(f"| {' | '.join(cells)} |")
