from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from types import ModuleType

import invented
import ladybug
import pytest
from dumping import dump

from graph.errors import RowsError, SchemaMismatch, StoreReadOnly, StoreUnavailable, TimeLimit
from graph.ids import node_id
from graph.records import DocumentRows
from graph.schema import EDGE, NODE, SCHEMA_VERSION
from graph.store import Store, open_store
from graph.stores import ladybug as ladybug_store
from graph.stores import neo4j_statements, statements, writing
from graph.stores.ladybug_run import BATCH

HERE = Path(__file__).parent


def sent(rows: DocumentRows) -> dict[str, int]:
    """How many nodes and relationships the rows should make in an empty store."""
    counts = {label: len(given) for label, given in rows.nodes.items()}
    for (edge_type, _, _), given in rows.edges.items():
        counts[edge_type] = counts.get(edge_type, 0) + len(given)
    return {name: count for name, count in counts.items() if count}


def made(store: Store) -> dict[str, int]:
    return {name: count for name, count in store.counts().items() if count}


def test_an_empty_store_counts_everything_and_finds_nothing(store: Store) -> None:
    assert store.counts() == {**dict.fromkeys(NODE, 0), **dict.fromkeys(EDGE, 0)}


def test_a_document_is_stored_whole_and_a_second_load_changes_nothing(store: Store) -> None:
    rows = invented.first()
    assert store.replace_document(deepcopy(rows)) == "loaded"
    assert made(store) == sent(rows)
    before = dump(store)
    assert store.replace_document(invented.first()) == "unchanged"
    assert dump(store) == before


def test_a_corrected_document_leaves_nothing_stale(store: Store, tmp_path: Path) -> None:
    store.replace_document(invented.first())
    assert store.replace_document(invented.changed()) == "replaced"
    assert made(store) == sent(invented.changed())
    fresh = open_store(f"ladybug:///{tmp_path / 'fresh.lbug'}")
    fresh.replace_document(invented.changed())
    assert dump(store) == dump(fresh)
    fresh.close()


def test_a_file_of_another_name_is_the_same_document(store: Store) -> None:
    rows = invented.first()
    store.replace_document(rows)
    next(row for row in rows.nodes["Document"] if row["loaded"])["file_name"] = "b.txt"
    assert store.replace_document(rows) == "unchanged"


def test_other_facts_from_the_same_file_replace_the_old_ones(store: Store) -> None:
    """A new version of the program reads more in the same bytes."""
    rows = invented.first()
    store.replace_document(deepcopy(rows))
    rows.nodes["Task"][0]["title"] = "读得更好"
    assert store.replace_document(rows) == "replaced"
    assert ("读得更好",) in store.read("MATCH (t:Task) RETURN t.title").rows


def test_a_removed_document_takes_everything_of_its_own_along(store: Store) -> None:
    store.replace_document(invented.first())
    assert store.remove_document(invented.first().document_id)
    assert made(store) == {}
    assert not store.remove_document(invented.first().document_id)


def test_removing_one_of_two_leaves_the_other_as_if_it_had_come_alone(store: Store, tmp_path: Path) -> None:
    alone = open_store(f"ladybug:///{tmp_path / 'alone.lbug'}")
    alone.replace_document(invented.second())
    store.replace_document(invented.second())
    store.replace_document(invented.first())
    store.remove_document(invented.first().document_id)
    assert dump(store) == dump(alone)
    alone.close()


@pytest.mark.parametrize("corrected", [False, True], ids=["loaded", "loaded and corrected"])
def test_the_order_of_loading_does_not_matter(store: Store, tmp_path: Path, corrected: bool) -> None:
    other = open_store(f"ladybug:///{tmp_path / 'other.lbug'}")
    last = invented.changed() if corrected else invented.first()
    store.replace_document(invented.first())
    store.replace_document(invented.second())
    store.replace_document(deepcopy(last))
    other.replace_document(invented.second())
    other.replace_document(deepcopy(last))
    assert dump(store) == dump(other)
    other.close()


