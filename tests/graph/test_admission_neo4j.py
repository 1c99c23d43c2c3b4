"""Queries of strangers, against a real Neo4j whose user may do everything: what reads runs, all else leaves no trace."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import invented
import neo4j
import pytest
from dumping import dump
from hypothesis import given
from hypothesis import strategies as st
from neo4jdb import Database

from graph.admission.neo4j import LANGUAGE, PLAN_OPERATORS, WORDS, admit, check_plan
from graph.admission.words import check_words, tokens
from graph.ask import ask_cypher
from graph.errors import MissingParameter, RefusedQuery, StoreUnavailable, TimeLimit
from graph.store import Store, open_store

SECRET = "a,b\nsecret,1\n"


class Guarded:
    """A store to attack, and all that an attack might touch."""

    def __init__(self, store: Store, database: Database, port: int) -> None:
        self.store = store
        self.database = database
        self.port = port

    def ask(
        self, query: str, *, timeout: float = 20, row_limit: int = 100, **params: object
    ) -> list[dict[str, object]]:
        return ask_cypher(self.store, query, params, timeout=timeout, row_limit=row_limit).rows

    def records(self, query: str) -> list[list[object]]:
        return [list(record.values()) for record in self.database.driver.execute_query(query).records]  # type: ignore[arg-type, unused-ignore]

    def state(self) -> dict[str, object]:
        """Data, schema, users and settings."""
        shown = {
            "users": "SHOW USERS YIELD user, passwordChangeRequired, suspended",
            "settings": "SHOW SETTINGS YIELD name, value",
            "constraints": "SHOW CONSTRAINTS YIELD name, type",
            "indexes": "SHOW INDEXES YIELD name, type, state",
            "counts": "MATCH (n) RETURN labels(n), count(*)",
            "databases": "SHOW DATABASES YIELD name, currentStatus",
        }
        held = {name: sorted(map(repr, self.records(query))) for name, query in shown.items()}
        return {**held, "data": dump(self.store)}

    def running(self) -> list[str]:
        """What strangers' queries the server still works on: those sent in our language."""
        rows = self.records("SHOW TRANSACTIONS YIELD currentQuery, status, elapsedTime")
        return [f"{row[1]} {row[2]} {row[0]}" for row in rows if LANGUAGE in str(row[0])]

    def settle(self, patience: float) -> None:
        """Wait until the server has ended what it was told to stop."""
        until = time.monotonic() + patience
        while running := self.running():
            assert time.monotonic() < until, running
            time.sleep(0.2)


@pytest.fixture(scope="module")
def guarded(neo4j_db: Database) -> Iterator[Guarded]:
    """Everything must be the same when all tests are done; somebody else's transaction must live, nobody be called."""
    called: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            called.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        def log_message(self, *_: object) -> None:
            pass

    listener = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    secret = neo4j_db.server.home / "import" / "secret.csv"
    secret.write_text(SECRET)
    store = open_store(neo4j_db.fresh())
    store.replace_document(invented.first())
    made = Guarded(store, neo4j_db, listener.server_port)
    before = made.state()
    with neo4j_db.driver.session() as session, session.begin_transaction() as victim:
        victim.run("RETURN 'somebody else' AS who").consume()
        yield made
        assert victim.run("RETURN 1 AS alive").single() is not None
    assert made.state() == before
    assert called == []
    assert sorted(path.name for path in secret.parent.iterdir()) == ["secret.csv"]
    assert secret.read_text() == SECRET
    secret.unlink()
    made.settle(60)
    store.close()
    listener.shutdown()
    neo4j_db.fresh()


