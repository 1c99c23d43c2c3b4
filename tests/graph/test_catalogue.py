from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.catalogue import (
    FOLDER,
    Parameter,
    Question,
    load_catalogue,
    lookups,
    parse,
    question_names,
    with_browser_block,
)
from graph.errors import CatalogueError
from graph.store import Store

BROWSER_LINE = re.compile(r"^:param (\w+) => (.+);$", re.M)
NAMES = """chain-districts chain-structure chains citations corrections counterparts deadlines discrepancies district-chains documents
goals group-members most-cited neighbours path platforms task-units unit-network unit-tasks unit-workload units-sharing-tasks""".split()  # noqa: SIM905
EVERY = [*load_catalogue().values(), *lookups().values()]
SAMPLE = {"string": "x", "int": 5, "list": ["x"]}


def test_the_catalogue_is_complete() -> None:
    assert list(load_catalogue()) == NAMES == question_names()


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.name)
def test_a_question_runs_and_returns_what_it_declares(city_store: Store, question: Question) -> None:
    """On a database with a schema, which rejects labels, relationships and properties that are not in it."""
    params: dict[str, object] = {
        p.name: SAMPLE[p.type] if p.default is None else p.default for p in question.parameters
    } | {name: "x" if name == "words" else ["x"] for name in question.on(city_store.dialect).filled}
    answer = city_store.read(question.text(city_store.dialect), params)
    assert answer.columns == [column.name for column in question.columns]


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.cypher")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_file_reads_as_a_question(path: Path) -> None:
    text = path.read_text("utf-8")
    query = [line for line in text.splitlines() if not line.startswith(("//", ":param"))]
    crowded = [
        line
        for line in query
        if len(re.findall(r"\b(?:MATCH|WITH|RETURN|ORDER BY|LIMIT|UNWIND)\b", line)) > 1 and "{ MATCH" not in line
    ]
    assert not crowded, "one clause a line"
    assert not [line for line in query if len(line) > 240]
    returned = text.split("RETURN")[-1].split("ORDER BY")[0]
    assert all(line.count(" AS ") <= 1 for line in returned.splitlines()), "one returned column a line"
    one_row = ("path", "node", "raw-text", "loaded", "unit-disagreements", "date-disagreements")
    assert path.stem in one_row or "ORDER BY" in text, "an order down to the last tie"
    assert "labels(" not in text or "ladybug" not in str(path.relative_to(FOLDER))


@pytest.mark.parametrize("question", load_catalogue().values(), ids=lambda question: question.name)
def test_questions_declare_common_parameters_alike(question: Question) -> None:
    parameters = {p.name: p for p in question.parameters}
    assert question.title.endswith("?")
    assert question.title_zh.endswith("？")
    if question.name != "counterparts":  # it takes two
        assert parameters["city"].names == ("Jurisdiction", "District")
        assert parameters["city"].default == ""
    if limit := parameters.get("limit"):
        assert (limit.least, limit.most) == (1, 100_000)
        assert limit.default == (1000 if question.name == "task-units" else 20)
    if basis := parameters.get("basis"):
        assert (basis.default, basis.choices) == ("each", ("each", "body", "table"))


@pytest.mark.parametrize("question", load_catalogue().values(), ids=lambda question: question.name)
def test_the_lines_for_browser_are_those_of_the_header(question: Question) -> None:
    text = (FOLDER / f"{question.name}.cypher").read_text("utf-8")
    assert text == with_browser_block(text, question), "python -m graph.catalogue writes them anew"
    assert "/*" not in question.cypher


@pytest.mark.parametrize("city_store", ["neo4j"], indirect=True)
@pytest.mark.parametrize("question", load_catalogue().values(), ids=lambda question: question.name)
def test_the_lines_for_browser_set_what_the_query_takes(city_store: Store, question: Question) -> None:
    text = (FOLDER / f"{question.name}.cypher").read_text("utf-8")
    params: dict[str, object] = {}
    for place, (name, expression) in enumerate(BROWSER_LINE.findall(text)):
        if "'NAME'" in expression:
            label = re.search(r"n:(\w+)", expression)
            assert label
            entity, full_name, alias = city_store.read(
                f"MATCH (n:{label[1]}) RETURN n.id, n.full_name, n.aliases[0] ORDER BY n.full_name"
            ).rows[place]
            assert city_store.read(f"RETURN {expression.replace('NAME', full_name)} AS value").rows == [(entity,)]
            homonyms = city_store.read(f"MATCH (n:{label[1]}) WHERE $alias IN n.aliases RETURN n.id", {"alias": alias})
            assert city_store.read(f"RETURN {expression.replace('NAME', alias)} AS value").rows[0] in homonyms.rows
            params[name] = entity
        else:
            params[name] = city_store.read(f"RETURN {expression} AS value").rows[0][0]
    declared = {p.name: params[p.name] if p.required else p.default for p in question.parameters}
    assert params == declared | {name: [] for name in question.filled}
    answer = city_store.read(text, params)
    assert answer.columns == [column.name for column in question.columns]