def test_names_are_the_forms_printed_most(store: Store) -> None:
    query = "MATCH (u:Unit) WHERE u.full_name = '国家发展和改革委员会' RETURN u.name, u.aliases"
    store.replace_document(invented.first())
    assert store.read(query).rows == [("国家发改委", ["国家发改委"])]
    store.replace_document(invented.second())  # prints the long form twice
    assert store.read(query).rows == [("国家发展改革委", ["国家发展改革委", "国家发改委"])]
    store.remove_document(invented.second().document_id)
    assert store.read(query).rows == [("国家发改委", ["国家发改委"])]


def test_a_cited_document_is_a_stub_until_it_is_loaded(store: Store) -> None:
    query = "MATCH (:Document)-[c:CITES]->(d:Document {number: '乙政〔2022〕2号'}) RETURN d.title, d.loaded, c.title"
    store.replace_document(invented.first())
    assert store.read(query).rows == [("乙市的办法", False, "乙市的办法")]
    assert store.replace_document(invented.second()) == "loaded"
    assert store.read(query).rows == [("乙市关于建设的通知", True, "乙市的办法")]
    store.remove_document(invented.second().document_id)
    assert store.read(query).rows == [("乙市的办法", False, "乙市的办法")]
    store.remove_document(invented.first().document_id)
    assert made(store) == {}


CITED_BY_TITLE = node_id("Document", "", "关于建设的通知")
LEADS_TO = "MATCH (:Document {number: '丁政〔2024〕4号'})-[c:CITES]->(d:Document) RETURN d.id, d.loaded, d.title"


def citing_by_title(title: str = "乙市关于建设的通知") -> DocumentRows:
    rows = invented.Rows("丁政〔2024〕4号", "丁市")
    rows.cites(CITED_BY_TITLE, title, None)
    return rows.rows


@pytest.mark.parametrize("title", ["乙市关于建设的通知", "乙市建设方案"], ids=["of the notice", "of the plan"])
def test_a_citation_by_title_alone_leads_to_the_document_of_that_title(store: Store, title: str) -> None:
    """Which has a number, so that its id is another than the citation gives."""
    number_two = invented.second().document_id
    store.replace_document(citing_by_title(title))
    before = dump(store)
    assert store.read(LEADS_TO).rows == [(CITED_BY_TITLE, False, title)]
    store.replace_document(invented.second())
    assert store.read(LEADS_TO).rows == [(number_two, True, "乙市关于建设的通知")]
    assert store.replace_document(citing_by_title(title)) == "unchanged"
    store.remove_document(number_two)
    assert dump(store) == before


def test_a_citation_by_title_is_the_same_whatever_is_loaded_first(store: Store, tmp_path: Path) -> None:
    other = open_store(f"ladybug:///{tmp_path / 'other.lbug'}")
    loads = [citing_by_title, invented.second, invented.first]
    for load in loads:
        store.replace_document(load())
    for load in reversed(loads):
        other.replace_document(load())
    assert dump(store) == dump(other)
    other.close()


def test_a_citation_by_a_title_that_two_documents_have_leads_to_neither(store: Store) -> None:
    twin = invented.Rows("戊政〔2024〕5号", "乙市").rows  # 乙市关于建设的通知, once more
    store.replace_document(invented.second())
    store.replace_document(citing_by_title())
    store.replace_document(twin)
    assert store.read(LEADS_TO).rows == [(CITED_BY_TITLE, False, "乙市关于建设的通知")]
    store.remove_document(twin.document_id)
    assert store.read(LEADS_TO).rows == [(invented.second().document_id, True, "乙市关于建设的通知")]


def test_marks_within_a_cited_title_change(store: Store) -> None:
    rows = invented.Rows("己政〔2024〕6号", "己市", title="关于印发《己市方案》的通知").rows
    store.replace_document(rows)
    store.replace_document(citing_by_title("关于印发〈己市方案〉的通知"))
    assert store.read(LEADS_TO).rows == [(rows.document_id, True, "关于印发《己市方案》的通知")]


PLAN = "关于印发〈庚市方案（试行）〉的通知"


