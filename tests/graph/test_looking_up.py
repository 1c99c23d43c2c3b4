"""Search, single nodes and what surrounds them, documents and their text."""

from __future__ import annotations

import invented
import pytest

from graph.documents import document, document_text, documents
from graph.errors import AmbiguousName, UnknownName
from graph.ids import node_id
from graph.names import resolve
from graph.nodes import neighbours, node
from graph.search import search
from graph.store import Store

FIRST, SECOND = invented.first().document_id, invented.second().document_id


def test_search_finds_names_titles_and_texts(city_store: Store) -> None:
    found = search(city_store, "机器人")
    assert found[0]["label"] == "IndustryChain"
    assert found[0]["name"] == "机器人（AI）产业链"
    assert set(found[0]) == {"id", "label", "name", "document_id", "snippet"}
    assert {hit["label"] for hit in search(city_store, "开工")} == {"Task"}
    assert all(hit["document_id"] == FIRST for hit in search(city_store, "开工"))
    assert [hit["document_id"] for hit in search(city_store, "乙政〔2022〕2号")] == [SECOND]


def test_search_finds_other_printed_forms(city_store: Store) -> None:
    assert [hit["name"] for hit in search(city_store, "国家发改委") if hit["label"] == "Unit"] == ["国家发展改革委"]


def test_search_shows_the_words_in_their_text(city_store: Store) -> None:
    for hit in search(city_store, "的做法"):
        assert "的做法" in hit["snippet"]
    assert search(city_store, "的做法")


@pytest.mark.parametrize("q", ["", "   ", "没有这样的字", "%", "'; MATCH (n) DETACH DELETE n //"])
def test_search_without_a_hit(city_store: Store, q: str) -> None:
    assert search(city_store, q) == []


def test_search_keeps_to_its_limit(city_store: Store) -> None:
    assert len(search(city_store, "市", 3)) == 3


ODD = [
    "推进5G技术和产业链建设",
    "建设OpenAI平台，IT产业",
    "投资3.5亿元+2,000万元（一期）",
    "１２月底前建成ＡＢＣ平台",
    "“双碳”目标 AND 行动 NOT 空话",
    'a-b && c || !d (e) {f} [g] ^h "i" ~j *k ?l :m /n \\\\o',
    "市 区 县",
    "县域商业体系；一县一品",
    "M²工程",
    "and the OR",
    "长" * 20_000,
]


ASKED = """产业链 技术和产 G技 5G G技术和 AI Open IT T产 产 3.5亿 3.5 .5亿 +2,000 元（一 １２月 ２月底 ＡＢＣ ＢＣ平 AND ND OR NOT && || ! ( ) (e)
{ } [ ] ^ ^h " "i" ~ ~j * *k ? ?l : :m / /n \\ \\o - a-b 市 县 一县 县一 M²工 ² 目标 ”目标 碳”目 “双碳 the 长长长 texts:长 *:* name:市 产业链~ ((( \\"
的做法 4字 第30""".split()  # noqa: SIM905
ASKED += ["目标 AND", "市 区", "d (e) {f}", "AND 行动 NOT", "长" * 190]


def test_search_finds_what_contains_the_words_and_nothing_else(store: Store) -> None:
    """Whatever an index knows of them: parts of words and of pairs of characters, signs of query languages, common words."""
    doc = invented.Rows("丙政〔2023〕1号", "丙市")
    for number, text in enumerate(ODD, 1):
        doc.task("body", number, text, [])
    store.replace_document(doc.rows)
    wrong = []
    for q in ASKED:
        expected = {t["id"] for t in doc.rows.nodes["Task"] if any(q in t[name] for name in ("title", "text", "quote"))}
        found = {hit["id"]: hit["snippet"] for hit in search(store, q, 1000) if hit["label"] == "Task"}
        if set(found) != expected:
            wrong.append((q, len(found), len(expected)))
    assert not wrong


def test_a_node_shows_its_properties(city_store: Store) -> None:
    ident = node_id("Task", FIRST, "table", "表1", 1)
    found = node(city_store, ident)
    assert (found["id"], found["label"], found["name"]) == (ident, "Task", "开工")
    assert found["properties"]["deadline_raw"] == "6月底前"
    assert not {"raw_text", "anchors"} & set(node(city_store, FIRST)["properties"])