# What READ access mode lets through. {p} is the port of a web server that must hear nothing.
LET_THROUGH = [
    "LOAD CSV FROM 'file:///secret.csv' AS row RETURN row",
    "LOAD CSV WITH HEADERS FROM 'http://127.0.0.1:{p}/x' AS row RETURN row",
    "SHOW USERS",
    "SHOW CURRENT USER",
    "SHOW SETTINGS",
    "SHOW TRANSACTIONS",
    "SHOW PROCEDURES",
    "SHOW FUNCTIONS",
    "SHOW DATABASES",
    "SHOW INDEXES",
    "SHOW CONSTRAINTS",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "CALL dbms.listConfig()",
    "CALL dbms.listConfig() YIELD name, value RETURN name, value",
    "CALL dbms.queryJmx('*:*')",
    "CALL dbms.components()",
    "CALL dbms.showCurrentUser()",
    "CALL dbms.listConnections()",
    "CALL dbms.killConnection('bolt-1')",
    "CALL db.labels()",
    "CALL db.clearQueryCaches()",
    "CALL db.stats.retrieve('QUERIES')",
    "CALL tx.setMetaData({{x: 1}})",
    "USE system SHOW USERS",
    "USE neo4j MATCH (n) RETURN n",
]
WRITES = [
    "CREATE (u:Unit {{id: 'x'}})",
    "INSERT (u:Unit {{id: 'x'}})",
    "MERGE (u:Unit {{id: 'x'}})",
    "MATCH (u:Unit) SET u.name = 'x'",
    "MATCH (u:Unit) REMOVE u.name",
    "MATCH (u:Unit) DETACH DELETE u",
    "MATCH (u:Unit) NODETACH DELETE u",
    "MATCH (u:Unit) FOREACH (x IN [1] | SET u.name = 'x')",
    "CREATE INDEX stolen FOR (n:Unit) ON (n.kind)",
    "DROP CONSTRAINT x IF EXISTS",
    "CREATE USER eve SET PASSWORD 'password1'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'password1'",
    "DROP USER neo4j",
]
WAYS_AROUND = [
    *LET_THROUGH,
    *WRITES,
    "CALL apoc.load.json('http://127.0.0.1:{p}/x')",
    "CALL apoc.load.csv('file:///secret.csv')",
    "CALL apoc.cypher.run('SHOW USERS', {{}})",
    "RETURN apoc.cypher.runFirstColumnSingle('CREATE (n) RETURN n', {{}})",
    "RETURN apoc.text.replace('a', 'b', 'c')",
    "RETURN `apoc`.`load`.`json`('x')",
    "RETURN apoc . load . json ('x')",
    "RETURN db.nameFromElementId('x')",
    "RETURN graph.names()",
    "RETURN graph.propertiesByName('neo4j')",
    "RETURN genai.vector.encode('x', 'OpenAI', {{}})",
    "RETURN file()",
    "RETURN linenumber()",
    # CALL that is no reading subquery
    "MATCH (u:Unit) CALL {{ WITH u DETACH DELETE u }}",
    "MATCH (u:Unit) CALL (u) {{ SET u.name = 'x' }} RETURN u",
    "MATCH (u:Unit) CALL {{ WITH u RETURN 1 AS x }} IN TRANSACTIONS RETURN x",
    "MATCH (u:Unit) CALL (u) {{ RETURN 1 AS x }} IN 3 CONCURRENT TRANSACTIONS OF 10 ROWS RETURN x",
    "MATCH (u:Unit) CALL (u) {{ DETACH DELETE u }} IN TRANSACTIONS",
    "CALL {{ SHOW USERS }} RETURN 1",
    "CALL {{ USE system MATCH (n) RETURN n }} RETURN n",
    "OPTIONAL CALL db.labels() YIELD label RETURN label",
    "CALL db.labels",
    "CALL `db`.`labels`()",
    "CALL/**/dbms.listConfig()",
    "RETURN 1 UNION CALL db.labels() YIELD label RETURN label",
    "RETURN EXISTS {{ CALL dbms.listConfig() YIELD name RETURN name }} AS x",
    "RETURN COUNT {{ CALL dbms.listConfig() }} AS x",
    "RETURN COLLECT {{ CALL dbms.listConfig() YIELD value RETURN value }} AS x",
    "RETURN CASE WHEN true THEN COLLECT {{ LOAD CSV FROM 'file:///secret.csv' AS r RETURN r }} END AS x",
    "MATCH (u:Unit) WHERE EXISTS {{ MATCH (u) SET u.name = 'x' }} RETURN u",
    "MATCH (u:Unit) WITH u LOAD CSV FROM 'file:///secret.csv' AS row RETURN row",
    "UNWIND ['file:///secret.csv'] AS f LOAD CSV FROM f AS row RETURN row",
    "MATCH (u:Unit) USING INDEX u:Unit(id) WHERE u.id = 'x' RETURN u",
    # what stands in front of a query
    "PROFILE MATCH (u:Unit) RETURN u",
    "EXPLAIN MATCH (u:Unit) RETURN u",
    "PROFILE MATCH (u:Unit) DETACH DELETE u",
    "CYPHER 5 CREATE (u:Unit {{id: 'x'}})",
    "CYPHER runtime=parallel RETURN 1",
    "CYPHER planner=dp PROFILE RETURN 1",
    ":param x => 1",
    "",
    "// nothing",
    "/* nothing",
    # several statements
    "RETURN 1; CREATE (u:Unit {{id: 'x'}})",
    "RETURN 1;; SHOW USERS;",
    # hidden
    "mAtCh (u:Unit) dEtAcH dElEtE u",
    "MATCH (u:Unit)/**/SET/**/u.name = 'x'",
    "MATCH (u:Unit)//\nSET u.name = 'x'",
    "\\u0043ALL dbms.listConfig()",
    "\\u0043\\u0041\\u004C\\u004C dbms.listConfig()",
    "RETURN 1 AS x \\u003B CREATE (n)",
    "RETURN 1 /* \\u002A\\u002F CREATE (n) /* */ CREATE (n)",
    "MATCH (u:Unit) \\uu0053ET u.name = 'x'",
    "RETURN '\\u0027 AS x CREATE (n:Unit) //'; CREATE (n:Unit) //'",
    "RETURN '\\\\u0027 AS x, 1 AS y //' AS z",
    "RETURN `a\\u0060 CREATE (n:Unit) //` AS x",
    "RETURN 1 AS `x`` SET u.name = 1 //`",
    "MATCH (u:Unit)\u00a0SET u.name = 'x'",
    "MATCH (u:Unit)\u2028SET u.name = 'x'",
    "MATCH (u:Unit)\u200bSET u.name = 'x'",
    "MATCH (u:Unit)\x1cSET u.name = 'x'",
    "MATCH (u:Unit)\x00SET u.name = 'x'",
    "\ufeffCREATE (u:Unit {{id: 'x'}})",
    "MATCH (u:Unit) ＳＥＴ u.name = 'x'",
    "MATCH (u:Unit) WHERE u.x = 1.SET u.name = 'x'",
    "MATCH (u:Unit) WHERE u.x = 1. SET u.name = 'x'",
    "MATCH (u:Unit) WHERE u.x = 0xSET u.name = 'x'",
    "MATCH (u:Unit) WHERE u.x = ١ RETURN u",
    "RETURN 'unfinished",
    "RETURN 1 AS x }}",
    "CALL {{ RETURN 1 AS x",
    "CALL (",
]  # fmt: skip


