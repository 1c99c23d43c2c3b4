"""What loading a folder costs: a core beside the floor, two cores beside one, and whether time and memory a document stay flat.

python -m bench.load_folder [--sizes 100,400] [--full]

Loads are whole processes of `policygraph load FOLDER` into an empty store, embedded and Neo4j (`--stores`). `--full` measures 100,
1,000 and 10,000 files and runs unattended: 20 to 40 minutes on two quiet cores. All that is printed is also in `--out`, line by line.
Documents come from `bench/documents.py`; the floor also over the two samples, and the shared cases where they lie beside the project.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import opencc

from bench.documents import documents
from bench.floor import floor
from bench.load import Neo4j
from bench.report import head, kept, row, say, when
from loaders.extract import extract
from loaders.files import File
from loaders.load import BATCH
from loaders.prepare import Options, prepare_file
from loaders.workers import Processes, Spread
from tools.neo4j_server import missing

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.executable).parent / "policygraph"
FULL = (100, 1_000, 10_000)
TURNS = 3  # of what takes seconds
WARM = 400  # documents that a server loads before it is measured
FIRST = 10  # documents of the load that stands for the start of the program: what it costs is taken from the others
EVERY = 0.25  # seconds between two looks at the memory


@dataclass(slots=True)
class Load:
    """One load: seconds on the clock, and of the processor in the process that stores; when the line of each file came; the most
    memory, in MB, of the process that stores and of all others together, each counted whole."""

    seconds: float = 0.0
    processor: float = 0.0
    marks: list[float] = field(default_factory=list)
    main: float = 0.0
    workers: float = 0.0
    totals: str = ""

    def steady(self) -> float:
        """Seconds between the end of the first transaction and that of the last: without the start of programs."""
        return self.marks[-1] - self.marks[BATCH - 1]


class Embedded:
    """A folder of embedded stores."""

    name = "embedded store"

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._made = 0

    def new(self) -> str:
        """The URL of an empty store."""
        self._made += 1
        return f"ladybug:///{self._folder / str(self._made)}.lbug"

    def processor(self) -> float:
        """Seconds of the processor that were spent for it outside of who loads: none."""
        return 0.0


class Server:
    """A Neo4j that has loaded 400 documents before: its first ones cost it twice as much."""

    name = "Neo4j"

    def __init__(self, base: Neo4j, warm: Path) -> None:
        self._base = base
        load(warm, base.server.url)

    def new(self) -> str:
        self._base.empty(0)
        return self._base.server.url

    def processor(self) -> float:
        taken = Path(f"/proc/{self._base.server.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        return sum(map(int, taken)) / os.sysconf("SC_CLK_TCK")


Place = Embedded | Server


def load(folder: Path, store: str, *options: str) -> Load:
    """Load a folder with a process of its own."""
    done, over = Load(), threading.Event()
    began = time.perf_counter()
    command = [PROGRAM, "load", folder, "--store", store, *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    watch = threading.Thread(target=_watch, args=(process.pid, done, over), daemon=True)
    watch.start()
    for line in process.stdout or ():
        done.totals = line.strip()
        done.marks.append(time.perf_counter())
    over.set()
    watch.join()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    done.processor = used.ru_utime + used.ru_stime
    done.seconds = time.perf_counter() - began
    done.marks.pop()  # of the totals
    return done


def _watch(pid: int, done: Load, over: threading.Event) -> None:
    while not over.wait(EVERY):
        others = [_resident(other) for other in _below(pid)]
        done.main, done.workers = max(done.main, _resident(pid)), max(done.workers, sum(others))


def _below(pid: int) -> list[int]:
    """The processes that a process started, and those that they did."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        found += children + [below for child in children for below in _below(child)]
    return found


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, ValueError):
        return 0.0


def _clock(work: Callable[[], object]) -> float:
    """Seconds of this core that the work took, whatever else the machine does."""
    began = time.process_time()
    work()
    return time.process_time() - began


