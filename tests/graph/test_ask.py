from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import invented
import pytest

from graph.ask import Answer, ask
from graph.catalogue import load_catalogue
from graph.errors import (
    AmbiguousName,
    MissingParameter,
    UnknownName,
    UnknownParameter,
    UnknownQuestion,
    WrongParameter,
)
from graph.ids import node_id
from graph.store import Store, open_store

JUNE, SEPTEMBER, DECEMBER = date(2023, 6, 30), date(2023, 9, 30), date(2023, 12, 31)
EVIDENCE = {"quote", "document", "document_id", "span_start", "span_end"}


def rows(answer: Answer, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in answer.rows]


@pytest.mark.parametrize(
    ("question", "params", "columns", "expected"),
    [
        # each duty once: body items, and the table row that restates none (宣传)
        ("units-sharing-tasks", {"city": "甲市"}, "unit_a unit_b shared_tasks titles", [
            ("市发改委", "市财政局", 2, ["开工", "验收"]),
            ("国家发展改革委", "市发改委", 1, ["开工"]),
            ("国家发展改革委", "市财政局", 1, ["开工"]),
        ]),
        ("units-sharing-tasks", {"city": "甲市", "basis": "table"}, "unit_a unit_b shared_tasks titles", [
            ("东区管委会", "市发改委", 1, ["开工"]),
        ]),
        ("unit-workload", {"city": "甲市"}, "unit tasks first_deadline", [
            ("市财政局", 3, JUNE), ("市发改委", 2, JUNE), ("国家发展改革委", 1, JUNE),
        ]),
        ("unit-workload", {"city": "甲市", "basis": "body"}, "unit tasks first_deadline", [
            ("市发改委", 2, SEPTEMBER), ("市财政局", 2, SEPTEMBER), ("国家发展改革委", 1, None),
        ]),
        ("unit-workload", {"city": "甲市", "basis": "table"}, "unit tasks first_deadline", [
            ("东区管委会", 1, JUNE), ("市发改委", 1, JUNE), ("市财政局", 1, DECEMBER),
        ]),
        # bodies of two places by what they do; a place has no counterparts in itself but other bodies of one function
        ("counterparts", {"city_a": "甲市", "city_b": "乙市"}, "function unit_a unit_b tasks_a tasks_b", [
            ("finance", "市财政局", "市财政局", 3, 1),
        ]),
        ("counterparts", {"city_a": "甲市", "city_b": "乙市", "function": "housing"}, "unit_a", []),
        ("counterparts", {"city_a": "甲市", "city_b": "甲市"}, "unit_a", []),
        # across documents: the national body works with both
        ("unit-network", {}, "unit_a city_a unit_b city_b shared_tasks documents", [
            ("市发改委", "甲市", "市财政局", "甲市", 2, 1),
            ("国家发展改革委", "国家", "市发改委", "甲市", 1, 1),
            ("国家发展改革委", "国家", "市财政局", "乙市", 1, 1),
            ("国家发展改革委", "国家", "市财政局", "甲市", 1, 1),
        ]),
        # of one unit: it stands first
        ("unit-network", {"unit": "市发改委"}, "unit_a unit_b shared_tasks", [
            ("市发改委", "市财政局", 2), ("市发改委", "国家发展改革委", 1),
        ]),
        ("unit-network", {"basis": "table"}, "unit_a unit_b titles", [("东区管委会", "市发改委", ["甲市关于建设的通知"])]),
        ("documents", {}, "number issuer date city tasks units goals", [
            ("甲政〔2023〕1号", "甲市人民政府", date(2023, 1, 2), "甲市", 4, 4, 2),
            ("乙政〔2022〕2号", None, None, "乙市", 1, 2, 0),
        ]),
        ("documents", {"from": "2023-01-02", "to": "2023-12-31"}, "number", [("甲政〔2023〕1号",)]),
        ("documents", {"from": "2023-01-03"}, "number", []),
        ("documents", {"issuer": "市人民政府", "city": "甲市"}, "number", [("甲政〔2023〕1号",)]),
        ("documents", {"city": "乙市"}, "number", [("乙政〔2022〕2号",)]),
        ("most-cited", {}, "number loaded cited_by places cities", [
            ("国发〔2020〕1号", False, 2, 2, ["乙市", "甲市"]), ("乙政〔2022〕2号", True, 1, 1, ["甲市"]),
        ]),
        ("most-cited", {"loaded": "yes"}, "number", [("乙政〔2022〕2号",)]),
        ("most-cited", {"loaded": "no", "city": "乙市"}, "number cities", [("国发〔2020〕1号", ["乙市"])]),
        # two cities, one national body: a row for each
        ("unit-workload", {}, "unit tasks city", [
            ("市财政局", 3, "甲市"), ("市发改委", 2, "甲市"), ("国家发展改革委", 1, "乙市"), ("国家发展改革委", 1, "甲市"),
            ("市财政局", 1, "乙市"),
        ]),
        ("unit-tasks", {"unit": "市财政局", "city": "甲市"}, "ordinal path title role deadline", [
            (1, "一1", "开工", "support", JUNE), (2, "一2", "验收", "support", SEPTEMBER), (2, "表2", "宣传", "lead", DECEMBER),
        ]),
        ("unit-tasks", {"unit": "市财政局", "city": "甲市", "basis": "body"}, "path deadline", [("一2", SEPTEMBER), ("一1", None)]),
        ("task-units", {"city": "甲市", "ordinal": "1"}, "path unit role position quota", [
            ("一1", "市发改委", "lead", 1, None), ("一1", "市财政局", "support", 2, 2.0), ("一1", "国家发展改革委", "support", 3, None),
        ]),
        ("task-units", {"path": "表1", "basis": "table"}, "unit", [("市发改委",), ("东区管委会",)]),
        ("task-units", {"document": "乙政〔2022〕2号"}, "unit", [("市财政局",), ("国家发展改革委",)]),
        ("deadlines", {"city": "甲市"}, "date kind title units", [
            (JUNE, "task", "开工", ["国家发展改革委", "市发改委", "市财政局"]), (SEPTEMBER, "task", "验收", ["市发改委", "市财政局"]),
            (DECEMBER, "task", "宣传", ["市财政局"]), (DECEMBER, "goal", "示范项目", []),
        ]),
        ("deadlines", {"city": "甲市", "basis": "body"}, "date title raw", [(SEPTEMBER, "验收", "9月底前")]),
        ("deadlines", {"city": "甲市", "basis": "table"}, "date title raw", [(JUNE, "开工", "6月底前"), (DECEMBER, "宣传", "12月底前")]),
        # both days of the period belong to it
        ("deadlines", {"from": "2023-06-30", "to": "2023-09-30"}, "title", [("开工",), ("验收",)]),
        ("deadlines", {"from": "2023-07-01", "to": "2023-09-29"}, "title", []),
        ("goals", {"city": "甲市"}, "metric value due scope", [("示范项目", 10.0, DECEMBER, "二")]),
        ("goals", {"city": "甲市", "repeats": "true"}, "scope", [("二",), ("一1",)]),
        ("discrepancies", {}, "field body_ordinal table_ordinal body_only table_only", [
            ("units", 1, 1, ["市财政局"], ["东区管委会"]),
        ]),
        ("discrepancies", {"field": "number"}, "field", []),
        ("corrections", {}, "action fact before after why by city", [
            ("correct", "tasks", '{"title": null}', '{"title": "开工"}', "漏印", "李", "甲市"),
        ]),
        ("corrections", {"document": "乙政〔2022〕2号"}, "fact", []),
        ("citations", {}, "title number loaded cited_by", [
            ("国家的意见", "国发〔2020〕1号", False, 2), ("乙市关于建设的通知", "乙政〔2022〕2号", True, 1),
        ]),
        ("citations", {"document": "乙市建设方案"}, "number", [("国发〔2020〕1号",)]),
        ("chains", {}, "chain segments subfields districts city", [
            ("机器人（AI）产业链", 2, 1, 1, "甲市"), ("软件产业链", 0, 0, 0, "甲市"),
        ]),
        ("chain-structure", {"chain": "机器人（AI）产业链"}, "kind position name", [
            ("segment", 1, "零件"), ("segment", 2, "整机"), ("subfield", 1, "焊接"),
        ]),
        ("chain-districts", {"chain": "机器人(AI) 产业链"}, "district city", [("东区", "甲市")]),
        ("district-chains", {"district": "东区"}, "chain", [("机器人（AI）产业链",)]),
        ("group-members", {"group": "专班成员"}, "member position", [("市发改委", 1), ("市财政局", 2)]),
        ("platforms", {}, "platform kind city", [("监测平台", "industrial", "乙市"), ("监测平台", "digital", "甲市")]),
        ("neighbours", {"of": "东园"}, "relationship direction label name", [
            ("MENTIONS", "in", "Document", "甲市关于建设的通知"), ("RELIES_ON", "in", "District", "东区"),
        ]),
        ("neighbours", {"of": "东园", "city": "乙市"}, "name", []),
    ],
)  # fmt: skip
def test_answers(
    city_store: Store, question: str, params: Mapping[str, str], columns: str, expected: list[tuple[Any, ...]]
) -> None:
    answer = ask(city_store, question, params)
    assert rows(answer, *columns.split()) == expected
    assert answer.columns == [column.name for column in load_catalogue()[question].columns]
    assert not answer.truncated


