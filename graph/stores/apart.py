"""Runs a stranger's query in a process of its own, which limits of time and memory end whatever it does.

`ask` is the side of the service, `serve` that of the process. The request goes to its standard input and the answer comes
from its standard output, as JSON: no secret stands on its command line.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path
from typing import Any

from graph.errors import RefusedQuery, StoreUnavailable, TimeLimit
from graph.records import Rows

START = 10.0  # seconds in which the process has to start, over and above the time limit of its query
MEMORY = 1 << 30  # bytes that it may take
OUT_OF_MEMORY = 87  # its exit status when it has taken more
MOST_BYTES = 64 << 20  # of an answer
_MEMORY_WATCH = 0.02  # seconds

Answer = dict[str, Any]  # columns, rows and truncated; or one of _ERRORS with the line that says why
_ANSWERED = threading.Lock()  # never given back
_ERRORS = (("refused", RefusedQuery), ("limit", TimeLimit), ("unavailable", StoreUnavailable))


def ask(module: str, request: Mapping[str, Any], *, timeout: float | None) -> Rows:
    """Let the process of `module` answer. Raises RefusedQuery, TimeLimit, StoreUnavailable."""
    command = [sys.executable, "-P", "-m", module]
    try:
        text = json.dumps({**request, "timeout": timeout, "memory": MEMORY}, default=_spelled)
        done = subprocess.run(  # noqa: S603 (our own module, the query comes on its standard input)
            command,
            input=text,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout + START if timeout else None,
        )
    except subprocess.TimeoutExpired as error:
        raise TimeLimit(f"the query was stopped after {timeout:g} s: ask for less at once") from error
    except (ValueError, TypeError) as error:
        raise RefusedQuery(f"a parameter of the query cannot be passed on: {str(error).splitlines()[0]}") from error
    if done.returncode == OUT_OF_MEMORY:
        raise TimeLimit(f"the query needs more than {MEMORY >> 20} MB of memory: ask for less at once")
    try:
        answer: Answer = json.loads(done.stdout)
    except ValueError:
        raise RefusedQuery(f"the database broke on this query (exit status {done.returncode})") from None
    for kind, error_type in _ERRORS:
        if kind in answer:
            raise error_type(answer[kind])
    return Rows(answer["columns"], [tuple(row) for row in answer["rows"]], answer["truncated"])


def serve(answer: Callable[[dict[str, Any]], Answer]) -> None:
    """Read the request, write what `answer` makes of it, and end without closing anything: only reading was done."""
    request = json.load(sys.stdin)
    _lock_down()
    threading.Thread(target=_watch_memory, args=(request["memory"],), daemon=True).start()
    finish(answer(request))


def finish(answer: Answer) -> None:
    """Write the answer and end the process. A second answer, of another thread, is never written."""
    _ANSWERED.acquire()
    json.dump(answer, sys.stdout, ensure_ascii=False, default=_spelled)
    sys.stdout.flush()
    os._exit(0)


def _spelled(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime | clock) else str(value)


def _lock_down() -> None:
    with contextlib.suppress(ImportError):  # no such limits on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _watch_memory(most: int) -> None:
    while _resident() < most:
        time.sleep(_MEMORY_WATCH)
    os._exit(OUT_OF_MEMORY)


def _resident() -> int:
    """Bytes of memory that this process holds now. Its peak would not do: Linux counts the parent's into it (fork, exec)."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        with contextlib.suppress(ImportError):  # not on Windows
            import resource

            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return 0
