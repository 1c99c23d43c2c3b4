"""Contestants load the same documents in turns: rows a second, time a document, memory."""

from __future__ import annotations

import contextlib
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import loops
from bench.made import Made
from bench.report import head, row, say

TURNS = 3  # of whoever takes less than SHORT seconds a turn; one of the others
SHORT = 20.0
TRIAL = 5  # documents that each loads before any time is taken: plans, and code that is compiled when it is used
WARM = 400  # documents that a server loads that was just started: it compiles its code as it runs
COLUMNS = ("who", "documents", "rows/s", "ms a document", "last tenth, ms", "client MB", "server MB", "times the first")


@dataclass(slots=True)
class Contestant:
    """Someone who loads. `patience`: the most seconds it may take at a size, judged by the size before; its rate shows there."""

    name: str
    load: loops.Load
    reset: Callable[
        [int], bool
    ]  # empties the store, for so many documents; whether it did so with a server started anew
    patience: float = 40.0
    whole: bool = False  # takes all documents at once


@dataclass(frozen=True, slots=True)
class Run:
    """One load: seconds in all, ms a document over the last tenth, and the peak of memory in MB of client and server."""

    seconds: float
    rows: int
    last: float
    client: float
    server: float


@dataclass(slots=True)
class Results:
    """What has been measured: ms a document, and its ratio to the first (medians of the turns), by contestant and size.

    `until`: the clock (monotonic, seconds) when there is no time left for another turn.
    """

    until: float
    cost: dict[tuple[str, int], float] = field(default_factory=dict)
    ratio: dict[tuple[str, int], float] = field(default_factory=dict)
    holds: str = ""  # whose rows the store holds now

    def predicted(self, name: str, count: int) -> float:
        """Seconds that this many documents will take, by the largest size that was measured; 0 where none was."""
        known = [(size, cost) for (who, size), cost in self.cost.items() if who == name]
        return max(known)[1] * count / 1000 if known else 0.0


def measure(contestant: Contestant, made: Made, count: int, server: Callable[[], int]) -> Run:
    """Load `count` documents into an empty store."""
    if contestant.reset(count):
        for part in made.chunks(WARM):
            contestant.load(part)
        contestant.reset(0)
    for pid in (os.getpid(), server()):
        forget_peak(pid)
    parts = made.chunks(count)
    if contestant.whole:
        parts = iter([[document for part in parts for document in part]])
    taken: list[tuple[int, float]] = []
    rows = 0
    for part in parts:
        rows += loops.count(part)
        began = time.perf_counter()
        contestant.load(part)
        taken.append((len(part), time.perf_counter() - began))
    tail = taken[-max(1, len(taken) // 10) :]
    last = 1000 * sum(seconds for _, seconds in tail) / sum(documents for documents, _ in tail)
    return Run(sum(seconds for _, seconds in taken), rows, last, peak(os.getpid()), peak(server()))


def contest(
    contestants: Sequence[Contestant], made: Made, sizes: Sequence[int], server: Callable[[], int], results: Results
) -> None:
    """Run them in turns, each line printed when it is known; the others are compared with the first, turn by turn."""
    base = contestants[0].name
    ready = [c for c in contestants if _tried(c, made, server)]
    for count in sizes:
        say()
        head(COLUMNS)
        runs: dict[str, list[Run]] = {c.name: [] for c in ready}
        turns = {c.name: _turns(c, count, results) for c in ready}
        for turn in range(TURNS):
            order = [c for c in ready if turn < turns[c.name]]
            for contestant in order if turn % 2 == 0 else order[::-1]:
                results.holds = name = contestant.name
                try:
                    runs[name].append(measure(contestant, made, count, server))
                except Exception as error:  # of whatever library: it loses, and the others go on
                    say(f"| {name} | {count:,} | failed: {_line(error)} |")
                    turns[name] = 0
                    continue
                if len(runs[name]) == turns[name]:
                    _tell(name, count, runs, base, results)


def _tried(contestant: Contestant, made: Made, server: Callable[[], int]) -> bool:
    try:
        measure(contestant, made, TRIAL, server)
    except Exception as error:
        say(f"{contestant.name}: cannot take part: {_line(error)}")
        return False
    return True


def _line(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".split("\n", 1)[0][:200]


def _turns(contestant: Contestant, count: int, results: Results) -> int:
    seconds = results.predicted(contestant.name, count)
    left = results.until - time.monotonic()
    if seconds > min(contestant.patience, left):
        why = f"would take {seconds:.0f} s" + (f", {left:.0f} are left" if seconds > left else "")
        row([contestant.name, f"{count:,}", f"left out: {why}", *[""] * 5])
        return 0
    return TURNS if seconds < SHORT else 1


def _tell(name: str, count: int, runs: dict[str, list[Run]], base: str, results: Results) -> None:
    own = runs[name]
    seconds = statistics.median(run.seconds for run in own)
    ratios = [first.seconds / run.seconds for first, run in zip(runs[base], own, strict=False)]
    results.cost[name, count] = 1000 * seconds / count
    if ratios:
        results.ratio[name, count] = statistics.median(ratios)
    row(
        [
            name,
            f"{count:,}",
            f"{own[-1].rows / seconds:,.0f}",
            f"{1000 * seconds / count:.1f}",
            f"{statistics.median(run.last for run in own):.1f}",
            f"{max(run.client for run in own):,.0f}",
            f"{max(run.server for run in own):,.0f}".replace("nan", ""),
            f"{results.ratio[name, count]:.2f}" if ratios else "",
        ]
    )


def forget_peak(pid: int) -> None:
    """Let the peak of a process's memory begin anew."""
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/clear_refs").write_text("5")


def peak(pid: int) -> float:
    """Peak of resident memory in MB since it was forgotten; Linux alone tells."""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    return float("nan")
