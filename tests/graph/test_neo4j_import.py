"""`policygraph export --neo4j-import`: what it writes, a real `neo4j-admin` reads, and finds the same graph."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import invented
import pytest
from dumping import dump
from hypothesis import given
from hypothesis import strategies as st
from neo4jdb import need_neo4j

from graph import neo4j_import, whole
from graph.errors import PolicygraphError, StoreUnavailable, WrongParameter
from graph.ids import node_id
from graph.neo4j_import import cells, export, totals
from graph.records import DocumentRows
from graph.schema import NODES, Property
from graph.store import Store, open_store
from graph.stores import neo4j as neo4j_store
from graph.stores import neo4j_statements as statements
from loaders.load import load
from tools.neo4j_server import Server

ROOT = Path(__file__).resolve().parents[2]
# What a reader of CSV may stumble over: quotes, separators, line ends of every kind, blanks at the ends, signs that others escape.
ODD = [
    "",
    " ",
    " 两端 ",
    '"',
    '""',
    '"引"',
    ",",
    ";",
    "\\",
    '\\"',
    "\t",
    "'",
    "null",
    "=1+1",
    "\u2028",
    "\x85",
    "\ufeff",
]
LINES = ["\n", "a\nb", "a\r\nb\rc", '"\n"', ',\n,"', "\n\n"]


def odd() -> DocumentRows:
    """A document whose values are hard to write: text, lists, numbers, dates, and a text that is longer than a usual buffer."""
    doc = invented.Rows("丙政〔2023〕3号", "丙市", raw_text="很长的一行" * 600_000)
    draw = random.Random(1)
    signs = "".join({*"".join(ODD)}) + "汉字ab\U0001f600"
    texts = ODD + ["".join(draw.choices(signs, k=draw.randrange(1, 12))) for _ in range(300)]
    for k, text in enumerate(texts, 1):
        task = doc.task("body", k, text, [])
        doc.rows.nodes["Task"][-1]["text"] = texts[-k]
        doc.rows.nodes["Task"][-1]["filled"] = [[], ["units"], ["", "a;b"], [text, "x"]][k % 4]
        measure = doc.thing("Measure", f"办法{k}")
        doc.edge("USES", ("Task", task), ("Measure", measure))
        doc.rows.edges["USES", "Task", "Measure"][-1]["quote"] = text
    for value in (0.1, 1e-9, 123456789.125, 1e22, -3.0, 0.0):
        doc.goal(f"指标{value}", value, date(2000 + abs(int(value)) % 99, 2, 28))
    for k, text in enumerate(LINES):
        section = doc.node(
            "Section", node_id("Section", doc.id, str(k), 1), marker=text, path=str(k), title=f"{text}。"
        )
        doc.edge("HAS_SECTION", ("Document", doc.id), ("Section", section))
    for text in (*ODD[2:], *LINES):  # names as printed: they make the lists of an entity
        doc.edge("MENTIONS", ("Document", doc.id), ("Measure", measure), printed=text, kind=None)
    return doc.rows


def fill(store: Store) -> None:
    assert [done.status for done in load([ROOT / "data" / "policies"], store)] == ["loaded", "loaded"]
    store.replace_documents([invented.first(), invented.second(), odd()])


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(f"ladybug:///{tmp_path_factory.mktemp('export') / 'graph.lbug'}")
    fill(store)
    yield store
    store.close()


def written(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name != "README.txt"  # which names the store
    }


@pytest.fixture
def prepared(tmp_path: Path) -> Iterator[Server]:
    """A server that never ran, for an import."""
    need_neo4j()
    server = Server.prepare(tmp_path / "server", tied=True, quick=True)
    try:
        yield server
    finally:
        server.kill()


def test_an_imported_graph_is_the_same_as_a_loaded_one(
    prepared: Server, embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, counts = dump(embedded), export(embedded, tmp_path / "out")
    files = written(tmp_path / "out")
    assert counts == embedded.counts()
    assert "IMPORT DONE" in prepared.admin("database", "import", "full", "@import.args", folder=tmp_path / "out")
    prepared.start()

    with pytest.raises(StoreUnavailable, match="was imported and has no indexes yet"):
        open_store(prepared.url, read_only=True)
    with monkeypatch.context() as patch:  # ended in the middle, it is done again
        patch.setattr(statements, "lists_to_make", interrupt)
        with pytest.raises(KeyboardInterrupt):
            open_store(prepared.url)
    monkeypatch.setattr(neo4j_store, "BATCH", 50)
    imported = open_store(prepared.url)
    assert dump(imported) == expected
    assert defined(imported) == (len(NODES) + 1, ["names", "texts"])
    export(imported, tmp_path / "again")
    assert written(tmp_path / "again") == files
    open_store(prepared.url, read_only=True).close()

    # what follows is as after any load
    usual = open_store(f"ladybug:///{tmp_path / 'usual.lbug'}")
    fill(usual)
    assert imported.replace_document(invented.second()) == "unchanged"
    for store in (usual, imported):
        assert store.replace_document(invented.changed()) == "replaced"
        assert store.remove_document(odd().document_id)
    assert dump(imported) == dump(usual)
    for store in (usual, imported):
        store.close()


def interrupt() -> list[str]:
    raise KeyboardInterrupt


def defined(store: Store) -> tuple[int, list[str]]:
    """How many constraints there are, and the full-text indexes that are ready."""
    query = (
        "SHOW INDEXES YIELD name, type, state WHERE type = 'FULLTEXT' AND state = 'ONLINE' RETURN name ORDER BY name"
    )
    return len(store.read("SHOW CONSTRAINTS YIELD name").rows), [row[0] for row in store.read(query).rows]


def test_pages_of_any_size_give_the_same_files(
    embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(embedded, tmp_path / "large")
    for name, size in {"IDS": 7, "NODES": 3, "TEXTS": 1, "SOURCES": 4, "EDGES": 2}.items():
        monkeypatch.setattr(whole, name, size)
    export(embedded, tmp_path / "small")
    assert written(tmp_path / "small") == written(tmp_path / "large")


def test_files_of_more_than_one_buffer_are_imported(prepared: Server, tmp_path: Path) -> None:
    """neo4j-admin reads 4 MB at a time: where one part ends and the next begins, values with line breaks must stay whole."""
    store = open_store(f"ladybug:///{tmp_path / 'long.lbug'}")
    lines = '一、工作目标\n到2025年，“新增”示范项目45个，"培育"企业6家。\n二、主要任务\n,\n'
    documents = []
    for k in range(6):
        long = invented.Rows(f"丁政〔2023〕{k}号", "丁市", raw_text=lines * 16_000)
        for number in range(1, 200):
            long.task("body", number, f"{lines}第{number}件事", [])
        documents.append(long.rows)
    store.replace_documents(documents)
    counts = export(store, tmp_path / "out")
    store.close()
    assert (tmp_path / "out" / "nodes" / "Document.csv").stat().st_size > 2 * 4_194_304
    said = prepared.admin("database", "import", "full", "@import.args", folder=tmp_path / "out")
    assert f"{totals(counts)['nodes'] + 1} nodes" in said  # and that of the schema


def test_files_without_line_breaks_are_not_called_multiline(embedded: Store, tmp_path: Path) -> None:
    def told(store: Store, folder: Path) -> list[str]:
        export(store, folder)
        return (folder / "import.args").read_text("utf-8").splitlines()

    arguments = told(embedded, tmp_path / "out")
    assert "--multiline-fields=true" in arguments
    assert any(argument.startswith("--read-buffer-size=") for argument in arguments)
    plain = open_store(f"ladybug:///{tmp_path / 'plain.lbug'}")
    plain.replace_document(invented.second())
    assert not any("multiline" in argument for argument in told(plain, tmp_path / "plain"))
    plain.close()


# -- one cell ------------------------------------------------------------------------------------------------------

KINDS: dict[str, st.SearchStrategy[Any]] = {
    "STRING": st.text(),
    "INT": st.integers(-(2**63), 2**63 - 1),
    "DOUBLE": st.floats(allow_nan=False, allow_infinity=False),
    "BOOL": st.booleans(),
    "DATE": st.dates(),
    "STRING[]": st.lists(
        st.text(st.characters(exclude_characters="\x1f", exclude_categories=["Cs"])), min_size=1
    ).filter(lambda items: items != [""]),
}
PROPERTIES = tuple(Property(kind, kind, "of this type") for kind in KINDS)  # type: ignore[arg-type]
READ = {
    "STRING": str,
    "INT": int,
    "DOUBLE": float,
    "BOOL": {"true": True, "false": False}.__getitem__,
    "DATE": date.fromisoformat,
    "STRING[]": lambda text: text.split("\x1f"),
}
CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^",]*))(?:,|$)')


def read_cells(line: str) -> list[str | None]:
    """RFC 4180 as neo4j-admin takes it: quoted text, or a bare word; nothing is null."""
    found, at = [], 0
    while at <= len(line):
        cell = CELL.match(line, at)
        assert cell, line[at:]
        found.append(cell[2] or None if cell[1] is None else cell[1].replace('""', '"'))
        at = cell.end() + (cell.end() == len(line) and not cell[0].endswith(","))
        if cell.end() == len(line) and cell[0].endswith(","):
            found.append(None)
            break
    return found


@given(st.tuples(*(st.none() | kind for kind in KINDS.values())))
def test_a_row_reads_back_as_it_was(values: tuple[Any, ...]) -> None:
    read = read_cells(",".join(cells(PROPERTIES, values)))
    assert [None if x is None else READ[kind](x) for kind, x in zip(KINDS, read, strict=True)] == list(values)


@pytest.mark.parametrize("value", [["a\x1fb"], [""]], ids=["separator", "blank"])
def test_a_list_that_cannot_be_told_is_refused(value: list[str]) -> None:
    with pytest.raises(PolicygraphError, match="cannot be written"):
        cells((Property("aliases", "STRING[]", "names"),), [value])


# -- the folder ----------------------------------------------------------------------------------------------------


def test_a_folder_that_holds_something_is_left_alone(embedded: Store, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    with pytest.raises(WrongParameter, match="full is not empty: give a new folder"):
        export(embedded, tmp_path / "full")
    with pytest.raises(WrongParameter, match="file is a file"):
        export(embedded, tmp_path / "file")
    with pytest.raises(PolicygraphError, match=r"cannot write the export .*deeper: .*file: File exists"):
        export(embedded, tmp_path / "file" / "deeper")
    export(embedded, tmp_path / "empty")
    export(embedded, tmp_path / "new" / "deeper")
    assert (tmp_path / "full" / "notes.txt").read_text() == "mine"
    assert written(tmp_path / "empty") == written(tmp_path / "new" / "deeper")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file", "full", "new"]


def test_an_export_that_ends_early_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(f"ladybug:///{tmp_path / 'graph.lbug'}")
    store.replace_document(invented.first())
    rows = sum(store.counts().values())
    monkeypatch.setattr(neo4j_import, "_TELL", 1)
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == 10:
            raise KeyboardInterrupt

    def load_more(done: int, total: int) -> None:
        if done == 10:
            store.replace_document(invented.second())

    with pytest.raises(KeyboardInterrupt):
        export(store, tmp_path / "out" / "stopped", stop)
    with pytest.raises(PolicygraphError, match="documents were loaded or removed during the export"):
        export(store, tmp_path / "out" / "changed", load_more)
    assert list((tmp_path / "out").iterdir()) == []
    assert told == [(k, rows) for k in range(1, 11)]
    store.close()
