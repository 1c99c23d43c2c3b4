"""Extraction beside the floor, in one process, taking turns: time, growth with length, and memory.

python -m bench.extract [FILE ...]      default: the two samples
"""

from __future__ import annotations

import math
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import opencc

from bench.floor import floor
from loaders.extract import extract

SAMPLES = Path(__file__).parent.parent / "data" / "policies"
ROUNDS = 25
SIZES_KB = (64, 256, 1024, 5120)


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def lengthened(text: str, kilobytes: int) -> str:
    """A document of about that many kilobytes: the body of a sample again and again, numbers running on."""
    head, _, body = text.partition("三、")
    size = kilobytes * 1024
    block = "三、" + body
    copies = max(1, round((size - len(head.encode())) / len(block.encode())))
    return head + "\n".join([block] * copies)


def main() -> None:
    """Print the table."""
    files = [Path(a) for a in sys.argv[1:]] or sorted(SAMPLES.glob("*.txt"))
    raw = [f.read_bytes() for f in files]
    convert = opencc.OpenCC("t2s").convert

    def least() -> int:
        return floor((data.decode("utf-8") for data in raw), convert)

    def whole() -> None:
        for data in raw:
            extract(data.decode("utf-8"))

    least(), whole()
    pairs = [(_time(least), _time(whole)) for _ in range(ROUNDS)]
    base, ours = (min(p[k] for p in pairs) for k in (0, 1))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"{len(files)} files, {sum(map(len, raw)):,} bytes, {ROUNDS} rounds in turn")
    print(f"  floor    {1000 * base:8.2f} ms (best)")
    print(
        f"  extract  {1000 * ours:8.2f} ms (best)   {ratio:.1f} times the floor (median of {ROUNDS} pairs)   goal: at most 10"
    )

    text = min((d.decode("utf-8") for d in raw), key=len)
    points: list[tuple[float, float]] = []
    print("growth with length")
    for kilobytes in SIZES_KB:
        long = lengthened(text, kilobytes)
        tries = 3 if kilobytes < 1024 else 1
        seconds = min(_time(lambda long=long: extract(long)) for _ in range(tries))  # type: ignore[misc]
        points.append((math.log(len(long.encode())), math.log(seconds)))
        print(
            f"  {len(long.encode()) / 1024:8.0f} KB  {seconds:8.3f} s  {1e6 * seconds / len(long):6.2f} µs a character"
        )
    slope = statistics.linear_regression([x for x, _ in points], [y for _, y in points]).slope
    print(f"  time grows with length to the power {slope:.2f}   goal: 1")

    head, _, body = lengthened(text, 5120).partition("三、")
    one_line = head + "三、" + body.replace("\n", "")
    print(f"one line of {len(one_line.encode()) / 1024:.0f} KB  {_time(lambda: extract(one_line)):.3f} s")

    tracemalloc.start()
    long = lengthened(text, 1024)
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    extract(long)
    peak = tracemalloc.get_traced_memory()[1] - before
    print(
        f"memory at most {peak / 1e6:.1f} MB for {len(long.encode()) / 1e6:.1f} MB of text ({peak / len(long.encode()):.1f} bytes a byte)"
    )


if __name__ == "__main__":
    main()