@pytest.mark.parametrize("query", WAYS_AROUND, ids=lambda query: repr(query[:60]))
def test_a_query_that_does_not_only_read_is_refused(guarded: Guarded, query: str) -> None:
    with pytest.raises(RefusedQuery) as caught:
        guarded.ask(query.format(p=guarded.port))
    assert "secret,1" not in str(caught.value)


def _comments(query: str) -> str:
    return re.sub(r" ", "/* x */ //y\n", query)


def _odd_case(query: str) -> str:
    return "".join(char.swapcase() if index % 2 else char for index, char in enumerate(query))


def _escapes(query: str) -> str:
    return re.sub(r"[A-Z]", lambda match: f"\\u{ord(match[0]):04x}", query)


def _behind_a_clause(query: str) -> str:
    return f"MATCH (n) WITH n LIMIT 1 {query}"


def _in_a_subquery(query: str) -> str:
    return f"MATCH (n) CALL (n) {{{{ {query} }}}} RETURN n"


def _in_an_expression(query: str) -> str:
    return f"RETURN [x IN [1] WHERE EXISTS {{{{ {query} }}}} | x]"


@pytest.mark.parametrize(
    "disguise", [_comments, _odd_case, _escapes, _behind_a_clause, _in_a_subquery, _in_an_expression]
)
@pytest.mark.parametrize("query", [*LET_THROUGH[:-1], *WRITES], ids=lambda query: repr(query[:30]))
def test_no_disguise_helps(guarded: Guarded, query: str, disguise: object) -> None:
    assert callable(disguise)
    with pytest.raises(RefusedQuery):
        guarded.ask(disguise(query).format(p=guarded.port))


