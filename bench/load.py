"""Loads and questions beside the least that anyone must do, in one run, taking turns: rows a second, time a document, memory.

python -m bench.load [--sizes 10,100,1000] [--full] [--only WORD ...]

`--full` adds 10,000 documents. `--only` runs the contestants whose names hold one of the words. Rows are made once and kept in a
file (what reading and extraction cost is printed by itself), so every time is that of storing. A Neo4j of its own is started in a
folder that is removed at the end; Java 17 is needed. py2neo and neomodel take part where they are installed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pickle
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ladybug
import neo4j

from bench import loops
from bench.asking import questions
from bench.documents import documents
from graph.store import DocumentRows, Store, open_store
from graph.stores.statements import tables as ladybug_tables
from loaders.prepare import prepare
from loaders.read import read_bytes
from tools.neo4j_server import USER, Neo4jUnavailable, Server, missing

CHUNK = 100  # documents in memory at a time
ROUNDS = {10: 3, 30: 3, 100: 3}  # turns at a size; one at others
HEAP = "2g"


@dataclass(frozen=True, slots=True)
class Contestant:
    """Someone who loads. `most`: above so many documents it is left out, since its rate shows before."""

    name: str
    load: loops.Load
    reset: Callable[[], None]
    most: int = 1_000_000
    whole: bool = False  # takes all documents at once


@dataclass(frozen=True, slots=True)
class Run:
    """One load: seconds in all and over its last chunk, and the peak of memory in MB, of this process and of the server."""

    seconds: float
    rows: int
    documents: int
    last: float  # ms a document over the last chunk
    memory: float
    server: float


class Made:
    """The rows of made-up documents, in a file a chunk."""

    def __init__(self, folder: Path, count: int) -> None:
        self.files: list[Path] = []
        began, self.rows = time.perf_counter(), 0
        for start in range(0, count, CHUNK):
            some = [
                prepare(read_bytes(text.encode(), name, max_bytes=1 << 20)).rows
                for name, text in documents(min(CHUNK, count - start), start)
            ]
            self.rows += loops.count(some)
            self.files.append(folder / f"{start}.pickle")
            self.files[-1].write_bytes(pickle.dumps(some))
        self.seconds = time.perf_counter() - began

    def chunks(self, count: int) -> Iterator[list[DocumentRows]]:
        """The first `count` documents, a chunk at a time; reading a chunk is not part of any time."""
        for file, start in zip(self.files, range(0, count, CHUNK), strict=False):
            yield pickle.loads(file.read_bytes())[: count - start]


def measure(contestant: Contestant, made: Made, count: int, server: int) -> Run:
    """Load `count` documents into an empty store."""
    contestant.reset()
    _forget_peak(os.getpid()), _forget_peak(server)
    parts = made.chunks(count)
    if contestant.whole:
        parts = iter([[row for part in parts for row in part]])
    seconds, rows, last = 0.0, 0, 0.0
    for part in parts:
        rows += loops.count(part)
        began = time.perf_counter()
        contestant.load(part)
        last = time.perf_counter() - began
        seconds += last
        last = 1000 * last / len(part)
    return Run(seconds, rows, count, last, _peak(os.getpid()), _peak(server))


def _forget_peak(pid: int) -> None:
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/clear_refs").write_text("5")


def _peak(pid: int) -> float:
    """Peak of resident memory in MB since it was forgotten; Linux alone tells."""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    return float("nan")


def store_all(store: Store, batch: int = 1) -> loops.Load:
    """Our loader, so many documents a transaction."""

    def load(given: Sequence[DocumentRows]) -> None:
        for part in loops.in_parts(given, batch):
            store.replace_documents(part)

    return load


def empty(driver: neo4j.Driver) -> None:
    """Take everything but the schema out of the database."""
    with driver.session(database="neo4j") as session:
        session.run(
            "MATCH (n) WHERE NOT n:SchemaVersion CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
        ).consume()


def contest(contestants: Sequence[Contestant], made: Made, sizes: Sequence[int], server: int, base: str) -> None:
    """Run them in turns and print the table; `base` names the one that the others are compared with."""
    print(f"  {'':44}{'documents':>10}{'rows/s':>9}{'ms/doc':>8}{'last':>8}{'memory':>8}{'server':>8}  of {base}")
    for contestant in contestants:
        measure(contestant, made, 5, server)  # plans, and code that is compiled when it is used
    for count in sizes:
        field = [c for c in contestants if c.most >= count]
        turns: list[dict[str, Run]] = []
        for turn in range(ROUNDS.get(count, 1)):
            order = field if turn % 2 == 0 else field[::-1]
            turns.append({c.name: measure(c, made, count, server) for c in order})
        for contestant in field:
            runs = [turn[contestant.name] for turn in turns]
            seconds = statistics.median(run.seconds for run in runs)
            ratios = [turn[base].seconds / turn[contestant.name].seconds for turn in turns if base in turn]
            ratio = f"{statistics.median(ratios):6.2f}" if ratios else ""
            run = runs[-1]
            print(
                f"  {contestant.name:44}{count:>10,}{run.rows / seconds:>9,.0f}{1000 * seconds / count:>8.1f}"
                f"{run.last:>8.1f}{run.memory:>8,.0f}{run.server:>8,.0f}  {ratio}",
                flush=True,
            )


def neo4j_contestants(server: Server, driver: neo4j.Driver, store: Store) -> list[Contestant]:
    """Everyone who loads into Neo4j, and says who cannot for want of a package."""

    def reset() -> None:
        empty(driver)

    one = loops.by_hand(driver, documents=1)
    field = [
        Contestant("by hand, keyed, 1 document a transaction", one, reset),
        Contestant("policygraph, 1 document a transaction", store_all(store), reset),
        Contestant("by hand, create only, 1 document", loops.by_hand(driver, documents=1, keyed=False), reset),
    ]
    for size in (10, 100):
        name = f"policygraph, {size} documents a transaction"
        field.append(Contestant(name, store_all(store, size), reset, 10_000 if size == 100 else 1000))
    for size, rows in ((10, 10_000), (100, 1000), (100, 10_000)):
        name = f"by hand, keyed, {size} documents, UNWIND {rows:,}"
        field.append(Contestant(name, loops.by_hand(driver, documents=size, rows=rows), reset, 1000))
    py2neo = loops.py2neo_bulk(server.bolt, USER, server.password)
    neomodel = loops.neomodel_objects(server.bolt, USER, server.password)
    for name, load, most in (("py2neo.bulk, 1 document", py2neo, 100), ("neomodel, 1 document", neomodel, 10)):
        if load is None:
            print(f"  {name.split(',')[0].split('.')[0]}: not installed, left out")
        else:
            field.append(Contestant(name, load, reset, most))
    return field


def embedded(made: Made, sizes: Sequence[int], folder: Path, only: Sequence[str]) -> None:
    """The same on the embedded store."""
    held: dict[str, Store | ladybug.Database] = {}

    def fresh(name: str) -> Path:
        if name in held:
            held.pop(name).close()
        path = folder / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        return path / "store.lbug"

    def ours(given: Sequence[DocumentRows]) -> None:
        store_all(held["ours"])(given)  # type: ignore[arg-type]

    def new_store() -> None:
        held["ours"] = open_store(f"ladybug:///{fresh('ours')}")

    def new_database(name: str) -> Callable[[], None]:
        def make() -> None:
            held[name] = database = ladybug.Database(str(fresh(name)))
            with ladybug.Connection(database) as connection:  # type: ignore[arg-type]
                for table in ladybug_tables():
                    connection.execute(table)

        return make

    def loop(given: Sequence[DocumentRows]) -> None:
        with ladybug.Connection(held["loop"]) as connection:  # type: ignore[arg-type]
            loops.ladybug_by_hand(connection)(given)

    def copy(given: Sequence[DocumentRows]) -> None:
        with ladybug.Connection(held["copy"]) as connection:  # type: ignore[arg-type]
            loops.ladybug_copy(connection, folder / "copy")(given)

    field = [
        Contestant("ladybug UNWIND by hand, 1 document", loop, new_database("loop"), 1000),
        Contestant("policygraph, 1 document a transaction", ours, new_store),
        Contestant("ladybug COPY of files, all at once", copy, new_database("copy"), whole=True),
    ]
    contest(_chosen(field, only), made, sizes, os.getpid(), field[0].name)


def _chosen(field: list[Contestant], only: Sequence[str]) -> list[Contestant]:
    return [c for c in field if not only or any(word in c.name for word in only)]


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10,100,1000", help="numbers of documents, separated by commas")
    parser.add_argument("--full", action="store_true", help="also 10,000 documents")
    parser.add_argument("--stores", default="ladybug,neo4j", help="one of them, or both")
    parser.add_argument("--only", nargs="*", default=[], help="contestants whose names hold one of these words")
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")] + ([10_000] if given.full else [])
    with tempfile.TemporaryDirectory(prefix="policygraph-bench-") as name:
        folder = Path(name)
        (folder / "rows").mkdir()
        made = Made(folder / "rows", max(*sizes, 20))
        count = max(*sizes, 20)
        print(
            f"{count:,} documents, {made.rows:,} rows; read, extracted and made in {1000 * made.seconds / count:.1f} ms a document"
        )
        if "ladybug" in given.stores:
            print("embedded store")
            embedded(made, sizes, folder, given.only)
        if "neo4j" not in given.stores:
            return 0
        if lacking := missing():
            print(f"Neo4j left out: {lacking}")
            return 0
        try:
            server = Server.create(folder / "neo4j", heap=HEAP)
        except Neo4jUnavailable as error:
            print(f"Neo4j left out: {error}")
            return 1
        store = open_store(server.url)
        try:
            # without notifications, as the store asks: making and sending them would be held against the bare call
            with neo4j.GraphDatabase.driver(
                server.bolt, auth=(USER, server.password), notifications_min_severity="OFF", telemetry_disabled=True
            ) as driver:
                print("Neo4j")
                field = neo4j_contestants(server, driver, store)
                contest(_chosen(field, given.only), made, sizes, server.pid, field[0].name)
                print(f"questions at {sizes[-1]:,} documents")
                empty(driver)
                for part in made.chunks(sizes[-1]):
                    store_all(store, 100)(part)
                questions(store, server, driver)
        finally:
            store.close()
            server.kill()
    return 0


if __name__ == "__main__":
    sys.exit(main())
