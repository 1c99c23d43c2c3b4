"""Queries of strangers, against a real database: what reads runs, everything else is refused and leaves no trace."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import invented
import pytest
from dumping import dump
from hypothesis import given
from hypothesis import strategies as st

from graph.admission.ladybug import FUNCTIONS, REFUSED_WORDS, WORDS, check_plan
from graph.admission.words import MAX_LENGTH, check_words, respell, tokens
from graph.ask import ask_cypher
from graph.errors import MissingParameter, RefusedQuery, TimeLimit, UnknownParameter
from graph.store import Store, open_store

SECRET = "a,b\nsecret,1\n"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Path]]:
    """A store, and a folder with a file to steal; both must be the same when all tests are done."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "secret.csv").write_text(SECRET)
    store = open_store(f"ladybug:///{folder / 'graph.lbug'}")
    store.replace_document(invented.first())
    before = dump(store)
    tables = store.read("CALL show_tables() RETURN *").rows
    yield store, folder
    assert dump(store) == before
    assert store.read("CALL show_tables() RETURN *").rows == tables
    assert sorted(path.name for path in folder.iterdir() if ".lbug" not in path.name) == ["secret.csv"]
    assert (folder / "secret.csv").read_text() == SECRET
    store.close()


def run(guarded: tuple[Store, Path], query: str, **params: object) -> list[dict[str, object]]:
    return ask_cypher(guarded[0], query, params, timeout=20, row_limit=100).rows


