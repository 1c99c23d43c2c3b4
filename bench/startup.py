"""What starting the program costs, beside importing typer alone: whole processes, in turn."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
TYPER = [sys.executable, "-c", "import typer"]
HELP = [str(Path(sys.executable).parent / "policygraph"), "--help"]


def _time(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    _time(TYPER), _time(HELP)
    pairs = [(_time(TYPER), _time(HELP)) for _ in range(ROUNDS)]
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"import typer        {1000 * statistics.median(a for a, _ in pairs):7.1f} ms")
    print(
        f"policygraph --help  {1000 * statistics.median(b for _, b in pairs):7.1f} ms   {ratio:.2f} times   goal: at most 2"
    )


if __name__ == "__main__":
    main()
