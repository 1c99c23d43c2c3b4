"""Runs one query of a stranger in a process of its own: `python -m graph.stores.ladybug_reader < request.json`.

A query in the process of the service could not be stopped: `range(1, 1000000000)` held ladybug for 49 s past a time limit of
1.5 s and took 8 GB. This process opens the database for reading only, can write no file, watches its own memory, and its parent
ends it when the time is up. It costs 0.2 s.

The request is JSON: path, query (admitted), params, timeout (seconds or null), row_limit, memory (bytes). The answer is one
line of JSON: {"columns", "rows", "truncated"} or {"refused"}, {"limit"}, {"unavailable"}, each with a message.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

import ladybug

from graph.admission import check_plan
from graph.errors import PolicygraphError, RefusedQuery
from graph.stores.ladybug import OUT_OF_MEMORY, cannot_open, first_line, open_database
from graph.stores.ladybug_run import fetch

MOST_BYTES = 64 << 20  # of an answer
_MEMORY_WATCH = 0.02  # seconds


def main() -> None:
    """Read the request from standard input, answer on standard output."""
    request = json.load(sys.stdin)
    _lock_down()
    threading.Thread(target=_watch_memory, args=(request["memory"],), daemon=True).start()
    json.dump(_answer(request), sys.stdout, ensure_ascii=False, default=str)
    sys.stdout.flush()
    os._exit(0)  # closing a database that was only read has nothing to save


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    path = Path(request["path"])
    try:
        database = open_database(path, read_only=True)
    except (RuntimeError, OSError) as error:
        return {"unavailable": str(cannot_open(path, error))}
    connection = ladybug.Connection(database)
    timeout = request["timeout"]
    if timeout:
        connection.set_query_timeout(max(1, int(timeout * 1000)))
    query, params = request["query"], request["params"]
    began = time.monotonic()
    try:
        connection.execute("BEGIN TRANSACTION READ ONLY")
        check_plan(str(fetch(connection.execute(f"EXPLAIN {query}", params), None).rows[0][0]))
        rows = fetch(connection.execute(query, params), request["row_limit"])
    except RefusedQuery as error:
        return {"refused": str(error)}
    except PolicygraphError as error:
        return {"limit": str(error)}
    except RuntimeError as error:
        if "Interrupted" in str(error):
            return {"limit": f"the query was stopped after {time.monotonic() - began:.1f} s: ask for less at once"}
        if "buffer pool is full" in str(error):
            return {"limit": "the query needs more memory than it may take: ask for less at once"}
        return {"refused": f"the database does not accept the query: {first_line(error)}"}
    size = sum(len(str(row)) for row in rows.rows)
    if size > MOST_BYTES:
        return {"limit": f"the answer has {size >> 20} MB, {MOST_BYTES >> 20} are allowed: ask for less at once"}
    return {"columns": rows.columns, "rows": rows.rows, "truncated": rows.truncated}


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


if __name__ == "__main__":
    main()