def test_a_row_that_is_one_fact_shows_its_sentence(city_store: Store) -> None:
    for question in (
        "unit-tasks",
        "task-units",
        "deadlines",
        "goals",
        "discrepancies",
        "corrections",
        "district-chains",
        "group-members",
    ):
        needed = {
            "unit-tasks": {"unit": "市发改委"},
            "district-chains": {"district": "东区"},
            "group-members": {"group": "专班成员"},
        }
        answer = ask(city_store, question, needed.get(question, {}) | {"city": "甲市"})
        assert set(answer.columns) >= EVIDENCE
        for row in answer.rows:
            assert row["quote"] == f"甲市第{row['span_start']}字"
            assert row["span_end"] == row["span_start"] + 10
            assert row["document"] == "甲市关于建设的通知"
            assert row["document_id"] == invented.first().document_id


def steps(answer: Answer) -> list[list[tuple[Any, ...]]]:
    return [[(s["relationship"], s["direction"], s["name"]) for s in row["steps"]] for row in answer.rows]


def test_paths_go_through_facts(city_store: Store) -> None:
    """The document says twice that the district supports the chain; that is one path."""
    assert steps(ask(city_store, "path", {"from": "东园", "to": "机器人（AI）产业链"})) == [
        [(None, None, "东园"), ("RELIES_ON", "in", "东区"), ("SUPPORTS", "out", "机器人（AI）产业链")]
    ]