WAYS_AROUND = [
    # files
    "LOAD FROM '{f}' RETURN *",
    "LOAD WITH HEADERS (a STRING) FROM '{f}' RETURN a",
    "LOAD CSV FROM 'file://{f}' AS row RETURN row",
    "MATCH (u:Unit) LOAD FROM '{f}' RETURN *",
    "MATCH (u:Unit) WITH u LOAD FROM '{f}' RETURN u, a",
    "UNWIND [1] AS x LOAD FROM '{f}' RETURN *",
    "COPY (MATCH (u:Unit) RETURN u.name) TO '{d}/out.csv'",
    "COPY Unit FROM '{f}'",
    "COPY Unit TO '{d}/out.parquet'",
    "EXPORT DATABASE '{d}/dump'",
    "IMPORT DATABASE '{d}/dump'",
    "ATTACH '{d}/graph.lbug' AS other (dbtype lbug)",
    "ATTACH '{d}/other.db' AS other (dbtype sqlite)",
    "RETURN read_csv('{f}')",
    "RETURN READ_TEXT('{f}')",
    "MATCH (n) WHERE n.name = glob('{d}/*') RETURN n",
    "MATCH (u:Unit) RETURN `read_csv`('{f}')",
    "CALL read_csv('{f}') RETURN *",
    # settings, procedures, transactions
    "CALL timeout = 0",
    "CALL threads = 64",
    "CALL show_tables() RETURN *",
    "CALL current_setting('threads') RETURN *",
    "RETURN current_setting('home_directory')",
    "MATCH (u:Unit) CALL show_tables() RETURN *",
    "MATCH (u:Unit) CALL {{ CREATE (x:Unit {{id: 'x'}}) }} RETURN u",
    "CHECKPOINT",
    "FORCE CHECKPOINT",
    "BEGIN TRANSACTION",
    "COMMIT",
    "ROLLBACK",
    "INSTALL httpfs",
    "LOAD EXTENSION httpfs",
    "UNINSTALL httpfs",
    "USE other",
    "CREATE MACRO f(x) AS x + 1",
    "RETURN nextval('s')",
    "RETURN error('x')",
    # writing
    "CREATE (u:Unit {{id: 'x'}})",
    "MATCH (u:Unit) CREATE (x:Unit {{id: 'x'}})",
    "MERGE (u:Unit {{id: 'x'}})",
    "MATCH (u:Unit) SET u.name = 'x'",
    "MATCH (u:Unit) SET u.name = 'x' RETURN u",
    "MATCH (u:Unit) DETACH DELETE u",
    "MATCH (u:Unit)-[r]->() DELETE r",
    "MATCH (u:Unit) REMOVE u.name",
    "MATCH (u:Unit) WITH u MERGE (u)-[:MEMBER_OF]->(u) RETURN u",
    "CREATE NODE TABLE X(id STRING PRIMARY KEY)",
    "CREATE SEQUENCE s",
    "DROP TABLE Unit",
    "ALTER TABLE Unit ADD x STRING",
    "COMMENT ON TABLE Unit IS 'x'",
    "PROJECT_GRAPH('g', ['Unit'], ['MEMBER_OF'])",
    "CREATE VECTOR INDEX x ON Unit(name)",
    # Neo4j's ways
    "SHOW USERS",
    "TERMINATE TRANSACTIONS 'x'",
    "FOREACH (x IN [1] | CREATE (:Unit {{id: 'x'}}))",
    "MATCH (u:Unit) FOREACH (x IN [1] | SET u.name = 'x')",
    # what is not a query
    "EXPLAIN MATCH (u:Unit) RETURN u",
    "PROFILE MATCH (u:Unit) DETACH DELETE u",
    "",
    "   ",
    ";",
    "// nothing",
    "/* nothing",
    "42",
    # several statements
    "MATCH (u:Unit) RETURN u; MATCH (u:Unit) DETACH DELETE u",
    "MATCH (u:Unit) RETURN u;; CHECKPOINT;",
    "RETURN 1; LOAD FROM '{f}' RETURN *",
    "RETURN 1 ;/**/CALL timeout=0",
    # hidden
    "match (u:Unit) dElEtE u",
    "MATCH (u:Unit)/**/SET/**/u.name = 'x'",
    "MATCH (u:Unit)//\nSET u.name = 'x'",
    "MATCH (u:Unit) /* RETURN u */ DETACH /* x */ DELETE u",
    "/* MATCH (u) RETURN u */ CREATE (u:Unit {{id: 'x'}})",
    "// MATCH (u) RETURN u\nCREATE (u:Unit {{id: 'x'}})",
    "MATCH (u:Unit) \\u0053ET u.name = 'x'",
    "\\u0043REATE (u:Unit {{id: 'x'}})",
    "MATCH (u:Unit)\u00a0SET u.name = 'x'",
    "MATCH (u:Unit)\u2028SET u.name = 'x'",
    "MATCH (u:Unit)\u200bSET u.name = 'x'",
    "MATCH (u:Unit) ＳＥＴ u.name = 'x'",
    "MATCH (u:Unit)\x00SET u.name = 'x'",
    "\ufeffCREATE (u:Unit {{id: 'x'}})",
    "RETURN 'a\\' RETURN 1 //' ; CREATE (u:Unit {{id: 'x'}})",
    "RETURN '\\' AS a, ' SET u.name = 1 //'",
    "RETURN 'it''s' SET x = 1",
    "RETURN \"a' CREATE (x:Unit {{id: 'x'}}) //\" CREATE (y:Unit {{id: 'y'}})",
    "MATCH (u:Unit) RETURN u.name AS `x` SET u.name = 'x'",
    "MATCH (u:Unit) RETURN u AS `a`` SET u.name = 1 //`",
    "MATCH (u:`Unit) DETACH DELETE (v:`) RETURN u",
    "MATCH (u:Unit) WHERE EXISTS {{ MATCH (u) SET u.name = 'x' }} RETURN u",
    "MATCH (u:Unit) RETURN (CASE WHEN true THEN 1 END) UNION CREATE (x:Unit {{id: 'x'}})",
    "RETURN 1 UNION CALL show_tables() RETURN 1",
    "WITH 1 AS a CREATE (x:Unit {{id: 'x'}})",
    "UNWIND [1] AS x CREATE (:Unit {{id: 'x'}})",
    "OPTIONAL MATCH (u:Unit) SET u.name = 'x'",
    "RETURN 'unfinished",
    "RETURN \"unfinished",
    "RETURN `unfinished",
    "RETURN 'bad \\q escape'",
    "RETURN 'null \\u0000'",
    "RETURN '\\ud800'",
    "MATCH (u:Nothing) RETURN u",
    "MATCH (u:Unit RETURN u",
    "RETURN " + "(" * 1000 + "1" + ")" * 1000,
    "RETURN " + "[" * 1000 + "1" + "]" * 1000,
    "MATCH (u:Unit) WHERE u.name = '" + "x" * MAX_LENGTH + "' RETURN u",
]  # fmt: skip


