"""What waits for a person, decisions that are taken at once, survive reloads, and those that are refused; on both stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.ask import ask
from graph.errors import UnknownName
from graph.store import Store, open_store
from loaders.decisions import read_decisions
from loaders.errors import RefusedDecision
from loaders.load import load
from loaders.prepare import Options
from loaders.review import decide, open_names, undo, where

HUBEI = """湖北省人民政府办公厅关于开展某某试点工作的通知
鄂政办发〔2023〕9号

各市、州、县人民政府，省政府各部门：

一、重点任务
（一）完善标准。制定标准体系。（责任单位：省住建厅、市财政局）
（二）开展试点。总结经验。（责任单位：省发改委、南山区政府）

湖北省人民政府办公厅
2023年3月1日
"""
WUHAN = """武汉市人民政府办公厅关于某某工作的通知
武政办〔2023〕9号

各区人民政府，市人民政府各部门：

一、重点任务
（一）完善标准。制定标准体系。（责任单位：市城建局、市房管局）
（二）开展试点。开展试点工作。（责任单位：市工商局、市市场监管局）
（三）建立机制。建立机制。（责任单位：市发展改革委、市发展改革局）

武汉市人民政府办公厅
2023年3月1日
"""

DOUBLE = ("武汉市发展和改革委员会", "武汉市发展和改革局")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts")
    for name, text in (("hubei", HUBEI), ("wuhan", WUHAN)):
        (path / f"{name}.txt").write_text(text, "utf-8")
    return path


@pytest.fixture(params=["ladybug", "neo4j"])
def store(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Iterator[Store]:
    url = (
        f"ladybug:///{tmp_path / 's.lbug'}"
        if request.param == "ladybug"
        else request.getfixturevalue("neo4j_db").fresh()
    )
    opened = open_store(url)
    assert [o.status for o in load([folder], opened)] == ["loaded", "loaded"]
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def same_store(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """For tests after which the store is as before."""
    opened = open_store(f"ladybug:///{tmp_path_factory.mktemp('same') / 's.lbug'}")
    list(load([folder], opened))
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "decisions.tsv"


def units(store: Store, city: str) -> set[str]:
    query = "MATCH (u:Unit)-[:RESPONSIBLE_FOR]->(:Task)<-[:HAS_TASK]-(d:Document) WHERE d.jurisdiction = $city RETURN DISTINCT u.full_name"
    return {name for (name,) in store.read(query, {"city": city}).rows}


def test_review(store: Store, file: Path, folder: Path) -> None:
    """One store, since a new one of each kind costs seconds: what is open, decided, asked, loaded again, taken back."""
    found = {name.name: name for name in open_names(store)}
    # two places have such a district; a province has many cities; a place has one body for a field. What a reform made
    # of another, or a reviewed line holds apart (城建局, 房管局), is no question
    assert {name: (o.kind, o.candidates) for name, o in found.items()} == {
        "南山区政府": ("open", ("鹤岗市南山区人民政府", "深圳市南山区人民政府")),
        "市财政局": ("open", ()),
        DOUBLE[0]: ("double", (DOUBLE[1],)),
    }
    assert "南山区政府" in found["南山区政府"].quote
    assert found["南山区政府"].documents == ("湖北省人民政府办公厅关于开展某某试点工作的通知",)
    assert {name.name for name in open_names(store, city="湖北省")} == {"南山区政府", "市财政局"}

    taken = decide(store, file, "南山区政府", "深圳市南山区人民政府", by="审核人")
    assert [reading.outcome for reading in taken.readings] == ["replaced"]
    assert where(taken.decision) == "南山区政府 (documents of 湖北省) = 深圳市南山区人民政府"
    assert "深圳市南山区人民政府" in units(store, "湖北省")
    answer = ask(store, "unit-workload", {"city": "湖北省"})
    assert "a person decided that 南山区政府 means 深圳市南山区人民政府 (policygraph review)" in answer.notes
    assert not any("decided" in note for note in ask(store, "unit-workload", {"city": "武汉市"}).notes)

    decide(store, file, "市财政局", "武汉市财政局", city="湖北省")
    decide(store, file, "市发展改革局", "市发展改革委")
    assert units(store, "武汉市") & {*DOUBLE} == {"武汉市发展和改革委员会"}
    assert open_names(store, read_decisions(file)) == []

    # loading again changes nothing, with the decisions; without them the names are open again
    decisions = read_decisions(file)
    assert {o.status for o in load([folder], store, options=Options(decisions=decisions))} == {"unchanged"}
    assert {o.status for o in load([folder], store)} == {"replaced"}
    assert len(open_names(store)) == 3
    assert {o.status for o in load([folder], store, options=Options(decisions=decisions))} == {"replaced"}

    undone = undo(store, file, "市财政局")
    assert undone.decision.meaning == "武汉市财政局"
    assert "市财政局" in units(store, "湖北省")
    undo(store, file, "市发展改革局")
    assert {*DOUBLE} <= units(store, "武汉市")
    decide(store, file, "市财政局")
    assert [name.name for name in open_names(store, read_decisions(file), city="湖北省")] == []
    assert "市财政局" in units(store, "湖北省")


@pytest.mark.parametrize(
    ("name", "meaning", "error", "why"),
    [
        ("某某委员会", "武汉市财政局", UnknownName, "prints the name '某某委员会'"),
        ("南山区政府", "某某局", UnknownName, "no body or place is called '某某局'. Did you mean"),
        ("南山区政府", "广州市天河区人民政府", RefusedDecision, "is none of what 南山区政府 may mean"),
        ("市财政局", "武汉市教育局", RefusedDecision, "they do not do the same"),
        ("市城建局", "武汉市城乡建设局", RefusedDecision, "means 武汉市城乡建设局 already"),
        ("市城建局", "深圳市住房和建设局", RefusedDecision, "belong to two jurisdictions"),
        ("市城建局", "市房管局", RefusedDecision, "never one body: cities that keep both"),
        ("市工商局", "市市场监管局", RefusedDecision, "was succeeded by 市场监督管理局 in 2018"),
    ],
)
def test_a_wrong_decision_is_refused(
    same_store: Store, file: Path, name: str, meaning: str, error: type[Exception], why: str
) -> None:
    before = same_store.version()
    with pytest.raises(error) as caught:
        decide(same_store, file, name, meaning)
    assert why in str(caught.value)
    assert not file.exists()
    assert same_store.version() == before


@pytest.mark.parametrize("store", ["ladybug"], indirect=True)
def test_decisions_in_a_circle_are_refused(store: Store, file: Path) -> None:
    decide(store, file, "市发展改革局", "武汉市发展和改革委员会")
    with pytest.raises(RefusedDecision, match="leads in a circle; undo one of them first"):
        decide(store, file, "市发展改革委", "武汉市发展和改革局")
    with pytest.raises(UnknownName, match="no decision is about"):
        undo(store, file, "市财政局")
    assert len(read_decisions(file)) == 1


@pytest.mark.parametrize("store", ["ladybug"], indirect=True)
def test_a_document_that_cannot_be_stored_leaves_the_file_as_it_was(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(store, file, "市财政局", "武汉市财政局")
    text = file.read_text("utf-8")
    monkeypatch.setattr(store, "replace_document", lambda rows: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        decide(store, file, "南山区政府", "深圳市南山区人民政府")
    assert file.read_text("utf-8") == text