def test_every_shortest_path_is_a_row(city_store: Store) -> None:
    found = steps(ask(city_store, "path", {"from": "甲市发改委", "to": "甲市财政局"}))
    assert [[name for _, _, name in path][1:-1] for path in found] == [["开工"], ["验收"], ["专班成员"]]


def test_no_path_leads_from_a_thing_to_itself(city_store: Store) -> None:
    assert ask(city_store, "path", {"from": "东园", "to": "东园"}).rows == []


def test_paths_go_through_documents_where_asked(city_store: Store) -> None:
    params = {"from": "软件产业链", "to": "东园"}
    assert ask(city_store, "path", params).rows == []
    found = steps(ask(city_store, "path", params | {"through": "all"}))
    assert [(None, None, "软件产业链"), ("PROMOTES", "in", "甲市关于建设的通知"), ("MENTIONS", "out", "东园")] in found
    assert ask(city_store, "path", params | {"through": "all", "city": "乙市"}).rows == []
    assert ask(city_store, "path", params | {"through": "all", "max_hops": "1"}).rows == []


def test_a_limit_that_cuts_is_said(city_store: Store) -> None:
    answer = ask(city_store, "unit-workload", {"limit": "2"})
    assert (len(answer.rows), answer.truncated) == (2, True)
    assert not ask(city_store, "unit-workload", {"limit": "5"}).truncated


