"""The process in which one stranger's query reads Neo4j (`graph.stores.apart`).

A process of its own, because the driver puts one record together whole, of any size, and waits without end for a server that
holds still. The query runs in READ access mode in a transaction that the server ends after the time limit; before that its
plan is checked. Rows are taken one at a time, up to the limits of rows and of bytes.
"""

from __future__ import annotations

import threading
import time
from typing import Any, cast

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.admission.neo4j import LANGUAGE, check_plan
from graph.errors import RefusedQuery
from graph.stores.apart import MOST_BYTES, Answer, finish, serve
from graph.stores.neo4j_run import plain

SILENCE = 5.0  # seconds after the time limit in which the server has to say that it stopped the query
FETCH = 100  # rows that the server sends at once: few, for a row may be large


def _answer(request: dict[str, Any]) -> Answer:
    asked = threading.Event()  # from here on silence is the query's fault, before it the server's
    timeout = request["timeout"]
    watch = threading.Timer(timeout + SILENCE, _give_up, (request["shown"], timeout, asked))
    watch.daemon = True
    watch.start()
    began = time.monotonic()
    try:
        with neo4j.GraphDatabase.driver(
            request["target"],
            auth=tuple(request["auth"]) if request["auth"] else None,
            user_agent="policygraph-cypher",
            connection_timeout=request["connect"],
            connection_acquisition_timeout=request["connect"],
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        ) as driver:
            return _read(driver, request, asked)
    except RefusedQuery as error:
        return {"refused": str(error)}
    except (Neo4jError, DriverError, OSError) as error:
        return _wrong(error, request["shown"], time.monotonic() - began)


def _read(driver: neo4j.Driver, request: dict[str, Any], asked: threading.Event) -> Answer:
    query = LANGUAGE + request["query"]
    bookmarks = neo4j.Bookmarks.from_raw_values(request["bookmarks"])
    with (
        driver.session(
            database=request["database"], default_access_mode=neo4j.READ_ACCESS, fetch_size=FETCH, bookmarks=bookmarks
        ) as session,
        session.begin_transaction(timeout=request["timeout"]) as transaction,
    ):
        transaction.run("RETURN 1").consume()
        asked.set()
        explained = transaction.run(f"EXPLAIN {query}", request["params"]).consume()
        check_plan(cast("dict[str, Any] | None", explained.plan), explained.query_type or "")
        result = transaction.run(query, request["params"])
        columns, size = list(result.keys()), 0
        rows: list[list[Any]] = []
        for record in result:
            if request["row_limit"] is not None and len(rows) == request["row_limit"]:
                return {"columns": columns, "rows": rows, "truncated": True}
            rows.append([plain(value) for value in record.values()])
            size += len(str(rows[-1]))
            if size > MOST_BYTES:
                return {"limit": f"the answer has more than {MOST_BYTES >> 20} MB: ask for less at once"}
        return {"columns": columns, "rows": rows, "truncated": False}


def _give_up(shown: str, timeout: float, asked: threading.Event) -> None:
    if asked.is_set():
        finish({"limit": f"the query was stopped after {timeout:g} s: ask for less at once"})
    finish({"unavailable": f"{shown} has said nothing for {timeout + SILENCE:g} s: see whether it is overloaded"})


def _wrong(error: Exception, shown: str, seconds: float) -> Answer:
    """What an error of the driver or the server means to the stranger, in one line."""
    code = getattr(error, "code", None) or ""
    line = str(getattr(error, "message", None) or error).strip().split("\n", 1)[0]
    if "TimedOut" in code or "Terminated" in code:
        return {"limit": f"the query was stopped after {seconds:.1f} s: ask for less at once"}
    if "OutOfMemory" in code:
        return {"limit": "the query needs more memory than the server gives it: ask for less at once"}
    if isinstance(error, AuthError) or code.startswith("Neo.ClientError.Security"):
        return {"unavailable": f"{shown} does not let this service in: see its user and password"}
    if code.startswith("Neo.ClientError.Statement"):
        if "/ by zero" in line:
            return {"refused": "a division by zero, or a list too long to walk through in [x IN ...]: UNWIND it"}
        return {"refused": f"the database does not accept the query: {line}"}
    if isinstance(error, DriverError | OSError) or code.startswith("Neo.TransientError"):
        return {"unavailable": f"no Neo4j answers at {shown} ({line})"}
    return {"refused": f"the database broke on this query: {line}"}


if __name__ == "__main__":
    serve(_answer)
