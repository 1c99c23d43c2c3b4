"""Files and folders -> a store: each file its own outcome, good files in spite of bad ones, whole documents only."""

import ast
import os
import signal
import sys
from contextlib import closing
from dataclasses import replace
from importlib.metadata import packages_distributions
from pathlib import Path

import goldfacts
import pytest

from graph.ask import ask, ask_cypher
from graph.errors import RowsError, StoreUnavailable
from graph.records import check_rows, digest
from graph.store import open_store
from loaders import load as loading
from loaders import prepare as preparing
from loaders.errors import NotPolicy, WorkersUnavailable
from loaders.fingerprint import LIBRARIES
from loaders.load import load, load_source
from loaders.prepare import Options, prepare, read_facts
from loaders.read import read, read_bytes
from loaders.resolve import squeeze
from loaders.stored import stored_source
from loaders.text.clean import normalise
from loaders.workers import Dask, Processes

NOTICE = """{city}人民政府办公厅关于印发{name}行动方案的通知

{number}

各区人民政府，市有关单位：

《{name}行动方案》已经市政府同意，现印发给你们，请认真贯彻执行。

{city}人民政府办公厅

2023年4月28日

{name}行动方案

根据《国务院关于{name}的意见》（国发〔2018〕1号），制定本方案。

一、工作目标

到2025年末，建设{name}平台不少于{count}个。

二、主要任务

（一）加强研发

1.加强技术攻关。推动{name}技术研发。（责任单位：市科技局、市财政局）

2.完善标准体系。制定{name}标准。（责任单位：{unit}、省住建厅）

三、保障措施

加强组织领导。
"""


def notice(city="深圳市", name="机器人", number="深府办〔2023〕1号", unit="市住房建设局", count=10):
    return NOTICE.format(city=city, name=name, number=number, unit=unit, count=count)


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"ladybug:///{tmp_path / 'test.lbug'}")
    yield opened
    opened.close()


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def told(outcomes):
    return [(o.path.name, o.status) for o in outcomes]


def snapshot(store):
    """Everything in the store, comparable whatever the order it was written in."""
    nodes = store.read("MATCH (n) RETURN n").rows
    edges = store.read("MATCH (a)-[e]->(b) RETURN label(e), a.id, b.id, e").rows

    def plain(value):
        if isinstance(value, dict):
            return tuple(sorted((k, plain(v)) for k, v in value.items() if k not in ("_id", "_src", "_dst")))
        return tuple(plain(v) for v in value) if isinstance(value, list) else repr(value)

    return sorted(plain(n) for (n,) in nodes), sorted((*e[:3], plain(e[3])) for e in edges)


def test_the_cities_of_a_provinces_plan_support_its_chains(store, tmp_path):
    text = notice("浙江省", "储能", "浙政办发〔2023〕1号").replace("加强组织领导。", (
        "聚焦储能产业链、氢能产业链。支持杭州、宁波发展储能产业链，温州市依托瓯江产业园发展氢能产业链，推动余杭区发展储能产业链。"
    ))  # fmt: skip
    (tmp_path / "plan.txt").write_text(text, "utf-8")
    assert [done.status for done in load([tmp_path / "plan.txt"], store)] == ["loaded"]
    found = ask(store, "chain-districts", {"chain": "储能产业链"}).rows
    assert [row["district"] for row in found] == ["余杭区", "宁波市", "杭州市"]
    assert [row["district"] for row in ask(store, "chain-districts", {"chain": "氢能产业链"}).rows] == ["温州市"]
    query = "MATCH (c:Jurisdiction)-[:RELIES_ON]->(p:Park) RETURN c.name AS city, p.name AS park"
    assert ask_cypher(store, query).rows == [{"city": "温州市", "park": "瓯江产业园"}]