# Subqueries inside expressions, which the plan shows as text.
INSIDE = [
    "MATCH (u:Unit) RETURN CASE WHEN u.id <> '' THEN COLLECT {{ CALL dbms.listConfig() YIELD name RETURN name }} END AS x",
    "MATCH (u:Unit) RETURN [y IN [1] WHERE EXISTS {{ CALL dbms.listConfig() YIELD name WHERE name = y RETURN name }} | y] AS x",
    "MATCH (u:Unit) RETURN [y IN [1] | COLLECT {{ LOAD CSV FROM 'file:///secret.csv' AS r RETURN r }}] AS x",
    "MATCH (u:Unit) RETURN [y IN [1] | EXISTS {{ LOAD CSV FROM 'http://127.0.0.1:{p}/x' AS r RETURN r }}] AS x",
]


@pytest.mark.parametrize("query", [*LET_THROUGH[:-1], *WRITES, *INSIDE], ids=lambda query: repr(query[:60]))
def test_behind_the_first_gate_the_plan_stops_it_too(guarded: Guarded, query: str) -> None:
    with pytest.raises((RefusedQuery, StoreUnavailable)):
        guarded.store.read_untrusted(query.format(p=guarded.port), {}, timeout=10, row_limit=10)


@pytest.mark.parametrize("query", WRITES[:6])
def test_behind_the_second_gate_the_access_mode_stops_writing(guarded: Guarded, query: str) -> None:
    with (
        guarded.database.driver.session(default_access_mode=neo4j.READ_ACCESS) as session,
        pytest.raises(neo4j.exceptions.Neo4jError),
    ):
        session.run(query.format()).consume()


def test_a_plan_is_held_against_the_list() -> None:
    reading = {
        "operatorType": "ProduceResults@neo4j",
        "children": [{"operatorType": "AllNodesScan@neo4j", "children": []}],
    }
    assert check_plan(reading, "r") is None
    for operator in (
        "ProcedureCall",
        "LoadCSV",
        "ShowSettings",
        "SetProperty",
        "Create",
        "TransactionForeach",
        "Foreach",
    ):
        assert operator not in PLAN_OPERATORS
        with pytest.raises(RefusedQuery, match=operator):
            check_plan({**reading, "children": [{"operatorType": f"{operator}@neo4j", "children": []}]}, "r")
    for query_type in ("rw", "w", "s", ""):
        with pytest.raises(RefusedQuery):
            check_plan(reading, query_type)
    with pytest.raises(RefusedQuery):
        check_plan(None, "r")