@pytest.mark.parametrize(
    ("printed", "city", "title", "number", "leads"),
    [
        # other marks, width and spaces
        (PLAN, "丁市", "关于印发《庚市方案(试行)》的 通知", None, True),
        # the issuer in front in one of them
        (PLAN, "丁市", "庚市人民政府关于印发庚市方案（试行）的通知", None, True),
        # the issuer in front of the loaded title alone: others print such a title too, so only in a document of that place
        (f"庚市人民政府{PLAN}", "庚市", PLAN, None, True),
        (f"庚市人民政府{PLAN}", "丁市", PLAN, None, False),
        # a number that the loaded document does not print
        (PLAN, "丁市", f"庚市人民政府{PLAN}", "庚政〔2024〕7号", True),
        (PLAN, "丁市", "庚市人民政府关于印发别的方案的通知", "庚政〔2024〕7号", False),
    ],
)
def test_a_citation_leads_by_issuer_and_title(
    store: Store, printed: str, city: str, title: str, number: str | None, leads: bool
) -> None:
    cited = invented.Rows("unnumbered", "庚市", title=printed, issuer="庚市人民政府").rows
    cited.nodes["Document"][0]["number"] = None
    citing = invented.Rows("丁政〔2024〕4号", city)
    stub = node_id("Document", "stub")
    citing.cites(stub, title, number)
    store.replace_document(citing.rows)
    before = dump(store)
    store.replace_document(cited)
    assert store.read(LEADS_TO).rows[0][:2] == ((cited.document_id, True) if leads else (stub, False))
    store.remove_document(cited.document_id)
    assert dump(store) == before


def test_what_is_cited_by_a_number_is_no_document_of_another(store: Store) -> None:
    citing = invented.Rows("丁政〔2024〕4号", "丁市")
    citing.cites(node_id("Document", "丙政〔2020〕1号"), "乙市关于建设的通知", "丙政〔2020〕1号")
    store.replace_document(citing.rows)
    store.replace_document(invented.second())
    assert store.read(LEADS_TO).rows[0][:2] == (node_id("Document", "丙政〔2020〕1号"), False)


def break_end(rows: DocumentRows) -> None:
    rows.edges["RESTATES", "Task", "Task"][0]["to"] = "task-0000000000000000"


def break_mention(rows: DocumentRows) -> None:
    del rows.edges["MENTIONS", "Document", "Park"]


def break_type(rows: DocumentRows) -> None:
    rows.nodes["Task"][0]["ordinal"] = "一"


def break_column(rows: DocumentRows) -> None:
    del rows.nodes["Task"][0]["text"]


def break_unknown(rows: DocumentRows) -> None:
    rows.nodes["Task"][0]["colour"] = "red"


def break_label(rows: DocumentRows) -> None:
    rows.nodes["Tsak"] = rows.nodes.pop("Task")


def break_pair(rows: DocumentRows) -> None:
    rows.edges["RESTATES", "Task", "Unit"] = []


def break_owner(rows: DocumentRows) -> None:
    rows.edges["SETS", "Document", "Goal"][0]["document_id"] = "document-0000000000000000"


def break_own(rows: DocumentRows) -> None:
    rows.nodes["Document"] = [row for row in rows.nodes["Document"] if not row["loaded"]]


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (break_end, r"RESTATES.*no Task task-0000000000000000"),
        (break_mention, "Park .* has no MENTIONS"),
        (break_type, "ordinal is '一', not INT"),
        (break_column, "lacks text"),
        (break_unknown, "unknown property colour"),
        (break_label, "unknown label Tsak"),
        (break_pair, r"unknown relationship \(Task\)-\[:RESTATES\]->\(Unit\)"),
        (break_owner, "is a statement of the document document-0000000000000000"),
        (break_own, "own row .* is missing"),
    ],
)
def test_rows_that_do_not_fit_are_refused_and_nothing_of_them_is_stored(
    store: Store, spoil: Callable[[DocumentRows], None], complaint: str
) -> None:
    store.replace_document(invented.second())
    before = dump(store)
    rows = invented.first()
    spoil(rows)
    with pytest.raises(RowsError, match=complaint):
        store.replace_document(rows)
    assert dump(store) == before