def test_load_reload_correct_remove(store, tmp_path):
    empty = store.counts()
    folder = write(tmp_path / "in", a=notice())

    (first,) = load([folder], store)
    assert (first.status, first.why, first.tasks) == ("loaded", None, 2)
    assert first.title == "深圳市人民政府办公厅关于印发机器人行动方案的通知"
    after = snapshot(store)

    assert told(load([folder], store)) == [("a.txt", "unchanged")]
    assert snapshot(store) == after

    write(folder, a=notice(unit="市交通运输局", count=12))
    assert told(load([folder], store)) == [("a.txt", "replaced")]
    changed = snapshot(store)
    assert "市住房建设局" not in repr([n for n in changed[0] if "raw_text" not in repr(n)])

    write(folder, a=notice())
    assert told(load([folder], store)) == [("a.txt", "replaced")]
    assert snapshot(store) == after

    assert store.remove_document(first.document_id)
    assert store.counts() == empty


def test_the_order_of_loading_changes_nothing(tmp_path):
    folder = write(
        tmp_path / "in",
        a=notice(),
        b=notice(name="无人机", number="深府办〔2023〕2号", unit="市城建局"),
        c=notice(city="武汉市", number="武政办〔2023〕1号"),
    )
    files = sorted(folder.iterdir())
    seen = []
    for n, order in enumerate((files, files[::-1], [files[1], files[2], files[0]])):
        made = open_store(f"ladybug:///{tmp_path / str(n)}.lbug")
        assert {o.status for o in load(order, made)} == {"loaded"}
        seen.append(snapshot(made))
        made.close()
    assert seen[0] == seen[1] == seen[2]


def test_a_folder_with_good_and_bad_files(store, tmp_path):
    folder = write(
        tmp_path / "in", good=notice(), poem="床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n", empty=""
    )
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / ".hidden.txt").write_text(notice(), "utf-8")
    write(folder / "deep", more=notice(name="无人机", number="深府办〔2023〕2号"))

    outcomes = list(load([folder], store))

    assert told(outcomes) == [
        ("more.txt", "loaded"),
        ("empty.txt", "failed"),
        ("good.txt", "loaded"),
        ("picture.txt", "failed"),
        ("poem.txt", "failed"),
    ]
    for outcome in outcomes:
        assert (outcome.why is None) == (outcome.status == "loaded")
        assert outcome.why is None or "\n" not in outcome.why
        assert outcome.why is None or not outcome.why.startswith(str(outcome.path))
    loaded = store.read("MATCH (d:Document) WHERE d.loaded RETURN d.file_name AS f ORDER BY f").rows
    assert loaded == [("good.txt",), ("more.txt",)]


def test_missing_paths_and_empty_folders(store, tmp_path):
    (tmp_path / "none").mkdir()
    outcomes = list(load([tmp_path / "missing.txt", tmp_path / "none"], store))
    assert told(outcomes) == [("missing.txt", "failed"), ("none", "failed")]
    assert "no such file" in outcomes[0].why
    assert ".txt" in outcomes[1].why
    assert sum(store.counts().values()) == 0


def test_the_same_document_under_two_names(store, tmp_path):
    folder = write(tmp_path / "in", a=notice(), b=notice(), c=notice(unit="市水务局"))
    outcomes = list(load([folder], store))
    assert told(outcomes) == [("a.txt", "loaded"), ("b.txt", "unchanged"), ("c.txt", "replaced")]
    assert outcomes[1].why == f"the same document as {folder / 'a.txt'}"
    assert outcomes[2].why == f"another version, replaces that of {folder / 'b.txt'}"
    assert len({o.document_id for o in outcomes}) == 1


def test_a_path_given_twice_is_read_once(store, tmp_path):
    folder = write(tmp_path / "in", a=notice())
    assert told(load([folder, folder / "a.txt", folder / ".." / "in" / "a.txt"], store)) == [("a.txt", "loaded")]


def test_a_file_over_the_limit(store, tmp_path):
    folder = write(tmp_path / "in", a=notice())
    (outcome,) = load([folder], store, options=Options(max_bytes=100))
    assert outcome.status == "failed"
    assert "100" in outcome.why


def test_a_fault_of_the_program_costs_one_file(store, tmp_path, monkeypatch):
    folder = write(tmp_path / "in", a=notice(name="坏"), b=notice(number="深府办〔2023〕2号"))
    true = preparing.extract

    def extract(text, *, name=None, edits=()):
        if "坏" in text:
            raise ValueError("first line\nsecond line")
        return true(text, name=name)

    monkeypatch.setattr(preparing, "extract", extract)
    outcomes = list(load([folder], store))
    assert told(outcomes) == [("a.txt", "failed"), ("b.txt", "loaded")]
    assert "ValueError: first line" in outcomes[0].why
    assert "second line" not in outcomes[0].why


