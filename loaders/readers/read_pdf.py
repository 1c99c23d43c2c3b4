"""The reader of PDF: text, tables and the box of each line, by pdfium, in a helper process with limits of memory and time.

A PDF says where characters stand and no more; what is a column, a paragraph, a table or a page number is told in `loaders/readers/pdf`. The
helper (`loaders/readers/pdf/helper.py`) starts with the first PDF, reads one file after another and ends with this process.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from loaders import anchors
from loaders.errors import ReadError
from loaders.facts import Signal
from loaders.readers.pdf.helper import receive, send
from loaders.source import Content

MOST_SECONDS = 60  # a file; an ordinary page takes some milliseconds
MOST_MEMORY = 1024 * 1024 * 1024  # bytes; the helper itself has some 150 MB

_idle: list[subprocess.Popen[bytes]] = []
_lock = threading.Lock()


def read_pdf(data: bytes, name: str) -> Content:
    """The text of a PDF. Raises ReadError with one line for one that cannot be read: locked, damaged, scanned, too large."""
    helper = _borrow()
    requests, answers = cast(IO[bytes], helper.stdin), cast(IO[bytes], helper.stdout)
    try:
        with suppress(BrokenPipeError):
            send(requests, data)
        answer = receive(answers)
    except BaseException:
        _end(helper)
        raise
    if answer is None:
        _end(helper)
        late = helper.returncode == -signal.SIGALRM
        raise ReadError(
            f"{name}: takes more than {MOST_SECONDS} seconds to read; print it as a new PDF, or split it"
            if late
            else f"{name}: breaks the PDF library, or takes more than {MOST_MEMORY >> 20} MB of memory; print it as a new PDF"
        )
    with _lock:
        _idle.append(helper)
    found = json.loads(answer)
    if "error" in found:
        raise ReadError(f"{name}: {found['error']}")
    return Content(
        text=found["text"],
        anchors=tuple(anchors.load(found["anchors"])),
        ignored=_signals(found["ignored"]),
        signals=_signals(found["signals"]),
    )


def _signals(found: list[dict[str, object]]) -> tuple[Signal, ...]:
    return tuple(Signal(**{**one, "span": tuple(one["span"])}) for one in found)  # type: ignore[arg-type]


def _borrow() -> subprocess.Popen[bytes]:
    """A helper that no other thread uses."""
    while True:
        with _lock:
            helper = _idle.pop() if _idle else None
        if helper is None:
            break
        if helper.poll() is None:
            return helper
    root = str(Path(__file__).resolve().parents[1])
    paths = [root, *(path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path)]
    return subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        [sys.executable, "-m", "loaders.readers.pdf.helper", str(MOST_SECONDS), str(MOST_MEMORY)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


def _end(helper: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        helper.kill()
    with suppress(OSError):
        helper.communicate()


def _end_all() -> None:
    with _lock:
        ending, _idle[:] = list(_idle), []
    for helper in ending:
        _end(helper)


atexit.register(_end_all)
if hasattr(os, "register_at_fork"):
    # a forked process starts helpers of its own: two processes on one pipe would mix their answers
    os.register_at_fork(after_in_child=_idle.clear)