@pytest.mark.parametrize("query", WAYS_AROUND, ids=lambda query: repr(query[:60]))
def test_a_query_that_does_not_only_read_is_refused(guarded: tuple[Store, Path], query: str) -> None:
    folder = guarded[1]
    with pytest.raises(RefusedQuery) as caught:
        run(guarded, query.format(f=folder / "secret.csv", d=folder))
    assert "secret" not in str(caught.value).replace(str(folder / "secret.csv"), "")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("MATCH (p:Park) RETURN p.name AS name", [{"name": "东园"}]),
        ("match (p:Park) return p.name as name;", [{"name": "东园"}]),
        ("/* CREATE */ MATCH (p:Park) // SET\nRETURN p.name AS name -- ".removesuffix("-- "), [{"name": "东园"}]),
        ("MATCH (t:Task {origin: 'table'}) RETURN t.title AS title ORDER BY title", [{"title": "宣传"}, {"title": "开工"}]),
        ("RETURN 'CREATE (x); LOAD FROM \"y\"' AS text", [{"text": 'CREATE (x); LOAD FROM "y"'}]),
        ("RETURN \"it's a // DELETE\" AS text", [{"text": "it's a // DELETE"}]),
        ("RETURN 'a\\'b\\\\c\\nd' AS text", [{"text": "a'b\\c\nd"}]),
        ("RETURN '\\u6b66汉' AS text", [{"text": "武汉"}]),
        ("WITH {set: 1, load: 2} AS m RETURN m.set + m.load AS sum", [{"sum": 3}]),
        ("WITH 1 AS `delete` RETURN `delete` AS `create`", [{"create": 1}]),
        ("MATCH (园:Park) RETURN 园.name AS 名称", [{"名称": "东园"}]),
        ("MATCH (p:Park) WHERE p.name = $name RETURN p.jurisdiction AS city", [{"city": "甲市"}]),
        ("MATCH (d:District)-[:BUILDS|RELIES_ON]->(x) RETURN label(x) AS l, x.name AS n ORDER BY l", [
            {"l": "Park", "n": "东园"}, {"l": "Platform", "n": "监测平台"},
        ]),
        ("MATCH p = (a:Park)-[*1..2]-(c:IndustryChain) RETURN DISTINCT length(p) AS n ORDER BY n LIMIT 1", [{"n": 2}]),
        ("UNWIND [1, 2, 3] AS x WITH x WHERE x > 1 RETURN sum(x) AS s, count(*) AS n, collect(x) AS l", [
            {"s": 5, "n": 2, "l": [2, 3]},
        ]),
        ("MATCH (t:Task) WHERE t.deadline < date('2023-07-01') RETURN t.deadline AS d", [{"d": "2023-06-30"}]),
        ("MATCH (p:Park) RETURN p.name AS n UNION MATCH (p:Platform) RETURN p.name AS n", [{"n": "东园"}, {"n": "监测平台"}]),
        ("MATCH (u:Unit) WHERE u.name =~ '.*管委会' AND NOT u.kind IN ['group'] RETURN u.name AS n", [{"n": "东区管委会"}]),
        ("MATCH (p:Unit {name: '国家发改委'}) OPTIONAL MATCH (p)-[:MEMBER_OF]->(g) RETURN CASE WHEN g.id IS NULL THEN 'none' ELSE 'some' END AS g", [{"g": "none"}]),
        ("MATCH (p:Park) WHERE EXISTS { MATCH (p)<-[:RELIES_ON]-(:District) } RETURN count(DISTINCT p) AS n", [{"n": 1}]),
        ("RETURN " + "(" * 99 + "1" + ")" * 99 + " AS x", [{"x": 1}]),
    ],
)  # fmt: skip
def test_a_query_that_reads_runs(guarded: tuple[Store, Path], query: str, expected: list[dict[str, object]]) -> None:
    params = {"name": "东园"} if "$name" in query else {}
    key = repr
    assert sorted(run(guarded, query, **params), key=key) == sorted(expected, key=key)


def test_parameters_are_those_that_the_query_names(guarded: tuple[Store, Path]) -> None:
    with pytest.raises(MissingParameter, match="the query needs name="):
        run(guarded, "MATCH (p:Park) WHERE p.name = $name RETURN p")
    with pytest.raises(UnknownParameter, match="Did you mean name"):
        run(guarded, "MATCH (p:Park) WHERE p.name = $name RETURN p", name="东园", nmae="x")


