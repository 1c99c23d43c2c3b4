"""The rows of made-up documents, made once by every core and kept in files."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bench import loops
from bench.documents import documents
from graph.records import DocumentRows, check_rows
from loaders.prepare import prepare
from loaders.read import read_bytes

CHUNK = 200  # documents in memory at a time


class Made:
    """Rows of the documents 0 to `count`, in `folder`. `rows`: how many; `cost`: ms of a core a document."""

    def __init__(self, folder: Path, count: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        starts = range(0, count, CHUNK)
        self.files = [folder / f"{start}.pickle" for start in starts]
        with ProcessPoolExecutor() as pool:
            done = list(pool.map(_make, self.files, starts, [min(CHUNK, count - start) for start in starts]))
        self.rows = sum(rows for rows, _ in done)
        self.cost = 1000 * sum(seconds for _, seconds in done) / count

    def chunks(self, count: int) -> Iterator[list[DocumentRows]]:
        """The first `count` documents, a chunk at a time; reading a chunk is not part of any time."""
        for file, start in zip(self.files, range(0, count, CHUNK), strict=False):
            yield pickle.loads(file.read_bytes())[: count - start]


def _make(file: Path, start: int, count: int) -> tuple[int, float]:
    began = time.process_time()
    some = [
        check_rows(prepare(read_bytes(text.encode(), name, max_bytes=1 << 20)).rows)  # as workers hand them on
        for name, text in documents(count, start)
    ]
    seconds = time.process_time() - began
    file.write_bytes(pickle.dumps(some))
    return loops.count(some), seconds
