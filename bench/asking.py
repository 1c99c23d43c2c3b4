"""Questions over HTTP beside the bare driver call that fetches the same rows; and many clients at a time."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import itertools
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
from urllib.parse import urlencode, urlsplit

import httpx
import msgspec
import neo4j

from bench.report import say
from graph.ask import ask
from graph.catalogue import load_catalogue
from graph.records import Rows
from graph.store import Store
from tools.neo4j_server import Server

TRIES = 30
CLIENTS = 32
EACH = 20  # requests a client


class _Heard:
    """A store that remembers what it was asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: list[tuple[str, dict[str, object]]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def read(self, cypher: str, params: Mapping[str, object] | None = None, **limits: Any) -> Rows:
        self.asked.append((cypher, dict(params or {})))
        return self._store.read(cypher, params, **limits)


class Client:
    """A connection that stays open. Answers come as Python values, as rows come from the driver, over the standard library's client: a
    larger one took 2 to 3 ms for itself."""

    def __init__(self, base: str) -> None:
        address = urlsplit(base)
        self._connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=120)

    def get(self, path: str, params: Mapping[str, str] | None = None) -> Any:
        """What the service answers. Raises RuntimeError where it is no 200."""
        self._connection.request("GET", f"{path}?{urlencode(params or {})}", headers={"Accept-Encoding": "gzip"})
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.headers["Content-Encoding"] == "gzip":
            body = gzip.decompress(body)
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {body.decode('utf-8', 'replace')}")
        return msgspec.json.decode(body)

    def close(self) -> None:
        self._connection.close()


def _times(work: Callable[..., object], tries: int = TRIES, *arguments: object) -> list[float]:
    taken = []
    for _ in range(tries):
        began = time.perf_counter()
        work(*arguments)
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def questions(store: Store, server: Server, driver: neo4j.Driver) -> None:
    """Print the time of the bare call, times over HTTP and their ratios to it; then 32 clients."""
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
            say(f"  {'':34}{'':6}{'bare':>9}{'asked first':>12}{'':>7}{'again':>8}{'':>7}{'after a load':>13}{'':>7}")
            say(f"  {'':34}{'rows':>6}{'ms':>9}{'ms':>12}{'ratio':>7}{'ms':>8}{'ratio':>7}{'ms':>13}{'ratio':>7}")
            with contextlib.closing(Client(base)) as client:
                say(
                    f"  {'/healthz, which asks nothing':40}{'':9}{statistics.median(_times(lambda: client.get('/healthz'))):>12.1f}"
                )
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
            said = ""
            for _ in range(100):
                try:
                    answer = httpx.get(f"{address}/readyz", timeout=30)
                    if answer.status_code == 200:
                        return address
                    said = answer.text
                except httpx.TransportError as error:
                    said = str(error)
                time.sleep(0.3)
            raise RuntimeError(f"the service is not ready: {said}")
    raise RuntimeError("the service did not start")


def _one(store: Store, driver: neo4j.Driver, client: Client, name: str, params: dict[str, str]) -> None:
    """`asked first`: another limit each time, so that nothing is remembered but what names mean; `after a load`: not even that."""
    heard = _Heard(store)
    rows = len(ask(heard, name, params).rows)  # type: ignore[arg-type]
    question = load_catalogue()[name].text(store.dialect)
    bound = next(bound for cypher, bound in heard.asked if cypher == question)
    limits = itertools.count(100)

    def bare(limit: int) -> None:
        with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            session.run(question, bound | {"limit": limit + 1}).values()  # type: ignore[arg-type]

    def over_http(limit: int) -> None:
        client.get(f"/v1/questions/{name}", params | {"limit": str(limit)})

    def as_after_a_load() -> None:
        with driver.session(database="neo4j") as session:
            session.run("MATCH (v:SchemaVersion) SET v.state = randomUUID()").consume()

    turns: list[list[float]] = []
    for turn in range(TRIES + 3):
        limit = next(limits)
        turns.append([_times(work, 1, limit)[0] for work in (bare, over_http, over_http)])
        if turn % 10 == 9:
            as_after_a_load()
            limit = next(limits)
            turns[-1].append(_times(over_http, 1, limit)[0])
    call, first, again = (statistics.median(turn[k] for turn in turns[3:]) for k in range(3))
    anew = statistics.median(turn[3] for turn in turns if len(turn) > 3)
    label = f"{name} {' '.join(f'{k}={v[:14]}' for k, v in params.items())}"[:34]
    say(
        f"  {label:34}{rows:>6}{call:>9.1f}{first:>12.1f}{first / call:>7.2f}{again:>8.1f}{again / call:>7.2f}"
        f"{anew:>13.1f}{anew / call:>7.2f}",
    )


def _many(base: str, name: str, params: dict[str, str]) -> None:
    """Each asks for another number of rows each time, so that none is answered from memory alone."""
    limits = itertools.count(10_000)
    taken: list[float] = []

    def ask_again(client: Client) -> None:
        client.get(f"/v1/questions/{name}", params | {"limit": str(next(limits))})

    def one_client() -> None:
        with contextlib.closing(Client(base)) as client:
            taken.extend(_times(lambda: ask_again(client), EACH))

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