READS = [
    ("MATCH (p:Park) RETURN p.name AS name", [{"name": "东园"}]),
    ("/* CREATE */ match (p:Park) // SET\nreturn p.name AS name;", [{"name": "东园"}]),
    ("RETURN 'CREATE (x); LOAD CSV FROM \"y\"' AS text", [{"text": 'CREATE (x); LOAD CSV FROM "y"'}]),
    ("RETURN 'a\\'b\\\\c\\nd' AS text, '\\u6b66汉' AS city", [{"text": "a'b\\c\nd", "city": "武汉"}]),
    ("WITH {set: 1, load: 2} AS m RETURN m.set + m.load AS sum", [{"sum": 3}]),
    ("WITH 1 AS `delete` RETURN `delete` AS `create`", [{"create": 1}]),
    ("MATCH (园:Park) WHERE 园.name = $名 RETURN 园.name AS 名称", [{"名称": "东园"}]),
    ("MATCH (d:District)-[:BUILDS|RELIES_ON]->(x) RETURN labels(x)[0] AS l, x.name AS n ORDER BY l", [
        {"l": "Park", "n": "东园"}, {"l": "Platform", "n": "监测平台"}]),
    ("MATCH (x) WHERE x:Park OR x:Platform RETURN x.name AS n ORDER BY n", [{"n": "东园"}, {"n": "监测平台"}]),
    ("MATCH (d:District) RETURN [(d)-[r:RELIES_ON]->(p:Park) | type(r) + ' ' + p.name] AS l", [{"l": ["RELIES_ON 东园"]}]),
    ("MATCH (p:Park) WITH collect(p) AS parks RETURN [p IN parks WHERE p.name STARTS WITH '东' | p.name] AS l", [{"l": ["东园"]}]),
    ("MATCH (p:Park) RETURN p {.name, units: COUNT { (p)<-[:RELIES_ON]-() }} AS m", [{"m": {"name": "东园", "units": 1}}]),
    ("MATCH (p:Park) WHERE EXISTS { (p)<-[:RELIES_ON]-(:District) } RETURN count(DISTINCT p) AS n", [{"n": 1}]),
    ("MATCH (p:Park) CALL (p) { MATCH (p)<-[:RELIES_ON]-(d) RETURN count(d) AS n } RETURN n", [{"n": 1}]),
    ("CALL { MATCH (p:Park) RETURN count(p) AS n } RETURN n", [{"n": 1}]),
    ("MATCH (p:Park) RETURN COLLECT { MATCH (p)<-[:RELIES_ON]-(d:District) RETURN d.id <> '' } AS l", [{"l": [True]}]),
    ("MATCH (a:Park), (c:IndustryChain) MATCH p = shortestPath((a)-[:RELIES_ON|SUPPORTS*..4]-(c)) RETURN length(p) AS n, "
     "[x IN nodes(p) | labels(x)[0]] AS l LIMIT 1", [{"n": 2, "l": ["Park", "District", "IndustryChain"]}]),
    ("MATCH (t:Task) WHERE t.deadline < date('2023-07-01') RETURN t.deadline AS d", [{"d": "2023-06-30"}]),
    ("UNWIND [1, 2, 3] AS x WITH x WHERE x > 1 RETURN sum(x) AS s, count(*) AS n", [{"s": 5, "n": 2}]),
    ("UNWIND range(1, 5) AS x WITH collect(x) AS l RETURN [y IN l WHERE y IN l AND y > 3] AS m, any(y IN l WHERE y = 5) AS f",
     [{"m": [4, 5], "f": True}]),
    ("RETURN [x IN null | x] AS a, all(x IN [1, 2] WHERE x > 0) AS b, [x IN [1, 2] | x + 1] AS c", [{"a": None, "b": True, "c": [2, 3]}]),
    ("MATCH (u:Unit) WHERE u.name =~ '.*管委会' RETURN u.name AS n", [{"n": "东区管委会"}]),
    ("RETURN date.truncate('month', date('2023-05-06')) AS d", [{"d": "2023-05-01"}]),
    ("MATCH (p:Park) RETURN p.name AS n UNION MATCH (p:Platform) RETURN p.name AS n", [{"n": "东园"}, {"n": "监测平台"}]),
    ("RETURN " + "(" * 29 + "1" + ")" * 29 + " AS x", [{"x": 1}]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), READS, ids=[repr(query[:60]) for query, _ in READS])