def test_the_answer_says_what_was_asked(city_store: Store) -> None:
    answer = ask(city_store, "unit-workload", {"city": "甲市", "limit": "2"})
    assert answer.params == {"city": "甲市", "basis": "each", "limit": 2}
    assert ask(city_store, "unit-workload", {}).params == {"city": None, "basis": "each", "limit": 20}


@pytest.mark.parametrize(
    ("given", "city", "name"),
    [
        ("市发改委", "", "甲市发改委"),
        ("甲市发改委", "", "甲市发改委"),
        ("“市发改委”", "", "甲市发改委"),
        (" 市 发改委 ", "", "甲市发改委"),
        ("国家发改委", "", "国家发展和改革委员会"),
        ("国家发展改革委", "", "国家发展和改革委员会"),
        ("国家发展和改革委员会", "", "国家发展和改革委员会"),
        ("市财政局", "甲市", "甲市财政局"),
        ("市财政局", "乙市", "乙市财政局"),
        ("甲市财政局", "", "甲市财政局"),
        (node_id("Unit", node_id("Jurisdiction", "乙市"), "市财政局"), "", "乙市财政局"),
    ],
)
def test_a_name_may_be_any_printed_form(city_store: Store, given: str, city: str, name: str) -> None:
    answer = ask(city_store, "unit-tasks", {"unit": given, "city": city})
    query = "MATCH (u:Unit {full_name: $name})-[:RESPONSIBLE_FOR]->(t:Task) RETURN count(t)"
    assert answer.rows
    titles = city_store.read(
        "MATCH (u:Unit {full_name: $name})-[:RESPONSIBLE_FOR]->(t:Task) RETURN t.title", {"name": name}
    ).rows
    assert {(row["title"],) for row in answer.rows} <= set(titles), query


def test_in_a_plan_of_a_province_a_city_supports_chains(store: Store) -> None:
    store.replace_document(invented.first())
    store.replace_document(invented.of_a_province())
    assert rows(ask(store, "district-chains", {"district": "甲市"}), "chain", "city") == [("绿氢产业链", "丙省")]
    assert rows(ask(store, "district-chains", {"district": "东区"}), "chain") == [("机器人（AI）产业链",)]
    assert rows(ask(store, "chain-districts", {"chain": "绿氢产业链"}), "district", "city") == [("甲市", "丙省")]
    assert not ask(store, "district-chains", {"district": "甲市", "city": "甲市"}).rows


def test_a_place_may_drop_the_end_of_its_name(city_store: Store) -> None:
    """And a place alone: 机器人 is no chain, 监测 no platform."""
    assert ask(city_store, "district-chains", {"district": "东区新"}).notes == [
        "no document read states a chain for 东区新城"
    ]
    with pytest.raises(UnknownName, match="Did you mean 软件产业链"):
        ask(city_store, "chain-districts", {"chain": "软件产业"})


def test_an_ambiguous_name_lists_what_it_may_mean(city_store: Store) -> None:
    with pytest.raises(AmbiguousName, match="市财政局") as caught:
        ask(city_store, "unit-tasks", {"unit": "市财政局"})
    assert caught.value.candidates == [
        {
            "label": "Unit",
            "name": f"{city}财政局",
            "city": city,
            "id": node_id("Unit", node_id("Jurisdiction", city), "市财政局"),
        }
        for city in sorted(
            ("甲市", "乙市"), key=lambda city: node_id("Unit", node_id("Jurisdiction", city), "市财政局")
        )
    ]


