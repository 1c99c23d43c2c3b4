"""The questions: one .cypher file each, with a header that declares what goes in and what comes out.

A header is the block of `//` lines at the top of a file:

    // title: Deadlines in a period
    // title_zh: 期限
    // empty: no document read prints a date in that period
    // parameters:
    //   city   name(Jurisdiction, District) = ''   documents of this jurisdiction alone; absent: all
    //   limit  int(1..100000) = 20                 most rows
    // columns:
    //   date   date
    //   units  set

Parameter types: string, int, int(least..most), bool, date, choice(a, b), name(Label, ...); one without `=` is required. Column
types: string, int, float, bool, date, list, set; a set is a list whose order means nothing, it is answered sorted. `empty` is the
note on an answer without rows; {parameter} stands for its value.

`filled` lists parameters that the program fills in (the ids of the documents of a city), not the caller.
Behind the header of a question stands a block comment with the lines that set its parameters in Neo4j Browser, made from the
header by `browser_block`; `python -m graph.catalogue` writes it anew into every file.

A file in a folder named after a dialect (`cypher/ladybug/path.cypher`) replaces the shared one on that store and declares the
same; what is `filled` may differ. `cypher/lookup/` holds queries of the same form that the program asks for itself. Everything is checked when it is loaded:
declared against used parameters, declared against returned columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import graph
from graph.errors import CatalogueError
from graph.schema import NODE, NODES

FOLDER = Path(graph.__file__).parent.parent / "cypher"
DIALECTS = ("ladybug", "neo4j")
ParameterType = Literal["string", "int", "bool", "date", "list"]  # list: in lookups alone
ColumnType = Literal["string", "int", "float", "bool", "date", "list"]
Value = str | int | bool | date

_FULL_NAMED = frozenset(node.label for node in NODES if any(p.name == "full_name" for p in node.properties))
_KEYS = ("title", "title_zh", "empty", "filled", "parameters", "columns")
_PARAMETER = re.compile(
    r"(?P<name>[a-z_0-9]+)\s+(?P<type>[a-z]+)(?:\((?P<detail>[^)]*)\))?(?:\s*=\s*(?P<default>\S+))?\s{2,}(?P<meaning>\S.*)"
)
_COLUMN = re.compile(r"(?P<name>[a-z_0-9]+)\s+(?P<type>[a-z]+)")
_STRING_OR_COMMENT = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*|/\*.*?\*/", re.S)
_BROWSER = re.compile(r"/\* In Neo4j Browser.*?\*/\s*", re.S)
_USED = re.compile(r"\$`?([A-Za-z_]\w*)`?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question takes. `names`: the labels among which a value is looked up as a name. A range is inclusive."""

    name: str
    type: ParameterType
    default: Value | None
    required: bool
    meaning: str
    names: tuple[str, ...] | None = None
    choices: tuple[str, ...] | None = None
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What a question answers. `unordered`: a list whose order means nothing."""

    name: str
    type: ColumnType
    unordered: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue: its file, checked.

    `dialects` holds the files that replace it, by dialect, `filled` the parameters that the program fills in by itself.
    """

    name: str
    title: str
    title_zh: str
    parameters: list[Parameter]
    columns: list[Column]
    cypher: str
    empty: str
    dialects: dict[str, Question]
    filled: tuple[str, ...] = ()

    def text(self, dialect: str) -> str:
        """The query for a store of this dialect."""
        return self.on(dialect).cypher

    def on(self, dialect: str) -> Question:
        """The question as a store of this dialect is asked it."""
        return self.dialects.get(dialect, self)


@cache
def load_catalogue(folder: Path = FOLDER) -> dict[str, Question]:
    """Every question by name, sorted. Raises CatalogueError that names the file and what is wrong with it."""
    if not folder.is_dir():
        raise CatalogueError(f"{folder}: the folder of questions is missing")
    return {path.stem: _load(path, folder) for path in sorted(folder.glob("*.cypher"))}