def test_a_query_that_reads_runs(guarded: Guarded, query: str, expected: list[dict[str, object]]) -> None:
    params = {"名": "东园"} if "$名" in query else {}
    found = guarded.ask(query, **params)
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_a_column_is_called_as_it_was_written(guarded: Guarded) -> None:
    query = "MATCH (p:Park) WITH collect(p.name) AS l RETURN [x IN l WHERE x IN l | x], size(l)"
    assert guarded.ask(query) == [{"[x IN l WHERE x IN l | x]": ["东园"], "size(l)": 1}]


def test_a_writer_sees_what_it_wrote(guarded: Guarded) -> None:
    """The reading process is given the bookmarks of the store."""
    assert guarded.ask("MATCH (d:Document) WHERE d.loaded RETURN count(d) AS n") == [{"n": 1}]
    with pytest.raises(MissingParameter):
        guarded.ask("RETURN $x AS x")


def test_rows_are_cut_at_the_limit(guarded: Guarded) -> None:
    answer = ask_cypher(guarded.store, "UNWIND range(1, 1000000000) AS x RETURN x", timeout=20, row_limit=3)
    assert ([row["x"] for row in answer.rows], answer.truncated) == ([1, 2, 3], True)


MATCHES = " ".join(f"MATCH (a{i})--(b{i})" for i in range(8))


@pytest.mark.parametrize(
    "query",
    [
        "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN sum(x * y) AS s",
        "UNWIND range(1, 1000000000) AS x RETURN count(DISTINCT x) AS n",
        "UNWIND range(1, 1000000000) AS x WITH collect(x) AS l RETURN size(l) AS n",
        "UNWIND range(1, 1000000000) AS x RETURN x ORDER BY x % 7",
        "RETURN COUNT { UNWIND range(1, 1000000000) AS x RETURN x } AS n",
        "RETURN size(COLLECT { UNWIND range(1, 1000000000) AS x RETURN x }) AS n",
        f"{MATCHES} RETURN count(*) AS n",
        "MATCH (a)-[*1..30]-(b) RETURN count(*) AS n",
        "MATCH (a) RETURN size([(a)--(b)--(c)--(d)--(e)--(f)--(g)--(h)--(i)--(j)--(k)--(l) | 1]) AS n",
        "MATCH (d:Document) UNWIND range(1, 10000000) AS x RETURN collect(d) AS l",
    ],
)
def test_the_limits_of_time_and_memory_hold(guarded: Guarded, query: str) -> None:
    began = time.monotonic()
    with pytest.raises(TimeLimit):
        guarded.ask(query, timeout=2)
    assert time.monotonic() - began < 2 + 15
    guarded.settle(60)  # the transaction ends at the server's next look at the clock, a busy machine's later
    assert guarded.ask("RETURN 1 AS x") == [{"x": 1}]


def test_an_answer_of_two_gigabytes_is_stopped(guarded: Guarded) -> None:
    long = "x" * 20_000
    with pytest.raises(TimeLimit, match="MB"):  # 100,000 rows of 20 kB
        guarded.ask("UNWIND range(1, 100000) AS x RETURN $long AS y, x", timeout=30, row_limit=100_000, long=long)
    lists = "[" + ", ".join(["$long"] * 150) + "]"
    with pytest.raises((TimeLimit, RefusedQuery)):  # one row: 3 MB, a thousand times
        guarded.ask(f"WITH {lists} AS l RETURN [x IN range(1, 1000) | [l, x]] AS y", timeout=20, long=long)
    with pytest.raises(TimeLimit, match=r"MB|stopped|memory"):
        guarded.ask(f"WITH {lists} AS m RETURN [x IN range(1, 700) | m] AS y", timeout=20, long=long)


