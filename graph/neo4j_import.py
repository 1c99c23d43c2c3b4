"""Writes a store as files for `neo4j-admin database import full`, the fastest way into a new Neo4j.

    FOLDER/nodes/Task.csv                        one file a label; the first line names and types the columns
    FOLDER/relationships/RESPONSIBLE_FOR.csv     one file a relationship type
    FOLDER/import.args                           the arguments of neo4j-admin
    FOLDER/README.txt                            the command line, and what comes after it

How values are written, as Neo4j 5.26 reads them (tests/graph/test_neo4j_import.py asks a real one):
- text stands in quotes and quotes in it twice: "" is an empty text, nothing at all is null
- a list is one text with U+001F between its items, which no printed text holds. Neo4j takes a list without items for none, so a
  node that has one gets the label EMPTY_name, and the store makes the list when it opens the database
- import.args says whether a line break occurs in a value: without one, several threads read a file. Format v2, which takes the names of such files
  so that the others are still read by several, loses its place in files of over 4 MB ("found CR outside a text cell")
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from graph import whole
from graph.errors import PolicygraphError, WrongParameter
from graph.schema import EDGES, NODES, SCHEMA_VERSION, Edge, Node, Property, PropertyType, edge_properties
from graph.store import Store
from graph.stores.neo4j_statements import VERSION, empty_list

BETWEEN = "\x1f"  # the items of a list
_BUFFER = 4 << 20  # characters that a value may have where neo4j-admin is told nothing
_TELL = 1000  # rows between two words of progress
_TYPES: dict[PropertyType, str] = {
    "STRING": "string",
    "INT": "long",
    "DOUBLE": "double",
    "BOOL": "boolean",
    "DATE": "date",
    "STRING[]": "string[]",
}
# Called with (rows written, rows in all).
Progress = Callable[[int, int], None]


class _Table:
    """One CSV file: how many rows it has, and what neo4j-admin has to be told of it."""

    def __init__(self, file: TextIO, columns: Sequence[str]) -> None:
        self.rows, self.longest, self.multiline = 0, 0, False
        self._file = file
        file.write(f"{','.join(columns)}\n")

    def write(self, cells: Iterable[str]) -> None:
        line = ",".join(cells)
        self._file.write(f"{line}\n")
        self.rows += 1
        self.longest = max(self.longest, len(line))
        self.multiline = self.multiline or "\n" in line or "\r" in line


def export(store: Store, folder: Path, progress: Progress | None = None) -> dict[str, int]:
    """Write a whole store into `folder`, which is new or empty; how many rows of each label and type there are.

    The files are written beside it and take its place when all of them are whole. Raises WrongParameter for a folder that holds
    something, PolicygraphError where the folder cannot be written, a value cannot be told in CSV, or documents were loaded meanwhile.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise WrongParameter(f"{folder} is a file: give a new folder")
        if folder.exists() and any(folder.iterdir()):
            raise WrongParameter(f"{folder} is not empty: give a new folder, or empty it")
        target = folder.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as name:
            part = Path(name) / "export"
            counts = _write(store, part, progress)
            part.rename(target)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise PolicygraphError(
            f"cannot write the export {folder}: {where}{error.strerror}; nothing of it is left"
        ) from error
    return counts


def _write(store: Store, folder: Path, progress: Progress | None) -> dict[str, int]:
    version, expected = store.version(), store.counts()
    for name in ("nodes", "relationships"):
        (folder / name).mkdir(parents=True)
    files: dict[Path, _Table] = {}
    counts: dict[str, int] = {}
    done, total = 0, sum(expected.values())
    for what, path, columns, rows in _tables(store):
        with (folder / path).open("w", encoding="utf-8", newline="") as file:
            files[path] = table = _Table(file, columns)
            for row in rows:
                table.write(row)
                if progress and table.rows % _TELL == 0:
                    progress(done + table.rows, total)
        counts[what] = table.rows
        done += table.rows
    if counts != expected or store.version() != version:
        raise PolicygraphError("documents were loaded or removed during the export: export again when no load runs")
    with (folder / "nodes" / f"{VERSION}.csv").open("w", encoding="utf-8", newline="") as file:
        files[Path("nodes") / f"{VERSION}.csv"] = table = _Table(file, ["id:ID", "version:long", "imported:boolean"])
        table.write([_text("schema"), str(SCHEMA_VERSION), "true"])
    (folder / "import.args").write_text("".join(f"{line}\n" for line in _arguments(files)), "utf-8")
    (folder / "README.txt").write_text(_README.format(url=store.url, **totals(counts)), "utf-8")
    return counts