def a_core(texts: Sequence[str], what: str) -> None:
    """A line: the floor, extraction, and all that a worker does with the same documents, in turns."""
    convert = opencc.OpenCC("t2s").convert
    options = Options()
    works: list[Callable[[], object]] = [
        lambda: floor(texts, convert),
        lambda: [extract(text) for text in texts],
        lambda: [prepare_file(File(f"{k}.txt", text.encode()), options) for k, text in enumerate(texts)],
    ]
    for work in works:
        work()
    turns = [[_clock(work) for work in works] for _ in range(TURNS)]
    ratios = [statistics.median(turn[k] / turn[0] for turn in turns) for k in (1, 2)]
    best = [1000 * min(turn[k] for turn in turns) / len(texts) for k in range(3)]
    row([what, f"{len(texts)}", *(f"{ms:.2f}" for ms in best), f"{ratios[0]:.1f}", f"{ratios[1]:.1f}"])


def prepared(texts: Sequence[str], size: int) -> float:
    """Seconds that so many processes take to prepare all texts; they run already."""
    work = partial(prepare_file, options=Options())
    pairs = ((k, File(f"{k}.txt", text.encode())) for k, text in enumerate(texts))
    with closing(Processes(size)) as crew:
        ready: list[Future[object]] = [crew.submit(time.sleep, 0.5) for _ in range(size)]
        for future in ready:
            future.result()
        began = time.perf_counter()
        for _, result in Spread(work, pairs, crew, ahead=64, weigh=lambda file: len(file.data), patience=0):
            result()
        return time.perf_counter() - began


def goal(name: str, reached: bool, told: str) -> None:
    say(f"- {name}: {told} **{'reached' if reached else 'missed'}**")


def cores(folder: Path, texts: Sequence[str], stores: Embedded) -> None:
    """Two processes beside one: for reading alone, and for whole loads."""
    head(["what", "documents", "1 process, s", "2 processes, s", "times"])
    turns = [(prepared(texts, 1), prepared(texts, 2)) for _ in range(TURNS)]
    reading = statistics.median(one / two for one, two in turns)
    best = [min(turn[k] for turn in turns) for k in (0, 1)]
    row(["reading into rows", f"{len(texts):,}", *(f"{s:.1f}" for s in best), f"{reading:.2f}"])
    runs = [[load(folder, stores.new(), "--workers", str(n)) for n in (1, 2)] for _ in range(TURNS)]
    whole = statistics.median(one.steady() / two.steady() for one, two in runs)
    spent = [min(turn[k].steady() for turn in runs) for k in (0, 1)]
    row(["load into the embedded store", f"{len(texts):,}", *(f"{s:.1f}" for s in spent), f"{whole:.2f}"])
    say()
    goal("two cores at least 1.8 times one", reading >= 1.8, f"reading {reading:.2f}, with storing {whole:.2f}.")


def alone(folder: Path, place: Place) -> tuple[float, Load]:
    """Seconds of the processor that a load by one process takes of it and of the store's own process; and the load."""
    store, before = place.new(), place.processor()
    done = load(folder, store, "--workers", "1")
    return done.processor + place.processor() - before, done


