"""`neo4j-admin database import` of the graph that a store holds: the files, the import, and what comes after it."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path

from bench.contest import forget_peak, peak
from bench.report import row
from graph.neo4j_import import export
from graph.store import Store, open_store
from tools.neo4j_server import Server


def bulk(store: Store, folder: Path, rows: int, documents: int) -> None:
    """Export `store`, import it into a server that never ran, open that: three lines of the table of `bench.contest`.

    `rows` is how many rows the documents have that the store was loaded with, as in the lines of the others.
    """
    forget_peak(os.getpid())
    began = time.perf_counter()
    counts = export(store, folder / "files")
    wrote = time.perf_counter() - began
    client = peak(os.getpid())

    server = Server.prepare(folder / "server", heap="2g", tied=True)
    try:
        began = time.perf_counter()
        said = server.admin("database", "import", "full", "@import.args", folder=folder / "files")
        imported = time.perf_counter() - began
        server.start()
        began = time.perf_counter()
        opened = open_store(server.url)
        indexed = time.perf_counter() - began
        if opened.counts() != counts:
            raise RuntimeError("the imported graph has other counts than the exported one")
        opened.close()
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)

    memory = re.search(r"Peak memory usage: ([\d.]+)(MiB|GiB)", said)
    native = float(memory[1]) * (1024 if memory[2] == "GiB" else 1) if memory else float("nan")
    for name, seconds, client_mb, server_mb in (
        ("neo4j-admin import, files ready, server stopped", imported, "", f"{native:,.0f}"),
        ("policygraph export, the files for it", wrote, f"{client:,.0f}", ""),
        ("export, import, constraints and indexes", wrote + imported + indexed, "", ""),
    ):
        per = f"{1000 * seconds / documents:.1f}"
        row([name, f"{documents:,}", f"{rows / seconds:,.0f}", per, "", client_mb, server_mb, ""])