def _tables(store: Store) -> Iterator[tuple[str, Path, list[str], Iterator[list[str]]]]:
    """Label or type, file, columns and rows of cells of everything that the store holds."""
    for node in NODES:
        columns = [f"{p.name}:{'ID' if p.name == 'id' else _TYPES[p.type]}" for p in node.properties]
        yield node.label, Path("nodes") / f"{node.label}.csv", [*columns, ":LABEL"], _nodes(store, node)
    for edge in EDGES:
        columns = [":START_ID", ":END_ID", *(f"{p.name}:{_TYPES[p.type]}" for p in edge_properties(edge))]
        yield edge.type, Path("relationships") / f"{edge.type}.csv", columns, _edges(store, edge)


def _nodes(store: Store, node: Node) -> Iterator[list[str]]:
    for values in whole.nodes(store, node.label):
        empty = [empty_list(p.name) for p, value in zip(node.properties, values, strict=True) if value == []]
        yield [*cells(node.properties, values), BETWEEN.join(empty)]


def _edges(store: Store, edge: Edge) -> Iterator[list[str]]:
    for pair in edge.pairs:
        for source, target, *values in whole.edges(store, (edge.type, *pair)):
            yield [_text(source), _text(target), *cells(edge_properties(edge), values)]


def cells(properties: Sequence[Property], values: Sequence[Any]) -> list[str]:
    """One row of CSV: a cell a property. Raises PolicygraphError for a list that cannot be told from another."""
    return [_cell(prop, value) for prop, value in zip(properties, values, strict=True)]


def _cell(prop: Property, value: Any) -> str:
    if value is None:
        return ""
    if prop.type == "STRING":
        return _text(value)
    if prop.type == "STRING[]":
        if value == [""] or any(BETWEEN in item for item in value):
            raise PolicygraphError(f"{prop.name} {value!r} cannot be written: U+001F stands in it, or it is blank")
        return _text(BETWEEN.join(value)) if value else ""
    if prop.type == "BOOL":
        return "true" if value else "false"
    if prop.type == "DATE":
        return date.isoformat(value)
    return repr(float(value)) if prop.type == "DOUBLE" else str(int(value))


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _arguments(files: Mapping[Path, _Table]) -> list[str]:
    """What neo4j-admin is told, a line an argument; files are named from the folder."""
    names = {path.stem: f"{path.stem}={path.as_posix()}" for path in files}
    made = [f"--nodes={names[path.stem]}" for path in files if path.parent.name == "nodes"]
    made += [f"--relationships={names[path.stem]}" for path in files if path.parent.name == "relationships"]
    made += [f"--array-delimiter=U+{ord(BETWEEN):04X}", "--strict=true", "--bad-tolerance=0"]
    if any(table.multiline for table in files.values()):
        made.append("--multiline-fields=true")
    longest = max(table.longest for table in files.values())
    return made if longest < _BUFFER // 2 else [*made, f"--read-buffer-size={2 * longest}"]


_README = """{documents:,} documents (loaded or cited), {nodes:,} nodes and {relationships:,} relationships of {url}, for Neo4j 5.26 or later.

On the machine of the new Neo4j, as the user that runs it:

    cd (this folder)
    neo4j stop
    neo4j-admin database import full @import.args neo4j
    neo4j start

- neo4j is the name of the database; Community has no other. One that exists already, if only because the server was started
  once, has to be given up: add --overwrite-destination, WHICH DELETES WHAT IT HOLDS.
- The import takes most of the free memory for itself; HEAP_SIZE=4g in the environment gives it more heap.

neo4j-admin makes no constraints and no indexes. policygraph makes them when it first opens the database for writing, with
the lists that CSV cannot tell from none; until then it refuses to read it:

    policygraph load FILE --store bolt://host:7687       or: policygraph serve --store bolt://host:7687

After that the database is as if the documents had been loaded: load changed or further documents as ever.
"""


def totals(counts: Mapping[str, int]) -> dict[str, int]:
    """How many documents (loaded or cited), nodes and relationships these counts are."""
    return {
        "documents": counts["Document"],
        "nodes": sum(counts[node.label] for node in NODES),
        "relationships": sum(counts[edge.type] for edge in EDGES),
    }
