"""Questions over HTTP beside the bare driver call that fetches the same rows; and many clients at a time."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
import neo4j

from bench.report import say
from graph.ask import ask
from graph.store import Rows, Store
from tools.neo4j_server import Server

TRIES = 60
CLIENTS = 32
EACH = 20  # requests a client


class _Heard:
    """A store that remembers what the last query was."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: list[tuple[str, dict[str, object]]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def read(self, cypher: str, params: Mapping[str, object] | None = None, **limits: Any) -> Rows:
        self.asked.append((cypher, dict(params or {})))
        return self._store.read(cypher, params, **limits)


def _times(work: Callable[[], object], tries: int = TRIES) -> list[float]:
    taken = []
    for _ in range(tries):
        began = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def questions(store: Store, server: Server, driver: neo4j.Driver) -> None:
    """Print time over HTTP, time of the bare call, their ratio; then 32 clients."""
    unit = store.read("MATCH (u:Unit)-[:RESPONSIBLE_FOR]->(t) RETURN u.id, count(t) AS n ORDER BY n DESC, u.id LIMIT 1")
    city = store.read(
        "MATCH (j:Jurisdiction)<-[:APPLIES_TO]-(d) RETURN j.id, count(d) AS n ORDER BY n DESC, j.id LIMIT 1"
    )
    asked: list[tuple[str, dict[str, str]]] = [
        ("unit-tasks", {"unit": unit.rows[0][0]}),
        ("units-sharing-tasks", {"city": city.rows[0][0]}),
        ("unit-workload", {"city": city.rows[0][0]}),
        ("deadlines", {"city": city.rows[0][0]}),
        ("deadlines", {"from": "2021-03-01", "to": "2021-03-31"}),
    ]
    environment = os.environ | {"POLICYGRAPH_STORE": server.url, "POLICYGRAPH_LOG_LEVEL": "error"}
    command = [str(Path(sys.executable).with_name("policygraph")), "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            base = _address(process)
            say(f"  {'':34}{'rows':>6}{'HTTP ms':>9}{'bare ms':>9}{'ratio':>7}{'queries':>9}")
            with httpx.Client(base_url=base, timeout=120) as client:
                for name, params in asked:
                    _one(store, driver, client, name, params)
            _many(base, *asked[0])
        finally:
            process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"at (http://\S+)/docs", line):
            address = found[1]
            threading.Thread(target=process.stderr.read, daemon=True).start()
            for _ in range(100):
                try:
                    if httpx.get(f"{address}/readyz", timeout=30).status_code == 200:
                        return address
                except httpx.TransportError:
                    time.sleep(0.1)
    raise RuntimeError("the service did not start")


def _one(store: Store, driver: neo4j.Driver, client: httpx.Client, name: str, params: dict[str, str]) -> None:
    heard = _Heard(store)
    answer = ask(heard, name, params)  # type: ignore[arg-type]
    cypher, bound = next(pair for pair in heard.asked if len(pair[0]) == max(len(c) for c, _ in heard.asked))

    def bare() -> int:
        with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            return len(session.run(cypher, bound).values())  # type: ignore[arg-type]

    def over_http() -> None:
        response = client.get(f"/v1/questions/{name}", params=params)
        assert len(response.json()["rows"]) == len(answer.rows), response.text

    bare(), over_http(), bare(), over_http()
    pairs = [(_times(over_http, 1)[0], _times(bare, 1)[0]) for _ in range(TRIES)]
    http, call = (statistics.median(pair[k] for pair in pairs) for k in (0, 1))
    label = f"{name} {' '.join(f'{k}={v[:14]}' for k, v in params.items())}"[:34]
    say(f"  {label:34}{len(answer.rows):>6}{http:>9.1f}{call:>9.1f}{http / call:>7.2f}{len(heard.asked):>9}")


def _many(base: str, name: str, params: dict[str, str]) -> None:
    taken: list[float] = []

    def one_client() -> None:
        with httpx.Client(base_url=base, timeout=120) as client:
            taken.extend(_times(lambda: client.get(f"/v1/questions/{name}", params=params).raise_for_status(), EACH))

    threads = [threading.Thread(target=one_client) for _ in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = len(taken) / (time.perf_counter() - began)
    median, worst = statistics.median(taken), statistics.quantiles(taken, n=100)[98]
    say(
        f"  {CLIENTS} clients, {name}: {rate:.0f} answers/s, median {median:.0f} ms, p99 {worst:.0f} ms "
        f"({worst / median:.1f} times the median; goal: under 5)"
    )
