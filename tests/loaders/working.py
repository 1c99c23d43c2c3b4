"""Work that tests give to worker processes, which find it here by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from loaders.errors import WorkersUnavailable


def double(number: int) -> int:
    return 2 * number


def large(number: int) -> list[int]:
    """More than fits into a pipe."""
    return [number] * 1_000_000


def slow_double(number: int) -> int:
    time.sleep(0.02)
    return 2 * number


def end_at_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def end_once(work: tuple[int, str]) -> int:
    """Ends its process the first time that it gets a number with a mark."""
    number, mark = work
    if mark and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def fail_at_three(number: int) -> int:
    if number == 3:
        raise WorkersUnavailable("three")
    return number