@pytest.mark.parametrize(
    ("module", "whole", "lossy"),
    [
        (statements, "WITH a, r", "WITH a, r WHERE a.id < 'j'"),
        (neo4j_statements, "CREATE", "WHERE r.span_start > 50 CREATE"),
    ],
    ids=["in ladybug", "in Neo4j"],
)
def test_rows_made_are_compared_with_rows_sent(
    store: Store, monkeypatch: pytest.MonkeyPatch, module: ModuleType, whole: str, lossy: str
) -> None:
    """A statement that loses rows without an error: the document is not half stored."""
    statement = module.create_edges
    monkeypatch.setattr(module, "create_edges", lambda *a, **given: statement(*a, **given).replace(whole, lossy))
    if (module is statements) != (store.dialect == "ladybug"):
        assert store.replace_document(invented.first()) == "loaded"  # its own statements are whole
        return
    with pytest.raises(RowsError, match=r"\d+ rows of \w+ sent, \d+ made"):
        store.replace_document(invented.first())
    assert made(store) == {}


LOADER = """
import os, signal, sys
sys.path.insert(0, {here!r})
import invented
from graph.store import open_store
from graph.stores import ladybug as module

store = open_store({url!r})
store.replace_document(invented.first())
store.replace_document(invented.second())
left = {statements}
run = module.Run.__call__

def dying(self, statement, **params):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return run(self, statement, **params)

module.Run.__call__ = dying
print("ready", flush=True)
store.replace_documents([invented.changed(), *invented.others({others})])
print("done", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a store with both documents holds, before and after the correction of the first."""
    found = {}
    for name, rows in (("old", invented.first()), ("new", invented.changed())):
        expected = open_store(f"ladybug:///{tmp_path_factory.mktemp(name) / 'expected.lbug'}")
        expected.replace_document(invented.second())
        expected.replace_document(rows)
        found[name] = dump(expected)
        expected.close()
    return found


@pytest.mark.parametrize(
    ("statement", "others"), [*((at, 0) for at in (0, 1, 4, 20, 45, 70, 100_000)), (30, 3), (100_000, 3)]
)
def test_a_killed_load_leaves_the_old_version_or_the_new_one(
    tmp_path: Path, versions: dict[str, object], statement: int, others: int
) -> None:
    """A document alone, and one of a batch: all of the batch, or nothing."""
    url = f"ladybug:///{tmp_path / 'killed.lbug'}"
    script = LOADER.format(here=str(HERE), url=url, statements=statement, others=others)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert "ready" in done.stdout
    finished = "done" in done.stdout
    assert finished == (statement == 100_000)
    after = open_store(url)
    if finished:
        assert {after.remove_document(rows.document_id) for rows in invented.others(others)} <= {True}
    assert dump(after) == versions["new" if finished else "old"]
    assert after.replace_document(invented.changed()) == ("unchanged" if finished else "replaced")
    after.close()


@pytest.mark.parametrize("delay", [0.0, 0.1, 0.3])
def test_a_load_killed_at_any_moment_leaves_the_old_version_or_the_new_one(
    tmp_path: Path, versions: dict[str, object], delay: float
) -> None:
    url = f"ladybug:///{tmp_path / 'killed.lbug'}"
    script = LOADER.format(here=str(HERE), url=url, statements=100_000, others=0)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(delay)
        process.kill()
    after = open_store(url)
    assert dump(after) in versions.values()
    after.close()