@pytest.mark.parametrize(
    ("question", "params", "nearest"),
    [
        ("unit-tasks", {"unit": "市发改局"}, "市发改委"),
        ("unit-workload", {"city": "丙市"}, "甲市"),
        ("chain-structure", {"chain": "软体产业链"}, "软件产业链"),
        ("citations", {"document": "乙政〔2022〕3号"}, "乙政〔2022〕2号"),
        ("unit-tasks", {"unit": "unit-0000000000000000"}, None),
        ("unit-tasks", {"unit": "东区"}, "东区管委会"),  # a district is no unit
        ("unit-tasks", {"unit": "'; MATCH (n) DETACH DELETE n //"}, None),
    ],
)
def test_an_unknown_name_offers_the_nearest(
    city_store: Store, question: str, params: Mapping[str, str], nearest: str | None
) -> None:
    with pytest.raises(UnknownName) as caught:
        ask(city_store, question, params)
    assert nearest is None or nearest in caught.value.nearest
    assert "\n" not in str(caught.value)


def test_a_unit_is_found_by_a_published_form_that_no_document_prints(city_store: Store) -> None:
    printed, published = (
        ask(city_store, "unit-tasks", {"unit": unit, "city": "甲市"}).rows for unit in ("市财政局", "甲市财政部门")
    )
    assert printed == published != []
    with pytest.raises(AmbiguousName):  # two cities have such a body
        ask(city_store, "unit-tasks", {"unit": "市财局"})
    assert ask(city_store, "unit-tasks", {"unit": "市财局", "city": "甲市"}).rows == printed


def test_a_body_that_a_reform_ended_is_said_to_be(city_store: Store) -> None:
    assert (
        "the reform of 2024 put 甲市东区人民政府 in the place of 甲市区管委会"
        in ask(city_store, "unit-tasks", {"unit": "东区管委会"}).notes
    )
    assert not [note for note in ask(city_store, "unit-tasks", {"unit": "市发改委"}).notes if "reform" in note]


@pytest.mark.parametrize(
    ("question", "params", "note"),
    [
        ("district-chains", {"district": "东区新城"}, "no document read states a chain for 东区新城"),
        ("chain-districts", {"chain": "软件产业链"}, "no document read states a district for 软件产业链"),
        ("unit-tasks", {"unit": "市人民政府"}, "no document read gives a task to 市人民政府"),
        ("deadlines", {"from": "2030-01-01"}, "no document read prints a date from 2030-01-01 to 9999-12-31"),
        ("unit-tasks", {"unit": "市发改委", "city": "乙市"}, "no document read gives a task to 市发改委"),
        ("path", {"from": "东园", "to": "软件产业链"}, "no way of at most 4 steps leads from 东园 to 软件产业链"),
    ],
)
def test_something_known_with_nothing_to_say_answers_a_note(
    city_store: Store, question: str, params: Mapping[str, str], note: str
) -> None:
    answer = ask(city_store, question, params)
    assert answer.rows == []
    assert note in answer.notes


def test_an_empty_store_says_that_it_is_empty(tmp_path: Path) -> None:
    store = open_store(f"ladybug:///{tmp_path / 'empty.lbug'}")
    assert ask(store, "unit-workload", {}).notes == [
        "the store holds no document yet: load one first (policygraph load FILE)"
    ]
    with pytest.raises(UnknownName, match="holds no document yet"):
        ask(store, "unit-workload", {"city": "甲市"})
    store.close()


@pytest.mark.parametrize(
    ("question", "params", "said"),
    [
        ("unit-workload", {"city": "甲市"}, True),
        ("unit-workload", {"city": "乙市"}, False),
        ("unit-workload", {}, True),
        ("unit-tasks", {"unit": "市财政局", "city": "甲市"}, True),  # the body names it, the table does not
        ("unit-tasks", {"unit": "市人民政府", "city": "甲市"}, False),
        ("goals", {"city": "甲市"}, False),
    ],
)
def test_an_answer_says_where_body_and_table_disagree(
    city_store: Store, question: str, params: Mapping[str, str], said: bool
) -> None:
    notes = [
        note
        for note in ask(city_store, question, params).notes
        if "body and table name different units for 1 item" in note
    ]
    assert bool(notes) == said