class Broken:
    """A store that fails on its second document."""

    def __init__(self, error):
        self.error, self.kept = error, []

    def replace_document(self, rows):
        if self.kept:
            raise self.error
        self.kept.append(rows.document_id)
        return "loaded"


def test_a_store_that_fails_stops_the_load(tmp_path):
    folder = write(
        tmp_path / "in", a=notice(), b=notice(number="深府办〔2023〕2号"), c=notice(number="深府办〔2023〕3号")
    )
    broken = Broken(StoreUnavailable("the disk is full"))
    got = []
    with pytest.raises(StoreUnavailable, match="disk is full"):
        got.extend(load([folder], broken, batch=1, force=True))
    assert told(got) == [("a.txt", "loaded")]


def test_rows_that_do_not_fit_cost_one_file(tmp_path):
    folder = write(tmp_path / "in", a=notice(), b=notice(number="深府办〔2023〕2号"))
    outcomes = list(load([folder], Broken(RowsError("rows do not fit")), batch=1, force=True))
    assert told(outcomes) == [("a.txt", "loaded"), ("b.txt", "failed")]
    assert "report" in outcomes[1].why


def test_an_interrupt_leaves_whole_documents(store, tmp_path):
    folder = write(tmp_path / "in", a=notice(), b=notice(number="深府办〔2023〕2号", name="无人机"))

    def interrupt(path, done, total):
        assert total == 2
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(load([folder], store, batch=1, progress=interrupt))
    assert store.read("MATCH (d:Document) WHERE d.loaded RETURN d.file_name").rows == [("a.txt",)]
    assert told(load([folder], store)) == [("a.txt", "unchanged"), ("b.txt", "loaded")]


def test_progress_counts_every_file(store, tmp_path):
    folder = write(tmp_path / "in", a=notice(), b="", c=notice(number="深府办〔2023〕3号"))
    seen = []
    list(load([folder], store, progress=lambda path, done, total: seen.append((path.name, done, total))))
    assert seen == [("a.txt", 0, 3), ("b.txt", 1, 3), ("c.txt", 2, 3)]


def test_an_upload(store):
    reading = load_source(store, read_bytes(notice().encode(), "up.txt"))
    assert (reading.outcome, reading.tasks) == ("loaded", 2)
    assert load_source(store, read_bytes(notice().encode(), "other.txt")).outcome == "unchanged"
    with pytest.raises(NotPolicy):
        load_source(store, read_bytes("床前明月光，疑是地上霜。".encode(), "poem.txt"))


def test_a_cited_document_is_taken_over_when_it_is_loaded(store, tmp_path):
    cited = notice(name="无人机", number="深府办〔2023〕2号")
    citing = notice().replace("国发〔2018〕1号", "深府办〔2023〕2号")
    folder = write(tmp_path / "in", a=citing)
    list(load([folder], store))
    query = "MATCH (:Document)-[:CITES]->(d:Document) RETURN d.loaded, d.number"
    assert store.read(query).rows == [(False, "深府办〔2023〕2号")]
    (outcome,) = load([write(tmp_path / "more", b=cited)], store)
    assert (True, "深府办〔2023〕2号") in store.read(query).rows
    assert store.remove_document(outcome.document_id)
    assert store.read(query).rows == [(False, "深府办〔2023〕2号")]


def test_every_quote_is_the_cleaned_text_of_its_span(document):
    source = read(document)
    rows = prepare(source).rows
    wrong = [
        (row["quote"], source.text[row["span_start"] : row["span_end"]])
        for found in (*rows.nodes.values(), *rows.edges.values())
        for row in found
        if row.get("quote") is not None
        and flat(normalise(source.text[row["span_start"] : row["span_end"]]).text) != flat(row["quote"])
    ]
    assert wrong == []


def flat(text):
    return "".join(text.split())