@pytest.mark.parametrize("cut", [1, 10, 5000])
def test_a_log_cut_short_by_a_power_failure_loses_the_last_load_alone(
    tmp_path: Path, versions: dict[str, object], monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    monkeypatch.setattr(ladybug_store, "READ_ONLY_PATIENCE", 0.3)  # no other process is about to finish its record
    path = tmp_path / "torn.lbug"
    script = LOADER.format(here=str(HERE), url=f"ladybug:///{path}", statements=100_000, others=0)
    subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    log = path.with_name("torn.lbug.wal")
    os.truncate(log, log.stat().st_size - cut)
    reader = open_store(f"ladybug:///{path}", read_only=True)
    assert dump(reader) == versions["old"]
    reader.close()
    writer = open_store(f"ladybug:///{path}")
    assert dump(writer) == versions["old"]
    assert writer.replace_document(invented.changed()) == "replaced"
    writer.close()
    after = open_store(f"ladybug:///{path}")
    assert dump(after) == versions["new"]
    after.close()


def test_a_log_whose_end_ends_the_process_is_shortened_and_kept_beside_it(tmp_path: Path) -> None:
    """At some byte of a record ladybug dies of the log's end: found by trying, so that any release is tested where it is weak."""
    path = tmp_path / "torn.lbug"
    script = LOADER.format(here=str(HERE), url=f"ladybug:///{path}", statements=100_000, others=0)
    subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    log = path.with_name("torn.lbug.wal")
    whole = log.read_bytes()
    opened = "import ladybug, sys; ladybug.Database(sys.argv[1], read_only=True, throw_on_wal_replay_failure=False)"
    for cut in [5000, *range(4600, 5400, 25)]:
        log.write_bytes(whole[:-cut])
        if subprocess.run([sys.executable, "-c", opened, str(path)], capture_output=True).returncode < 0:
            break
    else:
        return  # this release dies of none of them
    store = open_store(f"ladybug:///{path}")
    assert store.counts()["Document"] >= 1
    store.close()
    assert log.with_name("torn.lbug.wal.damaged").read_bytes() == whole[:-cut]


def test_a_failed_load_is_rolled_back_and_the_store_goes_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.replace_document(invented.first())
    before = dump(store)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(writing, "settle", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.replace_document(invented.changed())
    assert dump(store) == before
    assert store.replace_document(invented.changed()) == "replaced"


def test_a_store_of_another_schema_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.lbug"
    open_store(f"ladybug:///{path}").close()
    with ladybug.Database(path) as database, ladybug.Connection(database) as connection:
        connection.execute("MATCH (v:SchemaVersion) SET v.version = 0")
    with pytest.raises(
        SchemaMismatch, match=f"version 0 of the schema, this program uses {SCHEMA_VERSION}: move the file"
    ):
        open_store(f"ladybug:///{path}")


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.lbug"
    with ladybug.Database(path) as database, ladybug.Connection(database) as connection:
        connection.execute("CREATE NODE TABLE Person(id STRING PRIMARY KEY)")
    with pytest.raises(SchemaMismatch, match="another program"):
        open_store(f"ladybug:///{path}")
    with ladybug.Database(path) as database, ladybug.Connection(database) as connection:
        assert len(connection.execute("CALL show_tables() RETURN *").get_all()) == 1


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "text.lbug"
    path.write_text("关于印发通知的通知" * 1000, "utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable, match="cannot open") as caught:
        open_store(f"ladybug:///{path}")
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("url", ["postgres://x", "ladybug://x", "ladybug:///", "graph.lbug", ""])
def test_an_unknown_url_says_which_forms_there_are(url: str) -> None:
    with pytest.raises(StoreUnavailable, match="ladybug:///"):
        open_store(url)


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="it is a folder"):
        open_store(f"ladybug:///{tmp_path}")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match="cannot make the folder"):
        open_store(f"ladybug:///{tmp_path / 'file' / 'graph.lbug'}")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    # root may write anywhere but into the kernel's own file system
    folder = tmp_path if os.geteuid() else Path("/proc")
    with pytest.raises(StoreUnavailable, match=f"cannot open {folder}/graph.lbug: .*; give another file with --store"):
        open_store(f"ladybug:///{folder / 'graph.lbug'}")


def test_reading_a_store_that_does_not_exist_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="load a document first"):
        open_store(f"ladybug:///{tmp_path / 'none.lbug'}", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_store_changes_nothing(store: Store, tmp_path: Path) -> None:
    store.replace_document(invented.first())
    store.close()
    reader = open_store(store.url, read_only=True)
    assert reader.counts()["Task"] == 4
    with pytest.raises(StoreReadOnly):
        reader.replace_document(invented.second())
    with pytest.raises(StoreReadOnly):
        reader.remove_document(invented.first().document_id)
    reader.close()


HOLDER = """
import sys
sys.path.insert(0, {here!r})
from graph.store import open_store
store = open_store({url!r})
print("open", flush=True)
sys.stdin.readline()
"""


def test_a_store_held_by_another_process_says_by_whom(tmp_path: Path) -> None:
    url = f"ladybug:///{tmp_path / 'held.lbug'}"
    script = HOLDER.format(here=str(HERE), url=url)
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreUnavailable, match=f"held by process {holder.pid}"):
            open_store(url)
        holder.stdin.write("\n")
    open_store(url).close()