@pytest.mark.parametrize("ident", ["", "task-0000000000000000", "x' OR true //"])
def test_a_node_that_is_not_there(city_store: Store, ident: str) -> None:
    with pytest.raises(UnknownName):
        node(city_store, ident)
    with pytest.raises(UnknownName):
        neighbours(city_store, ident)


def test_neighbours_are_ready_to_draw(city_store: Store) -> None:
    park = next(hit for hit in search(city_store, "东园") if hit["label"] == "Park")
    found = neighbours(city_store, park["id"])
    assert found["nodes"][0] == {"id": park["id"], "label": "Park", "name": "东园"}
    assert {n["name"] for n in found["nodes"][1:]} == {"甲市关于建设的通知", "东区"}
    ids = {n["id"] for n in found["nodes"]}
    assert all({edge["source"], edge["target"]} <= ids for edge in found["edges"])
    assert sorted(edge["type"] for edge in found["edges"]) == ["MENTIONS", "RELIES_ON"]
    assert all(edge["target"] == park["id"] for edge in found["edges"])
    assert len({edge["id"] for edge in found["edges"]}) == 2
    assert not found["truncated"]


def test_neighbours_keep_to_their_limit(city_store: Store) -> None:
    found = neighbours(city_store, FIRST, limit=4)
    assert (len(found["edges"]), found["truncated"]) == (4, True)


def test_documents_are_listed_with_their_facts(city_store: Store) -> None:
    listed = {row["id"]: row for row in documents(city_store)}
    assert set(listed) == {FIRST, SECOND}
    counted = {key: listed[FIRST][key] for key in ("sections", "tasks", "goals", "discrepancies")}
    assert counted == {"sections": 1, "tasks": 4, "goals": 2, "discrepancies": 1}


@pytest.mark.parametrize(
    "name", [SECOND, "乙政〔2022〕2号", "乙市关于建设的通知", "乙市建设方案", "乙政[2022]2号", "《乙市建设方案》"]
)
def test_a_document_is_found_by_id_number_or_title(city_store: Store, name: str) -> None:
    if name.startswith("《") or "[" in name:
        with pytest.raises(UnknownName) as caught:
            document(city_store, name)
        assert caught.value.nearest
    else:
        assert document(city_store, name)["id"] == SECOND


def test_a_document_that_is_only_cited_says_so(city_store: Store) -> None:
    with pytest.raises(UnknownName, match="only cited"):
        document(city_store, "国发〔2020〕1号")


def test_the_text_of_a_document(city_store: Store) -> None:
    text = document_text(city_store, FIRST)
    assert text.raw == "甲市的文件。" * 100
    assert (text.file_kind, text.anchors) == ("docx", '[["paragraph"],[0,1],[6,2]]')


def test_the_text_of_a_document_that_is_not_loaded(city_store: Store) -> None:
    for ident in (invented.CITED, "document-0000000000000000"):
        with pytest.raises(UnknownName):
            document_text(city_store, ident)


def test_texts_of_any_length_are_stored_and_found(store: Store) -> None:
    """No index holds a text of 60 kB: a title that runs away is kept, cited, found and taken away like any other."""
    title = f"关于{'长' * 20_000}的通知"
    long = invented.Rows("甲政〔2023〕1号", "甲市", title=title, enclosed_title=title)
    long.unit("长" * 20_000 + "局")
    citing = invented.Rows("乙政〔2023〕1号", "乙市")
    citing.cites(node_id("Document", "", title), title, None)
    store.replace_document(citing.rows)
    store.replace_document(long.rows)
    cited = "MATCH (:Document {id: $id})-[:CITES]->(d:Document) RETURN d.id"
    assert store.read(cited, {"id": citing.id}).rows == [(long.id,)]
    assert document(store, title)["id"] == long.id
    assert resolve(store, "长" * 20_000 + "局", ("Unit",)).label == "Unit"
    assert store.replace_document(long.rows) == "unchanged"
    assert store.remove_document(long.id)
    assert store.read(cited, {"id": citing.id}).rows != [(long.id,)]


def test_two_documents_of_one_title_are_ambiguous(store: Store) -> None:
    for number in ("甲政〔2023〕1号", "甲政〔2023〕2号"):
        store.replace_document(invented.Rows(number, "甲市").rows)
    with pytest.raises(AmbiguousName) as caught:
        document(store, "甲市关于建设的通知")
    assert {c["label"] for c in caught.value.candidates} == {"Document"}
    assert document(store, "甲政〔2023〕2号")["number"] == "甲政〔2023〕2号"