def test_names_are_printed_where_they_are_mentioned(document):
    rows = prepare(read(document)).rows
    wrong = [
        (row["printed"], row["quote"])
        for label in ("Unit", "Platform", "Park", "Measure", "Segment", "Subfield")
        for row in rows.edges.get(("MENTIONS", "Document", label), ())
        # a list prints a common prefix once: 市、区财政部门和审计部门
        if squeeze(row["printed"]) not in squeeze(row["quote"])
        and not squeeze(row["printed"]).endswith(squeeze(row["quote"]))
    ]
    assert wrong == []


def test_reading_twice_gives_the_same_rows(document):
    source = read(document)
    assert digest(prepare(source).rows) == digest(prepare(source).rows)
    assert check_rows(prepare(source).rows).document_id == prepare(source).rows.document_id


def test_the_samples_together(tmp_path):
    paths = [goldfacts.ROOT / "data" / "policies" / f"{name}.txt" for name in goldfacts.SAMPLES.values()]
    seen = []
    for n, order in enumerate((paths, paths[::-1])):
        made = open_store(f"ladybug:///{tmp_path / str(n)}.lbug")
        empty = made.counts()
        assert [o.status for o in load(order, made)] == ["loaded", "loaded"]
        seen.append(snapshot(made))
        assert [o.status for o in load(order, made)] == ["unchanged", "unchanged"]
        assert snapshot(made) == seen[-1]
        alone = made.counts()
        for (ident,) in made.read("MATCH (d:Document) WHERE d.loaded RETURN d.id").rows:
            assert made.remove_document(ident)
        assert made.counts() == empty != alone
        made.close()
    assert seen[0] == seen[1]


def test_the_facts_of_a_file_carry_the_signals_of_reading_and_of_resolving():
    # 鼓楼区 lies in several cities of the province, and the last sentence is cut
    text = (
        notice(city="丹阳市", unit="鼓楼区政府")
        + "\n（一）加强督查。定期督查各项任务的落实情况，及时通报进展，确保各项任务按期完成，并报送市政府办公"
    )

    kinds = {s.kind for s in read_facts(read_bytes(text.encode(), "a.txt")).signals}

    assert {"unresolved", "cut"} <= kinds