@pytest.mark.parametrize(
    "query",
    [
        "RETURN " + "(" * 1000 + "1" + ")" * 1000,
        "RETURN " + "[" * 1000 + "1" + "]" * 1000,
        "RETURN " + "{a: " * 1000 + "1" + "}" * 1000,
        "RETURN " + "{a: " * 8 + "1" + "}" * 8,  # seconds to plan; 99 never end
        "RETURN " + "NOT " * 1000 + "true",
        "RETURN true " + "XOR true " * 32,  # never ends
        "MATCH (a) WHERE " + "".join(f"(a.x = {i} OR (a.y = {i} AND " for i in range(16)) + "true" + "))" * 16 + " RETURN a",
        "RETURN " + "CASE WHEN true THEN " * 1000 + "1" + " END" * 1000,
        "RETURN 1" + " + 1" * 20_000,
        "CALL { " * 1000 + "RETURN 1 AS x" + " } RETURN x" * 1000,
        " UNION ".join(["RETURN 1 AS x"] * 1000),
        "WITH 1 AS x " * 1000 + "RETURN x",
        "MATCH (u:Unit) WHERE u.name = '" + "x" * 20_000 + "' RETURN u",
        # expressions, which Neo4j never interrupts
        "RETURN reduce(a = 0, x IN range(1, 1000000000000) | a + x)",
        "RETURN [x IN range(1, 1000000000000) | x]",
        "WITH range(1, 1000000000000) AS l RETURN [x IN l | x]",
        "RETURN all(x IN range(1, 1000000000000) WHERE x > 0)",
        "WITH 1000000000000 AS n RETURN [x IN range(1, n) | x]",
        "RETURN `range`(1, 1000000000000) AS l",
        "UNWIND range(1, 100000) AS x WITH collect(x) AS l RETURN [x IN l | x]",
        "UNWIND range(1, 100000) AS x RETURN [y IN collect(x) | y]",
        "UNWIND range(1, 100000) AS x WITH {l: collect(x)} AS m RETURN [y IN m.l | y]",
        "UNWIND range(1, 2000) AS x WITH collect(x) AS l RETURN all(x IN l WHERE any(y IN l WHERE y = x))",
        "WITH [1] AS l RETURN [x IN l WHERE any(y IN l WHERE any(z IN l WHERE z = x))]",
        "UNWIND range(1, 3000000) AS x WITH collect(x) AS l RETURN [i IN range(1, 1000) WHERE l = l]",
        "UNWIND range(1, 3000000) AS x WITH collect(x) AS l WITH l AS m RETURN [i IN range(1, 1000) WHERE m = m]",
        "WITH 'aaaaaaaaaaaaaaaa' AS s " + "WITH s + s AS s " * 28 + "RETURN size(s)",
        "WITH 'aaaaaaaaaaaaaaaa' AS s " + "CALL (s) { RETURN s + s AS t } WITH t AS s " * 5 + "WITH s + s + s + s + s + s + s AS s RETURN s",
        "WITH [1] AS l " + "WITH [l, l] AS l " * 30 + "RETURN l = l",
        "WITH {a: 1} AS l " + "WITH {a: l, b: l} AS l " * 30 + "RETURN l = l",
        "WITH 'aaaa' AS s WITH replace(s, 'a', s) AS s RETURN s",
        "WITH 'a' AS s " + f"WITH replace(s, 'a', '{'a' * 100}') AS s " * 5 + "RETURN s",
        "MATCH (d:Document) WITH d.raw_text AS t RETURN [x IN range(1, 1000) | t + x]",
        "MATCH (d:Document) WITH d.anchors AS t RETURN [x IN range(1, 1000) | t + x]",
        "MATCH (d:Document) WITH properties(d) AS m, 'raw_text' AS k RETURN [x IN range(1, 1000) | toUpper(m[k])]",
        "RETURN '" + "a" * 30 + "!' =~ '(a+)+b'",
        "RETURN '" + "a" * 30 + "!' =~ '(a|a)*b'",
        "RETURN '" + "a" * 30 + "!' =~ ('(a+' + ')+b')",
        "RETURN '" + "a" * 3000 + "!' =~ 'a*a*a*a*b'",
        "RETURN '" + "a" * 3000 + "!' =~ '(a*)\\\\1b'",
        "WITH '(a+)+b' AS p RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' =~ p",
    ],
    ids=lambda query: repr(query[:60]),
)  # fmt: skip
def test_what_neo4j_could_not_stop_does_not_begin(guarded: Guarded, query: str) -> None:
    began = time.monotonic()
    with pytest.raises(RefusedQuery):
        guarded.ask(query, timeout=5)
    assert time.monotonic() - began < 10
    guarded.settle(20)


