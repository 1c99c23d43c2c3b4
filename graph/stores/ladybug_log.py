"""The log of a ladybug file (NAME.wal) where a power failure or a full disk cut it short.

Measured on ladybug 0.22: a log that ends inside a record is mostly refused with an error, which `open_database` answers; at some bytes
of a record the end ends the whole process instead (a segmentation fault), whatever it is opened with. So a log that lies beside a file
is tried in a process of its own first. Where that one dies, the log is shortened until it does not: what goes belongs to the record
that was never written whole. The log as it was stays beside it as NAME.wal.damaged.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from graph.errors import StoreUnavailable

_STEPS = (1, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096)  # bytes to cut, one after the other
_PATIENCE = 60.0  # seconds that a trial may take: a long log is replayed

# Says whether another process holds the file, then opens it as a reader does.
_TRIAL = """
import sys
try:
    import fcntl
    with open(sys.argv[1], "r+b") as file:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
except ImportError:
    pass
except OSError:
    print("held", flush=True)
import ladybug
ladybug.Database(sys.argv[1], read_only=True, throw_on_wal_replay_failure=False)
"""


def mend_log(path: Path, patience: float) -> None:
    """Make sure that opening the file `path` does not end this process; does nothing where no log lies beside it.

    While another process writes, its log is tried again for `patience` seconds. Raises StoreUnavailable where the log cannot be mended.
    """
    log = path.with_name(path.name + ".wal")
    if not (path.exists() and log.exists() and log.stat().st_size):
        return
    until = time.monotonic() + patience
    while (found := _try(path)) == "held" and time.monotonic() < until:
        time.sleep(0.1)
    if found == "held":
        raise StoreUnavailable(f"{path} is being written by another process; try again in a moment")
    if found == "opens":
        return
    shutil.copyfile(log, log.with_name(log.name + ".damaged"))
    for step in _STEPS:
        os.truncate(log, max(0, log.stat().st_size - step))
        if _try(path) == "opens":
            return
    shutil.copyfile(log.with_name(log.name + ".damaged"), log)
    raise StoreUnavailable(
        f"{path}: its log {log.name} is damaged; move the log away to open the store without its last changes"
    )


def _try(path: Path) -> str:
    """What a process of its own finds: `opens` (or a clear error), `dies`, or `held` where it dies while another process writes."""
    try:
        trial = subprocess.run(  # noqa: S603 - our own program and a path, no shell
            [sys.executable, "-c", _TRIAL, str(path)], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return "opens"  # it works on it, so it does not die of it
    if trial.returncode >= 0:
        return "opens"
    return "held" if "held" in trial.stdout else "dies"