def test_several_documents_in_one_transaction_tell_the_same(tmp_path, store):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in {
        "a.txt": notice(),
        "b.txt": "no policy",
        "c.txt": notice(number="深府办〔2023〕2号", name="新材料"),
        "d.txt": notice(count=11),  # another version of a.txt
        "e.txt": notice(number="深府办〔2023〕3号", name="氢能"),
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    alone = open_store(f"ladybug:///{tmp_path / 'alone.lbug'}")

    outcomes = list(load([folder], store, batch=3))

    assert outcomes == list(load([folder], alone, batch=1))
    assert [o.status for o in outcomes] == ["loaded", "failed", "loaded", "replaced", "loaded"]
    everything = "MATCH (a)-[r]->(b) RETURN a, r, b ORDER BY a.id, label(r), b.id, r.span_start"
    assert store.read(everything) == alone.read(everything)
    alone.close()


@pytest.mark.parametrize("most", ["BATCH_TEXT", "BATCH_ROWS"])
def test_large_documents_share_a_transaction_with_fewer(tmp_path, store, monkeypatch, most):
    folder = write(tmp_path / "in", **{name: notice(number=f"深府办〔2023〕{name}号") for name in "1234"})
    sizes = []
    replace = store.replace_documents
    monkeypatch.setattr(store, "replace_documents", lambda rows: sizes.append(len(rows)) or replace(rows))
    one = loading.prepare_file(loading.File("1.txt", (folder / "1.txt").read_bytes()), loading.Options())
    size = len(one.nodes["Document"][0]["raw_text"])
    if most == "BATCH_ROWS":
        size = sum(len(rows) for table in (one.nodes, one.edges) for rows in table.values())
    monkeypatch.setattr(loading, most, 2 * size)

    assert [status for _, status in told(load([folder], store))] == ["loaded"] * 4
    assert sizes == [2, 2]


def test_a_document_that_is_refused_does_not_cost_the_others_of_its_transaction(tmp_path, store, monkeypatch):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, number in {"a.txt": 1, "b.txt": 2, "c.txt": 3}.items():
        (folder / name).write_text(notice(number=f"深府办〔2023〕{number}号"), encoding="utf-8")
    whole = loading.prepare_file

    def spoilt(file, options):
        rows = whole(file, options)
        if file.name == "b.txt":
            del rows.nodes["Task"]
        return rows

    monkeypatch.setattr(loading, "prepare_file", spoilt)

    assert told(load([folder], store, batch=3)) == [("a.txt", "loaded"), ("b.txt", "failed"), ("c.txt", "loaded")]
    assert store.counts()["HAS_TASK"] > 0


def test_corrections_beside_a_document_hold_on_every_load(store, tmp_path):
    path, mend = tmp_path / "plan.txt", tmp_path / "plan.corrections.toml"
    path.write_text(notice(), "utf-8")
    assert [o.status for o in load([path], store)] == ["loaded"]
    mend.write_text(
        '[[correct]]\nfact = "tasks.units"\nof = {path = "二（一）1"}\nwhere = {name = "市科技局"}\n'
        'set = {role = "lead"}\nwhy = "it leads"\nby = "李"\n',
        "utf-8",
    )
    assert [o.status for o in load([path], store)] == ["replaced"]
    assert [o.status for o in load([path], store)] == ["unchanged"]
    roles = store.read(
        "MATCH (u:Unit)-[r:RESPONSIBLE_FOR]->(t:Task {path: '二（一）1'}) RETURN u.name, r.role ORDER BY r.position", {}
    )
    assert [tuple(row) for row in roles.rows] == [("市科技局", "lead"), ("市财政局", "responsible")]
    (kept,) = store.read("MATCH (:Document)-[:HAS_CORRECTION]->(c:Correction) RETURN c.fact, c.why, c.by", {}).rows
    assert tuple(kept) == ("tasks.units", "it leads", "李")
    notes = ask(store, "task-units", {"path": "二（一）1"}).notes
    assert "1 row rests on a reading that a person corrected: ask corrections" in notes
    mend.write_text("[[correct]", "utf-8")
    (failed,) = load([path], store)
    assert failed.status == "failed"
    assert "the corrections of plan.txt: is no TOML" in failed.why
    mend.unlink()
    assert [o.status for o in load([path], store)] == ["replaced"]
    assert not store.read("MATCH (c:Correction) RETURN c.id", {}).rows


def test_a_document_reads_the_same_from_the_store_as_from_its_file(store, tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(notice(), "utf-8")
    (tmp_path / "plan.corrections.toml").write_text(
        '[[drop]]\nfact = "tasks.units"\nof = {path = "二（一）1"}\nwhere = {name = "市科技局"}\nwhy = "no"', "utf-8"
    )
    (outcome,) = load([path], store)
    assert stored_source(store, outcome.document_id) == replace(read(path), encoding="")
    assert digest(prepare(stored_source(store, outcome.document_id)).rows) == digest(prepare(read(path)).rows)


def several(folder: Path, count: int) -> Path:
    return write(
        folder, **{f"f{k:02}": notice(number=f"深府办〔2023〕{k + 1}号", name=f"产业{k}") for k in range(count)}
    )


def test_what_the_store_holds_is_not_read_again(store, tmp_path, monkeypatch):
    folder = several(tmp_path / "in", 3)
    before = list(load([folder], store))
    read = []
    monkeypatch.setattr(loading, "prepare_file", lambda file, options: read.append(file.name))

    outcomes = list(load([folder], store))

    assert read == []
    assert [(o.path, o.document_id, o.title, o.tasks, o.signals, o.size) for o in outcomes] == [
        (o.path, o.document_id, o.title, o.tasks, o.signals, o.size) for o in before
    ]
    assert {o.status for o in outcomes} == {"unchanged"}


def test_other_rules_read_everything_once_more(store, tmp_path, monkeypatch):
    folder = several(tmp_path / "in", 2)
    list(load([folder], store))
    read = []
    whole = loading.prepare_file
    monkeypatch.setattr(
        loading, "prepare_file", lambda file, options: (read.append(file.name), whole(file, options))[1]
    )
    monkeypatch.setattr(preparing, "program", lambda: "other")

    assert told(load([folder], store, options=Options(program="other"))) == [
        ("f00.txt", "unchanged"),
        ("f01.txt", "unchanged"),
    ]
    assert read == ["f00.txt", "f01.txt"]
    assert told(load([folder], store, options=Options(program="other"))) == [
        ("f00.txt", "unchanged"),
        ("f01.txt", "unchanged"),
    ]
    assert read == ["f00.txt", "f01.txt"]
    assert set(store.read("MATCH (d:Document) WHERE d.loaded RETURN d.read_by").rows) == {("other",)}
    list(load([folder], store, options=Options(program="other"), force=True))
    assert len(read) == 4


def test_a_version_in_between_is_not_taken_for_the_last(store, tmp_path):
    # the store holds the document as b.txt says; a.txt comes first again, so b.txt has to be stored again behind it
    folder = write(tmp_path / "in", a=notice(), b=notice(count=11))
    for _ in range(2):
        first, last = load([folder], store)
        assert (first.status, last.status) in [("loaded", "replaced"), ("replaced", "replaced")]
        assert last.why == f"another version, replaces that of {folder / 'a.txt'}"
        assert store.read("MATCH (d:Document) WHERE d.loaded RETURN d.file_name").rows == [("b.txt",)]


def test_the_same_bytes_under_another_ending_are_read_by_their_own_reader(store, tmp_path):
    text = write(tmp_path / "in", a=notice()) / "a.txt"
    list(load([text], store))
    text.rename(text.with_suffix(".csv"))
    (outcome,) = load([text.with_suffix(".csv")], store)
    assert outcome.status == "failed"
    assert "the ending .csv is not read" in outcome.why


def test_processes_tell_the_same_as_one(store, tmp_path):
    folder = several(tmp_path / "in", 12)
    write(folder, f03="no policy", f07=notice(number="深府办〔2023〕1号", count=99))  # f07: another version of f00
    alone = open_store(f"ladybug:///{tmp_path / 'alone.lbug'}")
    with closing(Processes(2)) as crew:
        crew.at_once = True
        outcomes = list(load([folder], store, crew=crew, batch=4))
    assert outcomes == list(load([folder], alone, batch=1))
    assert snapshot(store) == snapshot(alone)
    alone.close()


def test_a_load_loses_no_document_when_a_worker_is_killed(store, tmp_path):
    folder = several(tmp_path / "in", 24)
    with closing(Processes(2)) as crew:
        crew.at_once = True
        outcomes = []
        for outcome in load([folder], store, crew=crew, batch=2):
            outcomes.append(outcome)
            if len(outcomes) == 5:
                os.kill(crew.pids()[0], signal.SIGKILL)
    assert told(outcomes) == [(f"f{k:02}.txt", "loaded") for k in range(24)]
    assert store.read("MATCH (d:Document) WHERE d.loaded RETURN count(d)").rows == [(24,)]


def test_a_load_on_a_dask_cluster_loses_no_document_when_a_worker_is_killed(store, tmp_path, dask):
    folder = several(tmp_path / "in", 24)
    with closing(Dask(dask.address)) as crew:
        outcomes = []
        for outcome in load([folder], store, crew=crew, batch=2):
            outcomes.append(outcome)
            if len(outcomes) == 5:
                dask.workers[0].kill()
    assert told(outcomes) == [(f"f{k:02}.txt", "loaded") for k in range(24)]
    assert store.read("MATCH (d:Document) WHERE d.loaded RETURN count(d)").rows == [(24,)]


def test_a_worker_that_runs_other_rules_stops_the_load(store, tmp_path):
    folder = several(tmp_path / "in", 2)
    with closing(Processes(1)) as crew:
        crew.at_once = True
        told_otherwise = load([folder], store, crew=crew, options=Options(program="other"))
        with pytest.raises(WorkersUnavailable, match="another version of the rules"):
            list(told_otherwise)


def test_every_library_that_reads_is_part_of_the_fingerprint():
    # a new reader's library changes what is read as much as a rule does
    folder = Path(preparing.__file__).parent
    imported = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            imported |= {name.partition(".")[0] for name in names}
    imported -= {*sys.stdlib_module_names, "loaders", "graph", "__future__"}
    imported -= {"distributed", "dask"}  # carry work, read nothing
    packages = packages_distributions()
    needed = {package.lower() for name in imported for package in packages.get(name, [name])}
    assert needed == {name.lower() for name in LIBRARIES}