def test_a_pattern_in_a_parameter_is_looked_at_too(guarded: Guarded) -> None:
    query = "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' =~ $p AS x"
    assert guarded.ask(query, p="a.*") == [{"x": True}]
    for pattern in ("(a+)+b", 5, ["a"], "(?=a*)b", "[a&&[^b]]+"):
        with pytest.raises(RefusedQuery):
            guarded.ask(query, p=pattern)


@pytest.mark.parametrize(
    "value", ["' RETURN 1 //", "\\u0027 CREATE (n) //", "$x", "\u2028", "x'}) DETACH DELETE (n) //"]
)
def test_a_parameter_is_a_value_whatever_it_says(guarded: Guarded, value: str) -> None:
    assert guarded.ask("RETURN $v AS v", v=value) == [{"v": value}]


@given(
    st.lists(
        st.sampled_from([
            *"()[]{},.:;'\"`/*-<>=$|\\ \n", "SET", "MATCH", "CALL", "IN", "RETURN", "WITH", "AS", "x", "1", "//", "/*", "*/", "\\u0043",
            "db.labels()", "TRANSACTIONS", "UNWIND", "range(1, 9)", "[x IN l | x]", "collect(x)", "EXISTS {",
        ]),
        max_size=25,
    )
)  # fmt: skip
def test_what_is_admitted_is_what_was_checked(pieces: list[str]) -> None:
    """The spelling that runs passes the same words again, and has no comment, no second statement, and no escape of letters."""
    try:
        spelled, _ = admit("RETURN " + "".join(pieces), {})
    except RefusedQuery:
        return
    again = check_words(tokens(spelled), WORDS)
    bare = "".join(token.text + " " for token in again if token.kind not in ("string", "quoted", "parameter"))
    assert not re.search(r"//|/\*|;|\\", bare)
    assert "\\u" not in spelled
    assert not re.search(r"\bcall\b(?!\s*(\(.*?\)\s*)?\{)", bare, re.I)


def test_a_server_that_says_nothing_is_not_waited_for(own_neo4j: Database) -> None:
    store = open_store(own_neo4j.url)
    store.replace_document(invented.first())
    assert ask_cypher(store, "MATCH (p:Park) RETURN p.name AS n", {}, timeout=10).rows == [{"n": "东园"}]
    own_neo4j.server.pause()
    try:
        began = time.monotonic()
        with pytest.raises(StoreUnavailable):
            ask_cypher(store, "RETURN 1 AS x", {}, timeout=1)
        assert time.monotonic() - began < 20
    finally:
        own_neo4j.server.resume()
    assert ask_cypher(store, "RETURN 1 AS x", {}, timeout=20).rows == [{"x": 1}]
    own_neo4j.server.kill()
    with pytest.raises(StoreUnavailable):
        ask_cypher(store, "RETURN 1 AS x", {}, timeout=5)
    store.close()