WRITER = """
import sys
sys.path.insert(0, {here!r})
import invented
from graph.store import open_store
store = open_store({url!r})
store.replace_document(invented.first())
print("open", flush=True)
while True:
    store.replace_document(invented.second())
    store.remove_document(invented.second().document_id)
"""


def test_readers_of_other_processes_open_beside_a_writer(tmp_path: Path) -> None:
    url = f"ladybug:///{tmp_path / 'busy.lbug'}"
    script = WRITER.format(here=str(HERE), url=url)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        for _ in range(8):
            reader = open_store(url, read_only=True)
            assert reader.read("MATCH (d:Document {number: '甲政〔2023〕1号'}) RETURN d.loaded").rows == [(True,)]
            reader.close()
        writer.kill()


def test_reads_run_beside_a_load(store: Store) -> None:
    """Each reader of the embedded store sees a whole version of the document, never a part of one. Neo4j promises less: a
    query that runs at the very moment of a commit may see some of it; one that begins afterwards sees all."""
    store.replace_document(invented.first())
    seen: list[int] = []
    stop = threading.Event()

    def read() -> int:
        return int(store.read("MATCH (:Document)-[:HAS_TASK]->(t:Task) RETURN count(t)").rows[0][0])

    def keep_reading() -> None:
        while not stop.is_set():
            seen.append(read())

    readers = [threading.Thread(target=keep_reading) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _ in range(3):
        store.replace_document(invented.changed())
        assert read() == 3
        store.replace_document(invented.first())
        assert read() == 4
    stop.set()
    for reader in readers:
        reader.join()
    assert {3, 4} <= set(seen)
    if store.dialect == "ladybug":
        assert {3, 4} == set(seen)


def test_loads_from_several_threads_come_one_after_the_other(store: Store, tmp_path: Path) -> None:
    threads = [
        threading.Thread(target=store.replace_document, args=(make(),)) for make in (invented.first, invented.second)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = open_store(f"ladybug:///{tmp_path / 'expected.lbug'}")
    expected.replace_document(invented.first())
    expected.replace_document(invented.second())
    assert dump(store) == dump(expected)
    expected.close()


FULL = """
import os, resource, signal, sys
sys.path.insert(0, {here!r})
import invented
from graph.errors import StoreUnavailable
from graph.store import open_store
store = open_store({url!r})
store.replace_document(invented.second())
rows = invented.first()
rows.nodes["Document"][0]["raw_text"] = "长" * 3_000_000
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, resource.RLIM_INFINITY))
try:
    store.replace_document(rows)
except StoreUnavailable as error:
    print(error)
else:
    print("stored")
print(store.counts()["Task"])
if {then!r} == "goes on":
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(store.replace_document(rows), store.counts()["Task"], flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
store.close()
print("closed")
"""


@pytest.mark.parametrize("then", ["goes on", "closes"])
@pytest.mark.parametrize("limit", [4096, 20_000, 1_000_000, 4_000_000])
def test_a_full_disk_is_said_and_leaves_the_store_intact(tmp_path: Path, limit: int, then: str) -> None:
    """Whether the process then ends with its disk still full, or goes on when there is room again and is killed."""
    url = f"ladybug:///{tmp_path / 'full.lbug'}"
    script = FULL.format(here=str(HERE), url=url, limit=limit, then=then)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.splitlines() == [
        f"cannot write to {tmp_path / 'full.lbug'}: the disk is full, or the file has reached its limit; "
        "nothing of the document is stored",
        "1",
        "loaded 5" if then == "goes on" else "closed",
    ], done.stderr
    assert done.returncode == (-signal.SIGKILL if then == "goes on" else 0), done.stderr
    after = open_store(url)
    assert after.counts()["Task"] == (5 if then == "goes on" else 1)
    assert after.replace_document(invented.first()) == ("replaced" if then == "goes on" else "loaded")
    assert after.counts()["Task"] == 5
    after.close()


def test_memory_that_does_not_suffice_is_said_and_leaves_the_store_intact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"ladybug:///{tmp_path / 'small.lbug'}"
    monkeypatch.setattr(ladybug_store, "buffer_pool", lambda: 128 << 20)
    store = open_store(url)
    store.replace_document(invented.first())
    many = [invented.Rows(f"甲政〔2024〕{n}号", f"城{n}市", raw_text="文" * 30_000).rows for n in range(400)]
    with pytest.raises(StoreUnavailable, match=r"needs more memory than the 128 MB .*; what was stored before is safe"):
        store.replace_documents(many)
    assert store.counts()["Task"] == 4
    store.close()
    monkeypatch.undo()
    after = open_store(url)
    assert after.counts()["Task"] == 4
    assert after.replace_documents(many[:9]) == ["loaded"] * 9
    after.close()


def test_memory_is_taken_by_what_the_machine_and_its_container_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = tmp_path / "memory.max"
    monkeypatch.setattr(ladybug_store, "_LIMIT_OF_GROUP", group)
    whole = ladybug_store.buffer_pool()
    group.write_text("max\n")
    assert ladybug_store.buffer_pool() == whole >= ladybug_store.LEAST_POOL
    group.write_text(f"{ladybug_store.LEAST_POOL}\n")
    assert ladybug_store.buffer_pool() == ladybug_store.LEAST_POOL


def test_a_disk_that_is_full_from_the_beginning(tmp_path: Path) -> None:
    script = textwrap.dedent(f"""
        import resource
        from graph.errors import StoreUnavailable
        from graph.store import open_store
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            open_store("ladybug:///{tmp_path / "full.lbug"}")
        except StoreUnavailable as error:
            print(error)
    """)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "the disk is full" in done.stdout, done.stderr
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1000  # in that process alone


def test_a_query_ends_when_its_time_is_up(city_store: Store) -> None:
    began = time.monotonic()
    with pytest.raises(TimeLimit, match="stopped after"):
        city_store.read("UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN sum(x * y)", timeout=0.3)
    assert time.monotonic() - began < 3
    assert city_store.read("RETURN 1 AS x", timeout=1).rows == [(1,)]


def test_rows_are_cut_where_asked_and_it_is_said(city_store: Store) -> None:
    query = "MATCH (u:Unit) RETURN u.id ORDER BY u.id"
    whole = city_store.read(query)
    assert not whole.truncated
    cut = city_store.read(query, row_limit=2)
    assert (cut.rows, cut.truncated) == (whole.rows[:2], True)
    assert not city_store.read(query, row_limit=len(whole.rows)).truncated


def test_values_come_back_plain(city_store: Store) -> None:
    row = city_store.read(
        "MATCH (:Unit)-[r:RESPONSIBLE_FOR]->(t:Task {path: '表1'}) RETURN t, r, t.deadline LIMIT 1"
    ).rows[0]
    assert row[0]["_label"] == "Task"
    assert row[1]["_type"] == "RESPONSIBLE_FOR"
    assert row[2] == date(2023, 6, 30)
    assert not [key for value in row[:2] for key in value if key in ("_ID", "_SRC", "_DST")]


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreUnavailable, match="is closed"):
        store.read("RETURN 1")


def test_a_large_document_is_stored_whole(store: Store) -> None:
    """More rows than one statement takes, and megabytes of text."""
    rows = invented.Rows("丙政〔2024〕3号", "丙市")
    unit = rows.unit("市财政局")
    tasks = BATCH + 1
    for ordinal in range(1, tasks + 1):
        ident = node_id("Task", rows.id, "body", str(ordinal), 1)
        evidence = {"document_id": rows.id, "span_start": ordinal, "span_end": ordinal + 1, "quote": "x"}
        blank = dict.fromkeys(("section", "title", "text", "deadline_raw", "deadline", "filled"))
        rows.rows.nodes.setdefault("Task", []).append(
            {**blank, **evidence, "id": ident, "origin": "body", "ordinal": ordinal, "path": str(ordinal)}
        )
        own = {"from": rows.id, "to": ident, **evidence}
        rows.rows.edges.setdefault(("HAS_TASK", "Document", "Task"), []).append(own)
    rows.rows.nodes["Document"][0]["raw_text"] = "长" * 5_000_000
    rows.task("body", tasks + 1, "末项", [unit])
    assert store.replace_document(rows.rows) == "loaded"
    assert store.counts()["HAS_TASK"] == tasks + 1
    assert store.read("MATCH (d:Document {loaded: true}) RETURN size(d.raw_text)").rows == [(5_000_000,)]
    store.remove_document(rows.id)
    assert made(store) == {}