@cache
def lookups(folder: Path = FOLDER) -> dict[str, Question]:
    """The queries that the program asks for itself, by name."""
    return {path.stem: _load(path, folder) for path in sorted((folder / "lookup").glob("*.cypher"))}


def question_names(folder: Path = FOLDER) -> list[str]:
    """The names of the questions, sorted; reads no file, so that completion in a shell is quick."""
    return sorted(path.stem for path in folder.glob("*.cypher"))


def _load(path: Path, folder: Path) -> Question:
    question = parse(path.read_text("utf-8"), str(path), path.stem)
    dialects = {}
    for dialect in DIALECTS:
        override = folder / dialect / path.relative_to(folder)
        if override.exists():
            other = parse(override.read_text("utf-8"), str(override), path.stem)
            if (other.parameters, other.columns) != (question.parameters, question.columns):
                raise CatalogueError(f"{override}: declares other parameters or columns than {path}")
            dialects[dialect] = other
    return Question(
        question.name,
        question.title,
        question.title_zh,
        question.parameters,
        question.columns,
        question.cypher,
        question.empty,
        dialects,
        question.filled,
    )


def parse(text: str, file: str, name: str) -> Question:
    """A question from the text of its file; `file` is what errors begin with."""
    header, cypher = _split(text)
    values: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    part = ""
    for number, line in header:
        where = f"{file}:{number}"
        key, colon, rest = line.partition(":")
        if colon and not line.startswith("  ") and key.strip() in _KEYS:
            part = key.strip()
            values[part] = rest.strip()
        elif part == "parameters":
            parameters.append(_parameter(line.strip(), where))
        elif part == "columns":
            columns.append(_column(line.strip(), where))
        elif part == "":
            raise CatalogueError(f"{where}: the header begins with a title, not {line.strip()!r}")
        else:
            values[part] = f"{values[part]} {line.strip()}".strip()
    missing = [key for key in ("title", "title_zh", "columns") if key not in values]
    if missing:
        raise CatalogueError(f"{file}: the header lacks {', '.join(missing)}")
    filled = tuple(values.get("filled", "").split())
    _check(file, cypher, {parameter.name for parameter in parameters} | set(filled), columns)
    empty = values.get("empty", "no document read says anything about that")
    return Question(name, values["title"], values["title_zh"], parameters, columns, cypher, empty, {}, filled)


def _split(text: str) -> tuple[list[tuple[int, str]], str]:
    """The header's lines (number, text behind the slashes) and the query behind it."""
    lines = text.splitlines()
    size = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    header = [(i + 1, line[2:].removeprefix(" ")) for i, line in enumerate(lines[:size]) if line[2:].strip()]
    query = "\n".join(lines[size:]).strip()
    block = _BROWSER.match(query)
    return header, query[block.end() :] if block else query


def browser_block(question: Question) -> str:
    """A comment that holds, one a line, what sets the question's parameters in Neo4j Browser: to be pasted and run before the file.

    A query takes names as ids; the lines look them up. 'NAME' stands for a printed name, or a full
    name, that the reader puts in.
    """
    lines = [f":param {p.name} => {_browser_value(p)};" for p in question.parameters]
    city = "COLLECT { MATCH (d:Document) WHERE '' IN [d.jurisdiction, d.jurisdiction_id] RETURN d.id }"
    lines += [f":param {name} => {city};" for name in question.filled]
    return "\n".join(["/* In Neo4j Browser: run these lines with your values, then the whole file.", *lines, "*/"])


def _browser_value(parameter: Parameter) -> str:
    value = parameter.default
    if value is None and parameter.names:
        forms = "n.aliases + n.full_name"
        if not _FULL_NAMED.issuperset(parameter.names):
            forms = "coalesce(n.aliases, [n.number]) + coalesce(n.full_name, n.name, n.title)"
        if "Unit" in parameter.names:
            forms += " + coalesce(n.known_as, [])"
        labels = "|".join(parameter.names)
        return f"head(COLLECT {{ MATCH (n:{labels}) WHERE 'NAME' IN {forms} RETURN n.id ORDER BY n.id }})"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    return f"date('{value}')" if isinstance(value, date) else f"'{value or ''}'"