def test_members_given_as_examples_are_said_to_be(city_store: Store) -> None:
    assert (
        "the document lists examples, not every member" in ask(city_store, "group-members", {"group": "专班成员"}).notes
    )


@pytest.mark.parametrize(
    ("question", "params", "error", "complaint"),
    [
        ("unit-work", {}, UnknownQuestion, "unit-workload"),
        ("", {}, UnknownQuestion, "no question is called ''"),
        ("../lookup/names", {}, UnknownQuestion, "no question"),
        ("unit-workload", {"citty": "甲市"}, UnknownParameter, "Did you mean city"),
        ("unit-workload", {"documents": "x"}, UnknownParameter, "it takes city, basis, limit"),
        ("path", {"from": "东园", "to": "东区", "documents": "x"}, UnknownParameter, "takes no parameter 'documents'"),
        ("unit-tasks", {}, MissingParameter, "unit-tasks needs unit=…"),
        ("unit-tasks", {"unit": ""}, MissingParameter, "needs unit"),
        ("unit-workload", {"limit": "many"}, WrongParameter, "limit=many is not a whole number"),
        ("unit-workload", {"limit": "1.5"}, WrongParameter, "not a whole number"),
        ("unit-workload", {"limit": True}, WrongParameter, "not a whole number"),
        ("unit-workload", {"limit": "9" * 40}, WrongParameter, "not a whole number"),
        ("unit-workload", {"limit": "0"}, WrongParameter, "not from 1 to 100000"),
        ("unit-workload", {"limit": "-1"}, WrongParameter, "not from 1 to 100000"),
        ("unit-workload", {"basis": "both"}, WrongParameter, "none of each, body, table"),
        ("deadlines", {"from": "2023-02-30"}, WrongParameter, "not a date like 2023-06-30"),
        ("deadlines", {"from": "2023-12-31", "to": "2023-01-01"}, WrongParameter, "lies after"),
        ("goals", {"repeats": "maybe"}, WrongParameter, "not true or false"),
        ("path", {"from": "东园", "to": "东区", "max_hops": "9"}, WrongParameter, "not from 1 to 8"),
        ("unit-tasks", {"unit": "a\0b"}, WrongParameter, "is not a text"),
        ("unit-tasks", {"unit": ["市发改委"]}, WrongParameter, "is not a text"),
    ],
)
def test_wrong_parameters_say_what_is_wrong(
    city_store: Store, question: str, params: Mapping[str, object], error: type[Exception], complaint: str
) -> None:
    with pytest.raises(error, match=complaint):
        ask(city_store, question, params)


def test_values_may_be_typed_already(city_store: Store) -> None:
    strings = ask(city_store, "deadlines", {"from": "2023-06-30", "to": "2023-09-30", "limit": "5"})
    assert ask(city_store, "deadlines", {"from": JUNE, "to": SEPTEMBER, "limit": 5}).rows == strings.rows
    assert ask(city_store, "goals", {"repeats": True}).rows == ask(city_store, "goals", {"repeats": "yes"}).rows


def test_an_answer_says_what_people_corrected(city_store: Store) -> None:
    (place,) = ask(city_store, "corrections", {}).rows
    aggregate = ask(city_store, "unit-workload", {"city": "甲市"})
    assert "people corrected the reading of 1 document behind this: ask corrections city=甲市" in aggregate.notes
    assert not any("corrected" in note for note in ask(city_store, "unit-workload", {"city": "乙市"}).notes)
    rows = ask(city_store, "goals", {"city": "甲市"})
    assert all(row["span_end"] <= place["span_start"] or place["span_end"] <= row["span_start"] for row in rows.rows)
    assert not any("corrected" in note for note in rows.notes)
