"""Runs one query of a stranger in a process of its own: `python -m graph.stores.ladybug_reader < request.json`.

A query in the process of the service could not be stopped: `range(1, 1000000000)` held ladybug for 49 s past a time limit of
1.5 s and took 8 GB. This process opens the database for reading only, can write no file, watches its own memory, and its parent
ends it when the time is up. It costs 0.2 s.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import ladybug

from graph.admission.ladybug import check_plan
from graph.errors import PolicygraphError, RefusedQuery
from graph.stores.apart import MEMORY, MOST_BYTES, serve
from graph.stores.ladybug import cannot_open, first_line, open_database
from graph.stores.ladybug_run import fetch


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    path = Path(request["path"])
    try:
        database = open_database(path, read_only=True, pool=MEMORY)
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


if __name__ == "__main__":
    serve(_answer)