def with_browser_block(text: str, question: Question) -> str:
    """The text of the question's file with the block of `browser_block` behind its header."""
    lines = text.splitlines()
    size = next(i for i, line in enumerate(lines) if not line.startswith("//"))
    query = _split(text)[1]
    return "\n".join([*lines[:size], "", browser_block(question), "", query, ""])


def _parameter(line: str, where: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if not found:
        raise CatalogueError(f"{where}: not `name  type = default  meaning`: {line!r}")
    name, kind, detail, raw = found["name"], found["type"], found["detail"] or "", found["default"]
    listed = tuple(item.strip() for item in detail.split(",") if item.strip())
    least, most, names, choices = None, None, None, None
    base: ParameterType
    if kind == "name":
        base, names = "string", listed
        if unknown := [label for label in listed if label not in NODE] or not listed:
            raise CatalogueError(f"{where}: {name} names unknown labels: {unknown}")
    elif kind == "choice":
        base, choices = "string", listed
    elif kind == "int":
        base = "int"
        if detail:
            first, dots, last = detail.partition("..")
            if not (dots and first.isdigit() and last.isdigit()):
                raise CatalogueError(f"{where}: {name} has the range {detail!r}, not least..most")
            least, most = int(first), int(last)
    elif kind in ("string", "bool", "date", "list"):
        base = kind  # type: ignore[assignment]
    else:
        raise CatalogueError(f"{where}: {name} has the unknown type {kind}")
    default = None if raw is None else _default(base, raw, where)
    if choices and default is not None and default not in choices:
        raise CatalogueError(f"{where}: the default of {name} is none of its choices")
    return Parameter(name, base, default, raw is None, found["meaning"], names, choices, least, most)


def _default(kind: ParameterType, raw: str, where: str) -> Value:
    try:
        if kind == "int":
            return int(raw)
        if kind == "date":
            return date.fromisoformat(raw)
        if kind == "bool":
            return {"true": True, "false": False}[raw]
    except (ValueError, KeyError):
        raise CatalogueError(f"{where}: {raw} is no {kind}") from None
    return raw.strip("'")


def _column(line: str, where: str) -> Column:
    found = _COLUMN.fullmatch(line)
    if not found or found["type"] not in ("string", "int", "float", "bool", "date", "list", "set"):
        raise CatalogueError(f"{where}: not `name  type`: {line!r}")
    kind = "list" if found["type"] == "set" else found["type"]
    return Column(found["name"], kind, unordered=found["type"] == "set")  # type: ignore[arg-type]


def _check(file: str, cypher: str, declared: set[str], columns: list[Column]) -> None:
    bare = _STRING_OR_COMMENT.sub("''", cypher)
    used = set(_USED.findall(bare))
    if undeclared := sorted(used - declared):
        raise CatalogueError(f"{file}: uses undeclared parameters: {', '.join(undeclared)}")
    if unused := sorted(declared - used):
        raise CatalogueError(f"{file}: declares parameters that it does not use: {', '.join(unused)}")
    returned = list(_returned(bare))
    listed = [column.name for column in columns]
    if returned != listed:
        raise CatalogueError(f"{file}: returns {', '.join(returned) or 'nothing'}; declares {', '.join(listed)}")


def _returned(cypher: str) -> Iterator[str]:
    """The names of the columns of the last RETURN, which stand one a line, each with AS or a plain variable."""
    behind = re.split(r"\bRETURN\b(?:\s+DISTINCT\b)?", cypher)
    if len(behind) < 2:
        return
    items = re.split(r"\b(?:ORDER\s+BY|SKIP|LIMIT)\b", behind[-1])[0]
    for line in items.strip().splitlines():
        yield line.strip().rstrip(",").split(" AS ")[-1].strip().strip("`")


def _write_browser_blocks() -> None:
    for question in load_catalogue().values():
        path = FOLDER / f"{question.name}.cypher"
        path.write_text(with_browser_block(path.read_text("utf-8"), question), "utf-8")


if __name__ == "__main__":
    _write_browser_blocks()
