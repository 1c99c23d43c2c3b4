"""The service over a real Neo4j that goes away: 503 with Retry-After, and ready again by itself.

Between them stands a relay for TCP that can refuse, hold still, be slow, and tell when a load is under way; the server is real.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from conftest import MIANYANG, YICHANG, Served
from neo4jdb import Database

PATIENCE = 60.0  # seconds in which everything has to be well again; it takes a few
QUESTION = ("/v1/questions/unit-workload", {"city": "绵阳市"})


class Relay:
    """Passes bytes between its port and a server's."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.delay = 0.0  # seconds before each piece of what the server says
        self.flowing = threading.Event()
        self.flowing.set()
        self.heard: Callable[[int], None] = lambda size: None  # is told how many bytes went to the server
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def refuse(self) -> None:
        """Close every connection and take no other."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._open.clear()

    def take(self) -> None:
        """Take connections again."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                client = listener.accept()[0]
                try:
                    server = socket.create_connection(("127.0.0.1", self.target))
                except OSError:
                    client.close()
                    continue
                self._open += [client, server]
                threading.Thread(target=self._pass, args=(client, server, True), daemon=True).start()
                threading.Thread(target=self._pass, args=(server, client, False), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, to_server: bool) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                self.flowing.wait()
                if to_server:
                    self.heard(len(piece))
                else:
                    time.sleep(self.delay)
                sink.sendall(piece)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="module")
def relay(own_neo4j: Database) -> Relay:
    return Relay(own_neo4j.server.bolt_port)


@pytest.fixture(scope="module")
def served(own_neo4j: Database, relay: Relay, start_service: Callable[..., Served]) -> Served:
    """A service with one document, which starts while nobody takes its connections."""
    own_neo4j.fresh()
    relay.refuse()
    url = f"bolt://127.0.0.1:{relay.port}?timeout=1"
    served = start_service(url, neo4j_password=own_neo4j.server.password, query_timeout="20", log_level="error")
    # each answer of 503 is a line in the log, and a pipe that nobody reads holds the service up
    assert served.process.stderr is not None
    threading.Thread(target=served.process.stderr.read, daemon=True).start()
    unavailable(served.client.get("/readyz"))
    relay.take()
    ready(served.client)
    assert send(served.client, MIANYANG).status_code == 201
    return served


@pytest.fixture
def http(served: Served, own_neo4j: Database, relay: Relay) -> Iterator[httpx.Client]:
    yield served.client
    relay.flowing.set()
    relay.delay = 0.0
    relay.heard = lambda size: None
    if not own_neo4j.server.running:
        own_neo4j.server.start()


def send(client: httpx.Client, text: str) -> httpx.Response:
    return client.post("/v1/documents", files={"file": ("plan.txt", text.encode(), "text/plain")})


def unavailable(response: httpx.Response) -> None:
    assert response.status_code == 503, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert int(response.headers["Retry-After"]) > 0
    assert response.json()["type"] == "urn:policygraph:store-unavailable"
    assert "Traceback" not in response.text


def ready(client: httpx.Client) -> dict[str, int]:
    """What the graph holds, as soon as the service is ready."""
    until = time.monotonic() + PATIENCE
    while (response := client.get("/readyz")).status_code != 200:
        unavailable(response)
        assert time.monotonic() < until, response.text
        time.sleep(float(response.headers["Retry-After"]) / 10)
    counts: dict[str, int] = response.json()["counts"]
    return counts


def test_a_server_that_takes_no_connection(http: httpx.Client, relay: Relay) -> None:
    before = http.get(QUESTION[0], params=QUESTION[1])
    assert before.json()["rows"]
    relay.refuse()
    unavailable(http.get(QUESTION[0], params=QUESTION[1]))
    unavailable(http.get("/readyz"))
    unavailable(http.get(QUESTION[0], params=QUESTION[1], headers={"If-None-Match": before.headers["ETag"]}))
    assert http.get("/healthz").status_code == 200
    relay.take()
    ready(http)
    after = http.get(QUESTION[0], params=QUESTION[1])
    assert (after.json(), after.headers["ETag"]) == (before.json(), before.headers["ETag"])


def test_a_server_that_answers_slowly_and_one_that_says_nothing(http: httpx.Client, relay: Relay) -> None:
    relay.delay = 0.2
    assert http.get(QUESTION[0], params=QUESTION[1]).json()["rows"]
    relay.delay = 0.0
    relay.flowing.clear()
    began = time.monotonic()
    unavailable(http.get("/readyz"))
    assert time.monotonic() - began < 10
    relay.flowing.set()
    ready(http)
    assert http.get(QUESTION[0], params=QUESTION[1]).json()["rows"]


def test_a_server_that_is_killed_in_the_middle_of_a_load(http: httpx.Client, relay: Relay, own_neo4j: Database) -> None:
    """The document has mostly gone to the server when that is killed; nothing of it is there afterwards."""
    before = ready(http)
    sent = [0]

    def kill_after_most(size: int) -> None:
        sent[0] += size
        if sent[0] > 8_000:
            relay.heard = lambda _: None
            own_neo4j.server.kill()

    relay.heard = kill_after_most
    unavailable(send(http, YICHANG))
    assert sent[0] > 8_000
    unavailable(http.get("/readyz"))
    own_neo4j.server.start()
    assert ready(http) == before
    assert send(http, YICHANG).status_code == 201
    assert ready(http)["Task"] > before["Task"]


def test_a_server_that_stops_under_load_and_comes_back(served: Served, http: httpx.Client, own_neo4j: Database) -> None:
    """Every answer is right, or 503; nobody has to restart the service."""
    expected = http.get(QUESTION[0], params=QUESTION[1]).json()
    answers: list[httpx.Response] = []
    over = threading.Event()

    def keep_asking() -> None:
        with httpx.Client(base_url=served.client.base_url, timeout=60) as client:
            while not over.is_set():
                answers.append(client.get(QUESTION[0], params=QUESTION[1]))
                time.sleep(0.02)

    threads = [threading.Thread(target=keep_asking) for _ in range(4)]
    for thread in threads:
        thread.start()
    while not answers:
        time.sleep(0.01)
    own_neo4j.server.stop()
    while answers[-1].status_code == 200:
        time.sleep(0.01)
    unavailable(http.get("/readyz"))
    own_neo4j.server.start()
    ready(http)
    count = len(answers)
    while len(answers) < count + 20:
        time.sleep(0.01)
    over.set()
    for thread in threads:
        thread.join()
    lost = [answer for answer in answers if answer.status_code != 200]
    for answer in lost:
        unavailable(answer)
    assert lost
    assert all(answer.json() == expected for answer in answers if answer.status_code == 200)
    assert [answer.status_code for answer in answers[-4:]] == [200] * 4