def test_rows_are_cut_at_the_limit(guarded: tuple[Store, Path]) -> None:
    answer = ask_cypher(guarded[0], "UNWIND range(1, 100000) AS x RETURN x", timeout=20, row_limit=3)
    assert ([row["x"] for row in answer.rows], answer.truncated) == ([1, 2, 3], True)


@pytest.mark.parametrize(
    "query",
    [
        "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN sum(x * y)",
        "RETURN size(range(1, 1000000000))",  # in one call, which the database does not interrupt
        "MATCH (a)-[*1..30]-(b) RETURN count(*)",
        "WITH 'aaaaaaaaaaaaaaaa' AS s " + "WITH s + s AS s " * 40 + "RETURN size(s)",
        "UNWIND range(1, 10000000) AS x RETURN collect('abcdefghijklmnopqrstuvwxyz' + x)",
    ],
)
def test_the_limits_of_time_and_memory_hold(guarded: tuple[Store, Path], query: str) -> None:
    began = time.monotonic()
    with pytest.raises((TimeLimit, RefusedQuery)):
        ask_cypher(guarded[0], query, timeout=1, row_limit=10)
    assert time.monotonic() - began < 12


def test_the_second_gate_alone_would_do() -> None:
    assert check_plan("RESULT_COLLECTOR[3]\n PROJECTION[2]\n TABLE_FUNCTION_CALL[1]\n Function: READ_FTABLE") is None
    for plan in ("COPY_TO[1]", "RESULT_COLLECTOR[1] INSERT[0]", "TABLE_FUNCTION_CALL[1] Function: READ_CSV_SERIAL", ""):
        with pytest.raises(RefusedQuery):
            check_plan(plan)


@pytest.mark.parametrize("statement", ["CREATE (:Unit {id: 'x'})", "MATCH (u:Unit) SET u.name = 'x'", "MATCH (u:Unit) DETACH DELETE u",
    "COPY (MATCH (u:Unit) RETURN u.name) TO 'out.csv'", "LOAD FROM 'secret.csv' RETURN *", "CALL show_tables() RETURN *"])  # fmt: skip
def test_behind_the_first_gate_the_others_stop_it_too(
    guarded: tuple[Store, Path], statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(guarded[1])
    with pytest.raises(RefusedQuery):
        guarded[0].read_untrusted(statement, {}, timeout=10, row_limit=10)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_string_is_read_as_it_was_written(text: str) -> None:
    """However a string is quoted, the spelling that runs is one literal with the same characters."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    try:
        found = respell(tokens(f"RETURN '{escaped}'"))
    except RefusedQuery:
        assert any(ord(char) < 32 for char in text)
        return
    literal = found.removeprefix("RETURN ")
    again = tokens(f"RETURN {literal}")
    assert [token.kind for token in again] == ["word", "string"]
    assert respell(again) == found
    assert "\n" not in found


@given(
    st.lists(
        st.sampled_from([*"()[]{},.:;'\"`/*-<>=$|\\ \n", "SET", "MATCH", "RETURN", "x", "1", "//", "/*", "*/"]),
        max_size=25,
    )
)
def test_whatever_is_admitted_has_no_comment_and_no_second_statement(pieces: list[str]) -> None:
    try:
        spelled = respell(check_words(tokens("RETURN " + "".join(pieces)), WORDS))
    except RefusedQuery:
        return
    assert tokens(spelled) is not None
    bare = [token for token in tokens(spelled) if token.kind not in ("string", "quoted", "parameter")]
    assert not [token for token in bare if token.text == ";"]
    outside = "".join(token.text + " " for token in bare)
    assert "//" not in outside
    assert "/*" not in outside


def test_the_lists_do_not_contradict_each_other() -> None:
    assert not FUNCTIONS & REFUSED_WORDS


def test_the_memory_of_the_asking_process_does_not_count(guarded: tuple[Store, Path]) -> None:
    grown = bytearray(1_200_000_000)
    grown[::4096] = b"1" * len(grown[::4096])  # pages that were never written take no memory

    assert run(guarded, "MATCH (t:Task) RETURN count(t) AS n")[0]["n"]
    del grown