GOOD = """// title: Which?
// title_zh: 哪些？
// empty: nothing
//   at all
// parameters:
//   city   name(Jurisdiction, District) = ''  of this one
//   least  int(1..9)  fewest
// columns:
//   name   string
//   units  set

// a remark with $nothing
MATCH (u:Unit)
WHERE u.name <> '$other' AND u.jurisdiction = $city
WITH u.name AS name, collect(u.id) AS units, $least AS least
RETURN
  name,
  units
ORDER BY name
"""


def test_a_header_declares_parameters_and_columns() -> None:
    question = parse(GOOD, "x.cypher", "x")
    assert (question.title, question.title_zh, question.empty) == ("Which?", "哪些？", "nothing at all")
    assert question.parameters == [
        Parameter("city", "string", "", False, "of this one", names=("Jurisdiction", "District")),
        Parameter("least", "int", None, True, "fewest", least=1, most=9),
    ]
    assert [(c.name, c.type, c.unordered) for c in question.columns] == [
        ("name", "string", False),
        ("units", "list", True),
    ]
    assert question.cypher.startswith("// a remark")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("// title: Which?\n", "", "x.cypher: the header lacks title"),
        ("//   least  int(1..9)  fewest\n", "", "x.cypher: uses undeclared parameters: least"),
        ("$city", "'x'", "x.cypher: declares parameters that it does not use: city"),
        ("//   units  set\n", "", "x.cypher: returns name, units; declares name"),
        ("  units\nORDER", "  units AS all_units\nORDER", "returns name, all_units; declares name, units"),
        ("int(1..9)", "int(1-9)", "x.cypher:7: least has the range '1-9'"),
        ("int(1..9)", "number", "x.cypher:7: least has the unknown type number"),
        ("int(1..9)  fewest", "int(1..9) = x  fewest", "x.cypher:7: x is no int"),
        ("int(1..9)  fewest", "bool = maybe  fewest", "x.cypher:7: maybe is no bool"),
        ("int(1..9)  fewest", "date = 2023-02-30  fewest", "x.cypher:7: 2023-02-30 is no date"),
        ("int(1..9)  fewest", "choice(a, b) = c  fewest", "x.cypher:7: the default of least is none of its choices"),
        ("int(1..9)  fewest", "int", "x.cypher:7: not `name  type = default  meaning`"),
        ("name(Jurisdiction, District)", "name(Town)", "x.cypher:6: city names unknown labels"),
        ("//   units  set", "//   units  many", "x.cypher:10: not `name  type`"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(old: str, new: str, complaint: str) -> None:
    assert old in GOOD
    with pytest.raises(CatalogueError, match=re.escape(complaint)):
        parse(GOOD.replace(old, new, 1), "x.cypher", "x")


def test_an_override_declares_the_same(tmp_path: Path) -> None:
    (tmp_path / "ladybug").mkdir()
    (tmp_path / "x.cypher").write_text(GOOD, "utf-8")
    (tmp_path / "ladybug/x.cypher").write_text(GOOD.replace("u.name <>", "u.id <>"), "utf-8")
    question = load_catalogue(tmp_path)["x"]
    assert "u.id <>" in question.text("ladybug")
    assert "u.name <>" in question.text("neo4j")
    load_catalogue.cache_clear()
    (tmp_path / "ladybug/x.cypher").write_text(GOOD.replace("int(1..9)", "int(1..8)"), "utf-8")
    with pytest.raises(CatalogueError, match=r"ladybug/x\.cypher: declares other parameters"):
        load_catalogue(tmp_path)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="the folder of questions is missing"):
        load_catalogue(tmp_path / "none")