def growth(folder: Path, sizes: Sequence[int], place: Place) -> None:
    """Time and memory a document at each size, and what loading again costs.

    Cost is of the processor, with one process that reads and stores, over and above that of a load of the first few, so that neither
    the start of the program nor other work on the machine counts.
    """
    head(
        [
            f"files, {place.name}",
            "one process: ms of the processor a document",
            "every core: s",
            "memory, MB",
            "of workers, MB",
            "again: s",
        ]
    )
    costs: list[float] = []
    memory: list[float] = []
    first = min(alone(folder / str(FIRST), place)[0] for _ in range(TURNS))
    for size in sizes:
        turns = TURNS if size <= 400 else 1
        singly = [alone(folder / str(size), place) for _ in range(turns)]
        store = place.new()
        run = load(folder / str(size), store)
        again = load(folder / str(size), store)
        costs.append(1000 * (min(seconds for seconds, _ in singly) - first) / (size - FIRST))
        memory.append(max(run.main, *(one.main for _, one in singly)))
        numbers = (
            f"{costs[-1]:.1f}",
            f"{run.seconds:.1f}",
            f"{memory[-1]:.0f}",
            f"{run.workers:.0f}",
            f"{again.seconds:.1f}",
        )
        row([f"{size:,}", *numbers])
        if "failed" in run.totals or "loaded" in again.totals:
            say(f"unexpected: {run.totals}; again: {again.totals}")
    say()
    grown = (
        max(costs[1:], default=costs[0]) / costs[0]
    )  # a server that gets faster as it warms up costs less later: no growth
    goal(f"cost flat within 10 % from {sizes[0]:,} to {sizes[-1]:,}", grown <= 1.1, f"{grown:.2f} times.")
    more = memory[-1] - memory[0]
    goal("flat memory", more <= 0.1 * memory[0], f"{more:+.0f} MB from {sizes[0]:,} to {sizes[-1]:,} files.")


def stopped(folder: Path, size: int, store: str) -> None:
    """A load that is killed in the middle, and the load that goes on behind it."""
    command = [PROGRAM, "load", folder / str(size), "--store", store]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for _ in range(size // 2):
        (process.stdout or sys.stdin).readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    again = load(folder / str(size), store)
    say(f"A load of {size:,} files killed (kill -9) behind {size // 2:,}, and again: {again.totals}.")


def write(folder: Path, size: int) -> Path:
    """A folder of so many documents."""
    folder.mkdir(parents=True)
    for name, text in documents(size):
        (folder / name).write_text(text, "utf-8")
    return folder


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,400", help="numbers of files, separated by commas")
    parser.add_argument("--full", action="store_true", help="100, 1,000 and 10,000 files")
    parser.add_argument("--stores", default="ladybug,neo4j", help="one of them, or both")
    parser.add_argument("--out", type=Path, default=ROOT / ".bench" / "load-folder.md", help="where it is kept")
    given = parser.parse_args()
    sizes = FULL if given.full else [int(size) for size in given.sizes.split(",")]
    shared = Path(os.environ.get("POLICYGRAPH_SHARED") or ROOT.parent / "shared")
    real = [*sorted((ROOT / "data" / "policies").glob("*.txt")), *sorted((shared / "cases").glob("*.txt"))]
    with kept(given.out), tempfile.TemporaryDirectory(prefix="policygraph-bench-") as name:
        folder = Path(name)
        say(when())
        say()
        say(
            "A core, seconds of the processor; `prepare` is all that a worker does: reading, extraction, resolving, rows, checks"
        )
        say()
        head(["documents", "number", "floor, ms", "extract, ms", "prepare, ms", "extract / floor", "prepare / floor"])
        a_core([path.read_bytes().decode() for path in real], "real ones")
        made = [text for _, text in documents(min(1_000, max(sizes)))]
        a_core(made[:100], "made up")
        say()
        say(f"Cores, {TURNS} turns ({when()})")
        say()
        middle = len(made)
        for size in {*sizes, middle, FIRST, WARM}:
            write(folder / "in" / str(size), size)
        embedded = Embedded(folder / "stores")
        cores(folder / "in" / str(middle), made, embedded)
        say()
        say(f"Sizes ({when()})")
        say()
        if "ladybug" in given.stores:
            growth(folder / "in", sizes, embedded)
            say()
        if "neo4j" in given.stores:
            if lacking := missing():
                say(f"Neo4j left out: {lacking}")
            else:
                base = Neo4j(folder / "neo4j")
                try:
                    growth(folder / "in", sizes, Server(base, folder / "in" / str(WARM)))
                finally:
                    base.close()
            say()
        stopped(folder / "in", middle, embedded.new())
        say()
        say(when())
    return 0


if __name__ == "__main__":
    sys.exit(main())
