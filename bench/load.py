"""Loads and questions beside the least that anyone must do, in one run, taking turns: rows a second, time a document, memory.

python -m bench.load [--sizes 10,100,1000] [--full] [--only WORD ...]

`--full` adds 10,000 documents and keeps within `--minutes` (33): who would take too long, judged by the size before, is left
out and named. All that is printed is also in `--out` line by line, so that a run that is cut keeps what it has measured.
`--only` runs the contestants whose names hold one of the words. Rows are made once and kept in files (what reading and
extraction cost is printed by itself), so every time is that of storing. Servers of its own run in a folder that is removed at
the end; Java 17 is needed. neomodel, which asks for another version of the driver than ours, is taken from `--libraries`:

    pip install --no-deps --target .bench neomodel
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import ladybug
import neo4j

from bench import loops
from bench.asking import questions
from bench.bulk import bulk
from bench.contest import Contestant, Results, contest, measure
from bench.made import Made
from bench.report import kept, say, when
from graph.records import DocumentRows
from graph.store import Store, open_store
from graph.stores.statements import tables as ladybug_tables
from tools.neo4j_server import USER, Neo4jUnavailable, Server, missing

ROOT = Path(__file__).resolve().parent.parent
FULL = 10_000
# Documents a transaction and rows an UNWIND that the loop by hand tries; over so many documents.
BATCHES = [(10, 10_000), (50, 10_000), (100, 1000), (100, 10_000), (200, 10_000)]
SEARCHED = 200
BULK = 100  # documents from which neo4j-admin is worth a start
CORE = 600.0  # patience with those that the goals are about
SERVER = {"server.memory.pagecache.size": "1g"}


def store_all(store: Callable[[], Store], batch: int = 1) -> loops.Load:
    """Our loader, so many documents a transaction."""

    def load(given: Sequence[DocumentRows]) -> None:
        for part in loops.in_parts(given, batch):
            store().replace_documents(part)

    return load


class Neo4j:
    """A server with a driver and a store, which can begin anew."""

    def __init__(self, home: Path) -> None:
        self.server = Server.create(home, heap="2g", settings=SERVER, tied=True)
        # without notifications, as the store asks: making and sending them would be held against the bare call
        self.driver = neo4j.GraphDatabase.driver(
            self.server.bolt,
            auth=(USER, self.server.password),
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )
        self.store = open_store(self.server.url)

    def empty(self, count: int) -> bool:
        """Nothing but the schema: taken out, or, where much was in it or is to come, in a new database (True)."""
        anew = sum(self.store.counts().values()) > 500_000 or count >= FULL
        if anew:
            self.store.close()
            self.server.stop()
            for part in ("databases", "transactions"):
                shutil.rmtree(self.server.home / "data" / part / "neo4j", ignore_errors=True)
            self.server.start()
            self.store = open_store(self.server.url)
            self.driver.execute_query("RETURN 1")  # tries again where a connection of the old server is left
        with self.driver.session(database="neo4j") as session:
            session.run(
                "MATCH (n) WHERE NOT n:SchemaVersion CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
            ).consume()
        return anew

    def close(self) -> None:
        """End all of it."""
        self.store.close()
        self.driver.close()
        self.server.kill()


def best_batch(base: Neo4j, made: Made, most: int) -> tuple[int, int]:
    """The documents a transaction and the rows an UNWIND with which the loop by hand is fastest."""
    count = min(SEARCHED, most)
    batches = [batch for batch in BATCHES if batch[0] <= count]
    tried = dict.fromkeys(batches, float("inf"))
    for batch in (*batches, *batches, *reversed(batches)):  # the first round warms the server up
        loop = Contestant("", loops.by_hand(base.driver, documents=batch[0], rows=batch[1]), base.empty)
        seconds = measure(loop, made, count, lambda: base.server.pid).seconds
        tried[batch] = min(tried[batch], 1000 * seconds / count)
    told = "; ".join(f"{size} documents, UNWIND {rows:,}: {cost:.1f}" for (size, rows), cost in tried.items())
    best = min(tried, key=lambda batch: tried[batch])
    say(f"the loop by hand, ms a document at {count} documents (the best of 3 turns): {told}")
    say(f"its best: {best[0]} documents a transaction, at most {best[1]:,} rows an UNWIND")
    return best


def neo4j_contestants(base: Neo4j, batch: tuple[int, int]) -> list[Contestant]:
    """Everyone who loads into Neo4j, and says who cannot for want of a package. Ours comes last: questions follow it."""
    size, rows = batch
    hand = loops.by_hand(base.driver, documents=size, rows=rows)
    field = [Contestant(f"by hand, best batch ({size} documents)", hand, base.empty, CORE)]
    for name, make in (
        ("py2neo.bulk, 1 document", loops.py2neo_bulk),
        ("neomodel, 1 document", loops.neomodel_objects),
    ):
        try:
            load = make(base.server.bolt, USER, base.server.password)
        except Exception as error:  # it is not installed, or not made for this driver
            say(f"{name.split(',')[0]}: left out, {type(error).__name__}: {error}")
        else:
            field.append(Contestant(name, load, base.empty))
    one = loops.by_hand(base.driver, documents=1)
    bare = loops.by_hand(base.driver, documents=1, keyed=False)
    field += [
        Contestant("by hand, create only, 1 document", bare, base.empty),
        Contestant("by hand, 1 document", one, base.empty),
        Contestant("policygraph, 1 document", store_all(lambda: base.store), base.empty, 60.0),
    ]
    ours = store_all(lambda: base.store, size)
    return [*field, Contestant(f"policygraph, {size} documents", ours, base.empty, CORE)]


def embedded_contestants(folder: Path, batch: int) -> list[Contestant]:
    """The same on the embedded store."""
    held: dict[str, Store | ladybug.Database] = {}

    def fresh(name: str) -> Path:
        if name in held:
            held.pop(name).close()
        path = folder / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path / "store.lbug"

    def store() -> Store:
        return held["ours"]  # type: ignore[return-value]

    def new_store(_: int) -> bool:
        held["ours"] = open_store(f"ladybug:///{fresh('ours')}")
        return False

    def new_database(name: str) -> Callable[[int], bool]:
        def make(_: int) -> bool:
            held[name] = database = ladybug.Database(str(fresh(name)))
            with ladybug.Connection(database) as connection:
                for table in ladybug_tables():
                    connection.execute(table)
            return False

        return make

    def loop(given: Sequence[DocumentRows]) -> None:
        with ladybug.Connection(held["loop"]) as connection:  # type: ignore[arg-type]
            loops.ladybug_by_hand(connection)(given)

    def copy(given: Sequence[DocumentRows]) -> None:
        with ladybug.Connection(held["copy"]) as connection:  # type: ignore[arg-type]
            loops.ladybug_copy(connection, folder / "copy")(given)

    return [
        Contestant("ladybug UNWIND by hand, 1 document", loop, new_database("loop")),
        Contestant("policygraph, 1 document", store_all(store), new_store),
        Contestant(f"policygraph, {batch} documents", store_all(store, batch), new_store, CORE),
        Contestant("ladybug COPY of files, all at once", copy, new_database("copy"), 200.0, whole=True),
    ]


def _chosen(field: list[Contestant], only: Sequence[str]) -> list[Contestant]:
    return [c for c in field if not only or any(word in c.name for word in only)]


def _flat(results: Results, name: str) -> None:
    """How the cost of a document at each size compares with that at 100 documents, or at the smallest size."""
    costs = {count: cost for (who, count), cost in results.cost.items() if who == name}
    if len(costs) > 1:
        first = 100 if 100 in costs else min(costs)
        told = ", ".join(f"{count:,}: {costs[count] / costs[first]:.2f}" for count in sorted(costs) if count > first)
        say(f"{name}: cost a document, times that at {first}: {told}")


def on_ladybug(made: Made, sizes: Sequence[int], folder: Path, only: Sequence[str], until: float) -> None:
    """The table of the embedded store."""
    say("\n## Embedded store")
    field = _chosen(embedded_contestants(folder, 100), only)
    results = Results(until)
    contest(field, made, sizes, lambda: 0, results)  # no server
    say()
    for contestant in field:
        _flat(results, contestant.name)


def on_neo4j(made: Made, sizes: Sequence[int], folder: Path, only: Sequence[str], until: float) -> None:
    """The table of Neo4j, neo4j-admin in it, and the questions at the largest size."""
    say("\n## Neo4j")
    base = Neo4j(folder / "neo4j")
    try:
        field = neo4j_contestants(base, best_batch(base, made, max(sizes)))
        ours, field = field[-1], _chosen(field, only)
        results = Results(until)
        for count in sizes:
            contest(field, made, [count], lambda: base.server.pid, results)
            if count < BULK and count != max(sizes):
                continue
            if results.holds != ours.name:
                measure(ours, made, count, lambda: base.server.pid)
            rows = sum(loops.count(part) for part in made.chunks(count))
            bulk(base.store, folder / "bulk", rows, count)
        say()
        for contestant in field:
            _flat(results, contestant.name)
        say(f"\n## Questions at {sizes[-1]:,} documents\n")
        say("```")
        questions(base.store, base.server, base.driver)
        say("```")
    finally:
        base.close()


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10,100,1000", help="numbers of documents, separated by commas")
    parser.add_argument("--full", action="store_true", help="also 10,000 documents")
    parser.add_argument("--stores", default="ladybug,neo4j", help="one of them, or both")
    parser.add_argument("--only", nargs="*", default=[], help="contestants whose names hold one of these words")
    parser.add_argument("--minutes", type=float, default=33, help="all that it may take, about")
    parser.add_argument("--out", type=Path, default=ROOT / ".bench" / "load.md", help="file that keeps what is printed")
    parser.add_argument("--libraries", type=Path, default=ROOT / ".bench", help="where neomodel is installed")
    given = parser.parse_args()
    sys.path.append(str(given.libraries))  # last: the driver stays ours
    began = time.monotonic()
    sizes = sorted({*map(int, given.sizes.split(",")), *([FULL] if given.full else [])})
    with kept(given.out), tempfile.TemporaryDirectory(prefix="policygraph-bench-") as name:
        folder = Path(name)
        count = max(*sizes, 20)
        say(when())
        made = Made(folder / "rows", count)
        say(
            f"{count:,} documents, {made.rows:,} rows; read, extracted and made in {made.cost:.1f} ms of a core a document"
        )
        budget = 60 * given.minutes
        if "ladybug" in given.stores:  # a third of the time, at most
            on_ladybug(made, sizes, folder / "embedded", given.only, began + budget / 3)
            shutil.rmtree(folder / "embedded", ignore_errors=True)
        if "neo4j" in given.stores:
            if lacking := missing():
                say(f"Neo4j left out: {lacking}")
                return 0
            try:
                on_neo4j(made, sizes, folder, given.only, began + budget * 0.8)  # the rest is for import and questions
            except Neo4jUnavailable as error:
                say(f"Neo4j left out: {error}")
                return 1
        say(f"\n{(time.monotonic() - began) / 60:.0f} minutes; {when()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
